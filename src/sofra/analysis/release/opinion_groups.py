"""Opinion groups that may be counted apart: found in answers that are blurred just so far that nobody's can be told.

Who belongs to a group follows from answers, and so does whether there are groups at all. So the finder is shown less
than was said: docs/methods/release.md, "Opinion groups", has the rule and the reason for each part of it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sofra.analysis.opinion import TooFewVotes, fit, vote_table
from sofra.analysis.opinion.groups import State
from sofra.analysis.opinion.votes import Floats, Ints
from sofra.analysis.release.bands import MINIMUM_ANSWERS

FEWEST_PEOPLE = 50
NEARLY_EVERYBODY = 0.9
"""A statement is in the map when so large a part of all who voted answered it."""
ENOUGH_OF_EACH = 5
"""A statement on which fewer agree, or fewer disagree, is not shown to the finder: two more than may compare notes."""
NO_GROUP = -1


class Outcome(StrEnum):
    """What became of the search. The last two say why there is no map."""

    FOUND = "found"
    TOO_FEW = "too_few"
    NONE = "none"


@dataclass(frozen=True)
class FoundGroups:
    """Opinion groups, or that there are none.

    outcome
        Whether there are groups; if not, why.
    group
        Shape (n,). The place of each participant's group, from 0; -1 for whoever is in none.
    mapped
        Shape (m,). Whether a statement is counted by group.
    """

    outcome: Outcome
    group: Ints
    mapped: npt.NDArray[np.bool_]


def opinion_groups(answers: Floats, *, rng: np.random.Generator) -> FoundGroups:
    """Disjoint groups of ten or more who answered alike, of whom bands may be released; or why there are none.

    Parameters
    ----------
    answers
        Shape (n, m). 1 agree, -1 disagree, 0 pass; NaN where a participant did not answer. Never written to.
    rng
        Chance for the blur. It must not be known to anybody, and must never be drawn twice for the same room.

    Notes
    -----
    Only participants who answered every statement of the map can be in a group. The finder is `sofra.analysis.opinion`,
    at the state *supported*. What it answers follows from `what_the_finder_sees` alone, and not from the order of the
    participants.

    Examples
    --------
    >>> chance = np.random.default_rng(1)
    >>> likes = np.where(np.arange(60)[:, None] % 2 == np.arange(20) % 2, 0.9, 0.1)
    >>> found = opinion_groups(np.where(chance.random((60, 20)) < likes, 1.0, -1.0), rng=np.random.default_rng(2))
    >>> found.outcome.value, np.bincount(found.group + 1).tolist()
    ('found', [0, 30, 30])
    """
    people, mapped = complete_part(~np.isnan(answers))
    nobody = np.full(len(answers), NO_GROUP)
    if np.count_nonzero(people) < FEWEST_PEOPLE:
        return FoundGroups(Outcome.TOO_FEW, nobody, np.zeros_like(mapped))
    found = found_in(what_the_finder_sees(answers[people][:, mapped], rng))
    if found is None:
        return FoundGroups(Outcome.NONE, nobody, np.zeros_like(mapped))
    group = nobody.copy()
    group[people] = found
    return FoundGroups(Outcome.FOUND, group, mapped)


def complete_part(answered: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Participants and statements of a map: it depends on who answered, never on the answers (R5).

    Parameters
    ----------
    answered
        Shape (n, m).

    Returns
    -------
    people, statements
        Shapes (n,) and (m,). Statements that nine in ten of all voters answered, and who answered all of these.
    """
    voters = answered.any(axis=1)
    statements = answered[voters].sum(axis=0) >= max(NEARLY_EVERYBODY * np.count_nonzero(voters), 1)
    return voters & answered[:, statements].all(axis=1) & statements.any(), statements


def what_the_finder_sees(answers: Floats, rng: np.random.Generator) -> Ints:
    """Agree or disagree in every cell: a coin stands for each pass, and one-sided statements are left out.

    Parameters
    ----------
    answers
        Shape (n, m). 1 agree, -1 disagree, 0 pass, with no cell empty.

    Returns
    -------
    Ints
        Shape (n, at most m), of 1 and -1.
    """
    coins = rng.choice(np.array([-1, 1]), size=answers.shape)
    blurred = np.where(answers == 0, coins, answers).astype(np.int64)
    of_each = np.minimum((blurred == 1).sum(axis=0), (blurred == -1).sum(axis=0))
    return blurred[:, of_each >= ENOUGH_OF_EACH]


def found_in(seen: Ints) -> Ints | None:
    """The place of each participant's group, -1 for none; None without groups of ten that the votes support."""
    order = np.lexsort(seen.T[::-1]) if seen.shape[1] else np.arange(len(seen))
    rows, columns = np.indices(seen.shape)
    try:
        table = vote_table(rows.ravel(), columns.ravel(), seen[order].ravel())
        groups = fit(table, rng=np.random.default_rng(0)).groups
    except TooFewVotes:
        return None
    place = np.where(groups.membership.max(axis=1) > 0.5, groups.membership.argmax(axis=1), NO_GROUP)  # noqa: PLR2004  likelier than all others
    sizes = np.bincount(place[place != NO_GROUP], minlength=groups.k)
    if groups.state is not State.SUPPORTED or sizes.min() < MINIMUM_ANSWERS:
        return None
    group = np.empty(len(seen), dtype=np.int64)
    group[order] = place
    return group
