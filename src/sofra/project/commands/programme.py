"""`sofra programme`: a programme with its editions, highlights and claims, from a file."""

import argparse
from pathlib import Path

from sofra.project import side
from sofra.project.data import DataProblem

WHAT = "load a programme from a YAML file, whole or not at all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the programme, in the form of the sample programme")
    parser.add_argument("--taxonomy", type=Path, default=side.SAMPLE / "taxonomy.yaml", help="the tags it uses")


def run(asked: argparse.Namespace) -> None:
    side.set_up("door")
    side.bring_up_to_date("door")
    from sofra.door.highlights.actions import load_files
    from sofra.door.programme.sheet import ProgrammeFault

    try:
        loaded = load_files(asked.file, asked.taxonomy)
    except ProgrammeFault as fault:
        raise DataProblem(f"{fault}. Nothing was loaded.") from fault
    print(f"Loaded: {loaded.name['en']}")
