"""PostgreSQL with one transaction at a time, as SQLite has it: the actions of both sides were written for that."""

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

OUR_TURN = 1
"""The number of the lock that every transaction of this database takes first."""


class DatabaseWrapper(PostgreSQL):
    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Without its turn, a vote could slip in behind the close, and one card could seat two voices."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            with self.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [OUR_TURN])
