"""The four inner loops, compiled by numba where it is installed and written with numpy where it is not.

A *moment row* holds the fifteen different entries of E[a a'] for a vector ``a`` of five, and one zero. Participants are
a = (style, 1, x1, x2, x3), statements a = (1, intercept, w1, w2, w3): the logit of agreeing is their product.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sofra.analysis.opinion.votes import Floats, Ints, Side

Moments = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

WIDTH = 16
UPPER = np.triu_indices(5)
PLACE = np.zeros((5, 5), dtype=np.int64)
PLACE[UPPER] = np.arange(15)
PLACE.T[UPPER] = np.arange(15)
TWICE = np.array([1.0 if a == b else 2.0 for a, b in zip(*UPPER, strict=True)] + [0.0], dtype=np.float32)
"""Off-diagonal entries stand for two, so that the product of two moment rows is E[(a'b)^2]."""

LINEAR = 9
"""Places 0 to 8 hold products with one of the two entries that can be fixed: answers pull along these alone."""
VOTES_A_THREAD = 50_000
MOST_THREADS = 8
CHUNK = 1 << 18
SETTLING = 6


def _gather_rows(
    start: Ints,
    other: npt.NDArray[np.int32],
    answer: npt.NDArray[np.int8],
    theirs: Moments,
    own: Moments,
    weight: Moments,
    sign: Moments,
    first: int,
    last: int,
) -> None:
    sum_w = np.zeros(16, np.float32)
    sum_s = np.zeros(16, np.float32)
    for i in range(first, last):
        mine = own[i]
        sum_w[:] = np.float32(0.0)
        sum_s[:] = np.float32(0.0)
        for t in range(start[i], start[i + 1]):
            if answer[t] == 0:
                continue
            row = theirs[other[t]]
            z = np.float32(0.0)
            for p in range(15):
                z += mine[p] * row[p]
            # tanh(y)/y by its continued fraction, y = sqrt(z)/2; the error is below 2 % for |logit| < 12
            y = np.float32(0.25) * max(z, np.float32(0.0))
            bound = (np.float32(236.25) + y * (np.float32(26.25) + np.float32(0.25) * y)) / (
                np.float32(945.0) + y * (np.float32(420.0) + np.float32(15.0) * y)
            )
            half = np.float32(0.5) * answer[t]
            for p in range(9):
                sum_w[p] += bound * row[p]
                sum_s[p] += half * row[p]
            for p in range(9, 15):
                sum_w[p] += bound * row[p]
        for p in range(16):
            weight[i, p] = sum_w[p]
            sign[i, p] = sum_s[p]


def _solve_rows(weight: Moments, sign: Moments, prior: Moments, pull: Moments, fixed: int, out: Moments) -> None:
    """Each row's Gaussian posterior, as a moment row: precision ``weight + prior``, by Cholesky's method.

    The entry that is always 1 is ``fixed`` on this side and ``1 - fixed`` on the other.
    """
    place = np.array([0, 1, 2, 3, 4, 1, 5, 6, 7, 8, 2, 6, 9, 10, 11, 3, 7, 10, 12, 13, 4, 8, 11, 13, 14])
    free = np.array([1, 2, 3, 4]) if fixed == 0 else np.array([0, 2, 3, 4])
    low = np.zeros((4, 4))
    inverse = np.zeros((4, 4))
    mean = np.zeros(5)
    for i in range(len(weight)):
        for a in range(4):
            for b in range(a + 1):
                total = float(weight[i, place[free[a] * 5 + free[b]]])
                if a == b:
                    total += prior[a]
                for c in range(b):
                    total -= low[a, c] * low[b, c]
                low[a, b] = np.sqrt(total) if a == b else total / low[b, b]
        for column in range(4):
            for a in range(column, 4):
                total = 1.0 if a == column else 0.0
                for c in range(column, a):
                    total -= low[a, c] * inverse[c, column]
                inverse[a, column] = total / low[a, a]
        mean[fixed] = 1.0
        for a in range(4):
            mean[free[a]] = 0.0
        for c in range(4):
            share = 0.0
            for b in range(c + 1):
                row = free[b] * 5
                share += inverse[c, b] * (sign[i, place[row + 1 - fixed]] - weight[i, place[row + fixed]] + pull[b])
            for a in range(c + 1):
                mean[free[a]] += inverse[c, a] * share
        for a in range(5):
            for b in range(a, 5):
                out[i, place[a * 5 + b]] = mean[a] * mean[b]
        for a in range(4):
            for b in range(a, 4):
                spread = 0.0
                for c in range(b, 4):
                    spread += inverse[c, a] * inverse[c, b]
                out[i, place[free[a] * 5 + free[b]]] += spread


def _gather_with_numpy(
    start: Ints,
    other: npt.NDArray[np.int32],
    answer: npt.NDArray[np.int8],
    theirs: Moments,
    own: Moments,
    weight: Moments,
    sign: Moments,
    first: int,
    last: int,
) -> None:
    """The same sums as `_gather_rows`, some hundred thousand votes at a time."""
    row = np.repeat(np.arange(len(start) - 1), np.diff(start))
    weight[first:last] = 0
    sign[first:last] = 0
    for at in range(int(start[first]), int(start[last]), CHUNK):
        part = slice(at, min(at + CHUNK, int(start[last])))
        moments = theirs[other[part]]
        y = 0.25 * np.maximum(np.einsum("vp,vp->v", own[row[part]], moments), 0)
        bound = (236.25 + y * (26.25 + 0.25 * y)) / (945 + y * (420 + 15 * y)) * (answer[part] != 0)
        rows, begins = np.unique(row[part], return_index=True)
        weight[rows] += np.add.reduceat(bound[:, None].astype(np.float32) * moments, begins)
        sign[rows, :LINEAR] += np.add.reduceat(np.float32(0.5) * answer[part, None] * moments[:, :LINEAR], begins)


def _solve_with_numpy(weight: Moments, sign: Moments, prior: Moments, pull: Moments, fixed: int, out: Moments) -> None:
    free = np.array([a for a in range(5) if a != fixed])
    precision = weight[:, PLACE[np.ix_(free, free)]].astype(np.float64) + np.diag(prior)
    covariance = np.linalg.inv(precision)
    gained = sign[:, PLACE[free, 1 - fixed]].astype(np.float64) - weight[:, PLACE[free, fixed]] + pull
    mean = np.ones((len(weight), 5))
    mean[:, free] = np.einsum("iab,ib->ia", covariance, gained)
    full = mean[:, :, None] * mean[:, None, :]
    full[:, free[:, None], free] += covariance
    out[:, :15] = full[:, UPPER[0], UPPER[1]]


def _weigh_rooms(
    pull: Floats, precision: Floats, centre: Floats, variance: Floats, of_camp: Floats, sums: Floats, alive: Bools
) -> None:
    """Sums over the people of each room that is still alive: see `weigh`."""
    rooms, n, d = pull.shape
    k = centre.shape[1]
    score = np.zeros(k)
    where = np.zeros((k, d))
    for r in range(rooms):
        if not alive[r]:
            continue
        sums[r, :] = 0.0
        for i in range(n):
            own = 0.0
            top = -np.inf
            for g in range(k):
                score[g] = of_camp[r, g]
            for c in range(d):
                spread = 1.0 / (precision[r, i, c] + 1.0 / variance[r, c])
                own += 0.5 * np.log(spread / variance[r, c])
                sums[r, 1 + k + k * d + d + c] += spread
                for g in range(k):
                    a = pull[r, i, c] + centre[r, g, c] / variance[r, c]
                    where[g, c] = spread * a
                    score[g] += 0.5 * spread * a * a
            for g in range(k):
                top = max(top, score[g])
            total = 0.0
            for g in range(k):
                score[g] = np.exp(score[g] - top)
                total += score[g]
            sums[r, 0] += own + top + np.log(total)
            for g in range(k):
                weight = score[g] / total
                sums[r, 1 + g] += weight
                for c in range(d):
                    sums[r, 1 + k + g * d + c] += weight * where[g, c]
                    sums[r, 1 + k + k * d + c] += weight * where[g, c] * where[g, c]


def _weigh_with_numpy(
    pull: Floats, precision: Floats, centre: Floats, variance: Floats, of_camp: Floats, sums: Floats, alive: Bools
) -> None:
    k, d = centre.shape[1:]
    spread = 1 / (precision[alive] + 1 / variance[alive, None])
    toward = pull[alive, :, None] + (centre[alive] / variance[alive, None])[:, None]
    where = spread[:, :, None] * toward
    own = 0.5 * np.log(spread / variance[alive, None]).sum(axis=2)
    scores = own[:, :, None] + 0.5 * (where * toward).sum(axis=3) + of_camp[alive, None]
    top = scores.max(axis=2, keepdims=True)
    total = top[:, :, 0] + np.log(np.exp(scores - top).sum(axis=2))
    weight = np.exp(scores - total[:, :, None])
    first = np.einsum("rnk,rnkd->rkd", weight, where).reshape(len(weight), k * d)
    second = np.einsum("rnk,rnkd->rd", weight, where**2)
    sums[alive] = np.concatenate([total.sum(1)[:, None], weight.sum(1), first, second, spread.sum(1)], axis=1)


def _settle_rooms(x: Floats, centre: Floats, people: Ints, rounds: int) -> None:
    """Move each room's centres to the middle of those nearest to them; see `settle`."""
    rooms, n, d = x.shape
    k = centre.shape[1]
    total = np.zeros((k, d))
    for r in range(rooms):
        for _ in range(rounds):
            total[:, :] = 0.0
            people[r, :] = 0
            for i in range(n):
                nearest = np.inf
                own = 0
                for g in range(k):
                    distance = 0.0
                    for c in range(d):
                        distance += (x[r, i, c] - centre[r, g, c]) ** 2
                    if distance < nearest:
                        nearest = distance
                        own = g
                people[r, own] += 1
                for c in range(d):
                    total[own, c] += x[r, i, c]
            for g in range(k):
                for c in range(d):
                    centre[r, g, c] = total[g, c] / max(people[r, g], 1)


def _settle_with_numpy(x: Floats, centre: Floats, people: Ints, rounds: int) -> None:
    for _ in range(rounds):
        nearest = ((x[:, :, None] - centre[:, None]) ** 2).sum(axis=3).argmin(axis=2)
        own = (nearest[:, :, None] == np.arange(centre.shape[1])).astype(np.float64)
        people[:] = own.sum(axis=1)
        centre[:] = np.einsum("rnk,rnd->rkd", own, x) / np.maximum(people, 1)[:, :, None]


PLAIN = (_gather_with_numpy, _solve_with_numpy, _weigh_with_numpy, _settle_with_numpy)
SIGNATURES = (
    "void(int64[::1], int32[::1], int8[::1], f4[:,::1], f4[:,::1], f4[:,::1], f4[:,::1], int64, int64)",
    "void(f4[:,::1], f4[:,::1], f4[::1], f4[::1], int64, f4[:,::1])",
    "void(f8[:,:,::1], f8[:,:,::1], f8[:,:,::1], f8[:,::1], f8[:,::1], f8[:,::1], boolean[::1])",
    "void(f8[:,:,::1], f8[:,:,::1], int64[:,::1], int64)",
)


def _compiled() -> tuple[Callable[..., None], ...]:
    """The loops as machine code, kept between runs; plain numpy where numba is missing or switched off."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}:
        return PLAIN
    try:
        import numba
    except ImportError:
        return PLAIN
    numba.config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]  # off by default; makes sums of sixteen twice as fast
    jit: dict[str, Any] = {"nogil": True, "fastmath": {"contract", "reassoc", "nsz"}}
    loops: list[tuple[Any, Any]] = list(
        zip(SIGNATURES, (_gather_rows, _solve_rows, _weigh_rooms, _settle_rooms), strict=True)
    )
    try:
        return tuple(numba.njit(kind, cache=True, **jit)(loop) for kind, loop in loops)
    except RuntimeError:  # there is no place to keep the machine code
        return tuple(numba.njit(kind, **jit)(loop) for kind, loop in loops)


_gather, _solve, _weigh, _settle = _compiled()
COMPILED = _gather is not _gather_with_numpy


def gather(side: Side, answer: npt.NDArray[np.int8], theirs: Moments, own: Moments) -> tuple[Moments, Moments]:
    """Sums over each row's answers: bound * their moments, and half the answer * the first nine of them.

    Parameters
    ----------
    answer
        Shape (votes,), 1, -1, or 0 for a vote that counts for nothing here.
    theirs, own
        Moment rows of the other side and of this one.

    Notes
    -----
    The bound is that of Jaakkola and Jordan (2000), which is the mean of a Polya-Gamma variable (Polson, Scott and
    Windle 2013). Rows are summed one after the other, so the answer does not depend on the number of threads.
    """
    n = side.n_rows
    weight, sign = np.empty((n, WIDTH), np.float32), np.empty((n, WIDTH), np.float32)
    doubled = own * TWICE
    parts = _parts(side)

    def one(part: tuple[int, int]) -> Any:
        return _gather(side.start, side.other, answer, theirs, doubled, weight, sign, *part)

    if len(parts) == 1:
        one(parts[0])
    else:
        with ThreadPoolExecutor(len(parts)) as threads:
            list(threads.map(one, parts))
    return weight, sign


def _parts(side: Side) -> list[tuple[int, int]]:
    """First and last rows, one part a thread; all of them together where there are few votes."""
    n_parts = min(len(side.other) // VOTES_A_THREAD, MOST_THREADS) if COMPILED else 1
    if n_parts < 2:
        return [(0, side.n_rows)]
    n_parts = min(n_parts, os.cpu_count() or 1)
    edges = np.searchsorted(side.start, np.linspace(0, len(side.other), n_parts + 1)[1:-1])
    return [(int(a), int(b)) for a, b in pairwise([0, *edges, side.n_rows])]


def solve(weight: Moments, sign: Moments, prior: npt.ArrayLike, pull: npt.ArrayLike, *, fixed: int) -> Moments:
    """Moment rows of the Gaussians with precision ``weight + diag(prior)``. ``pull`` is prior precision * mean."""
    out = np.zeros((len(weight), WIDTH), np.float32)
    _solve(weight, sign, np.asarray(prior, np.float32), np.asarray(pull, np.float32), fixed, out)
    return out


def weigh(
    pull: Floats, precision: Floats, centre: Floats, variance: Floats, of_camp: Floats, sums: Floats, alive: Bools
) -> None:
    """One expectation step of `mixture` in every room that is alive, written into ``sums``.

    Parameters
    ----------
    pull, precision
        Shape (rooms, n, d).
    centre, variance, of_camp
        Shapes (rooms, k, d), (rooms, d), (rooms, k); ``of_camp`` is what a camp's score begins with.
    sums
        Shape (rooms, 1 + k + k d + 2 d): log likelihood, people in each camp, their positions added up, the squares
        of those, and the variances of what is not known.
    """
    as_rows = np.ascontiguousarray
    _weigh(as_rows(pull), as_rows(precision), as_rows(centre), as_rows(variance), as_rows(of_camp), sums, alive)


def settle(x: Floats, centre: Floats) -> tuple[Floats, Ints]:
    """k-means: centres, each moved to the middle of its own people six times, and how many people those are.

    Parameters
    ----------
    x, centre
        Shapes (rooms, n, d) and (rooms, k, d), where to begin.
    """
    centre = np.array(centre, order="C")
    people = np.zeros(centre.shape[:2], dtype=np.int64)
    _settle(np.ascontiguousarray(x), centre, people, SETTLING)
    return centre, people
