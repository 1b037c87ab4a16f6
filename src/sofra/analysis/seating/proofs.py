"""Whether a round can be seated at all, and how: an exact model for CP-SAT on groups of people who are alike.

All rounds obey the same rules, so one round tells for all. People who are kept apart from nobody and agree in
languages, mode, role and fixed table are one group; a model of 110 people has some fifty.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.random import Generator

from sofra.analysis.seating.arrays import (
    ALLOWED,
    APART,
    COVER,
    FIXED,
    HIGHEST,
    LOWEST,
    ONLINE,
    ONLINE_HIGHEST,
    ONLINE_LOWEST,
    ROLE,
    ROOM,
    Arrays,
    Ints,
    Places,
)

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LONGEST = 10.0
"""Deterministic seconds after which CP-SAT gives up a question."""


class Undecided(RuntimeError):
    """CP-SAT found neither a seating nor a proof that there is none in the time it has."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that no rule tells apart: each is ``size`` people, of them ``online``, with these ``roles``."""

    units: tuple[tuple[int, ...], ...]
    cover: int
    size: int
    online: int
    roles: tuple[int, int]
    fixed: int


@dataclass(frozen=True)
class Question:
    """A round to be seated, with some of its rules left out on purpose.

    wanted
        People who have to be seated; the others may be. None: everybody.
    tables
        Tables that are in use. None: all.
    without
        Rules left out: ``apart``, ``together``, ``language``, ``mode``, ``role``, ``smallest``, ``largest``.
    """

    problem: Arrays
    wanted: Collection[int] | None = None
    tables: Collection[int] | None = None
    without: frozenset[str] = frozenset()

    @cached_property
    def open_tables(self) -> tuple[int, ...]:
        return tuple(range(len(self.problem.tables))) if self.tables is None else tuple(sorted(self.tables))

    @cached_property
    def enemies(self) -> tuple[tuple[int, int], ...]:
        if "apart" in self.without:
            return ()
        one, other = np.nonzero(np.triu((self.problem.pairs >> 6) & 3 == APART, 1))
        return tuple(zip(one.tolist(), other.tolist(), strict=True))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        people = self.problem.people
        hunted = {each for pair in self.enemies for each in pair}
        alike: dict[tuple[Any, ...], list[tuple[int, ...]]] = {}
        for unit in self._units():
            rows = people[list(unit)]
            cover = int(np.bitwise_and.reduce(rows[:, COVER]))
            roles = (int((rows[:, ROLE] == 1).sum()), int((rows[:, ROLE] == 2).sum()))  # noqa: PLR2004
            fixed = {int(each) for each in rows[:, FIXED]} - {-1}
            key = (cover, len(unit), int(rows[:, ONLINE].sum()), roles, *sorted(fixed))
            own = (unit,) if hunted.intersection(unit) else ()
            wanted = None if self.wanted is None else any(each in self.wanted for each in unit)
            alike.setdefault((key, wanted, *own), []).append(unit)
        return tuple(
            Group(tuple(units), key[0], key[1], key[2], key[3], key[4] if len(key) > 4 else -1)  # noqa: PLR2004
            for (key, *_), units in alike.items()
        )

    def _units(self) -> list[tuple[int, ...]]:
        people = self.problem.people
        if "together" in self.without:
            return [(each,) for each in range(len(people))]
        blocks = [self._wanted_part(tuple(int(each) for each in row if each >= 0)) for row in self.problem.blocks]
        return [*(block for block in blocks if block), *((int(each),) for each in self._alone(blocks))]

    def _wanted_part(self, block: tuple[int, ...]) -> tuple[int, ...]:
        """Of people who belong together, those who have to be seated: the others need not come."""
        return block if self.wanted is None else tuple(each for each in block if each in self.wanted)

    def _alone(self, blocks: list[tuple[int, ...]]) -> Ints:
        joined = {each for block in blocks for each in block}
        return np.array([each for each in range(len(self.problem.people)) if each not in joined], dtype=np.int64)


def can_be_seated(question: Question) -> bool:
    """Whether one round can be seated. Raises `Undecided` if CP-SAT cannot tell in the time it has."""
    return _solved(question, seed=1) is not None


def seated_round(
    problem: Arrays, rng: Generator, *, without: frozenset[str] = frozenset(), home: Places | None = None
) -> Places | None:
    """A round that keeps every rule but those left out, with languages of tables varied; None if there is none.

    Parameters
    ----------
    home
        Shape (n,): tables that as many people as possible should keep, or -1.

    Returns
    -------
    int32, shape (n,)
        The table of everybody.
    """
    question = Question(problem, without=without)
    published = np.full(len(problem.people), -1, dtype=np.int32) if home is None else home
    found = _solved(question, seed=int(rng.integers(1, 2**30)), rng=rng, home=published)
    if found is None:
        return None
    row = np.full(len(problem.people), -1, dtype=np.int32)
    for group, counts in zip(question.groups, found, strict=True):
        for unit, table in _dealt(group, dict(counts), published, rng):
            row[list(unit)] = table
    return row


def _dealt(group: Group, counts: dict[int, int], home: Places, rng: Generator) -> Iterator[tuple[tuple[int, ...], int]]:
    """Tables for the units of a group: those who can keep theirs do, the others draw."""
    left = []
    for number in rng.permutation(len(group.units)):
        unit = group.units[number]
        table = int(home[unit[0]])
        if counts.get(table, 0):
            counts[table] -= 1
            yield unit, table
        else:
            left.append(unit)
    yield from zip(left, (table for table, count in counts.items() for _ in range(count)), strict=True)


# ---------------------------------------------------------------- the model


def _solved(
    question: Question, *, seed: int, rng: Generator | None = None, home: Places | None = None
) -> list[Mapping[int, int]] | None:
    """For each group, tables and how many of its units sit there."""
    model = _Model(question)
    solver = _solver(seed)
    if home is not None and (home >= 0).any():
        model.keep(home)
        solver.parameters.relative_gap_limit = 0.05
    elif rng is not None:
        model.vary(rng)
    name = solver.status_name(solver.solve(model.cp))
    if name == "INFEASIBLE":
        return None
    if name not in ("OPTIMAL", "FEASIBLE"):
        raise Undecided(f"{name} after {LONGEST} deterministic seconds")
    return [
        {table: solver.value(count) for table, count in row.items() if solver.value(count)} for _, row in model.rows()
    ]


def _solver(seed: int) -> "cp_model.CpSolver":
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = LONGEST
    solver.parameters.max_time_in_seconds = 2 * LONGEST
    return solver


class _Model:
    """The question in the words of CP-SAT."""

    def __init__(self, question: Question) -> None:
        from ortools.sat.python import cp_model

        self.question = question
        self.cp = cp_model.CpModel()
        self.counts = [self._count_variables(group) for group in question.groups]
        self.works_in = {table: self._mask_variables(table) for table in question.open_tables}
        for table in question.open_tables:
            self._sizes(table)
            self._roles(table)
            self._modes(table)
            self._languages(table)
        self._everybody()
        self._kept_apart()

    def rows(self) -> list[tuple[Group, dict[int, Any]]]:
        return list(zip(self.question.groups, self.counts, strict=True))

    def vary(self, rng: Generator) -> None:
        """Hint at languages of tables at random, so that rounds differ."""
        for masks in self.works_in.values():
            liked = int(rng.integers(len(masks)))
            for place, mask in enumerate(masks.values()):
                self.cp.add_hint(mask, place == liked)

    def keep(self, home: Places) -> None:
        """As many people as possible stay where they are."""
        kept = []
        for group, row in self.rows():
            at_home = Counter(int(home[unit[0]]) for unit in group.units)
            for table in row.keys() & at_home.keys():
                stay = self.cp.new_int_var(0, at_home[table], "")
                self.cp.add(stay <= row[table])
                kept.append(group.size * stay)
        self.cp.maximize(sum(kept))

    def _count_variables(self, group: Group) -> dict[int, Any]:
        admitted = [table for table in self.question.open_tables if self._may_sit(group, table)]
        return {table: self.cp.new_int_var(0, len(group.units), "") for table in admitted}

    def _may_sit(self, group: Group, table: int) -> bool:
        row = self.question.problem.tables[table]
        strict = "mode" not in self.question.without
        if group.fixed not in (-1, table) or (strict and group.online < group.size and not row[ROOM]):
            return False
        if strict and group.online > row[ONLINE_HIGHEST]:
            return False
        return "language" in self.question.without or bool(group.cover & int(row[ALLOWED]))

    def _mask_variables(self, table: int) -> dict[int, Any]:
        allowed = int(self.question.problem.tables[table, ALLOWED])
        masks = {bit: self.cp.new_bool_var("") for bit in range(len(self.question.problem.masks)) if allowed >> bit & 1}
        self.cp.add_exactly_one(masks.values())
        return masks

    def _at(self, table: int) -> list[tuple[Group, Any]]:
        return [(group, row[table]) for group, row in self.rows() if table in row]

    def _sizes(self, table: int) -> None:
        row = self.question.problem.tables[table]
        size = sum(group.size * count for group, count in self._at(table))
        if "largest" not in self.question.without:
            self.cp.add(size <= int(row[HIGHEST]))
        if "smallest" not in self.question.without:
            self.cp.add(size >= int(row[LOWEST]))

    def _roles(self, table: int) -> None:
        for column, role in enumerate(("rapporteur", "facilitator")):
            if role in self.question.problem.instance.roles:
                held = sum(group.roles[column] * count for group, count in self._at(table))
                self.cp.add(held <= 1) if "role" in self.question.without else self.cp.add(held == 1)

    def _modes(self, table: int) -> None:
        row = self.question.problem.tables[table]
        mixed = row[ROOM] and row[ONLINE_HIGHEST]
        if "mode" in self.question.without or not mixed:
            return
        online = sum(group.online * count for group, count in self._at(table))
        self.cp.add(online <= int(row[ONLINE_HIGHEST]))
        if "smallest" not in self.question.without:
            self.cp.add(online >= int(row[ONLINE_LOWEST]))

    def _languages(self, table: int) -> None:
        if "language" in self.question.without:
            return
        for group, count in self._at(table):
            followed = [mask for bit, mask in self.works_in[table].items() if group.cover >> bit & 1]
            self.cp.add(count <= len(group.units) * sum(followed))

    def _everybody(self) -> None:
        wanted = self.question.wanted
        for group, row in self.rows():
            seated = sum(row.values())
            if wanted is None or any(each in wanted for each in group.units[0]):
                self.cp.add(seated == len(group.units))
            else:
                self.cp.add(seated <= len(group.units))

    def _kept_apart(self) -> None:
        place = {each: row for group, row in self.rows() for unit in group.units for each in unit}
        for one, other in self.question.enemies:
            for table in place[one].keys() & place[other].keys():
                self.cp.add(place[one][table] + place[other][table] <= 1)
