"""`sofra hatch`: carry documents between the sides by hand, as on a stick."""

import argparse
from pathlib import Path

from sofra.hatch.spool import KINDS, RefusedDocument, Spool, kind_of, read_any
from sofra.project.data import DataFolder, DataProblem, default_folder

WHAT = "list what lies in the hatch, or lay a document into it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help="what lies in the hatch, a line each")
    take = acts.add_parser("take", help="check a brief, entry batch or release, and lay it into the hatch")
    take.add_argument("file", type=Path)


def run(asked: argparse.Namespace) -> None:
    DataFolder(default_folder()).prepare()
    spool = Spool(default_folder() / "hatch")
    if asked.act == "list":
        for kind in (*KINDS, "refused"):
            for path in spool.waiting(kind):
                print(f"{kind}  {path.name}")
    else:
        _take(asked.file, spool)


def _take(path: Path, spool: Spool) -> None:
    """Check it and lay it down. The side it is for picks it up by itself, now or at its next start."""
    try:
        document = read_any(path.read_bytes())
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {error.strerror}") from error
    except RefusedDocument as error:
        raise DataProblem(f"{path} is no document of the hatch: {error}") from error
    spool.put(document)
    print(
        f"The {kind_of(document)} of {document.dialogue} lies in the hatch. The side it is for picks it up by itself."
    )
