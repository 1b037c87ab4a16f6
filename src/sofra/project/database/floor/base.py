"""SQLite without the hidden row number: in stock tables it is the order of arrival, also after VACUUM."""

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as SQLiteSchemaEditor
from django.db.models import AutoField, Model


class SchemaEditor(SQLiteSchemaEditor):
    def table_sql(self, model: type[Model]) -> tuple[str, list[object]]:
        """Only Django's own list of migrations keeps its number; a test allows no second one."""
        sql, params = super().table_sql(model)
        numbered = isinstance(model._meta.pk, AutoField)
        return (sql if numbered else f"{sql} WITHOUT ROWID"), params


class DatabaseWrapper(SQLite):
    SchemaEditorClass = SchemaEditor
