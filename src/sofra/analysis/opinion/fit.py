"""From votes to an opinion map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sofra.analysis.opinion import factors as model
from sofra.analysis.opinion.factors import SCALE_FLOOR, Factors, fit_factors, means_and_covariances
from sofra.analysis.opinion.groups import SUPPORTED, Groups, find_groups
from sofra.analysis.opinion.lists import (
    List,
    Listed,
    bridging,
    consensus,
    differences,
    dividing,
    representative,
    side_weights,
)
from sofra.analysis.opinion.shares import Shares, answers, hard, of_the_room, pass_shares
from sofra.analysis.opinion.votes import BadVotes, Floats, Ints, Votes, enough_for_a_map, vote_table

VERSION = 2
"""Of the method: it is written into every result, and rises when the same votes would give other figures."""
FEWEST_IN_A_STRATUM = 2


@dataclass(frozen=True)
class OpinionMap:
    """What the votes say.

    votes
        The table it was made from; participants and statements keep its order everywhere.
    factors
        The fitted model.
    groups
        Opinion groups, or that there are none.
    sides
        Shape (n, sides). Groups, or the two ends of the first axis; no sides where style explains everything.
    strata
        Names of the declared parts of the room.
    overall, by_group, by_stratum, by_side
        Posterior shares of agreement, shapes (1, m), (k, m), (strata, m), (sides, m).
    passing
        Shape (m,). P(pass) on each statement.
    lists
        Statements in each list, best first.
    """

    votes: Votes
    factors: Factors
    groups: Groups
    sides: Floats
    strata: tuple[str, ...]
    overall: Shares
    by_group: Shares
    by_stratum: Shares
    by_side: Shares
    passing: Floats
    lists: Mapping[List, tuple[Listed, ...]]

    @cached_property
    def positions(self) -> Floats:
        """Shape (n, 3). Where each participant stands, in units of the room's standard deviation."""
        return means_and_covariances(self.factors.participants, fixed=1)[0][:, 1:]

    @cached_property
    def covariances(self) -> Floats:
        """Shape (n, 3, 3). The posterior covariance of each position."""
        return means_and_covariances(self.factors.participants, fixed=1)[1][:, 1:, 1:]

    @cached_property
    def intercepts(self) -> Floats:
        """Shape (m,). The logit of agreement of somebody in the middle."""
        return means_and_covariances(self.factors.statements, fixed=0)[0][:, 0]

    @cached_property
    def loadings(self) -> Floats:
        """Shape (m, 3). How the logit changes along each axis."""
        return means_and_covariances(self.factors.statements, fixed=0)[0][:, 1:]

    @cached_property
    def counts(self) -> tuple[Ints, Ints, Ints]:
        """Agrees, disagrees and passes of each statement."""
        return self.votes.counts()

    @property
    def dimensions(self) -> int:
        """How many dimensions the votes need, 0 to 3; 0 where style explains everything."""
        if self.groups.more_than_style > SUPPORTED:
            return 0
        return max(1, int(np.count_nonzero(self.factors.priors.loadings > 1.02 * SCALE_FLOOR)))

    def log_likelihood(self) -> float:
        """Mean log probability of an answer (agree or disagree) under the fitted model."""
        person, item, agree = answers(self.votes)
        p = np.clip(model.predict(self.factors, person, item), 1e-9, 1 - 1e-9)
        return float(np.mean(np.where(agree == 1, np.log(p), np.log1p(-p))))

    def predict(self, participant: npt.ArrayLike, statement: npt.ArrayLike) -> Floats:
        """P(agree | no pass) for pairs of names. Who or what is unknown counts as an average one."""
        person = _places(self.votes.participants, np.asarray(participant))
        item = _places(self.votes.statements, np.asarray(statement))
        return model.predict(model.with_strangers(self.factors), person, item)


def fit(
    votes: Votes | npt.ArrayLike | Sequence[npt.ArrayLike],
    *,
    rng: np.random.Generator,
    strata: npt.ArrayLike | None = None,
) -> OpinionMap:
    """Draw an opinion map.

    Parameters
    ----------
    votes
        A table, or an array of shape (votes, 3), or three lists: participant, statement, vote. A vote is 1 (agree),
        -1 (disagree) or 0 (pass); at most one for each participant and statement. Never written to.
    rng
        Used by the tests for groups alone. The same votes in any order and the same seed give the same map, bit for
        bit.
    strata
        Shape (n,). For each participant in the order of the table, the name of a declared part of the room (a country,
        a sector), empty for none.

    Raises
    ------
    BadVotes
        If something is no vote, or a second vote.
    TooFewVotes
        With fewer than 4 participants or 2 statements, or when nobody agrees or disagrees.

    Notes
    -----
    docs/methods/opinion.md. A latent-factor model with style (variational Bayes), a mixture with tests on top of it,
    lists from the posterior.

    Examples
    --------
    >>> import numpy as np
    >>> votes = [(person, item, 1 if item < 3 else -1) for person in range(8) for item in range(6)]
    >>> found = fit(votes, rng=np.random.default_rng(0))
    >>> found.groups.k, found.groups.state.value
    (1, 'none')
    """
    table = votes if isinstance(votes, Votes) else _as_table(votes)
    enough_for_a_map(table)
    found = fit_factors(table)
    return _drawn(table, found, find_groups(table, found, rng), *_strata(table, strata))


def _drawn(table: Votes, found: Factors, groups: Groups, strata: tuple[str, ...], places: Ints) -> OpinionMap:
    """The whole map, once it is known who stands where and in which group."""
    sides = side_weights(found, groups) if groups.more_than_style <= SUPPORTED else np.zeros((table.n_participants, 0))
    overall, by_side, by_stratum = of_the_room(table, found, sides, hard(places, len(strata)))
    return OpinionMap(
        table,
        found,
        groups,
        sides,
        strata,
        overall,
        by_side if groups.k > 1 else overall,
        by_stratum,
        by_side,
        pass_shares(table),
        _lists(table, found, groups, _together(overall, by_side, by_stratum), _together(by_side, by_stratum)),
    )


def _lists(
    table: Votes, found: Factors, groups: Groups, parts: Shares, sides: Shares
) -> dict[List, tuple[Listed, ...]]:
    lists: dict[List, tuple[Listed, ...]] = dict.fromkeys(List, ())
    lists[List.CONSENSUS] = consensus(parts)
    if groups.more_than_style > SUPPORTED:
        return lists
    difference = differences(table, found, groups)
    n_sides = len(difference.mean)
    lists[List.BRIDGING] = bridging(sides)
    lists[List.DIVIDING] = dividing(Shares(sides.mean[:n_sides], sides.deviation[:n_sides]), difference)
    lists[List.REPRESENTATIVE] = representative(difference) if groups.k > 1 else ()
    return lists


def _together(*parts: Shares) -> Shares:
    return Shares(np.vstack([each.mean for each in parts]), np.vstack([each.deviation for each in parts]))


def _as_table(votes: npt.ArrayLike | Sequence[npt.ArrayLike]) -> Votes:
    if isinstance(votes, tuple) and len(votes) == 3:
        return vote_table(*votes)
    rows = np.asarray(votes)
    if rows.ndim != 2 or rows.shape[1] != 3:
        raise BadVotes(f"Votes have three columns, participant, statement and vote; these have the shape {rows.shape}.")
    return vote_table(rows[:, 0], rows[:, 1], rows[:, 2])


def _strata(table: Votes, strata: npt.ArrayLike | None) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Names of strata with two people or more, and each participant's place among them, -1 for none."""
    if strata is None:
        return (), np.full(table.n_participants, -1)
    given = np.asarray(strata, dtype=str)
    if len(given) != table.n_participants:
        raise BadVotes(f"{len(given)} strata for {table.n_participants} participants: one each is needed.")
    names, count = np.unique(given, return_counts=True)
    names = names[(count >= FEWEST_IN_A_STRATUM) & (names != "")]
    place = np.searchsorted(names, given) if len(names) else np.zeros(len(given), dtype=np.int64)
    known = np.isin(given, names)
    return tuple(str(each) for each in names), np.where(known, place, -1)


def _places(names: npt.NDArray[np.generic], wanted: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    """Where each stands among the sorted names; one past the end if it does not."""
    at = np.searchsorted(names, wanted)
    at = np.minimum(at, len(names) - 1)
    return np.where(names[at] == wanted, at, len(names))
