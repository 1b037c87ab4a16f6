"""Are there opinion groups? One group is a legal answer, and the usual one in a small room.

Two questions are asked before any group is named. Is there more than style: do the answers hang together in a way that
yes-sayers and no-sayers do not explain? And is there a valley: do positions fall into camps with few people between
them, rather than along a spectrum?
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.special import expit

from sofra.analysis.opinion.factors import Factors, means_and_covariances
from sofra.analysis.opinion.mixture import Mixture, Sightings, camps, flat_top, memberships
from sofra.analysis.opinion.valley import SMALLEST, valley_test
from sofra.analysis.opinion.votes import Floats, Side, Votes

MOST_GROUPS = 4
SUPPORTED, PROVISIONAL = 0.05, 0.2
FEW_PEOPLE = 40
"""Below this what is asked of a valley is stricter: positions are told by few votes, and look more like camps."""
SUPPORTED_BY_FEW, PROVISIONAL_BY_FEW = 0.005, 0.015
REPLICATES, FEWEST_REPLICATES = 99, 39
REPLICATED_CELLS = 400_000
"""Invented cells in the first test: 99 rooms of 4,000, 39 of 10,000."""
PEOPLE_TESTED = 400
"""Tests look at every k-th participant of a larger room: beyond this, power is no question."""
CELLS_TESTED = 15_000
FEWEST_TESTED = 150
SMALLEST_SHARE = 0.08
VALLEY = 0.35
"""Between two camps stand fewer than this share of those at the lower top; a flat spectrum cut in two has 0.45."""
PEOPLE_FOR_A_SHAPE = 100
"""With fewer people a valley may be told while its depth cannot."""


class State(StrEnum):
    """What may be said of groups: none, provisional (a valley at 20 %), supported (at 5 %), and more for few people."""

    NONE = "none"
    PROVISIONAL = "provisional"
    SUPPORTED = "supported"


@dataclass(frozen=True)
class Groups:
    """Opinion groups, or that there are none.

    state
        What the tests allow to be said.
    k
        Number of groups, 1 if there are none.
    membership
        Shape (n, k). P(group | votes).
    more_than_style, valley
        p values of the two tests: small means that style alone, or a single spread of positions, would hardly look so.
    """

    state: State
    k: int
    membership: Floats
    mixture: Mixture | None
    more_than_style: float
    valley: float


def find_groups(votes: Votes, factors: Factors, rng: np.random.Generator) -> Groups:
    """Look for camps among the positions, and test them.

    Notes
    -----
    More than style: the largest singular value of what style and statement leave over, against rooms drawn from style
    and statement alone (parametric bootstrap). A valley: see `valley`. No camps are named unless the first test passes
    at 5 %. How many camps there are is the number whose likelihood gains most over a spread with a single top.
    """
    style = structure_test(votes, rng)
    none = Groups(State.NONE, 1, np.ones((votes.n_participants, 1)), None, style, 1.0)
    if style > SUPPORTED:
        return none
    seen = sightings(factors)
    some = seen.of(slice(None, None, -(-votes.n_participants // PEOPLE_TESTED)))
    valley = valley_test(some, rng)
    none = replace(none, valley=valley)
    if valley > PROVISIONAL:
        return none
    mixture = max((_gain(some, k) for k in range(2, MOST_GROUPS + 1)), key=lambda each: float(each[0][0]))[1]
    found = memberships(seen.dimensions(mixture.centre.shape[2]), mixture)
    state = _state(valley, mixture, found)
    return none if state is State.NONE else Groups(state, mixture.k, found, mixture, style, valley)


def _state(valley: float, mixture: Mixture, membership: Floats) -> State:
    """What a valley of this p value and these camps allow to be said."""
    n = len(membership)
    sizes = np.bincount(membership.argmax(axis=1), minlength=mixture.k)
    if sizes.min() < max(SMALLEST, SMALLEST_SHARE * n):
        return State.NONE
    if n < FEW_PEOPLE:
        limits, deep = (SUPPORTED_BY_FEW, PROVISIONAL_BY_FEW), True
    else:
        limits, deep = (SUPPORTED, PROVISIONAL), _are_apart(mixture)
    if valley <= limits[0] and (deep or n < PEOPLE_FOR_A_SHAPE):
        return State.SUPPORTED
    return State.PROVISIONAL if valley <= limits[1] and deep else State.NONE


def sightings(factors: Factors) -> Sightings:
    """What the votes say about each position, without the prior that the model added."""
    mean, covariance = means_and_covariances(factors.participants, fixed=1)
    variance = np.clip(covariance[:, [1, 2, 3], [1, 2, 3]], 1e-4, 1.0)
    return Sightings((mean[:, 1:] / variance)[None], (1 / variance - 1)[None])


def _gain(seen: Sightings, k: int) -> tuple[Floats, Mixture]:
    """How much likelier ``k`` camps are than a single top, less a price for each number they need; (rooms,)."""
    few = seen.dimensions(k - 1)
    found = camps(few, k)
    price = max(1.0, 0.5 * np.log(seen.pull.shape[1] / 10)) * (k - 1) * k
    return found.likelihood - flat_top(few).likelihood - price, found


def _are_apart(mixture: Mixture) -> bool:
    """Whether there is a deep valley between any two camps."""
    centre, share, variance = mixture.centre[0], mixture.share[0], mixture.variance[0]
    for a in range(mixture.k):
        for b in range(a):
            between = np.linspace(0, 1, 21)[:, None] * (centre[b] - centre[a]) + centre[a]
            squared = ((between[:, None] - centre) ** 2 / variance).sum(axis=2)
            density = (share * np.exp(-squared / 2)).sum(axis=1)
            if density.min() > VALLEY * min(density[0], density[-1]):
                return False
    return True


def structure_test(votes: Votes, rng: np.random.Generator) -> float:
    """p value of answers hanging together so well, if each were drawn from style and statement alone.

    Notes
    -----
    The statistic is the largest eigenvalue of the residuals' Gram matrix without its diagonal, as a share of its trace:
    the diagonal tells how much people said, and its spread alone would look like a direction. Rooms with more than
    15,000 cells are thinned to every k-th participant, but never below 150.
    """
    answers, said = _grid(votes)
    style, statement = _style_and_statement(answers, said)
    agree = expit(style[:, None] + statement).astype(np.float32)
    found = _togetherness(answers, said)
    rooms = int(np.clip(REPLICATED_CELLS // said.size, FEWEST_REPLICATES, REPLICATES))
    drawn = [_togetherness((rng.random(said.shape, dtype=np.float32) < agree) & said, said) for _ in range(rooms)]
    return float((1 + np.count_nonzero(np.array(drawn) >= found)) / (rooms + 1))


def _grid(votes: Votes) -> tuple[Floats, Floats]:
    rows: Side = votes.by_participant
    step = -(-votes.n_participants // max(FEWEST_TESTED, CELLS_TESTED // votes.n_statements))
    row = np.repeat(np.arange(votes.n_participants), np.diff(rows.start))
    keep = (row % step == 0) & (rows.vote != 0)
    said = np.zeros((-(-votes.n_participants // step), votes.n_statements), dtype=bool)
    agree = np.zeros_like(said)
    said[row[keep] // step, rows.other[keep]] = True
    agree[row[keep] // step, rows.other[keep]] = rows.vote[keep] == 1
    return agree, said


def _style_and_statement(agree: Floats, said: Floats) -> tuple[Floats, Floats]:
    """Both margins by Newton's steps, held back a little, as in a Rasch model."""
    style, statement = np.zeros(len(agree)), np.zeros(agree.shape[1])
    for _ in range(12):
        p = expit(style[:, None] + statement)
        style += (((agree - p) * said).sum(axis=1) - 3 * style) / ((p * (1 - p) * said).sum(axis=1) + 3)
        p = expit(style[:, None] + statement)
        statement += (((agree - p) * said).sum(axis=0) - 0.3 * statement) / ((p * (1 - p) * said).sum(axis=0) + 0.3)
    return style, statement


def _togetherness(agree: Floats, said: Floats) -> float:
    share = agree.sum(axis=0) / np.maximum(said.sum(axis=0), 1)
    left = (agree - share) * said
    left = left - (left.sum(axis=1) / np.maximum(said.sum(axis=1), 1))[:, None] * said
    gram = left @ left.T if len(left) <= left.shape[1] else left.T @ left
    total = np.trace(gram)
    np.fill_diagonal(gram, 0.0)
    return float(np.linalg.eigvalsh(gram)[-1] / max(total, 1e-9))
