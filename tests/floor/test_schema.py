"""The floor's tables hold nothing that tells who or when. Read this before adding a field."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer

FORBIDDEN_FIELDS = (
    models.DateField,  # and DateTimeField, its child
    models.TimeField,
    models.DurationField,
    models.AutoField,  # and its children
    models.GenericIPAddressField,
    models.EmailField,
    models.FileField,
)
FORBIDDEN_NAMES = re.compile(
    r"(^|_)(ip|agent|created|updated|date|time|at|email|name|user|address|seq|order|number)($|_)"
)

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="tests/attack/test_postgres.py tells its like")


THE_ONE_DATE = "Dialogue.words_until"
"""The last day of what was said: without it nothing could go by itself. See docs/decisions/17-retention.md."""


def faults(model):
    for field in model._meta.get_fields():
        if f"{model.__name__}.{field.name}" == THE_ONE_DATE:
            continue
        if isinstance(field, FORBIDDEN_FIELDS) or FORBIDDEN_NAMES.search(field.name):
            yield f"{model.__name__}.{field.name}"


def test_no_field_holds_a_time_a_number_of_arrival_an_address_or_an_agent():
    assert [fault for model in apps.get_models() for fault in faults(model)] == []


def test_the_floor_keeps_one_date_and_no_hour():
    assert isinstance(apps.get_model("floor", "Dialogue")._meta.get_field("words_until"), models.DateField)
    assert not isinstance(apps.get_model("floor", "Dialogue")._meta.get_field("words_until"), models.DateTimeField)


def test_the_lint_catches_each_kind_it_is_there_for():
    class Tempting(models.Model):
        created = models.DateTimeField()
        seen = models.DateTimeField()
        user_agent = models.TextField()
        source = models.GenericIPAddressField()

        class Meta:
            app_label = "tempting"

    assert sorted(fault.split(".")[1] for fault in faults(Tempting)) == [
        "created",
        "id",
        "seen",
        "source",
        "user_agent",
    ]


def test_statements_and_wordings_lead_to_no_voice():
    said = ("Statement", "Wording", "Hold", "Taken", "Draft", "FirstReading", "Returned", "LoggedAct")
    for name in (*said, "Claim", "EarlierText", "TrendCard"):
        related = {
            field.related_model for field in apps.get_model("floor", name)._meta.get_fields() if field.many_to_one
        }
        assert apps.get_model("floor", "Voice") not in related


def test_the_floor_has_no_tables_but_its_own(db):
    assert {app.label for app in apps.get_app_configs()} == {"web", "floor", "staticfiles"}
    tables = set(connection.introspection.table_names())
    assert tables == {model._meta.db_table for model in apps.get_models()} | {"django_migrations"}


@only_sqlite
def test_every_table_is_without_row_numbers(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE 'floor_%'")
        made = dict(cursor.fetchall())
    assert len(made) == len(apps.get_models())
    assert [name for name, sql in made.items() if not sql.endswith("WITHOUT ROWID")] == []


@only_sqlite
def test_sqlite_finds_every_table_whole(written_room):
    """SQLite 3.40 takes a column before the key of such a table for NULL, and the start would call it damaged."""
    voice, wording = written_room.seated[0], written_room.dialogue.wordings.first()
    cast_vote(voice, wording, Answer.PASS)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


@pytest.mark.django_db
@pytest.mark.parametrize(("setting", "value"), [("trusted_schema", 0), ("secure_delete", 1), ("temp_store", 2)])
def test_the_database_trusts_no_schema_and_leaves_no_trace(setting, value):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute(f"PRAGMA {setting}").fetchone() == (value,)
