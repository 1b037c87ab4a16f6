"""`sofra restore`: one side from a backup, into a folder that does not have it."""

import argparse
from pathlib import Path

from sofra.project import backups
from sofra.project.data import DataFolder, default_folder

WHAT = "put one side back from a backup, into a folder that does not have it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument("--identity", type=Path, required=True, metavar="FILE", help="the age identity that opens it")


def run(asked: argparse.Namespace) -> None:
    folder = DataFolder(default_folder())
    folder.prepare()
    side = backups.restore(asked.file, asked.identity, folder)
    print(f"The {side} is restored into {folder.path}.")
    if side == "floor":
        print("Original words stay sealed: their key files are in no backup. Wordings, votes and releases are there.")
