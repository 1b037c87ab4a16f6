"""Do positions fall into camps, or could the room be one even spread? A cluster index, and rooms drawn from a spread.

The spread that rooms are drawn from is a ball, filled evenly: no spread without a valley looks more like camps.
"""

import numpy as np

from sofra.analysis.opinion.kernels import settle
from sofra.analysis.opinion.mixture import Sightings, corners, slices
from sofra.analysis.opinion.votes import Floats

SMALLEST = 3
"""Fewer people are no camp."""
ROOMS = 199
DRAWN_PEOPLE = 20_000
FEWEST_ROOMS = 59


def valley_test(seen: Sightings, rng: np.random.Generator) -> float:
    """p value of positions falling so neatly into two camps on a line, or three in a plane.

    Parameters
    ----------
    seen
        One room.

    Notes
    -----
    The cluster index of SigClust (Liu, Hayes, Nobel and Marron 2008), as the share of variance between camps. It is
    compared with rooms of the same people, each seen as dimly as here, whose positions fill a line or a disc evenly:
    among spreads without a valley that is the one hardest to tell from camps (Hartigan and Hartigan 1985). Both
    indices are measured in the drawn rooms' standard deviations, and the larger one decides.
    """
    n = seen.pull.shape[1]
    rooms = int(np.clip(DRAWN_PEOPLE // n, FEWEST_ROOMS, ROOMS))
    index = []
    for k in (2, 3):
        few = seen.dimensions(k - 1)
        where = _evenly(rng, rooms, n, k - 1)
        noise = rng.standard_normal(where.shape) * np.sqrt(few.precision)
        drawn = (few.precision * where + noise) / (few.precision + 1)
        shares = cluster_index(np.concatenate([few.means(), drawn]), k)
        index.append((shares - shares[1:].mean()) / max(float(shares[1:].std()), 1e-9))
    neatest = np.max(index, axis=0)
    return float((1 + np.count_nonzero(neatest[1:] >= neatest[0])) / (rooms + 1))


def cluster_index(x: Floats, k: int) -> Floats:
    """Share of the variance that lies between the best ``k`` camps of three or more people, from 0 to 1.

    Parameters
    ----------
    x
        Shape (rooms, n, d). On a line the best two camps are found exactly, else by k-means from two starts.

    Examples
    --------
    >>> float(cluster_index(np.array([[[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]]), 2)[0])
    1.0
    """
    x = np.ascontiguousarray(x - x.mean(axis=1, keepdims=True))
    total = np.maximum((x**2).sum(axis=(1, 2)), 1e-12)
    if x.shape[1] < SMALLEST * k:
        return np.zeros(len(x))
    if x.shape[2] == 1 and k == 2:
        return np.asarray(_best_cut(x[:, :, 0]) / total)
    return np.asarray(np.maximum(_between(x, corners(x, k)), _between(x, slices(x, k))) / total)


def _between(x: Floats, start: Floats) -> Floats:
    centre, people = settle(x, start)
    between = ((centre**2).sum(axis=2) * people).sum(axis=1)
    return np.asarray(np.where(people.min(axis=1) >= SMALLEST, between, 0.0))


def _best_cut(x: Floats) -> Floats:
    n = x.shape[1]
    left = np.cumsum(np.sort(x, axis=1), axis=1)[:, :-1]
    people = np.arange(1, n)
    between = left**2 * (1 / people + 1 / (n - people))
    return np.asarray(between[:, SMALLEST - 1 : n - SMALLEST].max(axis=1))


def _evenly(rng: np.random.Generator, rooms: int, n: int, d: int) -> Floats:
    """Points that fill a ball of ``d`` dimensions evenly, each coordinate of variance 1."""
    direction = rng.standard_normal((rooms, n, d))
    direction /= np.linalg.norm(direction, axis=2, keepdims=True)
    return np.asarray(direction * (rng.random((rooms, n, 1)) ** (1 / d) * np.sqrt(d + 2)))
