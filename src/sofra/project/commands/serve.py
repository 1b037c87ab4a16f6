"""`sofra serve`: one side in the foreground, as a service manager wants it."""

import argparse

from sofra.project import memory, side
from sofra.web.catalogues import pack_catalogues

WHAT = "serve one side, the door or the floor, until it is ended"
PORTS = {"door": 8000, "floor": 8001}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("side", choices=side.SIDES)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, help="port to listen on (8000 for the door, 8001 for the floor)")


def run(asked: argparse.Namespace) -> None:
    memory.leave_no_core()
    pack_catalogues()
    side.set_up(asked.side)
    side.bring_up_to_date(asked.side)
    side.collect_static_files()
    if asked.side == "door":
        side.tell_first_welcome()
    side.serve(asked.side, host=asked.host, port=asked.port or PORTS[asked.side])
