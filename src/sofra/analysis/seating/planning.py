"""A plan, or the reason why there is none. Nothing leaves here that the judge has not passed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from sofra.analysis.seating.arrays import Arrays, Places, arrays, places_of, plan_of
from sofra.analysis.seating.changes import Changed, Changes, changed
from sofra.analysis.seating.check import refuse_broken
from sofra.analysis.seating.designs import designed_places
from sofra.analysis.seating.instance import Instance, Plan
from sofra.analysis.seating.measures import Figures, figures
from sofra.analysis.seating.proofs import Undecided
from sofra.analysis.seating.race import Clock, Effort, NoPlanFound, best_places, never, new_places
from sofra.analysis.seating.reasons import Reason, plain_reason, why_impossible
from sofra.analysis.seating.remedies import Remedy, remedies
from sofra.analysis.seating.state import STABILITY, Dials

__all__ = ["STABILITY", "Impossible", "NoPlanFound", "Planned", "Replanned", "Undecided", "replan", "seat"]
Limit = Callable[[float], Callable[[], bool]]
"""Makes, from seconds, a question that says True when they are over."""


class Impossible(ValueError):
    """There is no plan. ``reason`` is why, ``remedies`` what would help."""

    def __init__(self, reason: Reason, helps: tuple[Remedy, ...]) -> None:
        self.reason = reason
        self.remedies = helps
        super().__init__(f"{reason.kind}: {', '.join(reason.core)}")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that keeps every rule, and what it is worth."""

    plan: Plan
    figures: Figures


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who now sits elsewhere than published, in one round, counted from 1. ``before`` is empty for the new."""

    person: str
    round: int
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Replanned:
    """A plan after a change.

    changed
        The instance as it is now, with those who took or gave up a role.
    moves
        Every seat that is new or different, by round and person.
    seats
        Seats in open rounds of people who were in the published plan.
    """

    plan: Plan
    figures: Figures
    changed: Changed
    moves: tuple[Move, ...]
    seats: int


def unlimited(_: float) -> Callable[[], bool]:
    return lambda: False


def seat(
    instance: Instance,
    *,
    seed: int,
    effort: Effort,
    dials: Dials | None = None,
    clock: Clock = never,
    limit: Limit = unlimited,
) -> Planned:
    """A plan for all rounds.

    Parameters
    ----------
    seed, effort, dials, clock
        As in `sofra.analysis.seating.race.best_places`.
    limit
        Bounds the time for the smallest reason (4 s) and for remedies (8 s) when there is no plan.

    Raises
    ------
    Impossible
        If no plan exists; proved by counting or by CP-SAT.
    NoPlanFound, Undecided
        If none was found and none disproved. No such case is known.
    check.RulesBroken
        If the judge refuses what the search found. A fault of Sofra.
    """
    problem = arrays(instance)
    _refuse_plainly_impossible(problem, limit)
    places = designed_places(problem, np.random.default_rng(seed % 2**32))
    if places is None:
        places = best_places(problem, seed=seed, effort=effort, dials=dials, clock=clock)
    if places is None:
        raise _impossible(instance, limit)
    return Planned(refuse_broken(instance, plan_of(problem, places)), figures(problem, places))


def replan(
    instance: Instance,
    plan: Plan,
    changes: Changes,
    held: int,
    *,
    seed: int,
    effort: Effort,
    dials: Dials | None = None,
    clock: Clock = never,
    limit: Limit = unlimited,
) -> Replanned:
    """The published plan after a change: rounds that are over stay as they are, few people move in the others.

    Parameters
    ----------
    plan
        As published, with as many rounds as the instance.
    held
        Rounds that are over, 0 to all.

    Raises
    ------
    ValueError
        If the plan has other rounds, or ``held`` is out of range.
    changes.BadInput
        If the changes name somebody who is not there.
    Impossible, NoPlanFound, Undecided, check.RulesBroken
        As `seat`.
    """
    if len(plan) != instance.rounds or not 0 <= held <= instance.rounds:
        raise ValueError(f"{len(plan)} rounds in the plan, {instance.rounds} in the instance, {held} held")
    now = changed(instance, changes)
    problem = arrays(now.instance)
    home = places_of(problem, plan)
    if held == instance.rounds:
        return _replanned(now, problem, plan, home=home, places=home, held=held)
    _refuse_plainly_impossible(problem, limit)
    wanted = dials or Dials()
    wanted = wanted if wanted.stability else replace(wanted, stability=STABILITY)
    places = new_places(problem, home, held, seed=seed, effort=effort, dials=wanted, clock=clock)
    if places is None:
        raise _impossible(now.instance, limit)
    open_rounds = plan_of(problem, places)[held:]
    return _replanned(now, problem, (*plan[:held], *open_rounds), home=home, places=places, held=held)


def _replanned(now: Changed, problem: Arrays, plan: Plan, *, home: Places, places: Places, held: int) -> Replanned:
    refuse_broken(now.instance, plan, held=plan[:held])
    tables = [table.id for table in now.instance.tables]
    moves = tuple(
        Move(
            problem.instance.people[one].id,
            r + 1,
            "" if home[r, one] < 0 else tables[home[r, one]],
            tables[places[r, one]],
        )
        for r in range(held, len(places))
        for one in np.flatnonzero(home[r] != places[r])
    )
    return Replanned(plan, figures(problem, places), now, moves, int((home[held:] >= 0).sum()))


def _refuse_plainly_impossible(problem: Arrays, limit: Limit) -> None:
    reason = plain_reason(problem.instance, problem)
    if reason is not None:
        raise Impossible(reason, remedies(problem.instance, reason, enough=limit(8.0)))


def _impossible(instance: Instance, limit: Limit) -> Impossible:
    reason = why_impossible(instance, enough=limit(4.0))
    if reason is None:
        raise NoPlanFound("one proof says that there is no plan, another that there is one")
    return Impossible(reason, remedies(instance, reason, enough=limit(8.0)))
