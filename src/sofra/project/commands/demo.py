"""`sofra demo`: a fictional dialogue at the moment you name."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sofra.hatch.codes import grouped
from sofra.hatch.spool import Spool
from sofra.project import keys, side
from sofra.project.data import DataProblem, default_folder

WHAT = "build a fictional dialogue, up to the moment you name"
STAGES = ("brief", "write", "vote", "closed", "released")
Tell = Callable[[str], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", choices=STAGES, default="vote", help="how far its life has come (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print slug and codes as JSON and nothing else")
    parser.add_argument("--part", choices=side.SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--spool", type=Path, help=argparse.SUPPRESS)


def run(asked: argparse.Namespace) -> None:
    if asked.part:
        print(json.dumps(_play_part(asked.part, asked.stage, Spool(asked.spool))))
        return
    built = build(asked.stage, tell=(lambda _: None) if asked.json else lambda what: print(what, flush=True))
    print(json.dumps(built) if asked.json else _for_people(built, asked.stage))


def build(stage: str, *, tell: Tell) -> dict[str, Any]:
    """Play both parts, each in a process of its own: no process is ever both sides."""
    with tempfile.TemporaryDirectory() as folder:
        tell("The convenor prepares an invented dialogue in Lipova …")
        door = _other_process("door", stage, folder)
        tell(f"The room is played up to “{stage}” …")
        floor = _other_process("floor", stage, folder)
        if stage == "released":
            tell("The release crosses to the door …")
            _other_process("door", stage, folder)
    return door | floor | {"stage": stage}


def _other_process(part: str, stage: str, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "sofra", "demo", "--part", part, "--spool", folder, "--stage", stage]
    playing = keys.as_child(command, stdout=subprocess.PIPE)
    said, _ = playing.communicate()
    if playing.returncode:
        raise DataProblem("The fictional dialogue could not be built. The reason stands above.")
    return dict(json.loads(said))


def _play_part(part: str, stage: str, spool: Spool) -> dict[str, Any]:
    side.set_up(part)
    side.bring_up_to_date(part)
    if part == "door":
        from sofra.project.demo import door_part

        if any(spool.waiting("release")):
            door_part.take_the_release(spool)
            return {}
        return {"slug": door_part.send_the_brief(spool)}
    from sofra.project.demo import floor_part

    codes = floor_part.play(stage, spool, Spool(default_folder() / "hatch"))
    return {
        "card": codes.cards[0],
        "cards": codes.cards,
        "facilitator": codes.facilitator,
        "moderators": codes.moderators,
        "rapporteur": codes.rapporteur,
        "translator": codes.translator,
        "key_cards": codes.key_cards,
    }


def _for_people(built: dict[str, Any], stage: str) -> str:
    lines = [f"The fictional dialogue “{built['slug']}” stands at “{stage}”.", ""]
    if stage not in {"closed", "released"}:
        lines.append(f"  Cards to try         {'  '.join(grouped(code) for code in built['cards'][:5])}")
    lines += [
        f"  Facilitator's pass   {grouped(built['facilitator'])}",
        f"  Moderators' passes   {'  '.join(grouped(code) for code in built['moderators'])}",
        f"  Rapporteur's pass    {grouped(built['rapporteur'])}",
        f"  Translator's pass    {grouped(built['translator'])}",
        f"  Key cards            {'  '.join(grouped(code) for code in built['key_cards'])}",
        "",
        "  The demonstration made these keys by itself. Both together open what was said, at the floor's page /keys/.",
    ]
    return "\n".join(lines)
