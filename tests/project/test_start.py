"""What `./start` says on a machine where something is missing. Nothing is installed here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(tmp_path):
    """The start script on a machine that has the shell's own tools and no Python."""
    folder = tmp_path / "sofra"
    folder.mkdir()
    for name in ("start", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "cat", "cksum", "dirname"):
        (tools / tool).symlink_to(shutil.which(tool))
    return folder, tools


def start(bare, *arguments):
    folder, tools = bare
    return subprocess.run(
        ["sh", str(folder / "start"), *arguments], env={"PATH": str(tools)}, capture_output=True, text=True, timeout=30
    )


def a_python(tools, body):
    fake = tools / "python3"
    fake.write_text(f"#!/bin/sh\n{body}\n")
    fake.chmod(0o755)


def test_help_needs_no_python(bare):
    answer = start(bare, "--help")
    assert answer.returncode == 0
    for option in ("--door-port", "--floor-port", "--lan", "--no-demo", "--data"):
        assert option in answer.stdout


def test_a_missing_python_is_named_in_one_line(bare):
    answer = start(bare)
    assert answer.returncode == 1
    assert answer.stderr == "start: Python is missing. Install it with: sudo apt install python3 python3-venv\n"


def test_an_old_python_is_named_in_one_line(bare):
    a_python(bare[1], 'case "$1" in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    answer = start(bare)
    assert answer.returncode == 1
    assert answer.stderr == "start: Python 3.11 or newer is needed, this is Python 3.9.2.\n"


def test_a_python_without_venv_is_named_in_one_line(bare):
    a_python(bare[1], 'case "$2" in *venv*) exit 1 ;; *) exit 0 ;; esac')
    answer = start(bare)
    assert answer.returncode == 1
    assert answer.stderr == "start: Python's venv is missing. Install it with: sudo apt install python3-venv\n"


def test_no_file_of_the_installation_names_a_registry():
    for name in (
        "requirements.txt",
        "requirements-dev.txt",
        "requirements.in",
        "requirements-dev.in",
        "pyproject.toml",
    ):
        text = (ROOT / name).read_text()
        assert "index-url" not in text
        assert "http" not in text.replace("httpx", "").replace("httpcore", "")


def test_every_requirement_is_pinned_by_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        pinned = [line for line in (ROOT / name).read_text().splitlines() if line[:1].isalnum()]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_the_script_is_executable():
    assert os.access(ROOT / "start", os.X_OK)
    assert os.access(ROOT / "test", os.X_OK)
