"""The tables that Django makes by itself, in the same SQLite, without a key."""

from sofra.project.database.sqlcipher import base


class DatabaseWrapper(base.DatabaseWrapper):
    pass
