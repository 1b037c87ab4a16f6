"""A first place for everybody: sizes, roles, modes and fixed tables kept, languages where it comes easily."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from sofra.analysis.seating.arrays import (
    ALLOWED,
    APART,
    BLOCK,
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

_ATTEMPTS = 12
_AT_HOME = 30.0
_NOBODY = np.zeros(0, dtype=np.int64)
Choice = NDArray[np.bool_]


def first_places(problem: Arrays, rng: Generator, rounds: int, home: Places | None = None) -> Places | None:
    """Table numbers, shape (rounds, n), or None if none were found in a dozen attempts a round.

    ``home``, of the same shape, names the tables that people should keep where they can, or -1.

    Languages and keep-apart rules are kept where a free seat allows it. None is no proof that no plan exists.
    """
    published = np.full((rounds, len(problem.people)), -1, dtype=np.int32) if home is None else home
    units = _Units(problem)
    found = [_first_round(problem, units, row, rng) for row in published]
    rows = [row for row in found if row is not None]
    return np.stack(rows) if len(rows) == rounds else None


def _first_round(problem: Arrays, units: "_Units", home: Places, rng: Generator) -> Places | None:
    for _ in range(_ATTEMPTS):
        row = _deal(problem, units, home, rng)
        if row is not None:
            return row
    return None


class _Units:
    """People who move as one, hardest first: blocks, then roles, then those with few languages."""

    def __init__(self, problem: Arrays) -> None:
        people = problem.people
        self.blocks = [row[row >= 0] for row in problem.blocks if people[row[0], FIXED] < 0]
        self.alone = np.flatnonzero((people[:, FIXED] < 0) & (people[:, BLOCK] < 0))
        masks = np.array([int(cover).bit_count() for cover in people[:, COVER]])
        one, other = np.nonzero((problem.pairs >> 6) & 3 == APART)
        self.enemies = {int(each): other[one == each] for each in np.unique(one)}
        self.ease = masks * 4.0 - 100.0 * (people[:, ROLE] > 0) - 50.0 * people[:, ONLINE]

    def shuffled(self, rng: Generator) -> list[Ints]:
        blocks = [self.blocks[each] for each in rng.permutation(len(self.blocks))]
        alone = self.alone[np.argsort(self.ease[self.alone] + rng.random(len(self.alone)) * 4.0)]
        return [*sorted(blocks, key=len, reverse=True), *alone.reshape(-1, 1)]


@dataclass
class _Round:
    """One round on its way: everything by table."""

    enemies: dict[int, Ints]
    home: Places
    row: Places
    size: Ints
    online: Ints
    common: Ints
    roles: Ints


def _deal(problem: Arrays, units: _Units, home: Places, rng: Generator) -> Places | None:
    tables = problem.tables
    now = _Round(
        enemies=units.enemies,
        home=home,
        row=np.full(len(problem.people), -1, dtype=np.int32),
        size=np.zeros(len(tables), dtype=np.int64),
        online=np.zeros(len(tables), dtype=np.int64),
        common=tables[:, ALLOWED].copy(),
        roles=np.zeros((3, len(tables)), dtype=np.int64),
    )
    for one in np.flatnonzero(problem.people[:, FIXED] >= 0):
        _seat(problem, now, np.array([one]), int(problem.people[one, FIXED]))
    free = problem.people[problem.people[:, FIXED] < 0]
    left, online = len(free), int(free[:, ONLINE].sum())
    for unit in units.shuffled(rng):
        table = _best_table(problem, now, unit, (left, online), rng)
        if table < 0:
            return None
        _seat(problem, now, unit, table)
        left, online = left - len(unit), online - int(problem.people[unit, ONLINE].sum())
    enough = (now.size >= tables[:, LOWEST]) & (now.online >= tables[:, ONLINE_LOWEST])
    return now.row if enough.all() else None


def _seat(problem: Arrays, now: _Round, unit: Ints, table: int) -> None:
    people = problem.people[unit]
    now.row[unit] = table
    now.size[table] += len(unit)
    now.online[table] += people[:, ONLINE].sum()
    now.common[table] &= np.bitwise_and.reduce(people[:, COVER])
    np.add.at(now.roles[:, table], people[:, ROLE], 1)


def _best_table(problem: Arrays, now: _Round, unit: Ints, left: tuple[int, int], rng: Generator) -> int:
    """The table where a unit fits best, or -1. ``left`` counts who is still to be seated, and of them online."""
    people, tables = problem.people[unit], problem.tables
    fits = _fitting(problem, now, unit)
    missing = np.maximum(tables[:, LOWEST] - now.size, 0)
    missing_online = np.maximum(tables[:, ONLINE_LOWEST] - now.online, 0)
    if missing.sum() >= left[0]:
        fits &= missing > 0
    if missing_online.sum() >= left[1] and people[:, ONLINE].all():
        fits &= missing_online > 0
    if not fits.any():
        return -1
    cover = np.bitwise_and.reduce(people[:, COVER])
    liked = 4.0 * (now.common & cover != 0) + 4.0 * _free_of_enemies(problem, now, unit)
    if people[:, ROLE].any():
        mixed = (tables[:, ROOM] == 1) & (tables[:, ONLINE_HIGHEST] > 0)
        liked -= 10.0 * mixed
    if now.home[unit[0]] >= 0:
        liked[now.home[unit[0]]] += _AT_HOME
    liked += missing / np.maximum(tables[:, LOWEST], 1) + rng.random(len(fits))
    return int(np.where(fits, liked, -20.0).argmax())


def _fitting(problem: Arrays, now: _Round, unit: Ints) -> Choice:
    """Tables where a unit keeps sizes, modes and roles."""
    people, tables = problem.people[unit], problem.tables
    online = int(people[:, ONLINE].sum())
    at_screens = now.online + online
    fits = (now.size + len(unit) <= tables[:, HIGHEST]) & (at_screens <= tables[:, ONLINE_HIGHEST])
    in_room = now.size + len(unit) - at_screens
    if online < len(unit):
        fits &= (tables[:, ROOM] == 1) & (in_room + tables[:, ONLINE_LOWEST] <= tables[:, HIGHEST])
    for role in (1, 2):
        held = int((people[:, ROLE] == role).sum())
        if held:
            fits &= now.roles[role] + held <= 1
    return np.asarray(fits)


def _free_of_enemies(problem: Arrays, now: _Round, unit: Ints) -> NDArray[np.int64]:
    """1 for each table where nobody is kept apart from the unit."""
    free = np.ones(len(problem.tables), dtype=np.int64)
    for each in unit:
        tables = now.row[now.enemies.get(int(each), _NOBODY)]
        free[tables[tables >= 0]] = 0
    return free
