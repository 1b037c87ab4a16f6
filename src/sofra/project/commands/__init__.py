"""The `sofra` command: what a person types. Exit codes: 0 done, 1 it cannot be done and why, 2 mistyped."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from sofra import __version__
from sofra.project.data import DataProblem, default_folder

COMMANDS = (
    *("start", "serve", "demo", "welcome", "passes", "programme", "report", "hatch", "key", "backup", "restore"),
    *("ledger", "seat", "opinion", "language"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else list(arguments)
    asked = _parser(given[0] if given else "").parse_args(given)
    os.environ["SOFRA_DATA"] = str(Path(asked.data).resolve())
    try:
        return int(asked.run(asked) or 0)
    except DataProblem as problem:
        print(f"sofra: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser(only: str = "") -> argparse.ArgumentParser:
    """Every command, or one of them alone: nobody waits for what the others need."""
    parser = argparse.ArgumentParser(
        prog="sofra", description="Runs resilience dialogues, and never holds who said what."
    )
    parser.add_argument("--version", action="version", version=f"sofra {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in (only,) if only in COMMANDS else COMMANDS:
        module = import_module(f"{__name__}.{name}")
        command = commands.add_parser(name, help=module.WHAT, description=module.WHAT)
        command.add_argument(
            "--data", default=default_folder(), metavar="FOLDER", help="where Sofra keeps everything (%(default)s)"
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
