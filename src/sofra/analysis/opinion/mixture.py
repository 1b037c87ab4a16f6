"""Mixtures of bells over positions that are themselves uncertain: one camp, several, or one with a flat top.

Every array has a leading axis of rooms, so that a hundred invented rooms are fitted in the time of a few.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import softmax

from sofra.analysis.opinion.kernels import settle, weigh
from sofra.analysis.opinion.votes import Floats

NARROWEST = 0.02
"""Least variance inside a camp; whole rooms have variance 1."""
ROUNDS = 30
ENOUGH = 0.01
"""When no room gains more log likelihood in a round, it is the last."""
NEWTON = 8
FLAT = 6.25
"""Squared distance of two bells, in their widths, that still counts as one spread: two and a half, so that a plateau
with a shallow dip is no valley. (Up to two, the sum of equal bells has one top; measured, that calls spectra camps too
often in small rooms.)"""


@dataclass(frozen=True)
class Sightings:
    """What votes say about positions: the likelihood exp(pull x - precision x^2 / 2) in each dimension.

    pull, precision
        Shape (rooms, n, d). A participant of whom nothing is known has precision 0.
    """

    pull: Floats
    precision: Floats

    def dimensions(self, d: int) -> "Sightings":
        return Sightings(self.pull[..., :d], self.precision[..., :d])

    def of(self, people: slice) -> "Sightings":
        return Sightings(self.pull[:, people], self.precision[:, people])

    def means(self) -> Floats:
        """Where each stands, for one who believes the room to be one bell of variance 1."""
        return self.pull / (self.precision + 1)


@dataclass(frozen=True)
class Mixture:
    """Camps of one width, for each room.

    centre
        Shape (rooms, k, d).
    share
        Shape (rooms, k).
    variance
        Shape (rooms, d).
    likelihood
        Shape (rooms,), the log likelihood of all participants.
    """

    centre: Floats
    share: Floats
    variance: Floats
    likelihood: Floats

    @property
    def k(self) -> int:
        return int(self.share.shape[1])


def one_camp(seen: Sightings) -> Mixture:
    rooms, _, d = seen.pull.shape
    return _climb(seen, np.zeros((rooms, 1, d)))


def camps(seen: Sightings, k: int) -> Mixture:
    """The likeliest mixture of ``k`` camps that a few fixed starts lead to."""
    x = seen.means()
    return _likelier(_climb(seen, slices(x, k)), _climb(seen, settle(x, corners(x, k))[0]))


def flat_top(seen: Sightings) -> Mixture:
    """The likeliest spread with a single top: two overlapping bells, from one bell to a plateau with a shallow dip."""
    plain = one_camp(seen)
    twice = Mixture(np.repeat(plain.centre, 2, 1), np.repeat(plain.share / 2, 2, 1), plain.variance, plain.likelihood)
    return _likelier(twice, _climb(seen, slices(seen.means(), 2), together=True))


def memberships(seen: Sightings, mixture: Mixture) -> Floats:
    """P(camp | votes) in the first room, shape (n, k)."""
    centre, variance = mixture.centre[0], mixture.variance[0]
    pull = seen.pull[0][:, None] + centre / variance
    spread = 1 / (seen.precision[0] + 1 / variance)
    scores = 0.5 * (spread[:, None] * pull**2).sum(axis=2) + _head_start(mixture)[0]
    return np.asarray(softmax(scores, axis=1))


def _likelier(one: Mixture, other: Mixture) -> Mixture:
    better = other.likelihood > one.likelihood
    return Mixture(
        np.where(better[:, None, None], other.centre, one.centre),
        np.where(better[:, None], other.share, one.share),
        np.where(better[:, None], other.variance, one.variance),
        np.maximum(one.likelihood, other.likelihood),
    )


def _climb(seen: Sightings, centre: Floats, *, together: bool = False) -> Mixture:
    """Expectation maximisation from these centres; ``together`` keeps two bells in one spread."""
    rooms, k, d = centre.shape
    now = Mixture(centre, np.full((rooms, k), 1 / k), np.full((rooms, d), 1.0 if k == 1 else 0.3), np.zeros(rooms))
    best = Mixture(now.centre, now.share, now.variance, np.full(rooms, -np.inf))
    sums, alive = np.zeros((rooms, 1 + k + k * d + 2 * d)), np.ones(rooms, dtype=bool)
    for _ in range(ROUNDS):
        now = _one_spread(now) if together else now
        weigh(seen.pull, seen.precision, now.centre, now.variance, _head_start(now), sums, alive)
        now = Mixture(now.centre, now.share, now.variance, np.where(alive, sums[:, 0], -np.inf))
        alive = alive & (now.likelihood - best.likelihood >= ENOUGH)
        best = _likelier(best, now)
        if not alive.any():
            break
        now = _moved(seen.pull.shape[1], now, sums)
    return best


def _head_start(mixture: Mixture) -> Floats:
    return np.asarray(np.log(mixture.share) - 0.5 * (mixture.centre**2 / mixture.variance[:, None]).sum(axis=2))


def _moved(n: int, now: Mixture, sums: Floats) -> Mixture:
    """The mixture that fits these sums best. One imagined person more stands in each camp, at the middle."""
    rooms, k, d = now.centre.shape
    people = sums[:, 1 : 1 + k]
    first = sums[:, 1 + k : 1 + k + k * d].reshape(rooms, k, d)
    second, unsure = sums[:, -2 * d : -d], sums[:, -d:]
    centre = first / (people[:, :, None] + 1) if k > 1 else now.centre
    inside = second - 2 * (centre * first).sum(axis=1) + (people[:, :, None] * centre**2).sum(axis=1)
    return Mixture(centre, (people + 1) / (n + k), np.maximum((inside + unsure) / n, NARROWEST), now.likelihood)


def _one_spread(now: Mixture) -> Mixture:
    """Move two bells together until they are one spread; mean and total variance stay."""
    squared = (now.centre[:, 1] - now.centre[:, 0]) ** 2
    product = (now.share[:, 0] * now.share[:, 1])[:, None]
    total = now.variance + product * squared
    part = np.ones((len(squared), 1))
    for _ in range(NEWTON):  # distance rises ever faster with the part kept, so from above it never overshoots
        inside = total - product * part * squared
        over = (part * squared / inside).sum(axis=1, keepdims=True) - FLAT
        slope = (squared * total / inside**2).sum(axis=1, keepdims=True)
        part = part - np.maximum(over, 0) / np.maximum(slope, 1e-12)
    apart = np.sqrt(part) * (now.centre[:, 1] - now.centre[:, 0])
    mean = (now.share[:, :, None] * now.centre).sum(axis=1)
    ends = (mean - now.share[:, 1:] * apart, mean + now.share[:, :1] * apart)
    return Mixture(np.stack(ends, axis=1), now.share, total - product * apart**2, now.likelihood)


def slices(x: Floats, k: int) -> Floats:
    """Centres of equal slices along the longest axis."""
    n = x.shape[1]
    middle = x - x.mean(axis=1, keepdims=True)
    axis = np.linalg.eigh(np.einsum("rnd,rne->rde", middle, middle))[1][:, :, -1]
    order = np.argsort(np.einsum("rnd,rd->rn", middle, axis), axis=1, kind="stable")
    along = np.take_along_axis(x, order[:, :, None], axis=1)
    edges = np.arange(k + 1) * n // k
    return np.stack([along[:, a:b].mean(axis=1) for a, b in pairwise(edges)], axis=1)


def corners(x: Floats, k: int) -> Floats:
    """The farthest from the middle, then whoever is farthest from all chosen so far."""
    every = np.arange(len(x))
    centre = [x[every, (x**2).sum(axis=2).argmax(axis=1)]]
    distance = np.full(x.shape[:2], np.inf)
    for _ in range(k - 1):
        distance = np.minimum(distance, ((x - centre[-1][:, None]) ** 2).sum(axis=2))
        centre.append(x[every, distance.argmax(axis=1)])
    return np.stack(centre, axis=1)
