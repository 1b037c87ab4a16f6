"""`sofra hatch`: carry documents between the sides by hand, as on a stick."""

import argparse
from pathlib import Path

from sofra.hatch.spool import KINDS, RefusedDocument, Spool, kind_of, read_any
from sofra.project import side
from sofra.project.data import DataProblem, default_folder

WHAT = "list what lies in the hatch, or lay a document into it"
READ_BY = {"brief": "floor", "release": "door"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help="what lies in the hatch, a line each")
    take = acts.add_parser("take", help="check a brief, entry batch or release and hand it to the side that reads it")
    take.add_argument("file", type=Path)


def run(asked: argparse.Namespace) -> None:
    spool = Spool(default_folder() / "hatch")
    if asked.act == "list":
        for kind in (*KINDS, "refused"):
            for path in spool.waiting(kind):
                print(f"{kind}  {path.name}")
    else:
        _take(asked.file, spool)


def _take(path: Path, spool: Spool) -> None:
    try:
        content = path.read_bytes()
        document = read_any(content)
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {error.strerror}") from error
    except RefusedDocument as error:
        raise DataProblem(f"{path} is no document of the hatch: {error}") from error
    spool.put(document)
    kind = kind_of(document)
    if kind in READ_BY:
        side.set_up(READ_BY[kind])
        side.bring_up_to_date(READ_BY[kind])
        side.look_into_the_hatch(READ_BY[kind])
    print(f"{kind} {document.dialogue}: handed over")
