"""The map as a whole: a pure function of the set of votes, and honest about groups."""

import numpy as np
import pytest

from sofra.analysis.opinion import factors, fit, vote_table
from sofra.analysis.opinion.groups import State
from sofra.analysis.opinion.lists import List
from sofra.analysis.opinion.record import as_record
from tests.analysis.opinion.rooms import room


def drawn(votes, seed=0, **options):
    return fit(votes, rng=np.random.default_rng(seed), **options)


def recorded(votes):
    return as_record(drawn(votes), seed=0, seconds=0)


def test_the_same_votes_in_any_order_give_the_same_map_bit_for_bit():
    votes, _ = room(k=2)
    shuffled = np.random.default_rng(5).permutation(len(votes[0]))
    assert recorded(votes) == recorded(tuple(column[shuffled] for column in votes))


def test_votes_are_never_written_to():
    votes, _ = room()
    before = [column.copy() for column in votes]
    drawn(votes)
    assert all(np.array_equal(one, other) for one, other in zip(votes, before, strict=True))


def test_two_camps_are_found_and_everybody_is_in_their_own():
    votes, group = room(n=60, k=2)
    found = drawn(votes)
    assert (found.groups.state, found.groups.k) == (State.SUPPORTED, 2)
    same = found.groups.membership.argmax(axis=1) == group
    assert max(same.mean(), 1 - same.mean()) > 0.95


def test_a_room_of_yes_sayers_and_no_sayers_has_no_groups():
    states = [drawn(room(n=40, k=1, seed=seed)[0]).groups for seed in range(12)]
    assert sum(groups.k > 1 for groups in states) <= 1
    assert all(groups.membership.shape == (40, 1) for groups in states if groups.k == 1)


def test_a_spectrum_is_not_cut_in_two():
    rng = np.random.default_rng(3)
    logit = np.outer(rng.normal(size=150), rng.normal(0, 1.2, 40)) + rng.normal(1, 1, 40)
    participant, statement = np.nonzero(rng.random(logit.shape) < 0.8)
    vote = np.where(rng.random(len(participant)) < 1 / (1 + np.exp(-logit[participant, statement])), 1, -1)
    found = drawn((participant, statement, vote))
    assert found.groups.k == 1
    assert found.groups.more_than_style <= 0.05
    assert found.dimensions >= 1


def test_where_style_explains_all_nothing_is_called_typical_or_dividing():
    found = drawn(room(n=40, k=1, seed=2)[0])
    assert found.groups.more_than_style > 0.05
    assert found.dimensions == 0
    assert [found.lists[name] for name in (List.BRIDGING, List.DIVIDING, List.REPRESENTATIVE)] == [(), (), ()]


def test_what_camps_answer_alike_and_unlike_is_listed():
    votes, group = room(n=80, m=30, k=2, seed=1)
    participant, statement, vote = votes
    found = drawn(votes)
    by_camp = np.array(
        [[vote[(group[participant] == g) & (statement == j)].mean() for j in range(30)] for g in range(2)]
    )
    assert found.lists[List.DIVIDING]
    for listed in found.lists[List.DIVIDING]:
        assert by_camp[0, listed.statement] * by_camp[1, listed.statement] < 0
    for listed in found.lists[List.CONSENSUS]:
        assert np.all(np.sign(by_camp[:, listed.statement]) == (1 if listed.agree else -1))
    own = {g: np.bincount(group[found.groups.membership.argmax(axis=1) == g]).argmax() for g in range(2)}
    assert found.lists[List.REPRESENTATIVE]
    for listed in found.lists[List.REPRESENTATIVE]:
        mine, other = by_camp[own[listed.group]], by_camp[1 - own[listed.group]]
        assert (mine[listed.statement] > other[listed.statement]) == listed.agree


def test_intervals_hold_their_mean_and_shrink_with_more_people():
    few, many = (drawn(room(n=n, m=20, seed=1)[0]).overall for n in (20, 400))
    for shares in (few, many):
        assert np.all((shares.low <= shares.mean) & (shares.mean <= shares.high))
    assert (many.high - many.low).mean() < 0.5 * (few.high - few.low).mean()


def test_strata_get_shares_of_their_own():
    votes, _ = room(n=60, k=1)
    participant, statement, vote = votes
    vote = np.where((statement == 3) & (participant < 30), 1, np.where(statement == 3, -1, vote))
    found = drawn((participant, statement, vote), strata=["mk"] * 30 + ["al"] * 29 + [""])
    assert found.strata == ("al", "mk")
    assert found.by_stratum.high[0, 3] < 0.5 < found.by_stratum.low[1, 3]


def test_as_many_strata_as_participants_are_needed():
    with pytest.raises(ValueError, match="2 strata for 40 participants"):
        drawn(room(n=40)[0], strata=["mk", "al"])


def test_predictions_follow_the_camps_and_strangers_are_average():
    votes, _ = room(n=60, k=2, passes=0)
    found = drawn(votes)
    participant, statement, vote = votes
    p = found.predict(participant, statement)
    assert np.mean((p > 0.5) == (vote == 1)) > 0.85
    stranger = found.predict([10**6, 0], [0, 10**6])
    assert np.all((stranger > 0.05) & (stranger < 0.95))


def test_passes_are_counted_apart():
    votes, _ = room(passes=0)
    participant, statement, vote = votes
    vote = np.where((statement == 4) & (participant % 2 == 0), 0, vote)
    found = drawn((participant, statement, vote))
    assert found.passing[4] > 0.3
    assert np.delete(found.passing, 4).max() < 0.1


@pytest.mark.parametrize("answer", [1, -1])
def test_a_room_of_one_mind_has_a_map_without_groups(answer):
    found = drawn([(p, s, answer) for p in range(12) for s in range(6)])
    assert found.groups.k == 1
    assert {listed.agree for listed in found.lists[List.CONSENSUS]} == {answer == 1}


def test_the_smallest_room_that_is_mapped():
    table = vote_table([0, 1, 2, 3], [0, 0, 1, 1], [1, -1, 1, 0])
    assert drawn(table).groups.state is State.NONE


def test_a_large_room_begins_with_some_of_its_people_and_ends_at_the_same_map(monkeypatch):
    votes, _ = room(n=300, m=20, k=2, seed=4)
    whole = drawn(votes)
    monkeypatch.setattr(factors, "VOTES_AT_FIRST", 1500)
    stepwise = drawn(votes)
    assert stepwise.groups.k == whole.groups.k == 2
    np.testing.assert_allclose(stepwise.overall.mean, whole.overall.mean, atol=0.005)
    same = stepwise.groups.membership.argmax(axis=1) == whole.groups.membership.argmax(axis=1)
    assert max(same.mean(), 1 - same.mean()) > 0.98


def test_two_camps_are_found_among_many_statements_too():
    """The first test looks at some of the people only, and never at too few."""
    votes, _ = room(n=400, m=400, k=2, seen=0.1)
    assert drawn(votes).groups.k == 2
