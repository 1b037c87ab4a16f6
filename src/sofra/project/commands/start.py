"""`sofra start`: both sides at once, with everything a newcomer needs to see printed."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno

from sofra.hatch.codes import grouped
from sofra.project import keys
from sofra.project.commands import demo
from sofra.project.commands.serve import PORTS
from sofra.project.data import DataFolder, DataProblem, default_folder
from sofra.web.catalogues import pack_catalogues

WHAT = "start both sides, the door and the floor"


@dataclass(frozen=True)
class Addresses:
    door: str
    floor: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--door-port", type=int, default=PORTS["door"], help="port of the door (%(default)s)")
    parser.add_argument("--floor-port", type=int, default=PORTS["floor"], help="port of the floor (%(default)s)")
    parser.add_argument("--lan", action="store_true", help="let phones in the same network join the floor")
    parser.add_argument("--no-demo", action="store_true", help="do not build the fictional dialogue at the first start")


def run(asked: argparse.Namespace) -> int:
    folder = DataFolder(default_folder())
    _refuse_taken_ports(asked.door_port, asked.floor_port)
    first = folder.is_new()
    folder.prepare()
    keys.roots(folder.path)
    pack_catalogues()
    _compile_the_seating()
    addresses = _addresses(asked)
    if first:
        print("First start: making the databases and loading the programme 2020 and 2021 …", flush=True)
    sides = _start_both(asked, addresses)
    try:
        said = {side: _wait_until_ready(side, process) for side, process in sides.items()}
        fiction = demo.build("vote", tell=_progress) if first and not asked.no_demo else None
        _print_welcome(addresses, said["door"], fiction)
        return _wait_for_the_end(sides)
    finally:
        _end(sides)


def _compile_the_seating() -> None:
    """Beside the start, so that the first plan of tables need not wait for it."""
    from sofra.analysis.seating import machine_code

    if not machine_code.object_file().exists():
        machine_code.compile_beside()


def _refuse_taken_ports(*ports: int) -> None:
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise DataProblem(
                    f"Port {port} is taken, perhaps by another Sofra. End that one, or choose others: "
                    f"./start --door-port {port + 100} --floor-port {port + 101}"
                ) from error


def _addresses(asked: argparse.Namespace) -> Addresses:
    """The door as localhost, the floor as a number: two hosts, so that no cookie of one reaches the other."""
    floor_host = _own_address() if asked.lan else "127.0.0.1"
    return Addresses(f"http://localhost:{asked.door_port}/", f"http://{floor_host}:{asked.floor_port}/")


def _own_address() -> str:
    """This machine's address in its network. Nothing is sent: a datagram socket only looks up the way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError as error:
            raise DataProblem(
                "This machine is in no network, so phones cannot reach it. Start without --lan."
            ) from error
        return str(probe.getsockname()[0])


def _start_both(asked: argparse.Namespace, addresses: Addresses) -> dict[str, subprocess.Popen[str]]:
    environment = os.environ | {
        "SOFRA_DOOR_ADDRESS": addresses.door,
        "SOFRA_FLOOR_ADDRESS": addresses.floor,
        "SOFRA_HOSTS": addresses.floor.split("//")[1].split(":")[0],
    }
    os.environ.update(environment)
    floor_host = "0.0.0.0" if asked.lan else "127.0.0.1"  # noqa: S104  only when --lan asks for it
    return {
        "door": _start_side("door", "127.0.0.1", asked.door_port),
        "floor": _start_side("floor", floor_host, asked.floor_port),
    }


def _start_side(side: str, host: str, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sofra", "serve", side, "--host", host, "--port", str(port)]
    return keys.as_child(command, stdout=subprocess.PIPE)


def _wait_until_ready(side: str, process: subprocess.Popen[str]) -> dict[str, str]:
    """What the side says until it is ready: word and rest of each line."""
    said: dict[str, str] = {}
    for line in process.stdout or ():
        word, _, rest = line.strip().partition(" ")
        said[word] = rest
        if word == "ready":
            return said
    raise DataProblem(f"The {side} did not start. Its reason stands above.")


def _progress(what: str) -> None:
    print(f"  {what}", flush=True)


def _print_welcome(addresses: Addresses, door: dict[str, str], fiction: dict[str, Any] | None) -> None:
    card = fiction["card"] if fiction else None
    print(f"\nSofra is running. Data: {Path(default_folder()).resolve()}")
    if keys.lies_beside(default_folder()):
        print("The key lies beside the data: whoever takes the folder can read it. Set a passphrase with `sofra key`.")
    print()
    print(f"  Door, for everybody      {addresses.door}")
    print(f"  Desk, for convenors      {addresses.door}desk/")
    print(f"  Floor, for participants  {addresses.floor}\n")
    if "welcome" in door:
        print(f"  The first convenor makes an account here, once:\n  {addresses.door.rstrip('/')}{door['welcome']}\n")
    if fiction:
        _print_codes(fiction)
    segno.make_qr(addresses.floor + (f"#{card}" if card else "")).terminal(compact=True, border=2)
    print("  To join, scan this or open the floor's address. Ctrl+C ends both sides.\n", flush=True)


def _print_codes(fiction: dict[str, Any]) -> None:
    print(f"  A fictional dialogue is open for voting. Join it with this card: {grouped(fiction['card'])}")
    print(f"  To run it, use the facilitator's pass {grouped(fiction['facilitator'])}")
    print(f"  or a moderator's pass {grouped(fiction['moderators'][0])}, in the same place.")
    print("  What was said is sealed. The demonstration made two key cards, which open it together:")
    print(f"  {'  '.join(grouped(code) for code in fiction['key_cards'])}\n")


def _wait_for_the_end(sides: dict[str, subprocess.Popen[str]]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    pid, _status = os.waitpid(-1, 0)
    ended = next((side for side, process in sides.items() if process.pid == pid), "a side")
    raise DataProblem(f"The {ended} ended by itself, so both are ended. Its reason stands above.")


def _end(sides: dict[str, subprocess.Popen[str]]) -> None:
    for process in sides.values():
        if process.poll() is None:
            process.terminate()
    for process in sides.values():
        process.wait()
