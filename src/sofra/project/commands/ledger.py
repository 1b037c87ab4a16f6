"""`sofra ledger`: what the floor ever released, and whether the record of it is unchanged."""

import argparse

from sofra.project import side
from sofra.project.data import DataProblem

WHAT = "list what the floor has released, or verify that the record of it is unchanged"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help="every release, a line each")
    acts.add_parser("verify", help="check that no entry was changed, removed, added or moved")


def run(asked: argparse.Namespace) -> None:
    side.set_up("floor")
    side.bring_up_to_date("floor")
    from sofra.analysis.release.ledger import BrokenChain, verify
    from sofra.floor.release.queries import ledger

    entries = ledger()
    if asked.act == "list":
        for place, entry in enumerate(entries, 1):
            print(f"{place}  {entry.dialogue}  version {entry.version}  {len(entry.questions)} statements  {entry.own}")
        return
    try:
        end = verify(entries)
    except BrokenChain as error:
        raise DataProblem(f"The ledger is broken: {error}. Compare it with the release sheets on paper.") from error
    print(f"Releases: {len(entries)}, all unchanged. The last one: {end}")
