"""`sofra seat`: a plan of tables from a file, without Django and without a data folder.

Exit code 3 says that there is no plan, and the answer is a JSON object that says why and what would help.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sofra.project.data import DataProblem

WHAT = "make a plan of tables (INSTANCE), or check it, change it on the day, say why somebody sits where they sit"
IMPOSSIBLE = 3
_DIAL = {"off": 0.0, "little": 0.5, "normal": 1.0, "much": 4.0}
_LEAST_SECONDS = 0.1
_LEFT_FOR_THE_ANSWER, _LEFT_A_PERSON, _USUAL_START = 0.08, 0.0004, 0.45


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="INSTANCE, or: check INSTANCE PLAN, replan INSTANCE PLAN CHANGES, why INSTANCE PLAN PERSON",
    )
    parser.add_argument("--plan", type=Path, metavar="OUT.json", help="write the plan there, and figures to the screen")
    parser.add_argument("--seconds", type=_seconds, metavar="S", help="time for all of it, start included")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same seed gives the same plan (%(default)s)"
    )
    parser.add_argument(
        "--held", type=int, default=0, metavar="R", help="replan: so many rounds are over (%(default)s)"
    )
    for name in ("new-people", "mixed-countries", "mixed-sectors", "wishes", "stability"):
        parser.add_argument(f"--{name}", choices=_DIAL, default="normal", help="how much it counts (%(default)s)")


def run(asked: argparse.Namespace) -> int:
    acts: dict[str, tuple[int, Callable[[argparse.Namespace, list[str]], int]]] = {
        "check": (2, _check),
        "replan": (3, _replan),
        "why": (3, _why),
    }
    word, rest = asked.files[0], asked.files[1:]
    wanted, act = acts.get(word, (1, _seat))
    files = rest if word in acts else asked.files
    if len(files) != wanted:
        raise DataProblem(f"{wanted} files are needed, not {len(files)}. See sofra seat --help.")
    from sofra.analysis.seating.arrays import TooManyLanguages
    from sofra.analysis.seating.planning import Impossible, NoPlanFound, Undecided

    try:
        return act(asked, files)
    except Impossible as none:
        _say(_as_answer(none))
        return IMPOSSIBLE
    except (NoPlanFound, Undecided, TooManyLanguages) as problem:
        raise DataProblem(
            f"No plan was found, and none was proved impossible: {problem}. Give it more seconds."
        ) from problem


# ---------------------------------------------------------------- what can be asked


def _seat(asked: argparse.Namespace, files: list[str]) -> int:
    from sofra.analysis.seating.planning import seat

    instance, notes = _instance(files[0])
    seconds = asked.seconds or _usual_seconds(len(instance.people))
    effort, clock = _effort(seconds, len(instance.people), fast=_ready(seconds))
    made = seat(instance, seed=asked.seed, effort=effort, dials=_dials(asked), clock=clock, limit=_limit)
    _give(asked, made.plan, {"broken_rules": 0, "seed": asked.seed, **asdict(made.figures), **notes})
    return 0


def _check(_: argparse.Namespace, files: list[str]) -> int:
    from sofra.analysis.seating.check import broken_rules
    from sofra.analysis.seating.wording import broken_sentence

    instance, notes = _instance(files[0])
    broken = broken_rules(instance, _plan(files[1]))
    found = [{**asdict(each), "message": broken_sentence(each)} for each in broken]
    _say({"broken_rules": len(broken), "broken": found, **notes})
    return 1 if broken else 0


def _replan(asked: argparse.Namespace, files: list[str]) -> int:
    from sofra.analysis.seating.changes import read_changes
    from sofra.analysis.seating.planning import replan
    from sofra.analysis.seating.reading import BadInput

    instance, notes = _instance(files[0])
    plan, changes = _plan(files[1]), _read(files[2], read_changes)
    seconds = asked.seconds or 1.0
    effort, clock = _effort(seconds, len(instance.people), fast=_ready(seconds))
    try:
        made = replan(
            instance,
            plan,
            changes,
            asked.held,
            seed=asked.seed,
            effort=effort,
            dials=_dials(asked),
            clock=clock,
            limit=_limit,
        )
    except BadInput as problem:
        raise DataProblem(f"{files[2]}: {problem}") from problem
    except ValueError as problem:
        if type(problem) is not ValueError:
            raise
        raise DataProblem(f"{files[1]}: {problem}") from problem
    moved = [asdict(move) for move in made.moves]
    roles = {"appointed_rapporteurs": made.changed.appointed, "excused_rapporteurs": made.changed.excused}
    seats = {"open_seats": made.seats, "changed_seats": sum(1 for move in made.moves if move.before), "moves": moved}
    _give(asked, made.plan, {"broken_rules": 0, "seed": asked.seed, **asdict(made.figures), **roles, **seats, **notes})
    return 0


def _why(_: argparse.Namespace, files: list[str]) -> int:
    from sofra.analysis.seating.why import why_here

    instance, notes = _instance(files[0])
    try:
        found = why_here(instance, _plan(files[1]), files[2])
    except KeyError as problem:
        raise DataProblem(f'{files[0]}: there is nobody "{files[2]}"') from problem
    _say({"seats": [asdict(each) for each in found], **notes})
    return 0


# ---------------------------------------------------------------- time


def _seconds(text: str) -> float:
    seconds = float(text)
    if not _LEAST_SECONDS <= seconds <= 3600:  # noqa: PLR2004  an hour is no plan for a meeting
        raise argparse.ArgumentTypeError(f"{text} is not between {_LEAST_SECONDS} and 3600")
    return seconds


def _usual_seconds(n_people: int) -> float:
    return 2.0 if n_people <= 150 else 3.0 if n_people <= 400 else 15.0  # noqa: PLR2004


def _effort(seconds: float, n_people: int, *, fast: bool) -> tuple[Any, Callable[[], float]]:
    """Moves to try, and the clock that ends them in time, with what judging and writing take kept back.

    A machine that was slow to start will be slow to end, so more is kept back there.
    """
    from sofra.analysis.seating.race import Effort

    begun = _since_start()
    kept = max(1.0, begun / _USUAL_START) * (_LEFT_FOR_THE_ANSWER + n_people * _LEFT_A_PERSON)
    left = max(0.05, seconds - kept - begun)
    return Effort.of_seconds(left, n_people, fast=fast), lambda: (_since_start() - begun) / left


def _since_start() -> float:
    """Seconds since this process began, as the operating system counts them."""
    try:
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return time.process_time()


def _limit(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _ready(seconds: float) -> bool:
    """Whether the search is machine code. If not, it is compiled beside this, for the next time."""
    from sofra.analysis.seating import machine_code

    if machine_code.kernel()[1]:
        return True
    machine_code.compile_beside()
    print(
        f"The search is being compiled for the next time; this plan takes its {seconds:g} s without.", file=sys.stderr
    )
    return False


# ---------------------------------------------------------------- files in, answers out


def _dials(asked: argparse.Namespace) -> Any:
    from sofra.analysis.seating.planning import STABILITY
    from sofra.analysis.seating.state import Dials

    usual = Dials(stability=STABILITY)
    return Dials(
        **{name: weight * _DIAL[getattr(asked, name)] for name, weight in asdict(usual).items()},
    )


def _instance(name: str) -> tuple[Any, dict[str, Any]]:
    from sofra.analysis.seating.reading import read_instance, unknown_keys

    instance = _read(name, read_instance)
    strange = _read(name, unknown_keys)
    return instance, {"left_aside": strange} if strange else {}


def _plan(name: str) -> Any:
    from sofra.analysis.seating.reading import read_plan

    return _read(name, read_plan)


def _read(name: str, read: Callable[[str], Any]) -> Any:
    from sofra.analysis.seating.reading import BadInput

    try:
        return read(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise DataProblem(f"{name} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise DataProblem(f"{name} is not text in UTF-8") from problem
    except BadInput as problem:
        raise DataProblem("\n".join(f"{name}, {fault}" for fault in problem.faults)) from problem


def _as_answer(none: Any) -> dict[str, Any]:
    from sofra.analysis.seating.wording import reason_sentence, remedy_sentence

    reason = none.reason
    helps = [
        {"kind": each.kind, "message": remedy_sentence(each), "people": each.people, "table": each.table}
        | {"languages": each.langs, "amount": each.amount, "gain": each.gain}
        for each in none.remedies
    ]
    return {
        "core": reason.core,
        "message": reason_sentence(reason),
        "kind": reason.kind,
        "rules": reason.families,
        "likewise": reason.others,
        "smallest": reason.smallest,
        "remedies": helps,
    }


def _give(asked: argparse.Namespace, plan: Any, facts: dict[str, Any]) -> None:
    """The plan into its file and the figures to the screen; without a file, the plan to the screen."""
    if asked.plan is None:
        _say([dict(seating) for seating in plan])
        return
    part = asked.plan.with_name(asked.plan.name + ".part")
    try:
        part.write_text(json.dumps([dict(seating) for seating in plan], ensure_ascii=False), encoding="utf-8")
        part.replace(asked.plan)
    except OSError as problem:
        raise DataProblem(f"{asked.plan} cannot be written: {problem.strerror}") from problem
    _say({**facts, "seconds": round(_since_start(), 2)})


def _say(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False))
