"""Backups are made when a phase ends, open only for the administrator, and come back whole."""

import subprocess
import sys
from datetime import date

import pyrage
import pytest

from sofra.project import keys
from sofra.project.backups import PhaseEnds, back_up, let_go_of_old, recipients, restore, send_to
from sofra.project.data import DataFolder, DataProblem
from sofra.project.database.files import key_of, opened
from tests.running import opened_database

TODAY = date(2026, 11, 23)


@pytest.fixture
def identity(tmp_path):
    made = pyrage.x25519.Identity.generate()
    place = tmp_path / "identity.txt"
    place.write_text(f"# public key: {made.to_public()}\n{made}\n")
    return place, str(made.to_public())


@pytest.fixture
def folder(tmp_path):
    found = DataFolder(tmp_path / "data")
    found.prepare()
    for side in ("door", "floor"):
        found.database(side).touch()
        database = opened(found.database(side), key_of(found, side))
        database.execute("CREATE TABLE said (words TEXT)")
        database.execute("INSERT INTO said VALUES ('a marked row')")
        database.close()
    (found.path / "floor" / "keys").mkdir()
    (found.path / "floor" / "keys" / "lipova").write_bytes(b"a marked key file")
    return found


@pytest.mark.parametrize("side", ["door", "floor"])
def test_a_backup_comes_back_whole_in_another_folder_under_another_key(folder, identity, tmp_path, side):
    send_to(folder, [identity[1]])
    made = back_up(folder, side, TODAY)
    other = DataFolder(tmp_path / "other")
    other.prepare()
    assert restore(made, identity[0], other) == side
    assert keys.roots(other.path) != keys.roots(folder.path)
    database = opened(other.database(side), key_of(other, side))
    assert database.execute("SELECT words FROM said").fetchall() == [("a marked row",)]


def test_a_backup_holds_no_key_file_and_leaves_nothing_beside_it(folder, identity):
    send_to(folder, [identity[1]])
    made = back_up(folder, "floor", TODAY)
    content = pyrage.decrypt(made.read_bytes(), [pyrage.x25519.Identity.from_str(identity[0].read_text().split()[-1])])
    assert b"a marked key file" not in content
    assert sorted(path.name for path in made.parent.iterdir()) == ["floor-2026-11-23-1.age", "recipients"]
    assert made.stat().st_mode & 0o777 == 0o600


def test_without_anybody_who_could_open_it_none_is_made(folder):
    assert recipients(folder) == []
    assert back_up(folder, "door", TODAY) is None


@pytest.mark.parametrize("key", ["age1", "ssh-ed25519 AAAA", ""])
def test_what_is_no_age_key_is_refused(folder, key):
    with pytest.raises(DataProblem, match="no public key of age"):
        send_to(folder, [key])
    assert recipients(folder) == []


def test_nobody_else_opens_it(folder, identity, tmp_path):
    send_to(folder, [identity[1]])
    made = back_up(folder, "door", TODAY)
    stranger = tmp_path / "stranger.txt"
    stranger.write_text(str(pyrage.x25519.Identity.generate()))
    other = DataFolder(tmp_path / "other")
    for file in (stranger, tmp_path / "missing", made):
        with pytest.raises(DataProblem, match="Nothing was restored"):
            restore(made, file, other)
    assert not other.database("door").exists()


def test_a_side_that_is_there_is_not_written_over(folder, identity):
    send_to(folder, [identity[1]])
    made = back_up(folder, "door", TODAY)
    before = folder.database("door").read_bytes()
    with pytest.raises(DataProblem, match="exists already"):
        restore(made, identity[0], folder)
    assert folder.database("door").read_bytes() == before


def test_after_seven_days_a_backup_is_gone(folder, identity):
    send_to(folder, [identity[1]])
    for day in (15, 16, 23):
        back_up(folder, "floor", date(2026, 11, day))
    let_go_of_old(folder, TODAY)
    kept = sorted(path.name for path in (folder.path / "backups").glob("*.age"))
    assert kept == ["floor-2026-11-16-1.age", "floor-2026-11-23-1.age"]


def test_one_backup_for_each_end_of_a_phase_and_none_within_one():
    ends = PhaseEnds()
    moments = [{"a": "write"}, {"a": "write"}, {"a": "vote"}, {"a": "vote"}, {"a": "closed"}]
    assert [ends.is_one(each) for each in moments] == [False, False, True, False, True]


def test_a_room_in_the_middle_of_a_phase_is_not_caught_by_the_end_of_another():
    ends = PhaseEnds()
    ends.is_one({"a": "write", "b": "write"})
    assert ends.is_one({"a": "vote", "b": "write"}) is False
    assert ends.is_one({"a": "vote", "b": "closed"}) is False
    assert ends.is_one({"a": "closed", "b": "closed"}) is True


def test_the_commands_carry_a_door_to_another_folder(identity, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    assert "Name an age key with --to" in sofra(here, "backup").stderr
    assert sofra(here, "demo", "--stage", "brief").returncode == 0
    assert sofra(here, "backup", "--to", identity[1]).returncode == 0
    (made,) = (here / "backups").glob("door-*.age")
    told = sofra(there, "restore", str(made), "--identity", str(identity[0]))
    assert told.stdout.startswith("The door is restored")
    with opened_database(there, "door") as door:
        slugs = [row[0] for row in door.execute("SELECT slug FROM door_dialogue")]
    assert "lipova" in slugs
    assert "/welcome/" in sofra(there, "welcome").stdout


def sofra(folder, *arguments):
    command = [sys.executable, "-m", "sofra", *arguments, "--data", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)
