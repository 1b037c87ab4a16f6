"""The door's file forgets what was deleted, and in which order its tickets were used."""

from django.db import connection


def scrub() -> None:
    """Rewrite the file and empty its journal. On PostgreSQL the door is an ordinary database, and keeps such traces."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
