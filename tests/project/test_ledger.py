"""`sofra ledger` against a floor that has released a dialogue, before and after somebody changed the record."""

import os
import re
import subprocess
import sys

import pytest

CHANGE = """
from sofra.project import side
side.set_up("floor")
from sofra.floor.release.models import LedgerEntry
entry = LedgerEntry.objects.get(place=1)
entry.entry["people"] = ["MK"]
entry.save()
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    data = tmp_path_factory.mktemp("released")
    assert run(data, "-m", "sofra", "demo", "--stage", "released", "--json").returncode == 0
    return data


def run(data, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env=os.environ | {"SOFRA_DATA": str(data)}, capture_output=True, text=True, timeout=120
    )


def test_the_ledger_is_listed_verified_and_its_change_is_noticed(released):
    listed = run(released, "-m", "sofra", "ledger", "list")
    own = re.fullmatch(r"1  [a-z0-9-]+  version 1  \d+ statements  ([0-9a-f]{64})\n", listed.stdout).group(1)
    verified = run(released, "-m", "sofra", "ledger", "verify")
    assert (verified.returncode, verified.stdout) == (0, f"Releases: 1, all unchanged. The last one: {own}\n")
    assert run(released, "-c", CHANGE).returncode == 0
    broken = run(released, "-m", "sofra", "ledger", "verify")
    assert broken.returncode == 1
    assert "The ledger is broken: entry 1" in broken.stderr
    assert "Traceback" not in broken.stderr
