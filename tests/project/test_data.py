import json

import pytest

from sofra.project.data import DataFolder, DataProblem, unknown_migrations
from sofra.project.database.files import refuse_damaged
from tests.running import opened_database


def test_a_new_folder_is_private_and_notes_its_version(tmp_path):
    folder = DataFolder(tmp_path / "data")
    assert folder.is_new()
    folder.prepare()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert json.loads((tmp_path / "data" / "version.json").read_text())["layout"] == 2


def test_a_folder_of_a_newer_version_is_refused_untouched(tmp_path):
    note = tmp_path / "version.json"
    note.write_text('{"layout": 99, "sofra": "7.0"}')
    with pytest.raises(DataProblem, match=r"written by Sofra 7\.0, which is newer"):
        DataFolder(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["version.json"]


def test_a_folder_of_the_plain_preview_is_refused_untouched(tmp_path):
    (tmp_path / "version.json").write_text('{"layout": 1, "sofra": "0.1.0"}')
    with pytest.raises(DataProblem, match=r"preview Sofra 0\.1\.0, whose databases are not encrypted"):
        DataFolder(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["version.json"]


@pytest.mark.parametrize("content", ["", "{}", "[]", "no json", '{"layout": "x", "sofra": "1"}'])
def test_a_version_note_that_cannot_be_read_is_refused(tmp_path, content):
    (tmp_path / "version.json").write_text(content)
    with pytest.raises(DataProblem, match="cannot be read"):
        DataFolder(tmp_path).prepare()


@pytest.fixture
def whole(tmp_path):
    folder = DataFolder(tmp_path)
    folder.prepare()
    folder.database("floor").touch()
    connection = opened_database(tmp_path, "floor")
    connection.execute("CREATE TABLE words (text TEXT)")
    connection.executemany("INSERT INTO words VALUES (?)", [("x" * 500,)] * 500)
    connection.close()
    return folder


def test_a_whole_database_is_accepted_unchanged(whole):
    before = whole.database("floor").read_bytes()
    refuse_damaged(whole)
    assert whole.database("floor").read_bytes() == before


@pytest.mark.parametrize(
    "damage", [lambda b: b"not a database" + b[14:], lambda b: b[:9000], lambda b: b[:5000] + b"\xff" * 3000 + b[8000:]]
)
def test_a_damaged_database_is_refused_and_kept(whole, damage):
    place = whole.database("floor")
    damaged = damage(place.read_bytes())
    place.write_bytes(damaged)
    with pytest.raises(DataProblem, match="The database of the floor is damaged"):
        refuse_damaged(whole)
    assert place.read_bytes() == damaged


def test_migrations_of_a_newer_sofra_are_named():
    done = [("floor", "0001_initial"), ("floor", "0042_later"), ("allauth", "0099_theirs")]
    assert unknown_migrations(done, {("floor", "0001_initial")}) == ["floor.0042_later"]
    assert unknown_migrations([], {("floor", "0001_initial")}) == []
