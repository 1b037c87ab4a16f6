"""`sofra key`: a passphrase for the databases, the first one or another."""

import argparse
import getpass
import sys
from pathlib import Path

from sofra.project import keys
from sofra.project.data import DataFolder, DataProblem, default_folder
from sofra.project.database.files import give_key, refuse_running

WHAT = "set or replace the passphrase that locks both databases"
SHORTEST = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", type=Path, metavar="FILE", help="read the new passphrase from this file")


def run(asked: argparse.Namespace) -> None:
    folder = DataFolder(default_folder())
    folder.prepare()
    old = keys.roots(folder.path)
    refuse_running(folder)
    passphrase = keys.read_passphrase(asked.new) if asked.new else _typed_twice()
    if len(passphrase) < SHORTEST:
        raise DataProblem(f"A passphrase needs {SHORTEST} letters or more. Nothing was changed.")
    ring = (keys.new_root(), *old)
    keys.keep_locked(folder.path, ring, passphrase)
    give_key(folder, ring)
    keys.keep_locked(folder.path, ring[:1], passphrase)
    print("Both databases have new keys, locked with this passphrase. It is asked for at each start.")
    print("Nobody can help who forgets it: write it down, and keep the paper somewhere else.")


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        raise DataProblem("Type the new passphrase on a terminal, or name a file that holds it with --new.")
    first = getpass.getpass("New passphrase: ")
    if getpass.getpass("Once more: ") != first:
        raise DataProblem("The two were not the same. Nothing was changed.")
    return first
