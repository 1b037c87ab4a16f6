"""Sofra as it really runs: both sides started by the command, on free ports, with a data folder of their own."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sofra.project.data import DataFolder
from sofra.project.database.files import key_of, opened


@dataclass
class Running:
    data: Path
    door: str
    floor: str
    welcome: str
    process: subprocess.Popen

    def command(self, *arguments):
        """What `sofra …` answers when a person types it beside the running sides."""
        environment = os.environ | {
            "SOFRA_DATA": str(self.data),
            "SOFRA_DOOR_ADDRESS": self.door,
            "SOFRA_FLOOR_ADDRESS": self.floor,
        }
        done = subprocess.run(
            [sys.executable, "-m", "sofra", *arguments], env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def demo(self, stage):
        return json.loads(self.command("demo", "--stage", stage, "--json"))

    def database(self, side):
        return self.data / side / f"{side}.sqlite3"

    def open(self, side):
        """The side's database, with its key, as nobody but the side itself should see it."""
        return opened_database(self.data, side)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def opened_database(data, side):
    folder = DataFolder(Path(data))
    return opened(folder.database(side), key_of(folder, side))


def free_ports():
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def start_sofra(data, *options, log=None):
    """Start both sides and wait until the command says that they run. What they complain of goes to the log."""
    door, floor = free_ports()
    command = [sys.executable, "-m", "sofra", "start", "--data", str(data), "--no-demo"]
    command += ["--door-port", str(door), "--floor-port", str(floor), *options]
    environment = {"SOFRA_LANGUAGE_MODEL": "lexical"} | os.environ  # a model for each of many starts costs minutes
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
    told = []
    for line in process.stdout:
        told.append(line)
        if "Ctrl+C ends both sides" in line:
            break
    else:
        raise AssertionError("".join(told))
    addresses = [word for line in told for word in line.split() if word.startswith("http://")]
    welcome = next((address for address in addresses if "/welcome/" in address), "")
    return Running(Path(data), f"http://localhost:{door}/", f"http://127.0.0.1:{floor}/", welcome, process)


def until(condition, *, seconds=15):
    """The first true answer of the condition."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")
