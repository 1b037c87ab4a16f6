"""A new vote, and the numbers of groups from one map to the next."""

import numpy as np
import pytest

from sofra.analysis.opinion import BadVotes, fit
from sofra.analysis.opinion.incremental import place, with_names_of
from tests.analysis.opinion.rooms import room


def drawn(votes):
    return fit(votes, rng=np.random.default_rng(0))


def votes_of(votes, person):
    return votes[1][votes[0] == person], votes[2][votes[0] == person]


def test_all_votes_of_a_participant_place_them_where_the_map_has_them():
    votes, _ = room(n=60, k=2)
    found = drawn(votes)
    for person in (0, 7, 31):
        placed = place(found, *votes_of(votes, person))
        np.testing.assert_allclose(placed.position, found.positions[person], atol=0.05)
        np.testing.assert_allclose(placed.sides, found.groups.membership[person], atol=0.05)


def test_one_vote_more_makes_a_position_surer():
    votes, _ = room(n=60, k=2)
    found = drawn(votes)
    item, vote = votes_of(votes, 3)
    fewer, all_ = place(found, item[:-3], vote[:-3]), place(found, item, vote)
    assert np.trace(all_.covariance) < np.trace(fewer.covariance)


def test_without_votes_one_stands_in_the_middle():
    placed = place(drawn(room(n=60, k=2)[0]), [], [])
    assert np.allclose(placed.position, 0)


def test_two_votes_on_one_statement_are_refused():
    with pytest.raises(BadVotes, match="2 votes"):
        place(drawn(room()[0]), [1, 1], [1, -1])


def test_groups_keep_their_numbers_when_people_join():
    votes, _ = room(n=80, m=40, k=3, apart=4.0)
    before = drawn(tuple(column[votes[0] < 70] for column in votes))
    after = drawn(votes)
    named = with_names_of(before, after)
    assert named.groups.k == before.groups.k == 3
    same = named.groups.membership[:70].argmax(axis=1) == before.groups.membership.argmax(axis=1)
    assert same.mean() > 0.9
    place_of = [int(np.argmax(named.groups.membership.T[g] @ after.groups.membership)) for g in range(3)]
    assert np.array_equal(named.by_group.mean, after.by_group.mean[place_of])
