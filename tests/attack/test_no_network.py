"""Nothing needs a network: both sides run, and the units' tests pass, where there is none but the machine itself.

The whole suite in such a place is `./test` under `unshare`; this shows it for each part that could reach out.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import start_sofra

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("SOFRA_LONG") == "1"
AS_ROOT = [] if os.geteuid() == 0 else ["--map-root-user"]
"""Whoever is root stays it, and can still serve PostgreSQL as another user."""
ALONE = ["unshare", *AS_ROOT, "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "alone"]
ESTABLISHED_OR_TRYING = {"01", "02"}
UNITS = {
    "analysis": ["-p", "no:django", "tests/analysis/release/test_bands.py"],
    "hatch": ["-p", "no:django", "tests/hatch"],
    "worker": ["-p", "no:django", "tests/worker"],
    "floor": ["--ds=sofra.project.settings.floor", "tests/floor/votes"],
    "door": ["--ds=sofra.project.settings.door", "tests/door/report/test_report.py"],
    "story": ["-p", "no:django", "tests/story/test_a_whole_dialogue.py"],
    "attack": ["--ds=sofra.project.settings.floor", "tests/attack/test_found_card.py"],
    "browser": ["-p", "no:django", "tests/browser/test_watch.py"],
}
WHOLE = {
    "analysis": ["-p", "no:django", "tests/analysis"],
    "hatch": ["-p", "no:django", "tests/hatch"],
    "worker": ["-p", "no:django", "tests/worker"],
    "floor": ["--ds=sofra.project.settings.floor", "tests/floor", "tests/web"],
    "door": ["--ds=sofra.project.settings.door", "tests/door"],
    "story": ["-p", "no:django", "tests/story", "tests/project"],
    "attack": ["--ds=sofra.project.settings.floor", "tests/attack", f"--ignore={Path(__file__).relative_to(ROOT)}"],
    "browser": ["-p", "no:django", "tests/browser"],
}
WITHOUT_A_NETWORK = {name: value for name, value in os.environ.items() if name != "SOFRA_LONG"}
"""The long form is long because it takes the whole suite, each test of it in its short form."""


def alone(*command):
    return subprocess.run(
        [*ALONE, *command],
        cwd=ROOT,
        env=WITHOUT_A_NETWORK | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def nowhere():
    """Fails, where this machine does not allow an empty network, unless that is said aloud."""
    if not shutil.which("unshare") or not shutil.which("ip") or alone("true").returncode:
        pytest.skip("this machine allows no empty network: unshare, or ip, is missing or forbidden")


@pytest.mark.attack
def test_there_is_no_way_out_of_the_empty_network(nowhere):
    ask = "import socket; socket.create_connection(('192.0.2.1', 80), 2)"
    answer = alone(sys.executable, "-c", ask)
    assert "Network is unreachable" in answer.stderr


@pytest.mark.attack
@pytest.mark.parametrize("part", UNITS)
def test_the_tests_pass_without_a_network(nowhere, part, tmp_path):
    chosen = (WHOLE if LONG else UNITS)[part]
    answer = alone(sys.executable, "-m", "pytest", "-q", "-x", f"--basetemp={tmp_path / 'inner'}", *chosen)
    assert answer.returncode == 0, answer.stdout[-3000:]
    assert " passed" in answer.stdout


# ---------------------------------------------------------------- and where there is a network, nothing is asked of it


def ends_of(process):
    """The connections of this process: (our address, the other's), as the kernel lists them."""
    folder = Path(f"/proc/{process}/fd")
    links = {os.readlink(link) for link in folder.iterdir() if link.is_symlink() and link.exists()}
    own = {found.group(1) for link in links if (found := re.match(r"socket:\[(\d+)\]", link))}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for row in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[9] in own and (table.startswith("udp") or fields[3] in ESTABLISHED_OR_TRYING):
                yield fields[1], fields[2]


def port_of(end):
    return int(end.rpartition(":")[2], 16)


@pytest.fixture
def sides(tmp_path):
    running = start_sofra(tmp_path)
    yield running
    running.stop()


@pytest.mark.attack
def test_the_sides_open_no_connection_of_their_own(sides):
    """Whatever they hold is the end of somebody's visit at their own port. A whole dialogue is led meanwhile."""
    listening = {int(re.search(r":(\d+)/", address).group(1)) for address in (sides.door, sides.floor)}
    children = Path(f"/proc/{sides.process.pid}/task/{sides.process.pid}/children").read_text().split()
    assert len(children) == 2
    building = subprocess.Popen(
        [sys.executable, "-m", "sofra", "demo", "--stage", "released"],
        env=os.environ | {"SOFRA_DATA": str(sides.data)},
        stdout=subprocess.DEVNULL,
    )
    seen = 0
    while building.poll() is None:
        for process in (*children, str(building.pid)):
            try:
                opened = [ours for ours, _ in ends_of(process) if port_of(ours) not in listening]
            except (FileNotFoundError, ProcessLookupError):
                continue
            assert opened == []
            seen += 1
    assert building.returncode == 0
    assert seen > 10


def test_a_connection_that_is_opened_is_seen():
    ask = "import socket;"
    ask += "it = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); it.connect(('127.0.0.1', 9)); input()"
    with subprocess.Popen([sys.executable, "-c", ask], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        found = []
        while not found and process.poll() is None:
            found = list(ends_of(process.pid))
        process.communicate(b"\n")
    assert [port_of(other) for _, other in found] == [9]
