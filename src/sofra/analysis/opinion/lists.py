"""Which statements deserve to be read out: consensus, bridging, dividing, and what is typical of a group."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, ndtr

from sofra.analysis.opinion import kernels
from sofra.analysis.opinion.factors import Factors, means_and_covariances
from sofra.analysis.opinion.groups import Groups, sightings
from sofra.analysis.opinion.mixture import memberships
from sofra.analysis.opinion.shares import Shares, answers, pooled_offsets
from sofra.analysis.opinion.votes import Floats, Ints, Side, Votes

FALSE_SIGNS = 0.1
AGREED = 0.6
"""Consensus: more than this share agree, or disagree, in every part of the room."""
EACH_LIST = 10


class List(StrEnum):
    CONSENSUS = "consensus"
    BRIDGING = "bridging"
    DIVIDING = "dividing"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True)
class Listed:
    """A statement in a list.

    statement
        Its place.
    agree
        Whether what is said of it is that people agree; otherwise that they disagree.
    group
        Whose, in the list of representative statements.
    false_sign_rate
        Posterior probability that it does not belong here, at most 0.1.
    value
        What the list is sorted by: a share, a difference of shares, or logits.
    """

    statement: int
    agree: bool
    group: int | None
    false_sign_rate: float
    value: float


def consensus(parts: Shares) -> tuple[Listed, ...]:
    """More than 60 % in every part, with at most 10 % doubt; parts are the whole room, its groups and its strata."""
    yes = 1 - np.prod(parts.above(AGREED), axis=0)
    no = 1 - np.prod(1 - parts.above(1 - AGREED), axis=0)
    least = np.where(yes < no, parts.mean.min(axis=0), 1 - parts.mean.max(axis=0))
    return _listed(np.minimum(yes, no), least, agree=yes < no)


def bridging(sides: Shares) -> tuple[Listed, ...]:
    """More than half of every side agree; sorted by the lower 10 % bound of the side that agrees least."""
    doubt = 1 - np.prod(sides.above(0.5), axis=0)
    return _listed(doubt, bridging_score(sides))


def bridging_score(sides: Shares) -> Floats:
    """Lower 10 % bound of agreement on the side that agrees least, shape (m,)."""
    return np.asarray((sides.mean - 1.2816 * sides.deviation).min(axis=0))


def dividing(sides: Shares, difference: Shares) -> tuple[Listed, ...]:
    """One side mostly agrees and another mostly disagrees; sorted by how far they are apart."""
    above = sides.above(0.5)
    opposite = 1 - np.prod(above, axis=0) - np.prod(1 - above, axis=0)
    wrong_sign = np.minimum(difference.above(0), 1 - difference.above(0)).min(axis=0)
    return _listed(np.maximum(1 - opposite, wrong_sign), np.ptp(sides.mean, axis=0))


def representative(difference: Shares) -> tuple[Listed, ...]:
    """Where a group answers unlike the others, beyond its people's style; at most ten of a group."""
    found: list[Listed] = []
    for group in range(len(difference.mean)):
        above = difference.above(0)[group]
        effect = difference.mean[group]
        found += _listed(np.minimum(above, 1 - above), np.abs(effect), agree=effect > 0, group=group)
    return tuple(found)


def differences(votes: Votes, factors: Factors, groups: Groups) -> Shares:
    """By how many logits each group answers each statement unlike the other groups, style taken off; (k, m).

    Notes
    -----
    No vote is used twice: a participant's group, for statements in even places, is told from the votes on those in
    odd places, and the other way round.
    """
    person, item, agree = answers(votes)
    style = means_and_covariances(factors.participants, fixed=1)[0][:, 0]
    expected = expit(style[person] + _plain_intercepts(votes, style, person, item, agree)[item])
    weight = np.stack([side_weights(_half(votes, factors, half), groups) for half in (0, 1)])
    own = weight[(item + 1) % 2, person]
    offset, variance, _ = pooled_offsets(item, agree - expected, expected * (1 - expected), own, votes.n_statements)
    k = len(offset)
    others = (offset.sum(axis=0) - offset) / (k - 1)
    return Shares(offset - others, np.sqrt(variance + (variance.sum(axis=0) - variance) / (k - 1) ** 2))


def side_weights(factors: Factors, groups: Groups) -> Floats:
    """How far each belongs to each side, (n, sides): the groups, or the two ends of the first axis without groups."""
    if groups.mixture is not None:
        seen = sightings(factors).dimensions(groups.mixture.centre.shape[2])
        return memberships(seen, groups.mixture)
    mean, covariance = means_and_covariances(factors.participants, fixed=1)
    right = ndtr(mean[:, 1] / np.sqrt(np.maximum(covariance[:, 1, 1], 1e-6)))
    return np.column_stack([1 - right, right])


def _half(votes: Votes, factors: Factors, half: int) -> Factors:
    """The same statements, and people placed by their votes on every other one of them."""
    rows: Side = votes.by_participant
    answer = np.where(rows.other % 2 == half, rows.vote, 0).astype(np.int8)
    sums = kernels.gather(rows, answer, factors.statements, factors.participants)
    people = kernels.solve(*sums, *factors.priors.of_participants(), fixed=1)
    return Factors(people, factors.statements, factors.priors, 0)


def _plain_intercepts(votes: Votes, style: Floats, person: Ints, item: Ints, agree: Floats) -> Floats:
    """Statements' intercepts when people differ by style alone."""
    m = votes.n_statements
    intercept = np.zeros(m)
    for _ in range(6):
        expected = expit(style[person] + intercept[item])
        slope = np.bincount(item, expected * (1 - expected), m)
        intercept += (np.bincount(item, agree - expected, m) - 0.3 * intercept) / (slope + 0.3)
    return intercept


def _listed(
    doubt: Floats, value: Floats, *, agree: Floats | None = None, group: int | None = None
) -> tuple[Listed, ...]:
    places = np.flatnonzero(doubt <= FALSE_SIGNS)
    best = places[np.argsort(-value[places], kind="stable")][:EACH_LIST]
    return tuple(
        Listed(int(at), bool(agree is None or agree[at]), group, float(max(doubt[at], 0)), float(value[at]))
        for at in best
    )
