"""PostgreSQL for the floor: a server that keeps a memory of its own is refused before a word is written to it."""

from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgreSQLSchemaEditor
from django.db.models import Model

from sofra.project.data import DataProblem
from sofra.project.database.postgresql.door.base import DatabaseWrapper as PostgreSQL

FORGETFUL = {
    "wal_level": "minimal",  # no archive, no replica and no slot keeps the order of writes
    "wal_recycle": "off",  # an old segment is deleted, not kept for use again
    "track_commit_timestamp": "off",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",  # a refused statement is not written to the log with its words
    "log_error_verbosity": "terse",  # nor are the words that made it fail
}
GRANTS = """
SELECT has_function_privilege('pg_switch_wal()', 'execute') AND pg_has_role('pg_checkpoint', 'usage')
"""


class SchemaEditor(PostgreSQLSchemaEditor):
    def table_sql(self, model: type[Model]) -> tuple[str, list[object]]:
        """The server's own cleaning would copy common words into its statistics; the scrub leaves it nothing to do."""
        sql, params = super().table_sql(model)
        return f"{sql} WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)", params


class DatabaseWrapper(PostgreSQL):
    SchemaEditorClass = SchemaEditor

    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(FORGETFUL)])
            found = dict(cursor.fetchall())
            cursor.execute(GRANTS)
            may_forget = cursor.fetchone()[0]
        refuse_memory(found, may_forget=may_forget)


def refuse_memory(found: dict[str, str], *, may_forget: bool) -> None:
    """Say everything that must change, at once."""
    changes = [f"{name} = {wanted}" for name, wanted in FORGETFUL.items() if found.get(name) != wanted]
    if not may_forget:
        changes.append("GRANT EXECUTE ON FUNCTION pg_switch_wal() and GRANT pg_checkpoint to this role")
    if changes:
        raise DataProblem(
            "This PostgreSQL server would remember who wrote when, so the floor does not use it. Change: "
            f"{'; '.join(changes)}. docs/run/operation.md tells how."
        )
