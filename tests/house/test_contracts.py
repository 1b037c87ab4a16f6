"""The import contracts hold, and each of them breaks when somebody breaks it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREAKS = {
    "analysis imports nothing of Sofra": ("analysis/release/bands.py", "import sofra.hatch.brief"),
    "door and floor never import each other": ("floor/room/queries.py", "import sofra.door.people.models"),
    "the language worker imports analysis": ("worker/reader.py", "import sofra.hatch.brief"),
    "a web process asks the worker": ("floor/clinic/queries.py", "import sofra.worker.reader"),
    "a chapter of the door may look back": ("door/people/actions.py", "import sofra.door.report.queries"),
    "a chapter of the floor may look back": ("floor/room/queries.py", "import sofra.floor.votes.models"),
    "inside a chapter": ("floor/votes/models.py", "import sofra.floor.votes.views"),
    "only actions and queries call analysis": (
        "floor/release/models.py",
        "import sofra.analysis.release.bands",
    ),
    "only floor.release writes a release": ("floor/votes/actions.py", "import sofra.hatch.release"),
}


def lint(folder):
    command = ["lint-imports", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.mo", "static", "fonts", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy):
    assert lint(copy).returncode == 0


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_named(copy, contract):
    place, line = BREAKS[contract]
    file = copy / "src" / "sofra" / place
    file.write_text(file.read_text() + f"\n{line}\n")
    answer = lint(copy)
    assert answer.returncode != 0
    broken = [row for row in answer.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken)


def test_a_chapter_without_a_place_is_refused(copy):
    stranger = copy / "src" / "sofra" / "floor" / "gossip"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("")
    assert "gossip" in lint(copy).stdout
