"""Without the hidden row number: in stock tables it is the order of arrival, also after VACUUM."""

from django.db.models import AutoField, Model

from sofra.project.database import sqlcipher


class SchemaEditor(sqlcipher.schema.DatabaseSchemaEditor):
    def table_sql(self, model: type[Model]) -> tuple[str, list[object]]:
        """Only Django's own list of migrations keeps its number; a test allows no second one."""
        sql, params = super().table_sql(model)
        numbered = isinstance(model._meta.pk, AutoField)
        return (sql if numbered else f"{sql} WITHOUT ROWID"), params


class DatabaseWrapper(sqlcipher.DatabaseWrapper):
    side = "floor"
    SchemaEditorClass = SchemaEditor
