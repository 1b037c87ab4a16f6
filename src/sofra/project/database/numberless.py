"""Without the hidden row number: in stock tables it is the order of arrival, also after VACUUM."""

from django.db.models import AutoField, Model

from sofra.project.database import sqlcipher


class SchemaEditor(sqlcipher.schema.DatabaseSchemaEditor):
    def table_sql(self, model: type[Model]) -> tuple[str, list[object]]:
        """Only a table that counts its rows openly keeps the count; on the floor that is the list of migrations."""
        sql, params = super().table_sql(model)
        counted = isinstance(model._meta.pk, AutoField)
        return (sql if counted else f"{sql} WITHOUT ROWID"), params
