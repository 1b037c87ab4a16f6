"""A new vote moves its participant at once; the rest of the map waits for the next fit."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from sofra.analysis.opinion import kernels
from sofra.analysis.opinion.factors import Factors, means_and_covariances, stranger
from sofra.analysis.opinion.fit import OpinionMap
from sofra.analysis.opinion.lists import List, side_weights
from sofra.analysis.opinion.shares import Shares
from sofra.analysis.opinion.votes import BadVotes, Floats, Ints, Side, checked_votes

TURNS = 4


@dataclass(frozen=True)
class Placed:
    """Where a participant stands on a map that was drawn without some of their votes.

    position, covariance
        Shapes (3,) and (3, 3).
    sides
        P(side), shape (groups or 2,).
    """

    position: Floats
    covariance: Floats
    sides: Floats


def place(found: OpinionMap, statement: npt.ArrayLike, vote: npt.ArrayLike) -> Placed:
    """Place somebody by all of their votes on statements of the map.

    Parameters
    ----------
    statement
        Places of statements in the map, each once.
    vote
        1, -1 or 0 for each.

    Raises
    ------
    BadVotes
        If a vote is none of the three, a statement stands there twice or is not on the map.

    Notes
    -----
    The same as the last step of a fit, so that a map with these votes, if its statements stayed where they are, would
    place them there.
    """
    item, given = np.asarray(statement, dtype=np.int32), checked_votes(np.asarray(vote))
    order = np.argsort(item, kind="stable")
    item, given = item[order], given[order]
    if np.any(item[1:] == item[:-1]) or np.any((item < 0) | (item >= found.votes.n_statements)):
        raise BadVotes(f"{len(item)} votes, but not on as many different statements of the map.")
    row = Side(np.array([0, len(item)]), item, given)
    moments = stranger(found.factors.priors)
    prior = found.factors.priors.of_participants()
    for _ in range(TURNS):
        moments = kernels.solve(*kernels.gather(row, given, found.factors.statements, moments), *prior, fixed=1)
    mean, covariance = means_and_covariances(moments, fixed=1)
    alone = Factors(moments, found.factors.statements, found.factors.priors, 0)
    return Placed(mean[0, 1:], covariance[0, 1:, 1:], side_weights(alone, found.groups)[0])


def with_names_of(before: OpinionMap, after: OpinionMap) -> OpinionMap:
    """The later map with its groups numbered like those of the earlier one, as far as the same people are in them."""
    k = after.groups.k
    mixture = after.groups.mixture
    if before.groups.k == 1 or mixture is None:
        return after
    _, old, new = np.intersect1d(before.votes.participants, after.votes.participants, return_indices=True)
    common = before.groups.membership[old].T @ after.groups.membership[new]
    earlier, later = linear_sum_assignment(-common)
    order = _order(k, earlier, later)
    number = np.argsort(order)
    lists = dict(after.lists)
    lists[List.REPRESENTATIVE] = tuple(
        replace(each, group=int(number[each.group or 0])) for each in after.lists[List.REPRESENTATIVE]
    )
    sorted_mixture = replace(mixture, centre=mixture.centre[:, order], share=mixture.share[:, order])
    groups = replace(after.groups, membership=after.groups.membership[:, order], mixture=sorted_mixture)
    shares = Shares(after.by_group.mean[order], after.by_group.deviation[order])
    return replace(after, groups=groups, sides=after.sides[:, order], by_group=shares, by_side=shares, lists=lists)


def _order(k: int, earlier: Ints, later: Ints) -> Ints:
    """Which later group comes at each place: matched ones at their old number, where there is one, then the others."""
    at = {int(old): int(new) for old, new in zip(earlier, later, strict=True) if old < k}
    others = iter(sorted(set(range(k)) - set(at.values())))
    return np.array([at[place] if place in at else next(others) for place in range(k)])
