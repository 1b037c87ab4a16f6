"""Two sides that share nothing but the slug: what both databases hold after a whole dialogue, value by value."""

import json
import re
from dataclasses import fields

import pytest

from sofra.analysis.release.ledger import Entry, Group, Released
from sofra.hatch.brief import Brief
from sofra.hatch.release import Release
from sofra.project.demo.fiction import read_fiction
from tests.running import start_sofra

PROGRAM = {"auth_permission", "django_content_type", "django_migrations", "sqlite_sequence", "door_tag", "door_facet"}
"""Tables that a fresh installation fills by itself, the same everywhere, before anybody has done anything."""


@pytest.fixture(scope="module")
def after_a_dialogue(tmp_path_factory):
    sides = start_sofra(tmp_path_factory.mktemp("data"))
    codes = sides.demo("released")
    sides.stop()
    return sides, codes


def values_in(connection):
    """Every value of every table, and every leaf of the JSON in them."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in set(tables) - PROGRAM:
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                yield from leaves(value)


def leaves(value):
    if isinstance(value, bytes):
        yield value.hex()
    elif isinstance(value, str) and value[:1] in ("[", "{") and (inner := _json(value)) is not None:
        yield from leaves(inner)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *leaves(each))
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif value is not None:
        yield str(value)


def _json(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def carried_by_the_messages(connection):
    """What the brief and the release say on purpose: texts for the room, and what left it. Read from the door alone."""
    names = {
        *Brief.__struct_fields__,
        *Release.__struct_fields__,
        *(each.name for kind in (Entry, Released, Group) for each in fields(kind)),
        "texts",
        "question",
        "answered",
        "agree",
        "disagree",
    }
    said = connection.execute("SELECT document FROM door_release").fetchall()
    said += connection.execute("SELECT rule, languages FROM door_preparation").fetchall()
    said += connection.execute("SELECT texts FROM door_preparedquestion").fetchall()
    said += connection.execute("SELECT texts FROM door_openingstatement").fetchall()
    said += connection.execute("SELECT title FROM door_dialogue WHERE slug LIKE 'lipova%'").fetchall()
    return names | {leaf for row in said for value in row for leaf in leaves(value)}


def test_only_the_slug_is_in_both_databases(after_a_dialogue):
    sides, _codes = after_a_dialogue
    door, floor = set(values_in(sides.open("door"))), set(values_in(sides.open("floor")))
    common = {value for value in door & floor if len(value) >= 4}
    on_purpose = carried_by_the_messages(sides.open("door")) - {"lipova"}
    assert common - on_purpose == {"lipova"}


def test_a_shared_value_would_be_seen(after_a_dialogue):
    sides, _codes = after_a_dialogue
    door, floor = sides.open("door"), sides.open("floor")
    key = floor.execute("SELECT key FROM floor_statement").fetchone()[0]
    door.execute("BEGIN")
    door.execute("CREATE TABLE leak (statement TEXT)")
    door.execute("INSERT INTO leak VALUES (?)", [key])
    seen = set(values_in(door)) & set(values_in(floor))
    door.execute("ROLLBACK")
    assert key in seen


def test_no_code_is_in_any_file_after_the_dialogue(after_a_dialogue):
    sides, codes = after_a_dialogue
    printed = {codes["facilitator"], *codes["moderators"], *codes["cards"], *codes["key_cards"]}
    files = [path for path in sides.data.rglob("*") if path.is_file() and "static" not in path.parts]
    assert len(files) > 4
    for path in files:
        content = path.read_bytes()
        assert not any(code.encode() in content for code in printed), path.name


def test_no_raw_words_cross_to_the_door(after_a_dialogue):
    sides, _codes = after_a_dialogue
    raw = {each.words for each in read_fiction().statements}
    assert len(raw) >= 18
    assert raw & set(values_in(sides.open("floor"))) == set()
    assert raw & set(values_in(sides.open("door"))) == set()


def test_the_floor_holds_no_time_but_the_last_day_of_the_words(after_a_dialogue):
    sides, _codes = after_a_dialogue
    moment = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|^1[6-9]\d{8}")
    floor = sides.open("floor")
    (last_day,) = floor.execute("SELECT words_until FROM floor_dialogue").fetchone()
    assert [value for value in values_in(floor) if moment.search(value)] == [last_day]
