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
_FEW_MASKS = 12
_MANY = 600
"""From so many people on dealing every round by itself would take longer than it is worth."""
_NOBODY = np.zeros(0, dtype=np.int64)
Choice = NDArray[np.bool_]


def first_places(
    problem: Arrays, rng: Generator, rounds: int, home: Places | None = None, *, gather: float = 1.0
) -> Places | None:
    """Table numbers, shape (rounds, n), or None if none were found in a dozen attempts a round.

    ``home``, of the same shape, names the tables that people should keep where they can, or -1.

    Languages and keep-apart rules are kept where a free seat allows it. None is no proof that no plan exists.
    """
    published = np.full((rounds, len(problem.people)), -1, dtype=np.int32) if home is None else home
    units = _Units(problem, gather)
    found: list[Places | None] = []
    for row in published:
        again = found[0] if found and home is None and len(problem.people) > _MANY else None
        found.append(_first_round(problem, units, row, rng) if again is None else _like(problem, again, rng))
    rows = [row for row in found if row is not None]
    return np.stack(rows) if len(rows) == rounds else None


def _like(problem: Arrays, row: Places, rng: Generator) -> Places:
    """The same round for other people: those whom no rule tells apart change places by chance."""
    people = problem.people
    alike: dict[tuple[int, ...], list[int]] = {}
    hunted = ((problem.pairs >> 6) & 3 == APART).any(axis=1)
    for one in np.flatnonzero((people[:, FIXED] < 0) & (people[:, BLOCK] < 0) & ~hunted):
        alike.setdefault(tuple(people[one, [COVER, ONLINE, ROLE]].tolist()), []).append(int(one))
    again = row.copy()
    for group in alike.values():
        again[group] = row[rng.permutation(group)]
    return again


def _first_round(problem: Arrays, units: "_Units", home: Places, rng: Generator) -> Places | None:
    for attempt in range(_ATTEMPTS):
        row = _deal(problem, units, home, rng, kept=attempt == 0 and bool((home >= 0).any()))
        if row is not None:
            return row
    return None


class _Units:
    """People who move as one, hardest first: blocks, then those whose languages few share, roles before others."""

    def __init__(self, problem: Arrays, gather: float) -> None:
        self.gather = gather
        people = problem.people
        self.blocks = [row[row >= 0] for row in problem.blocks if people[row[0], FIXED] < 0]
        self.alone = np.flatnonzero((people[:, FIXED] < 0) & (people[:, BLOCK] < 0))
        one, other = np.nonzero((problem.pairs >> 6) & 3 == APART)
        self.enemies = {each: other[one == each] for each in set(one.tolist())}
        self.bits = np.array([1 << bit for bit in range(len(problem.masks))], dtype=np.int64)
        follow = people[:, COVER, None] & self.bits[None, :] != 0
        speakers = follow.sum(axis=0)
        self.shares = speakers / max(1, len(people))
        self.known = self._known() if len(self.bits) <= _FEW_MASKS else None
        self.roles = [role for role in (1, 2) if (people[:, ROLE] == role).any()]
        self.ease = (follow * self.shares).max(axis=1, initial=0.0)
        self.ease = self.ease - 0.15 * (people[:, ROLE] > 0) - 0.3 * people[:, ONLINE]

    def _known(self) -> NDArray[np.float64]:
        """What `most_shared` answers for every set of masks, looked up instead of counted."""
        masks = np.arange(2 ** len(self.bits))
        return np.asarray(np.where(masks[:, None] & self.bits != 0, self.shares, 0.0).max(axis=1, initial=0.0))

    def most_shared(self, masks: Ints) -> NDArray[np.float64]:
        """The share of people who follow the best known of these masks, for each table."""
        if self.known is not None:
            return np.asarray(self.known[masks])
        return np.asarray(np.where(masks[:, None] & self.bits != 0, self.shares, 0.0).max(axis=1, initial=0.0))

    def shuffled(self, rng: Generator) -> list[Ints]:
        blocks = [self.blocks[each] for each in rng.permutation(len(self.blocks))]
        alone = self.alone[np.argsort(self.ease[self.alone] + rng.random(len(self.alone)) * 0.05)]
        return [*sorted(blocks, key=len, reverse=True), *alone.reshape(-1, 1)]


@dataclass
class _Round:
    """One round on its way: everything by table."""

    units: _Units
    home: Places
    row: Places
    size: Ints
    online: Ints
    common: Ints
    roles: Ints


def _deal(problem: Arrays, units: _Units, home: Places, rng: Generator, *, kept: bool = False) -> Places | None:
    """Seat those with a place, then, if ``kept``, all who can stay at home, then the others one by one."""
    tables = problem.tables
    stay = _who_stays(problem, home) if kept else problem.people[:, FIXED] >= 0
    now = _begun(problem, units, home, np.where(stay, _at_home(problem, home), -1).astype(np.int32))
    waiting = [unit for unit in units.shuffled(rng) if now.row[unit[0]] < 0]
    left = sum(len(unit) for unit in waiting)
    online = sum(int(problem.people[unit, ONLINE].sum()) for unit in waiting)
    for unit in waiting:
        table = _best_table(problem, now, unit, (left, online), rng)
        if table < 0:
            return None
        _seat(problem, now, unit, table)
        left, online = left - len(unit), online - int(problem.people[unit, ONLINE].sum())
    if kept:
        _fill_up(problem, now)
    enough = (now.size >= tables[:, LOWEST]) & (now.online >= tables[:, ONLINE_LOWEST])
    return now.row if enough.all() else None


def _begun(problem: Arrays, units: _Units, home: Places, row: Places) -> _Round:
    """A round in which some sit already; -1 for who does not."""
    people, n_tables = problem.people, len(problem.tables)
    common, here = problem.tables[:, ALLOWED].copy(), row >= 0
    np.bitwise_and.at(common, row[here], people[here, COVER])
    return _Round(
        units=units,
        home=home,
        row=row,
        size=np.bincount(row[here], minlength=n_tables),
        online=np.bincount(row[here & (people[:, ONLINE] == 1)], minlength=n_tables),
        common=common,
        roles=np.stack([np.bincount(row[here & (people[:, ROLE] == role)], minlength=n_tables) for role in range(3)]),
    )


def _at_home(problem: Arrays, home: Places) -> Ints:
    """The table that everybody had or, before that, has to have."""
    fixed = problem.people[:, FIXED]
    return np.where(fixed >= 0, fixed, home)


def _who_stays(problem: Arrays, home: Places) -> Choice:
    """Everybody whose table still takes them: nobody of a table that has become too full or has a role twice."""
    people, tables, row = problem.people, problem.tables, _at_home(problem, home)
    whole = _begun(problem, _Units(problem, 1.0), home, row.astype(np.int32))
    fine = (whole.size <= tables[:, HIGHEST]) & (whole.online <= tables[:, ONLINE_HIGHEST])
    fine &= (whole.roles[1:] <= 1).all(axis=0)
    admits = np.where(people[:, ONLINE] == 1, tables[row, ONLINE_HIGHEST] > 0, tables[row, ROOM] == 1)
    stays = (row >= 0) & fine[row] & admits
    one, other = np.nonzero(np.triu((problem.pairs >> 6) & 3 == APART, 1))
    stays[other[(row[one] == row[other]) & (people[other, FIXED] < 0)]] = False
    for block in problem.blocks:
        members = block[block >= 0]
        stays[members] = stays[members].all() and len(set(row[members].tolist())) == 1
    return np.asarray(stays | (people[:, FIXED] >= 0))


def _fill_up(problem: Arrays, now: _Round) -> None:
    """Tables with too few people get some from tables that can spare them, of those who follow what is spoken there."""
    people, tables = problem.people, problem.tables
    may = (people[:, FIXED] < 0) & (people[:, BLOCK] < 0) & (people[:, ROLE] == 0) & (people[:, ONLINE] == 0)
    for table in np.flatnonzero((now.size < tables[:, LOWEST]) & (tables[:, ROOM] == 1)):
        for _ in range(int(tables[table, LOWEST] - now.size[table])):
            spare = np.flatnonzero(may & (now.size > tables[:, LOWEST])[now.row])
            if not len(spare):
                return
            follow = (people[spare, COVER] & now.common[table]) != 0
            one = np.array([spare[int(follow.argmax())]])
            now.size[now.row[one]] -= 1
            _seat(problem, now, one, int(table))


def _seat(problem: Arrays, now: _Round, unit: Ints, table: int) -> None:
    people = problem.people[unit]
    now.row[unit] = table
    now.size[table] += len(unit)
    now.online[table] += people[:, ONLINE].sum()
    now.common[table] &= np.bitwise_and.reduce(people[:, COVER])
    for role in people[:, ROLE]:
        now.roles[role, table] += 1


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
    liked = _understood(now, int(np.bitwise_and.reduce(people[:, COVER])))
    liked += 4.0 * _free_of_enemies(problem, now, unit)
    if people[:, ROLE].any():
        mixed = (tables[:, ROOM] == 1) & (tables[:, ONLINE_HIGHEST] > 0)
        liked -= 10.0 * mixed
    if now.home[unit[0]] >= 0:
        liked[now.home[unit[0]]] += _AT_HOME
    liked += missing / np.maximum(tables[:, LOWEST], 1) + rng.random(len(fits))
    return int(np.where(fits, liked, -50.0).argmax())


def _understood(now: _Round, cover: int) -> NDArray[np.float64]:
    """How well somebody fits into what tables have in common.

    Best is a table that works in a language few share; next, one that need not give up a language many share.
    """
    before = now.units.most_shared(now.common)
    after = now.units.most_shared(now.common & cover)
    return np.asarray(4.0 * (after > 0) - 3.0 * now.units.gather * (before - after) + 2.0 * (1.0 - after))


def _fitting(problem: Arrays, now: _Round, unit: Ints) -> Choice:
    """Tables where a unit keeps sizes, modes and roles, and leaves a seat to whoever takes a role there."""
    people, tables = problem.people[unit], problem.tables
    online = int(people[:, ONLINE].sum())
    at_screens = now.online + online
    after = now.size + len(unit)
    fits = at_screens <= tables[:, ONLINE_HIGHEST]
    in_room = after - at_screens
    if online < len(unit):
        fits &= (tables[:, ROOM] == 1) & (in_room + tables[:, ONLINE_LOWEST] <= tables[:, HIGHEST])
    for role in now.units.roles:
        held = int((people[:, ROLE] == role).sum())
        if held:
            fits &= now.roles[role] + held <= 1
        else:
            after = after + (now.roles[role] == 0)
    return np.asarray(fits & (after <= tables[:, HIGHEST]))


def _free_of_enemies(problem: Arrays, now: _Round, unit: Ints) -> NDArray[np.int64]:
    """1 for each table where nobody is kept apart from the unit."""
    free = np.ones(len(problem.tables), dtype=np.int64)
    for each in unit:
        tables = now.row[now.units.enemies.get(int(each), _NOBODY)]
        free[tables[tables >= 0]] = 0
    return free
