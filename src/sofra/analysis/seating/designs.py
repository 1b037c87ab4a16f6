"""Pure mixing solved by algebra: nobody meets anybody twice, in no time at all.

With q tables, q a prime power, person (a, b) sits at table a + r·b over the field of q elements in round r: two people
meet again only if they are one. Lines of the affine space AG(3, 3) seat 27 people at nine tables of three 13 times.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.random import Generator

from sofra.analysis.seating.arrays import COVER, HIGHEST, LOWEST, NORMAL, ONLINE, WISH, Arrays, Ints, Places
from sofra.analysis.seating.measures import meetings

_IRREDUCIBLE: dict[int, tuple[int, tuple[int, ...]]] = {
    4: (2, (1, 1, 1)),
    8: (2, (1, 1, 0, 1)),
    9: (3, (1, 0, 1)),
    16: (2, (1, 1, 0, 0, 1)),
    25: (5, (2, 1, 1)),
    27: (3, (1, 2, 0, 1)),
}
"""Prime, and a polynomial without factors, its coefficients from the lowest."""


def designed_places(problem: Arrays, rng: Generator) -> Places | None:
    """A plan in which no two people meet twice, where algebra has one and no rule stands against it.

    Returns
    -------
    int32, shape (rounds, n), or None
        None if attributes or rules bind, or no design fits the sizes.

    Notes
    -----
    Mutually orthogonal Latin squares from a finite field (Bose 1938); AG(3, 3) for tables of three. People may be left
    out of a design without making anybody meet again. Who gets which place is drawn at random.
    """
    if not _is_pure(problem):
        return None
    for places in _designs(problem):
        row = places[:, rng.permutation(len(problem.people))].astype(np.int32)
        if _fits(problem, row) and meetings(row).max() <= 1:
            return row
    return None


def _is_pure(problem: Arrays) -> bool:
    """Whether only sizes bind: one common language, no roles, no fixed places, nobody apart or together."""
    common = int(np.bitwise_and.reduce(problem.people[:, COVER])) & int(np.bitwise_and.reduce(problem.tables[:, -1]))
    classes = np.unique(problem.pairs >> 6 & 3)
    same_mode = len(np.unique(problem.people[:, ONLINE])) == 1
    free = (problem.people[:, 2:4] == [0, -1]).all()
    return bool(common and same_mode and free and set(classes.tolist()) <= {NORMAL, WISH})


def _fits(problem: Arrays, places: Places) -> bool:
    sizes = np.stack([np.bincount(row, minlength=len(problem.tables)) for row in places])
    return bool(((sizes >= problem.tables[:, LOWEST]) & (sizes <= problem.tables[:, HIGHEST])).all())


def _designs(problem: Arrays) -> Iterator[Ints]:
    """Candidates of shape (rounds, n)."""
    n, q, rounds = len(problem.people), len(problem.tables), problem.rounds
    columns = -(-n // q)
    if q in _orders() and columns <= q:
        field = [[(_plus(q, a, _times(q, r, b))) for b in range(columns) for a in range(q)] for r in range(q)]
        if rounds <= q:
            yield np.array(field[:rounds])[:, :n]
        elif rounds == q + 1 and q % columns == 0 and n == q * columns:
            yield np.array([*field, _by_column(q, columns)])
    if (q, n) == (9, 27):
        yield _lines_of_space()[:rounds]


def _by_column(q: int, columns: int) -> list[int]:
    """The last round: people of one column, who have never met, fill whole tables."""
    return [b * (q // columns) + a // columns for b in range(columns) for a in range(q)]


def _orders() -> set[int]:
    primes = {q for q in range(2, 128) if all(q % divisor for divisor in range(2, q))}
    return primes | set(_IRREDUCIBLE)


def _digits(value: int, prime: int, length: int) -> list[int]:
    return [value // prime**power % prime for power in range(length)]


def _plus(q: int, a: int, b: int) -> int:
    if q not in _IRREDUCIBLE:
        return (a + b) % q
    prime, modulus = _IRREDUCIBLE[q]
    length = len(modulus) - 1
    pairs = zip(_digits(a, prime, length), _digits(b, prime, length), strict=True)
    return sum((one + other) % prime * prime**power for power, (one, other) in enumerate(pairs))


def _times(q: int, a: int, b: int) -> int:
    if q not in _IRREDUCIBLE:
        return a * b % q
    prime, modulus = _IRREDUCIBLE[q]
    length = len(modulus) - 1
    product_ = [0] * (2 * length)
    for (i, one), (j, other) in product(enumerate(_digits(a, prime, length)), enumerate(_digits(b, prime, length))):
        product_[i + j] = (product_[i + j] + one * other) % prime
    for power in range(2 * length - 1, length - 1, -1):
        lead = product_[power]
        for offset in range(length + 1):
            product_[power - length + offset] = (product_[power - length + offset] - lead * modulus[offset]) % prime
    return sum(digit * prime**power for power, digit in enumerate(product_[:length]))


def _lines_of_space() -> Ints:
    """13 directions of the space of 27 points; the lines of one direction are the nine tables of a round."""
    points = list(product(range(3), repeat=3))
    directions = [d for d in points if any(d) and next(x for x in d if x) == 1]
    rounds = []
    for direction in directions:
        lines = [
            min(tuple((p + k * d) % 3 for p, d in zip(point, direction, strict=True)) for k in range(3))
            for point in points
        ]
        number = {line: place for place, line in enumerate(sorted(set(lines)))}
        rounds.append([number[line] for line in lines])
    return np.array(rounds)
