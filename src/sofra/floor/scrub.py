"""The database forgets its own past: rewritten in the order of its keys, with nothing left of what was deleted.

A database remembers order: pages split by who came first, rows numbered as they came, a journal of the last writes.
After a scrub two different histories with the same content look the same; tests/attack shows it.
"""

import time
from collections.abc import Iterator

from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.db.models import Model

TRIES = 60
WAIT = "300ms"
"""Shorter than the second after which PostgreSQL ends a request to untie a knot: it is the scrub that gives way."""


def scrub() -> None:
    """Rewrite everything and empty the journal. Takes a moment in which nobody else can write."""
    if connection.vendor == "postgresql":
        _rewrite_tables()
    else:
        _rewrite_file()


def _rewrite_file() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rewrite_tables() -> None:
    """PostgreSQL's own VACUUM keeps place and number of each row: they are laid down anew. Then the journal goes."""
    for _ in range(TRIES - 1):
        try:
            _lay_down_anew()
            break
        except OperationalError:
            time.sleep(0.05)
    else:
        _lay_down_anew()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")


@transaction.atomic
def _lay_down_anew() -> None:
    """All tables in one transaction, so that every row carries the same number, and in the order of their keys."""
    tables = {
        model._meta.db_table: ", ".join(_key_columns(model)) for model in apps.get_app_config("floor").get_models()
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        for table in tables:
            cursor.execute(f"CREATE TEMPORARY TABLE old_{table} ON COMMIT DROP AS TABLE {table}")
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for table, key in tables.items():
            cursor.execute(f"INSERT INTO {table} SELECT * FROM old_{table} ORDER BY {key}")  # noqa: S608


def _key_columns(model: type[Model]) -> Iterator[str]:
    for field in model._meta.pk_fields:
        yield connection.ops.quote_name(str(field.column))
