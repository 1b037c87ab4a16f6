"""`sofra backup`: whose age keys open the backups, and a backup of the door now."""

import argparse
from datetime import date

from sofra.project.backups import DAYS_KEPT, back_up, recipients, send_to
from sofra.project.data import DataFolder, DataProblem, default_folder

WHAT = "say who can open the backups, and make one of the door now"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", action="append", metavar="AGE1…", help="public age key that opens the backups; again for one more"
    )


def run(asked: argparse.Namespace) -> None:
    folder = DataFolder(default_folder())
    folder.prepare()
    if asked.to:
        send_to(folder, asked.to)
    if not recipients(folder):
        raise DataProblem("No backups are made, because nobody could open them. Name an age key with --to age1…")
    made = back_up(folder, "door", date.today())
    print(f"The door: {made or 'there is nothing to back up yet'}")
    print("The floor backs itself up, each time a phase ends.")
    print(f"Backups lie in {folder.path / 'backups'} for {DAYS_KEPT} days. Carry them off this machine.")
