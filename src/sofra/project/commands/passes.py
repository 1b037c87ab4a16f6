"""`sofra passes`: new staff passes for a room, when the printed ones are lost. For whoever has the machine."""

import argparse

from sofra.hatch.codes import grouped
from sofra.project import side
from sofra.project.data import DataProblem

WHAT = "make a new facilitator's and a new moderator's pass for a dialogue on the floor"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dialogue", help="its short name, as in the address of its page")


def run(asked: argparse.Namespace) -> None:
    side.set_up("floor")
    side.bring_up_to_date("floor")
    from sofra.floor.room.actions import make_more_passes
    from sofra.floor.room.models import Dialogue, Role

    dialogue = Dialogue.objects.filter(slug=asked.dialogue).first()
    if dialogue is None:
        raise DataProblem(f"The floor knows no dialogue {asked.dialogue}.")
    for role in Role:
        for code in make_more_passes(dialogue, role):
            print(f"{role.value}  {grouped(code)}")
