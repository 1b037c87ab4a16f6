"""What may be told of opinion groups, although who is in which follows from the answers.

The attacker here is stronger than any: the finder tells them all it was shown. They know how many rows of each group
said yes and how many no, the released bands, who answered, and the answers and coins of whoever compares notes. Rows
with nothing to tell them apart can be anybody's, so an answer is exposed when nobody outside the coalition can have
given it, or everybody must have, in any room that would have looked the same.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sofra.analysis.release import opinion_groups as finder
from sofra.analysis.release.bands import MINIMUM_ANSWERS, bands
from sofra.analysis.release.opinion_groups import (
    ENOUGH_OF_EACH,
    FEWEST_PEOPLE,
    Outcome,
    complete_part,
    found_in,
    opinion_groups,
    what_the_finder_sees,
)
from tests.analysis.release.coalition import splits

# ---------------------------------------------------------------- every split of one statement, in two groups


def coin(agree, disagree, passed):
    """The finder's row counts, yes and no: each pass is either."""
    return {(agree + heads, disagree + passed - heads) for heads in range(passed + 1)}


def the_answers_themselves(agree, disagree, passed):
    """The mutant: the finder is shown who passed."""
    return {(agree, disagree, passed)}


@cache
def group_of(size, n_colluders, shown):
    """By what leaves and what the finder saw: every split of one group that fits."""
    alike = defaultdict(set)
    for split in splits(size):
        for seen in shown(*split):
            alike[bands(split[0], split[1], size, n_colluders=n_colluders), seen].add(split)
    return dict(alike)


def alike(sizes, n_colluders, shown, enough):
    """What cannot be told apart: for each such class the pairs of sets of splits, one for each group.

    A statement that is one-sided in what the finder sees is left out: then only the bands are known, and that it was.
    """
    left_out = defaultdict(list)
    for one, other in product(*(group_of(size, n_colluders, shown) for size in sizes)):
        seen = [sum(pair) for pair in zip(one[1][:2], other[1][:2], strict=True)]
        pair = (group_of(sizes[0], n_colluders, shown)[one], group_of(sizes[1], n_colluders, shown)[other])
        if min(seen) >= enough:
            yield [pair]
        else:
            left_out[one[0], other[0]].append(pair)
    yield from left_out.values()


def coalitions(n_colluders):
    """How many of each answer they hold in each of the two groups."""
    held = [split for number in range(n_colluders + 1) for split in splits(number)]
    return [(one, other) for one, other in product(held, held) if sum(one) + sum(other) <= n_colluders]


@cache
def span(fitting, held):
    """For each answer the fewest and the most of the others who may have given it; None if the coalition is not in."""
    rest = [[count - mine for count, mine in zip(split, held, strict=True)] for split in fitting]
    rest = [split for split in rest if min(split) >= 0]
    return [(min(counts), max(counts)) for counts in zip(*rest, strict=True)] if rest else None


def exposed(sizes, n_colluders, shown=coin, enough=ENOUGH_OF_EACH):
    """The first answer that some coalition is sure of, about somebody else in the map; None if there is none."""
    for pairs in alike(sizes, n_colluders, shown, enough):
        frozen = [(frozenset(one), frozenset(other)) for one, other in pairs]
        for held in coalitions(n_colluders):
            spans = [(span(one, held[0]), span(other, held[1])) for one, other in frozen]
            spans = [pair for pair in spans if None not in pair]
            others = sum(sizes) - sum(held[0]) - sum(held[1])
            for answer in range(3 if spans else 0):
                most = max(one[answer][1] + other[answer][1] for one, other in spans)
                fewest = min(one[answer][0] + other[answer][0] for one, other in spans)
                if most == 0 or fewest == others:
                    return held, answer, sorted(frozen[0][0])[0], sorted(frozen[0][1])[0]
    return None


SIZES = [(10, 10), (10, 11), (11, 11), (10, 14), (14, 15)]


@pytest.mark.parametrize("n_colluders", [2, 3])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_no_answer_is_exposed_even_if_the_finder_told_all_it_saw(sizes, n_colluders):
    assert exposed(sizes, n_colluders) is None


@pytest.mark.parametrize(
    ("shown", "enough"),
    [(the_answers_themselves, ENOUGH_OF_EACH), (coin, 0), (coin, 2), (coin, 3)],
    ids=["no coins", "one-sided statements too", "as many as compare notes", "one more"],
)
def test_a_finder_that_is_shown_more_is_caught(shown, enough):
    assert exposed((10, 10), 2, shown, enough) is not None


def test_enough_of_each_is_two_more_than_may_compare_notes():
    assert exposed((10, 10), 2, enough=4) is None
    assert exposed((10, 10), 3, enough=4) is not None
    assert ENOUGH_OF_EACH == 5


# ---------------------------------------------------------------- what the finder is shown


answers = st.lists(
    st.lists(st.sampled_from([1.0, 0.0, -1.0, np.nan]), min_size=6, max_size=6), min_size=1, max_size=60
).map(np.array)


@settings(max_examples=200, deadline=None)
@given(answers)
def test_who_is_in_the_map_depends_on_who_answered_alone(given_answers):
    people, statements = complete_part(~np.isnan(given_answers))
    assert not np.isnan(given_answers[people][:, statements]).any()
    turned = np.where(np.isnan(given_answers), np.nan, -1.0)
    assert all(map(np.array_equal, complete_part(~np.isnan(turned)), (people, statements)))


def test_nine_in_ten_make_a_statement_of_the_map():
    answered = np.ones((60, 3), dtype=bool)
    answered[:6, 1], answered[:7, 2] = False, False
    people, statements = complete_part(answered)
    assert (statements.tolist(), np.count_nonzero(people)) == ([True, True, False], 54)


def test_a_pass_is_shown_as_yes_or_as_no():
    room = np.zeros((400, 1))
    seen = what_the_finder_sees(room, np.random.default_rng(0))
    assert set(np.unique(seen)) == {-1, 1}
    assert abs(seen.sum()) < 80


def test_a_one_sided_statement_is_not_shown():
    room = np.ones((60, 3))
    room[:4, 1], room[:5, 2] = -1, -1
    assert what_the_finder_sees(room, np.random.default_rng(0)).shape == (60, 1)


# ---------------------------------------------------------------- the groups


def two_camps(people=60, statements=20, apart=0.85, seed=1):
    chance = np.random.default_rng(seed)
    likes = np.where(np.arange(people)[:, None] % 2 == chance.integers(0, 2, statements), apart, 1 - apart)
    room = np.where(chance.random((people, statements)) < likes, 1.0, -1.0)
    room[chance.random(room.shape) < 0.1] = 0.0
    return room


def found(room, seed=2):
    return opinion_groups(room, rng=np.random.default_rng(seed))


def test_two_camps_are_found_with_their_people():
    room = two_camps()
    before = room.copy()
    camps = found(room)
    assert camps.outcome is Outcome.FOUND
    assert camps.mapped.all()
    sure = camps.group >= 0
    agreement = np.mean(camps.group[sure] == np.arange(60)[sure] % 2)
    assert max(agreement, 1 - agreement) > 0.95
    assert min(np.bincount(camps.group[sure])) >= MINIMUM_ANSWERS
    assert np.array_equal(room, before)


def test_the_order_of_people_changes_nothing():
    seen = what_the_finder_sees(two_camps(), np.random.default_rng(3))
    order = np.random.default_rng(4).permutation(len(seen))
    assert np.array_equal(found_in(seen)[order], found_in(seen[order]))


def test_forty_nine_people_are_too_few_whatever_they_answer():
    room = two_camps()
    for person in range(len(room) - FEWEST_PEOPLE + 1):
        room[person, person] = np.nan
    camps = found(room)
    assert (camps.outcome, set(camps.group), camps.mapped.any()) == (Outcome.TOO_FEW, {-1}, False)


@pytest.mark.parametrize(
    "room",
    [
        np.where(np.random.default_rng(5).random((60, 20)) < 0.7, 1.0, -1.0),
        np.ones((60, 20)),
        np.zeros((60, 1)),
        np.full((60, 4), np.nan),
    ],
    ids=["one cloud", "all alike", "all passed", "nobody answered"],
)
def test_a_room_without_camps_has_none(room):
    assert found(room).outcome in (Outcome.NONE, Outcome.TOO_FEW)
    assert set(found(room).group) == {-1}


def test_a_camp_of_nine_is_no_group():
    room = two_camps(60, 30, apart=0.95)
    room[18:] = np.where(room[18:] == 0, 0, np.abs(room[18:])) * np.sign(room[0])
    camps = found(room)
    assert camps.outcome is not Outcome.FOUND or min(np.bincount(camps.group[camps.group >= 0])) >= MINIMUM_ANSWERS


def test_groups_that_are_only_provisional_are_none(monkeypatch):
    real = finder.fit

    def provisional(*arguments, **named):
        drawn = real(*arguments, **named)
        return replace(drawn, groups=replace(drawn.groups, state=finder.State.PROVISIONAL))

    monkeypatch.setattr(finder, "fit", provisional)
    assert found(two_camps()).outcome is Outcome.NONE
