"""The key of the databases: beside the data, or locked with a passphrase."""

import os
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2

from sofra.project import keys
from sofra.project.data import DataFolder, DataProblem
from sofra.project.database.files import SIDES, give_key, key_of, opened, refuse_running

PASSPHRASE = "copper tray on a low table"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(keys, "MEMORY", 8192)
    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(keys, "_opened", {})


@pytest.fixture
def folder(tmp_path):
    """Two small databases with a marked row in each."""
    found = DataFolder(tmp_path)
    found.prepare()
    for side in SIDES:
        found.database(side).touch()
        database = opened(found.database(side), key_of(found, side))
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE said (words TEXT)")
        database.execute("INSERT INTO said VALUES ('a marked row')")
        database.close()
    return found


def rows(folder, side):
    database = opened(folder.database(side), key_of(folder, side))
    found = database.execute("SELECT words FROM said").fetchall()
    database.close()
    return found


def as_in_a_new_process():
    keys._opened.clear()


def test_a_new_folder_has_its_key_beside_it_and_readable_by_its_owner_alone(tmp_path):
    root = keys.roots(tmp_path)
    assert keys.lies_beside(tmp_path)
    assert (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600
    as_in_a_new_process()
    assert keys.roots(tmp_path) == root


def test_the_two_sides_have_different_keys(folder):
    door, floor = (key_of(folder, side) for side in SIDES)
    assert door != floor
    with pytest.raises(dbapi2.DatabaseError):
        opened(folder.database("door"), floor).execute("SELECT * FROM said")


def test_nothing_in_the_files_can_be_read_without_the_key(folder):
    for side in SIDES:
        content = folder.database(side).read_bytes()
        assert b"marked" not in content
        assert not content.startswith(b"SQLite")


def lock(folder, passphrase):
    ring = (keys.new_root(), *keys.roots(folder.path))
    keys.keep_locked(folder.path, ring, passphrase)
    give_key(folder, ring)
    keys.keep_locked(folder.path, ring[:1], passphrase)
    as_in_a_new_process()


def typed(monkeypatch, tmp_path, passphrase):
    place = tmp_path / "typed"
    place.write_text(passphrase + "\n")
    monkeypatch.setenv("SOFRA_KEY_FILE", str(place))


def test_with_a_passphrase_the_key_no_longer_lies_beside_the_data(folder, monkeypatch, tmp_path_factory):
    before = keys.roots(folder.path)[0]
    lock(folder, PASSPHRASE)
    assert not keys.lies_beside(folder.path)
    typed(monkeypatch, tmp_path_factory.mktemp("typed"), PASSPHRASE)
    assert keys.roots(folder.path)[0] != before
    assert [rows(folder, side) for side in SIDES] == [[("a marked row",)]] * 2


def test_a_wrong_passphrase_changes_nothing(folder, monkeypatch, tmp_path_factory):
    lock(folder, PASSPHRASE)
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    typed(monkeypatch, tmp_path_factory.mktemp("typed"), "another passphrase")
    with pytest.raises(DataProblem, match="not the passphrase of these data"):
        keys.roots(folder.path)
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_without_a_terminal_or_a_file_the_start_says_what_to_do(folder, monkeypatch):
    lock(folder, PASSPHRASE)
    monkeypatch.delenv("SOFRA_KEY_FILE", raising=False)
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: SIM115  closed with the test
    with pytest.raises(DataProblem, match="name a file that holds it in SOFRA_KEY_FILE"):
        keys.roots(folder.path)


@pytest.mark.parametrize("done", [0, 1, 2])
def test_a_change_that_is_cut_off_anywhere_loses_nothing(folder, monkeypatch, tmp_path_factory, done):
    """After the ring is written and before it is shortened, either key may be the one of either file."""
    ring = (keys.new_root(), *keys.roots(folder.path))
    keys.keep_locked(folder.path, ring, PASSPHRASE)
    for side in SIDES[:done]:
        from sofra.project.database.files import change_key

        change_key(folder.database(side), keys.side_key(ring[1], side), keys.side_key(ring[0], side))
    as_in_a_new_process()
    typed(monkeypatch, tmp_path_factory.mktemp("typed"), PASSPHRASE)
    assert [rows(folder, side) for side in SIDES] == [[("a marked row",)]] * 2


def test_a_file_in_use_keeps_its_key(folder):
    running = opened(folder.database("floor"), key_of(folder, "floor"))
    running.execute("PRAGMA journal_mode = WAL")
    running.execute("SELECT * FROM said").fetchall()
    with pytest.raises(DataProblem, match="Sofra is running"):
        refuse_running(folder)
    running.close()


def sofra(folder, *arguments, **environment):
    command = [sys.executable, "-m", "sofra", *arguments, "--data", str(folder)]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )


def test_the_command_locks_replaces_and_refuses(tmp_path):
    data, first, second, short = tmp_path / "data", tmp_path / "first", tmp_path / "second", tmp_path / "short"
    for place, passphrase in ((first, PASSPHRASE), (second, "a quite different one"), (short, "short")):
        place.write_text(passphrase)
    assert sofra(data, "demo", "--stage", "brief").returncode == 0
    assert "needs 12 letters" in sofra(data, "key", "--new", str(short)).stderr
    assert sofra(data, "key", "--new", str(first)).returncode == 0
    assert "SOFRA_KEY_FILE" in sofra(data, "passes", "lipova").stderr
    assert sofra(data, "key", "--new", str(second), SOFRA_KEY_FILE=str(first)).returncode == 0
    assert "not the passphrase" in sofra(data, "passes", "lipova", SOFRA_KEY_FILE=str(first)).stderr
    assert "facilitator" in sofra(data, "passes", "lipova", SOFRA_KEY_FILE=str(second)).stdout
