"""The vote table: order is forgotten, and what is no vote is refused with counts."""

import numpy as np
import pytest

from sofra.analysis.opinion import BadVotes, TooFewVotes, fit, vote_table
from sofra.analysis.opinion.votes import every, sorting_order
from tests.analysis.opinion.rooms import room


def refused(votes, error=BadVotes):
    with pytest.raises(error) as caught:
        fit(votes, rng=np.random.default_rng(0))
    return str(caught.value)


def test_a_table_does_not_depend_on_the_order_of_votes():
    votes, _ = room()
    shuffled = np.random.default_rng(1).permutation(len(votes[0]))
    one, other = vote_table(*votes), vote_table(*(column[shuffled] for column in votes))
    assert np.array_equal(one.by_participant.other, other.by_participant.other)
    assert np.array_equal(one.by_participant.vote, other.by_participant.vote)


def test_names_may_be_words_or_large_numbers():
    table = vote_table(["b", "a", "b"], [10**12, -5, -5], [1, 0, -1])
    assert list(table.participants) == ["a", "b"]
    assert list(table.statements) == [-5, 10**12]
    assert list(table.by_participant.vote) == [0, -1, 1]


def test_the_same_votes_lie_along_statements():
    votes, _ = room(n=6, m=5)
    table = vote_table(*votes)
    columns = table.by_statement
    for j in range(5):
        part = slice(columns.start[j], columns.start[j + 1])
        assert list(columns.other[part]) == list(votes[0][votes[1] == j])
        assert list(columns.vote[part]) == list(votes[2][votes[1] == j])


def test_a_vote_of_seven_is_refused_with_counts():
    assert refused([(1, 1, 7), (1, 2, 1), (2, 1, 1)]).startswith("1 of 3 votes are neither")


def test_not_a_number_is_refused():
    assert "the first of them is nan" in refused(np.array([[1, 1, np.nan], [1, 2, 1]]))
    assert refused(np.array([[np.nan, 1, 1], [1, 2, 1]])).startswith("1 of 2 votes name no participant")


def test_a_second_vote_is_refused_and_named():
    assert "participant 1 on statement 2" in refused([(1, 2, 1), (1, 2, -1), (2, 2, 1)])


def test_three_people_are_too_few():
    assert refused([(p, s, 1) for p in range(3) for s in range(5)], TooFewVotes).startswith(
        "3 participants, 5 statements"
    )


def test_one_statement_is_too_few():
    assert "9 participants, 1 statements" in refused([(p, 0, 1) for p in range(9)], TooFewVotes)


def test_everybody_passing_is_no_opinion():
    assert "everybody passed" in refused([(p, s, 0) for p in range(9) for s in range(5)], TooFewVotes)


def test_no_votes_at_all_are_too_few():
    assert refused(np.zeros((0, 3)), TooFewVotes).startswith("0 participants")


def test_columns_of_unequal_length_are_refused():
    assert "(2,), (3,) and (2,)" in refused(([1, 2], [1, 2, 3], [1, 1]))


def test_every_second_participant_keeps_their_votes():
    table = vote_table([0, 0, 1, 2, 2], [0, 1, 1, 0, 2], [1, -1, 1, 0, 1])
    some = every(table.by_participant, 2)
    assert (some.start.tolist(), some.other.tolist(), some.vote.tolist()) == ([0, 2, 4], [0, 1, 0, 2], [1, -1, 0, 1])


@pytest.mark.parametrize("most", [3, 70_000, 2_000_000])
def test_places_are_sorted_stably_however_large_they_are(most):
    places = np.random.default_rng(0).integers(0, most, 5000, dtype=np.int32)
    assert np.array_equal(sorting_order(places), np.argsort(places, kind="stable"))
