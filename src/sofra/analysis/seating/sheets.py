"""The sheets of whole numbers that hold a plan on its way, and the first steps on them: to leave and enter a table.

Written in the part of Python that numba compiles (`machine_code`); the same code also runs as it stands. Three flat
sequences hold everything: ``w``, whole numbers in sheets of rows; ``pairs``, the state of every pair, whose last six
bits count its meetings; ``up``, what one more meeting costs a pair in each state.
"""

from typing import Any

from sofra.analysis.seating.arrays import ALLOWED, COVER, ONLINE

PEOPLE, TABLES, BLOCKS, SINGLES, ROUNDS, NOW, SEAT, CHANCE, NOTES = range(0, 18, 2)
"""Sheets: ``w`` keeps the start of each in the place of its number, and its width in the next.

PEOPLE, TABLES and BLOCKS are those of `Arrays`; SINGLES are people who may move by themselves; ROUNDS may be changed;
NOW has a row for each table of each round, SEAT one for each person of each round; NOTES has two rows for people who
are about to move."""
N_PEOPLE, N_TABLES, N_BLOCKS, N_SINGLES, N_ROUNDS = range(18, 23)
"""Where ``w`` keeps the counts of rows."""
TROUBLE = 23
"""Where ``w`` notes a row of NOW whose table shares no language, or -1."""
HEAD = 24
SIZE, AT_SCREENS, COMMON, LEFT_OUT, FIRST = range(5)
"""Columns of NOW: people; of them online; masks that all follow; people whom the best mask leaves out; and from
FIRST on the people themselves."""
PLACE, SLOT, HOME = range(3)
"""Columns of SEAT: the table; the place there; the table of the published plan or -1."""
Numbers = Any
Costs = Any
MASKS = 62


def at(w: Numbers, sheet: int, row: int, column: int) -> int:
    found: int = w[w[sheet] + row * w[sheet + 1] + column]
    return found


def put(w: Numbers, sheet: int, row: int, column: int, value: int) -> None:
    w[w[sheet] + row * w[sheet + 1] + column] = value


def draw(w: Numbers, top: int) -> int:
    """A random number below ``top``: Park and Miller's generator, which fits the whole numbers of every machine."""
    w[w[CHANCE]] = (w[w[CHANCE]] * 48271) % 2147483647
    drawn: int = w[w[CHANCE]] % top
    return drawn


def count_left_out(w: Numbers, q: int, t: int, out: int, come: int) -> int:
    best = 1000000
    first = w[NOW] + q * w[NOW + 1]
    for mask in range(MASKS):
        if (at(w, TABLES, t, ALLOWED) >> mask) & 1 == 1:
            left = 0
            if come >= 0 and (at(w, PEOPLE, come, COVER) >> mask) & 1 == 0:
                left = 1
            for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
                if w[place] != out and (at(w, PEOPLE, w[place], COVER) >> mask) & 1 == 0:
                    left += 1
            best = min(best, left)
    return best


def left_out(w: Numbers, q: int, t: int, out: int, come: int) -> int:
    """People whom the best mask of a table leaves out when one goes (-1: nobody) and one comes.

    A table that has a common mask is not counted through: the answer is 0, or 1 for "this would break it".
    """
    first = w[NOW] + q * w[NOW + 1]
    comes = at(w, PEOPLE, come, COVER)
    if w[first + COMMON] & comes != 0:
        return 0
    common = at(w, TABLES, t, ALLOWED) & comes
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        if w[place] != out:
            common &= at(w, PEOPLE, w[place], COVER)
    if common != 0:
        return 0
    if w[first + LEFT_OUT] == 0:
        return 1
    return count_left_out(w, q, t, out, come)


def look(w: Numbers, r: int, t: int) -> None:
    """Write down again what a table has in common."""
    q = r * w[N_TABLES] + t
    first = w[NOW] + q * w[NOW + 1]
    common = at(w, TABLES, t, ALLOWED)
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        common &= at(w, PEOPLE, w[place], COVER)
    w[first + COMMON] = common
    w[first + LEFT_OUT] = 0
    if common == 0:
        w[first + LEFT_OUT] = count_left_out(w, q, t, -1, w[first + FIRST])


def leave(w: Numbers, pairs: Numbers, up: Costs, r: int, one: int) -> float:
    """Take somebody from a table, and answer what that costs."""
    n = w[N_PEOPLE]
    seat = w[SEAT] + (r * n + one) * w[SEAT + 1]
    first = w[NOW] + (r * w[N_TABLES] + w[seat + PLACE]) * w[NOW + 1]
    w[first + SIZE] -= 1
    last = first + FIRST + w[first + SIZE]
    w[first + FIRST + w[seat + SLOT]] = w[last]
    put(w, SEAT, r * n + w[last], SLOT, w[seat + SLOT])
    w[first + AT_SCREENS] -= at(w, PEOPLE, one, ONLINE)
    cost = 0.0
    for place in range(first + FIRST, last):
        state = pairs[one * n + w[place]] - 1
        pairs[one * n + w[place]] = state
        pairs[w[place] * n + one] = state
        cost -= up[state]
    return cost


def enter(w: Numbers, pairs: Numbers, up: Costs, r: int, one: int, t: int) -> float:
    """Seat somebody at a table, and answer what that costs."""
    n = w[N_PEOPLE]
    first = w[NOW] + (r * w[N_TABLES] + t) * w[NOW + 1]
    end = first + FIRST + w[first + SIZE]
    cost = 0.0
    for place in range(first + FIRST, end):
        state = pairs[one * n + w[place]]
        cost += up[state]
        pairs[one * n + w[place]] = state + 1
        pairs[w[place] * n + one] = state + 1
    w[end] = one
    put(w, SEAT, r * n + one, SLOT, w[first + SIZE])
    put(w, SEAT, r * n + one, PLACE, t)
    w[first + SIZE] += 1
    w[first + AT_SCREENS] += at(w, PEOPLE, one, ONLINE)
    return cost


def moving(w: Numbers, r: int, one: int, t: int, u: int, stability: float) -> float:
    """What it costs that somebody goes from one table to another, against the published plan."""
    home = at(w, SEAT, r * w[N_PEOPLE] + one, HOME)
    if home == t:
        return stability
    return -stability if home == u else 0.0


def exchange(w: Numbers, pairs: Numbers, up: Costs, r: int, one: int, other: int) -> float:
    """Let two people change tables, and answer what that costs in meetings."""
    t = at(w, SEAT, r * w[N_PEOPLE] + one, PLACE)
    u = at(w, SEAT, r * w[N_PEOPLE] + other, PLACE)
    cost = leave(w, pairs, up, r, one)
    cost += leave(w, pairs, up, r, other)
    cost += enter(w, pairs, up, r, other, t)
    cost += enter(w, pairs, up, r, one, u)
    look(w, r, t)
    look(w, r, u)
    return cost
