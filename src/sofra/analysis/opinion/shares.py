"""How many would agree: with every statement, in the whole room and in each part of it, and how sure that is."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sofra.analysis.opinion import kernels
from sofra.analysis.opinion.factors import Factors, means_and_covariances, products, shares
from sofra.analysis.opinion.kernels import PLACE, TWICE
from sofra.analysis.opinion.votes import Floats, Ints, Side, Votes, across, every

INTERVAL = 1.6448536269514722
"""Standard deviations on either side of the mean that hold 90 % of a bell."""
PEOPLE_AVERAGED = 2500
"""The room's average over every k-th of more people is the same to a percent."""
VOTES_COMPARED = 500_000
LEAST_KNOWN = 0.5
LEAST_OFFSET = 0.05
"""Least variance, in squared logits, that a part of the room is allowed beside what positions tell."""


@dataclass(frozen=True)
class Shares:
    """Posterior of the share of people who would agree if nobody passed.

    mean, deviation
        Shape (parts, m), between 0 and 1.
    """

    mean: Floats
    deviation: Floats

    @property
    def low(self) -> Floats:
        """Lower end of the 90 % interval."""
        return np.clip(self.mean - INTERVAL * self.deviation, 0, 1)

    @property
    def high(self) -> Floats:
        """Upper end of the 90 % interval."""
        return np.clip(self.mean + INTERVAL * self.deviation, 0, 1)

    def above(self, share: float) -> Floats:
        """P(share of agreement is above this), shape (parts, m)."""
        return np.asarray(ndtr((self.mean - share) / np.maximum(self.deviation, 1e-6)))


def of_the_room(votes: Votes, factors: Factors, *partings: Floats) -> tuple[Shares, ...]:
    """Shares in the whole room, and then in the parts of each parting of it.

    Parameters
    ----------
    partings
        Each of shape (n, parts): how far each participant belongs to each part, from 0 to 1; parts need not add up to
        1. A parting may have no parts.

    Notes
    -----
    What positions tell, and for each part and statement an offset that they do not, pulled towards nothing by as much
    as the offsets of all parts and statements of a parting vary (partial pooling, empirical Bayes).
    """
    told = _modelled(factors, np.hstack([np.ones((len(factors.participants), 1)), *partings]))
    ends = np.cumsum([0, 1, *(weight.shape[1] for weight in partings)])
    whole, *parts = (Shares(told.mean[a:b], told.deviation[a:b]) for a, b in pairwise(ends))
    left = _left_over(votes, factors)
    return whole, *(_with_offsets(part, left, weight) for part, weight in zip(parts, partings, strict=True))


@dataclass(frozen=True)
class _LeftOver:
    """Of each answer: who, what, what the map does not tell of it, and how much an offset would move it."""

    person: Ints
    item: Ints
    left: Floats
    slope: Floats


def _left_over(votes: Votes, factors: Factors) -> _LeftOver:
    person, item, agree = answers(votes)
    logit, second = products(factors, person, item)
    expected = shares(logit, second - logit**2)
    return _LeftOver(person, item, agree - expected, expected * (1 - expected))


def _with_offsets(told: Shares, of: _LeftOver, weight: Floats) -> Shares:
    if not weight.shape[1]:
        return told
    offset, variance, slope = pooled_offsets(of.item, of.left, of.slope, weight[of.person], told.mean.shape[1])
    return Shares(np.clip(told.mean + slope * offset, 0, 1), np.sqrt(told.deviation**2 + slope**2 * variance))


def _modelled(factors: Factors, weight: Floats) -> Shares:
    """Averages over people of P(agree), with the doubt about statements and about people."""
    step = -(-len(weight) // PEOPLE_AVERAGED)
    people, weight = factors.participants[::step], weight[::step]
    weight = weight / np.maximum(weight.sum(axis=0), 1e-9)
    mean, covariance = means_and_covariances(people, fixed=1)
    own = np.insert(mean, 1, 1.0, axis=1)
    items = factors.statements[:, PLACE[0]].astype(np.float64)
    logit = own @ items.T
    second = (people * TWICE).astype(np.float64) @ factors.statements.astype(np.float64).T
    agree = shares(logit, second - logit**2)
    slope = agree * (1 - agree)
    # The doubt about a statement moves everybody at once; that about people averages out.
    doubt = means_and_covariances(factors.statements, fixed=0)[1]
    toward = np.insert(mean[:, 1:], 0, 1.0, axis=1)
    gradient = np.einsum("ng,nj,na->gja", weight, slope, toward, optimize=True)
    of_statement = np.einsum("gja,jab,gjb->gj", gradient, doubt, gradient, optimize=True)
    loading = np.insert(items[:, 2:], 0, 1.0, axis=1)
    of_people = np.zeros_like(of_statement)
    for a in range(4):
        for b in range(4):
            both = (weight**2 * covariance[:, a, b, None]).T @ slope**2
            of_people += both * loading[:, a] * loading[:, b]
    return Shares(weight.T @ agree, np.sqrt(of_statement + of_people))


def pooled_offsets(item: Ints, left: Floats, slope: Floats, weight: Floats, m: int) -> tuple[Floats, Floats, Floats]:
    """Partial pooling of what is left over: offset, posterior variance and mean slope, each of shape (parts, m).

    A statement whose offsets vary more than usual is pulled less.
    """
    gained = np.array([np.bincount(item, column * left, m) for column in weight.T])
    known = np.array([np.bincount(item, column * slope, m) for column in weight.T])
    people = np.array([np.bincount(item, column, m) for column in weight.T])
    raw = np.where(known > LEAST_KNOWN, gained**2 - known, 0.0)
    square = np.where(known > LEAST_KNOWN, known**2, 0.0)
    usual = max(LEAST_OFFSET, float(raw.sum() / max(square.sum(), 1e-9)))
    width = np.maximum(usual, raw.sum(axis=0) / np.maximum(square.sum(axis=0), 1e-9))
    variance = 1 / (known + 1 / width)
    return variance * gained, variance, known / np.maximum(people, 1e-9)


def answers(votes: Votes) -> tuple[Ints, Ints, Floats]:
    """Participant, statement and 1 for agree, 0 for disagree: of every k-th participant, if there are many votes."""
    rows: Side = votes.by_participant
    step = -(-votes.n_votes // VOTES_COMPARED)
    person = np.repeat(np.arange(votes.n_participants), np.diff(rows.start))
    keep = rows.vote != 0 if step == 1 else (rows.vote != 0) & (person % step == 0)
    return person[keep], rows.other[keep].astype(np.int64), (rows.vote[keep] == 1).astype(np.float64)


def pass_shares(votes: Votes) -> Floats:
    """P(pass) on each statement for the people of this room, each with a habit of passing of their own; shape (m,).

    Notes
    -----
    A Rasch model of passing against answering, fitted like the opinions but without positions.
    """
    step = -(-votes.n_votes // VOTES_COMPARED)
    rows = every(votes.by_participant, step)
    columns = across(rows, votes.n_statements) if step > 1 else votes.by_statement
    passed = [np.where(side.vote == 0, 1, -1).astype(np.int8) for side in (rows, columns)]
    people = np.zeros((rows.n_rows, kernels.WIDTH), np.float32)
    items = np.zeros((votes.n_statements, kernels.WIDTH), np.float32)
    people[:, PLACE[1, 1]] = 1
    items[:, PLACE[0, 0]] = 1
    asleep = [1e6, 1e6, 1e6]
    for _ in range(6 if step == 1 else 3):
        sums = kernels.gather(columns, passed[1], people, items)
        items = kernels.solve(*sums, [0.5, *asleep], [-1.0, 0, 0, 0], fixed=0)
        sums = kernels.gather(rows, passed[0], items, people)
        people = kernels.solve(*sums, [1.0, *asleep], [0.0] * 4, fixed=1)
    step = -(-rows.n_rows // PEOPLE_AVERAGED)
    habit, difficulty = people[::step, PLACE[0, 1]], items[:, PLACE[0, 1]]
    logit = habit[:, None].astype(np.float64) + difficulty
    return np.asarray(shares(logit, np.zeros(1)).mean(axis=0))


def hard(place: npt.ArrayLike, n_parts: int) -> Floats:
    """Weights of people who belong wholly to one part; a negative place belongs to none."""
    return np.asarray(np.asarray(place)[:, None] == np.arange(n_parts), dtype=np.float64)
