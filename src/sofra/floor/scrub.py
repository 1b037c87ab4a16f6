"""The file forgets its own past: rewritten in the order of its keys, with nothing left of what was deleted or changed.

A database file remembers order: pages split by who came first, a journal of the last writes. After a scrub two
different histories with the same content give the same bytes; tests/attack shows it.
"""

from django.db import connection


def scrub() -> None:
    """Rewrite the file and empty its journal. Takes a moment in which nobody else can write."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
