"""What a plan is worth: who meets whom, how mixed the tables are, and how far from the best that can be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.seating.arrays import (
    ALLOWED,
    APART,
    COVER,
    FIXED,
    HIGHEST,
    LOWEST,
    ONLINE,
    ONLINE_HIGHEST,
    ROOM,
    SAME_COUNTRY,
    SAME_SECTOR,
    TOGETHER,
    WISH,
    Arrays,
    Ints,
    Places,
)

Matrix = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan is worth.

    distinct_pairs
        Pairs of people who share a table at least once.
    bound
        A number that no plan for this instance can exceed; it may be out of reach.
    share
        ``distinct_pairs`` as a share of ``bound``, 0 to 1.
    least_new_people, median_new_people
        People met by the person who meets fewest, and by the middle one.
    same_country, same_sector
        Shared tables of two people of one country or sector, over all rounds.
    wishes_met, wishes
        Wishes to meet that come true, and all of them.
    """

    distinct_pairs: int
    bound: int
    share: float
    least_new_people: int
    median_new_people: float
    same_country: int
    same_sector: int
    wishes_met: int
    wishes: int


def meetings(places: Places) -> Ints:
    """How often each pair shares a table, shape (n, n), 0 on the diagonal.

    Parameters
    ----------
    places
        Shape (rounds, n); -1 for who is not there.
    """
    met = np.zeros((places.shape[1], places.shape[1]), dtype=np.int64)
    for row in places:
        met += (row[:, None] == row[None, :]) & (row[:, None] >= 0)
    np.fill_diagonal(met, 0)
    return met


def figures(problem: Arrays, places: Places) -> Figures:
    """The figures of a plan whose tables have shape (rounds, n)."""
    met = meetings(places)
    new_people = (met > 0).sum(axis=1)
    distinct, bound = int(new_people.sum()) // 2, most_distinct_pairs(problem)
    likeness, wish = problem.pairs >> 8, (problem.pairs >> 6) & 3 == WISH
    return Figures(
        distinct_pairs=distinct,
        bound=bound,
        share=distinct / bound if bound else 1.0,
        least_new_people=int(new_people.min()),
        median_new_people=float(np.median(new_people)),
        same_country=int(met[likeness & SAME_COUNTRY > 0].sum()) // 2,
        same_sector=int(met[likeness & SAME_SECTOR > 0].sum()) // 2,
        wishes_met=int((wish & (met > 0)).sum()) // 2,
        wishes=int(wish.sum()) // 2,
    )


def most_distinct_pairs(problem: Arrays) -> int:
    """An upper bound on distinct pairs.

    Notes
    -----
    Seats next to somebody with tables as unequal as allowed, less the repeats that cannot be avoided: with people of
    the same block, with the facilitators of the few tables a person can sit at, and beyond the number of people whom
    a person can ever sit with. At most all pairs that may share a table. Section "The bound" of
    docs/methods/seating.md.
    """
    reach = may_meet(problem)
    beside = problem.rounds * (int(problem.tables[:, LOWEST].min()) - 1)
    partners = ((problem.pairs >> 6) & 3 == TOGETHER).sum(axis=1)
    returns = np.maximum(problem.rounds - _tables_with_company(problem), 0)
    forced = np.maximum(beside - reach.sum(axis=1), (problem.rounds - 1) * partners + returns)
    at_tables = problem.rounds * _most_pairs_a_round(problem)
    return int(min(at_tables - np.maximum(forced, 0).sum() // 2, reach.sum() // 2))


def may_meet(problem: Arrays) -> Matrix:
    """Pairs that some table could hold, shape (n, n): not kept apart, and language, mode and fixed tables agree."""
    people, tables = problem.people, problem.tables
    allowed = allowed_with_company(problem)
    kinds, kind = np.unique(people[:, [COVER, ONLINE, FIXED]], axis=0, return_inverse=True)
    sits = (kinds[:, 2, None] < 0) | (kinds[:, 2, None] == np.arange(len(tables)))
    sits &= np.where(kinds[:, 1, None] == 1, tables[:, ONLINE_HIGHEST] > 0, tables[:, ROOM] == 1)
    share = np.zeros((len(kinds), len(kinds)), dtype=bool)
    for table, masks in enumerate(allowed):
        common = (kinds[:, None, 0] & kinds[None, :, 0] & masks) != 0
        share |= common & sits[:, None, table] & sits[None, :, table]
    reach = share[np.ix_(kind.reshape(-1), kind.reshape(-1))]
    reach &= (problem.pairs >> 6) & 3 != APART
    np.fill_diagonal(reach, False)
    return np.asarray(reach)


def allowed_with_company(problem: Arrays) -> Ints:
    """Masks of each table that all who are fixed there follow, shape (t,)."""
    allowed = problem.tables[:, ALLOWED].copy()
    for cover, fixed in problem.people[:, [COVER, FIXED]]:
        if fixed >= 0:
            allowed[fixed] &= cover
    return allowed


def _tables_with_company(problem: Arrays) -> Ints:
    """For each person, tables to choose from if all have somebody fixed there; as many as rounds otherwise."""
    company = np.bincount(problem.people[problem.people[:, FIXED] >= 0, FIXED], minlength=len(problem.tables))
    free = problem.people[:, FIXED] < 0
    open_to = (problem.people[:, COVER, None] & allowed_with_company(problem)[None, :]) != 0
    open_to &= np.where(
        problem.people[:, ONLINE, None] == 1, problem.tables[:, ONLINE_HIGHEST] > 0, problem.tables[:, ROOM] == 1
    )
    met_again = free & ((company[None, :] > 0) | ~open_to).all(axis=1)
    return np.where(met_again, open_to.sum(axis=1), problem.rounds)


def _most_pairs_a_round(problem: Arrays) -> int:
    """Pairs at tables when sizes are as unequal as allowed."""
    sizes = problem.tables[:, LOWEST].copy()
    left = len(problem.people) - int(sizes.sum())
    for table in np.argsort(-problem.tables[:, HIGHEST], kind="stable"):
        more = max(0, min(left, int(problem.tables[table, HIGHEST] - sizes[table])))
        sizes[table] += more
        left -= more
    return int((sizes * (sizes - 1) // 2).sum())
