"""Which statement somebody sees next, so that a room with five minutes learns the most."""

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from sofra.analysis.opinion.lists import EACH_LIST
from sofra.analysis.opinion.shares import Shares
from sofra.analysis.opinion.votes import Floats

EVEN_SHARE = 0.2
"""This share of all turns goes to every statement alike, so that none is ever forgotten."""
DRAWN_ROOMS = 400
SELDOM = 1e-3
"""What was never among the ten in so many rooms may still be, once in a thousand."""
LEAST_VARIANCE = 1e-6
OF_THE_PERSON = 0.25
"""Weight of learning where the person stands, beside learning which statements bridge."""


def chances(  # noqa: PLR0917  all of them are one question
    sides: Shares,
    loadings: Floats,
    intercepts: Floats,
    position: Floats,
    covariance: Floats,
    unseen: npt.NDArray[np.bool_],
    *,
    rng: np.random.Generator,
) -> Floats:
    """How likely each statement is to be shown next.

    Parameters
    ----------
    sides
        Posterior shares on each side, (sides, m).
    loadings, intercepts
        Of the statements, (m, 3) and (m,).
    position, covariance
        Of the person, (3,) and (3, 3); see `incremental.place`.
    unseen
        Shape (m,). What this person has not seen yet.
    rng
        For rooms drawn from the posterior; the same one gives the same chances.

    Returns
    -------
    Shape (m,), adding up to 1, or all 0 when everything was seen. What was seen has 0; everything else at least
    0.2 / (number unseen). Whoever shows a statement stores this figure beside the vote: it is the propensity.

    Notes
    -----
    A statement is worth showing when it may be one of the ten that bridge best and its share is still uncertain: see
    `of_the_lists`. For the person it is the expected drop of
    entropy of their position (Bayesian experimental design, Lindley 1956).
    """
    n_unseen = int(np.count_nonzero(unseen))
    if not n_unseen:
        return np.zeros(len(unseen))
    even = unseen / n_unseen
    lists, person = (
        of_the_lists(sides, rng) * unseen,
        _of_the_person(loadings, intercepts, position, covariance) * unseen,
    )
    chosen = (1 - OF_THE_PERSON) * _share(lists, even) + OF_THE_PERSON * _share(person, even)
    return np.asarray(EVEN_SHARE * even + (1 - EVEN_SHARE) * chosen)


def of_the_lists(sides: Shares, rng: np.random.Generator) -> Floats:
    """What one more vote on each statement tells about the ten that bridge best, (m,); only ratios mean something.

    Parameters
    ----------
    sides
        Posterior shares on each side, (sides, m).
    rng
        For rooms drawn from the posterior.

    Notes
    -----
    Thompson sampling (Thompson 1933): in how many drawn rooms a statement is among the ten whose weakest side agrees
    most, times the variance of that side, by a fixed part of which one more vote lowers it.
    """
    m = sides.mean.shape[1]
    drawn = (sides.mean + sides.deviation * rng.standard_normal((DRAWN_ROOMS, *sides.mean.shape))).min(axis=1)
    tenth = np.sort(drawn, axis=1)[:, -min(EACH_LIST, m)]
    among = (drawn >= tenth[:, None]).mean(axis=0)
    variance = sides.deviation[sides.mean.argmin(axis=0), np.arange(m)] ** 2
    return np.asarray((among + SELDOM) * np.maximum(variance, LEAST_VARIANCE))


def _of_the_person(loadings: Floats, intercepts: Floats, position: Floats, covariance: Floats) -> Floats:
    p = expit(intercepts + loadings @ position)
    return np.asarray(0.5 * np.log1p(p * (1 - p) * np.einsum("ja,ab,jb->j", loadings, covariance, loadings)))


def _share(value: Floats, even: Floats) -> Floats:
    total = value.sum()
    return np.asarray(value / total if total > 0 else even)
