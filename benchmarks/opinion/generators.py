"""Invented conversations with a known truth, of three kinds, so that no kind of model is flattered alone."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

STATEMENTS = {20: 35, 50: 45, 100: 55, 1000: 100}
"""Statements in a conversation of so many people, as in a workshop; people answer 70 to 85 %, of a thousand 30 %."""


@dataclass(frozen=True)
class Conversation:
    """votes: (participant, statement, vote); group: each participant's true group; agree: true P(agree), (n, m)."""

    votes: tuple[np.ndarray, np.ndarray, np.ndarray]
    group: np.ndarray
    agree: np.ndarray
    oracle: np.ndarray


def sizes(n, k, rng):
    """Unbalanced groups: shares from a Dirichlet of 6, none below a tenth."""
    while True:
        share = rng.dirichlet([6.0] * k)
        if share.min() > 0.1:
            break
    return rng.permutation(np.repeat(np.arange(k), np.diff(np.r_[0, np.round(np.cumsum(share) * n).astype(int)])))


def cast(agree, rng, seen=None):
    """Who answers what: 70 to 85 % of all pairs (30 % in a crowd), 11 % of the answers a pass."""
    n, m = agree.shape
    seen = seen or (0.3 if n >= 1000 else rng.uniform(0.7, 0.85))
    participant, statement = np.nonzero(rng.random((n, m)) < seen)
    tired = expit(rng.normal(-2.4, 0.7, n))[participant]
    vote = np.where(rng.random(len(participant)) < agree[participant, statement], 1, -1)
    return participant, statement, np.where(rng.random(len(participant)) < tired, 0, vote)


def logistic(n, k, rng, *, effect=1.5, m=None):
    """Style (sd 0.54) + statement (1.27, sd 1.33) + group effect on each statement: widths as fitted to real votes."""
    m = m or STATEMENTS.get(n, 60)
    group = sizes(n, k, rng)
    style, statement = rng.normal(0, 0.54, n), rng.normal(1.27, 1.33, m)
    of_group = rng.normal(0, effect * (k > 1), (k, m))
    of_group -= of_group.mean(axis=0)
    return _answered(style[:, None] + statement + of_group[group], group, [statement + each for each in of_group], rng)


def line(n, rng, *, effect=1.5, m=None):
    """Style + statement + position * loading, positions from one bell: a spectrum, and no groups."""
    m = m or STATEMENTS.get(n, 60)
    logit = rng.normal(0, 0.54, n)[:, None] + rng.normal(1.27, 1.33, m)
    logit = logit + np.outer(rng.normal(size=n), rng.normal(0, effect, m))
    return _answered(logit, np.zeros(n, int), [], rng)


def spatial(n, k, rng, *, apart=2.2, m=None):
    """People and statements are points in a plane; one agrees with what is near enough. ``k = 1`` is one cloud."""
    m = m or STATEMENTS.get(n, 60)
    group = sizes(n, k, rng)
    angle = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(k) / k
    centre = apart / 2 * np.c_[np.cos(angle), np.sin(angle)] * (k > 1)
    people = centre[group] + rng.normal(0, 0.35 if k > 1 else 0.8, (n, 2))
    items = rng.normal(0, 1.2, (m, 2))
    reach = rng.normal(1.9, 0.5, m) + rng.normal(0, 0.25, n)[:, None]
    distance = np.linalg.norm(people[:, None] - items[None], axis=2)
    return _answered(4 * (reach - distance), group, [], rng)


def crowd(n, m, density, rng):
    """Votes of very many people in three groups, without the tables of n times m that the other kinds make."""
    cell = rng.permutation(np.unique(rng.integers(0, n * m, int(1.06 * density * n * m))))[: int(density * n * m)]
    person, item = (cell // m).astype(np.int32), (cell % m).astype(np.int32)
    group, of_group = rng.integers(0, 3, n), rng.normal(size=(3, m))
    logit = rng.normal(0, 0.54, n)[person] + rng.normal(1.27, 1.33, m)[item] + of_group[group[person], item]
    vote = np.where(rng.random(len(person)) < expit(logit), 1, -1)
    return person, item, np.where(rng.random(len(person)) < 0.11, 0, vote).astype(np.int8)


def resampled(table, rng, *, n=None):
    """Real people and statements, but each answer drawn afresh from the two margins: whatever tied them is gone.

    ``table`` is (n, m) with 1, -1, 0 and NaN where nothing was said; who answered what, and the passes, stay.
    """
    rows = rng.permutation(len(table))[: n or len(table)]
    table = table[rows]
    said = np.isfinite(table) & (table != 0)
    logit = np.zeros(table.shape)
    style, statement = np.zeros(len(table)), np.zeros(table.shape[1])
    for _ in range(30):
        p = expit(style[:, None] + statement)
        style += ((table == 1) - p).sum(axis=1, where=said) / ((p * (1 - p)).sum(axis=1, where=said) + 3)
        p = expit(style[:, None] + statement)
        statement += ((table == 1) - p).sum(axis=0, where=said) / ((p * (1 - p)).sum(axis=0, where=said) + 0.5)
    logit = style[:, None] + statement
    participant, statement = np.nonzero(np.isfinite(table))
    drawn = np.where(rng.random(len(participant)) < expit(logit)[participant, statement], 1, -1)
    vote = np.where(table[participant, statement] == 0, 0, drawn)
    return Conversation(
        (participant, statement, vote), np.zeros(len(table), int), expit(logit), np.zeros(len(table), int)
    )


def _answered(logit, group, of_group, rng):
    agree = expit(logit)
    votes = cast(agree, rng)
    best = _oracle(votes, of_group, len(group)) if of_group else group
    return Conversation(votes, group, agree, best)


def _oracle(votes, of_group, n):
    """The likeliest group of each, for one who knows all of a statement and of a group, and averages over style."""
    participant, statement, vote = votes
    points, weights = np.polynomial.hermite_e.hermegauss(9)
    score = np.zeros((n, len(of_group)))
    for g, each in enumerate(of_group):
        by_style = np.zeros((n, len(points)))
        for at, point in enumerate(points):
            p = expit(0.54 * point + each)[statement]
            said = np.where(vote == 1, np.log(p), np.where(vote == -1, np.log1p(-p), 0))
            by_style[:, at] = np.bincount(participant, said, n) + np.log(weights[at])
        score[:, g] = np.logaddexp.reduce(by_style, axis=1)
    return score.argmax(axis=1)
