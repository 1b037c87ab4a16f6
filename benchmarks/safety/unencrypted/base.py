"""Sofra's tables in the same SQLite, without a key."""

from sofra.project.database.numberless import SchemaEditor
from sofra.project.database.sqlcipher import base


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
