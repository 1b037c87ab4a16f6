"""What the kernel works on: the sheets of a plan on its way, and what they cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.seating import sheets as sheet
from sofra.analysis.seating.arrays import (
    APART,
    BLOCK,
    COVER,
    FIXED,
    HIGHEST,
    NORMAL,
    SAME_COUNTRY,
    SAME_ORG,
    SAME_SECTOR,
    TOGETHER,
    WISH,
    Arrays,
    Ints,
    Pairs,
    Places,
)

Floats = NDArray[np.float64]
_STATES = 2048
STABILITY = 0.6
"""What it usually costs that somebody sits elsewhere than published."""
_KEPT_APART = 1000.0
_THIRD_MEETING = 0.3


@dataclass(frozen=True, slots=True)
class Dials:
    """How much each wish for a plan weighs, in first meetings of two people. All 0 or more.

    new_people
        Two people meet for the first time.
    mixed_countries, mixed_sectors
        Two people of one country, or of one sector or organisation, share a table.
    wishes
        Two people meet who would like to.
    stability
        Somebody sits elsewhere than the published plan says. Only for a re-plan.
    """

    new_people: float = 1.0
    mixed_countries: float = 0.08
    mixed_sectors: float = 0.08
    wishes: float = 3.0
    stability: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """The three sequences of the kernel, for one plan on its way."""

    problem: Arrays
    w: Ints
    pairs: Pairs
    up: Floats

    @property
    def places(self) -> Places:
        """Table of everybody in every round, shape (rounds, n)."""
        seats = self._sheet(sheet.SEAT, self.problem.rounds * len(self.problem.people))
        return seats[:, sheet.PLACE].reshape(self.problem.rounds, -1).astype(np.int32)

    @property
    def broken(self) -> int:
        """People without a language and kept-apart pairs at one table, over all open rounds."""
        now = self._sheet(sheet.NOW, self.problem.rounds * len(self.problem.tables))
        open_ = now.reshape(self.problem.rounds, len(self.problem.tables), -1)[self.open_rounds]
        one, other = np.nonzero(np.triu((self.problem.pairs >> 6) & 3 == APART, 1))
        places = self.places[self.open_rounds]
        return int(open_[:, :, sheet.LEFT_OUT].sum() + (places[:, one] == places[:, other]).sum())

    @property
    def cost(self) -> float:
        """What the plan costs in meetings."""
        return _cost(self.pairs, self.up)

    @property
    def moved(self) -> int:
        """Seats that differ from the published plan."""
        seat = self._sheet(sheet.SEAT, self.problem.rounds * len(self.problem.people))
        return int(((seat[:, sheet.HOME] >= 0) & (seat[:, sheet.HOME] != seat[:, sheet.PLACE])).sum())

    @property
    def published(self) -> int:
        """Seats of the published plan in open rounds."""
        seat = self._sheet(sheet.SEAT, self.problem.rounds * len(self.problem.people))
        homes = seat[:, sheet.HOME].reshape(self.problem.rounds, -1)
        return int((homes[self.open_rounds] >= 0).sum())

    @property
    def open_rounds(self) -> Ints:
        return self._sheet(sheet.ROUNDS, int(self.w[sheet.N_ROUNDS]))[:, 0]

    def _sheet(self, number: int, rows: int) -> Ints:
        start, width = int(self.w[number]), int(self.w[number + 1])
        return self.w[start : start + rows * width].reshape(rows, width)


def costs(dials: Dials) -> Floats:
    """What one more meeting costs a pair in each state, shape (2048,): `arrays` has the numbers of states."""
    up = np.zeros(_STATES)
    for state in range(_STATES):
        likeness, pair_class, met = state >> 8, (state >> 6) & 3, state & 63
        again = _THIRD_MEETING * max(0, met - 1) if met else -dials.new_people
        alike = dials.mixed_countries * bool(likeness & SAME_COUNTRY)
        alike += dials.mixed_sectors * (bool(likeness & SAME_SECTOR) + bool(likeness & SAME_ORG))
        wished = dials.wishes if pair_class == WISH and not met else 0.0
        up[state] = {
            NORMAL: again + alike,
            TOGETHER: 0.0,
            WISH: again + alike - wished,
            APART: _KEPT_APART,
        }[pair_class]
    return up


def state_of(
    problem: Arrays, places: Places, *, seed: int, dials: Dials, held: int = 0, home: Places | None = None
) -> State:
    """The state of a plan.

    Parameters
    ----------
    places
        Shape (rounds, n): the table of everybody in every round, within sizes, roles, modes and fixed tables. In a
        held round -1 is somebody who was not there.
    seed
        Of the random numbers, any whole number.
    held
        So many first rounds are over: their meetings count, and nobody moves in them.
    home
        Shape (rounds, n): the published tables, -1 where there is none. None: nothing is published.
    """
    published = np.full_like(places, -1) if home is None else home
    now, slots = _now(problem, places)
    seat = np.stack([places, slots, published], axis=2).reshape(-1, 3).astype(np.int64)
    alone = np.flatnonzero((problem.people[:, FIXED] < 0) & (problem.people[:, BLOCK] < 0))
    sheets = {
        sheet.PEOPLE: problem.people,
        sheet.TABLES: problem.tables,
        sheet.BLOCKS: problem.blocks,
        sheet.SINGLES: alone.reshape(-1, 1),
        sheet.ROUNDS: np.arange(held, problem.rounds).reshape(-1, 1),
        sheet.NOW: now,
        sheet.SEAT: seat,
        sheet.CHANCE: np.array([[1 + (seed * 7919 + 104729) % 2147483645]]),
        sheet.NOTES: np.zeros((2, len(problem.people)), dtype=np.int64),
    }
    return State(problem, _packed(sheets), _met(problem, places).reshape(-1), costs(dials))


def cost_of(problem: Arrays, places: Places, dials: Dials) -> float:
    """What a plan costs in meetings, counted from nothing: the yardstick for the kernel's own counting."""
    return _cost(_met(problem, places), costs(dials))


def _cost(pairs: Pairs, up: Floats) -> float:
    """What the states of all pairs cost; each pair stands there twice, and nobody is a pair alone."""
    sums = np.zeros((_STATES // 64, 64))
    sums[:, 1:] = np.cumsum(up.reshape(-1, 64), axis=1)[:, :-1]
    return float(sums.reshape(-1)[pairs].sum() / 2)


def _met(problem: Arrays, places: Places) -> Pairs:
    """The state of every pair after all rounds."""
    pairs = problem.pairs.astype(np.int64)
    for row in places:
        pairs += (row[:, None] == row[None, :]) & (row[:, None] >= 0)
    pairs[np.diag_indices_from(pairs)] = 0
    return pairs.astype(np.uint16)


def _now(problem: Arrays, places: Places) -> tuple[Ints, Ints]:
    """The sheet of tables, and everybody's place at the table."""
    n_tables = len(problem.tables)
    most = max(int(problem.tables[:, HIGHEST].max()), *(int(np.bincount(row[row >= 0]).max()) for row in places)) + 1
    now = np.zeros((len(places) * n_tables, sheet.FIRST + most), dtype=np.int64)
    slots = np.zeros(places.shape, dtype=np.int64)
    for r, row in enumerate(places):
        for t in range(n_tables):
            seated = np.flatnonzero(row == t)
            slots[r, seated] = np.arange(len(seated))
            line = now[r * n_tables + t]
            line[sheet.SIZE] = len(seated)
            line[sheet.FIRST : sheet.FIRST + len(seated)] = seated
            line[sheet.AT_SCREENS] = problem.people[seated, 1].sum()
            line[sheet.COMMON], line[sheet.LEFT_OUT] = _languages(problem, t, seated)
    return now, slots


def _languages(problem: Arrays, table: int, seated: Ints) -> tuple[int, int]:
    """Masks that everybody at a table follows, and people whom the best mask leaves out."""
    allowed = int(problem.tables[table, -1])
    cover = problem.people[seated, COVER]
    common = int(np.bitwise_and.reduce(cover, initial=allowed))
    if common:
        return common, 0
    bits = [bit for bit in range(len(problem.masks)) if allowed >> bit & 1]
    return 0, min(int((cover >> bit & 1 == 0).sum()) for bit in bits)


def _packed(sheets: dict[int, Ints]) -> Ints:
    head = np.zeros(sheet.HEAD, dtype=np.int64)
    head[sheet.TROUBLE] = -1
    start = sheet.HEAD
    for number, rows in sheets.items():
        head[number], head[number + 1] = start, rows.shape[1]
        start += rows.size
    counts = (sheet.PEOPLE, sheet.TABLES, sheet.BLOCKS, sheet.SINGLES, sheet.ROUNDS)
    head[sheet.N_PEOPLE : sheet.N_PEOPLE + len(counts)] = [len(sheets[each]) for each in counts]
    return np.concatenate([head, *(rows.reshape(-1) for rows in sheets.values())]).astype(np.int64)
