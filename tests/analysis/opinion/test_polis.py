"""The published formulas, checked by hand where a hand can reach."""

import numpy as np

from sofra.analysis.opinion import vote_table
from sofra.analysis.opinion.polis import polis_map
from tests.analysis.opinion.rooms import room


def test_polis_finds_groups_where_there_are_none():
    assert polis_map(vote_table(*room(n=40, k=1)[0])).k >= 2


def test_two_camps_are_two_groups():
    votes, group = room(n=60, m=40, k=2, passes=0)
    found = polis_map(vote_table(*votes))
    assert found.k == 2
    same = found.group == group
    assert max(same.mean(), 1 - same.mean()) > 0.95


def test_figures_of_a_room_that_can_be_counted_by_hand():
    votes = [(p, s, 1 if (p < 10) == (s < 4) else -1) for p in range(20) for s in range(8)]
    found = polis_map(vote_table(*np.array(votes).T))
    assert found.sizes == (10, 10)
    # ten agrees in one group, none in the other: 11/12 * 1/12
    np.testing.assert_allclose(found.group_informed_consensus, 11 / 12 * 1 / 12)
    assert found.consensus_agree == found.consensus_disagree == ()
    first = found.group[0]
    assert {at for at, agrees in found.representative[first] if agrees} <= {0, 1, 2, 3}


def test_what_all_agree_on_is_consensus():
    votes = [(p, s, 1 if s == 2 else (-1) ** (p + s)) for p in range(20) for s in range(8)]
    assert polis_map(vote_table(*np.array(votes).T)).consensus_agree == (2,)


def test_a_room_of_one_mind_does_not_break_it():
    assert polis_map(vote_table(*np.array([(p, s, 1) for p in range(9) for s in range(4)]).T)).k >= 1
