"""Rules R1 and R4 of docs/methods/release.md: ten answers or nothing, and bands instead of counts."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

MINIMUM_ANSWERS = 10
ROUNDED_TO = 5


class TooFewAnswers(ValueError):
    """Fewer answers than the minimum group: nothing about them may be shown."""


class Band(StrEnum):
    """The amount words. Small rooms have two or three of them, never all."""

    FEW = "few"
    LESS_THAN_HALF = "less_than_half"
    UP_TO_HALF = "up_to_half"
    AROUND_HALF = "around_half"
    MORE_THAN_HALF = "more_than_half"
    BROAD = "broad"


_NAMES = {
    2: (Band.UP_TO_HALF, Band.MORE_THAN_HALF),
    3: (Band.FEW, Band.AROUND_HALF, Band.BROAD),
    4: (Band.FEW, Band.LESS_THAN_HALF, Band.MORE_THAN_HALF, Band.BROAD),
}


@dataclass(frozen=True)
class Bands:
    """What is released about one question.

    answered
        Persons who answered, rounded down to a multiple of five.
    agree, disagree
        The band in which the count lies.
    """

    answered: int
    agree: Band
    disagree: Band


def band_edges(n_answers: int, *, n_colluders: int = 2) -> tuple[int, ...]:
    """Upper edge of each band in which a count of answers may be shown.

    Parameters
    ----------
    n_answers
        Persons who answered the question, at least 10.
    n_colluders
        Persons who may pool what they know, 2 or 3.

    Raises
    ------
    TooFewAnswers
        If ``n_answers`` is below 10.

    Notes
    -----
    Rule R4 of docs/methods/release.md: every answer stays possible and deniable for everybody outside the coalition.

    Examples
    --------
    >>> band_edges(18)
    (3, 9, 14, 18)
    >>> band_edges(12)
    (3, 8, 12)
    >>> band_edges(10)
    (5, 10)
    """
    if n_answers < MINIMUM_ANSWERS:
        raise TooFewAnswers(f"{n_answers} answers, {MINIMUM_ANSWERS} are needed")
    if n_colluders not in (2, 3):
        raise ValueError(f"{n_colluders} colluders, only 2 or 3 are covered by the proof")
    outer = max(n_colluders + 1, n_answers // 5)
    half = n_answers // 2
    three_from, four_from = (11, 15) if n_colluders == 2 else (14, 19)  # noqa: PLR2004  the coalition of two is the usual case
    if n_answers < three_from:
        return (half, n_answers)
    if n_answers < four_from:
        return (outer, n_answers - outer - 1, n_answers)
    return (outer, half, n_answers - outer - 1, n_answers)


def band_of(count: int, n_answers: int, *, n_colluders: int = 2) -> Band:
    """The band that a count of answers lies in.

    >>> band_of(15, 18)
    <Band.BROAD: 'broad'>
    """
    if not 0 <= count <= n_answers:
        raise ValueError(f"{count} of {n_answers} answers")
    edges = band_edges(n_answers, n_colluders=n_colluders)
    return next(name for name, edge in zip(_NAMES[len(edges)], edges, strict=True) if count <= edge)


def bands(agree: int, disagree: int, n_answers: int, *, n_colluders: int = 2) -> Bands:
    """Everything that may be said about one question.

    Parameters
    ----------
    agree, disagree
        Counts of persons; those who passed are the rest of ``n_answers``.

    Raises
    ------
    TooFewAnswers
        If ``n_answers`` is below 10. It depends on who answered, never on the answers (R5).

    Examples
    --------
    >>> bands(15, 1, 18)
    Bands(answered=15, agree=<Band.BROAD: 'broad'>, disagree=<Band.FEW: 'few'>)
    """
    if agree + disagree > n_answers:
        raise ValueError(f"{agree} + {disagree} answers of {n_answers}")
    return Bands(
        answered=n_answers - n_answers % ROUNDED_TO,
        agree=band_of(agree, n_answers, n_colluders=n_colluders),
        disagree=band_of(disagree, n_answers, n_colluders=n_colluders),
    )


def band_sizes(n_answers: int, *, n_colluders: int = 2) -> tuple[int, ...]:
    """How many counts lie in each band: the lengths of a drawn bar.

    >>> band_sizes(18)
    (4, 6, 5, 4)
    """
    edges = (-1, *band_edges(n_answers, n_colluders=n_colluders))
    return tuple(upper - lower for lower, upper in pairwise(edges))
