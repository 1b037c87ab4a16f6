"""The proof of the release rule: every room, every split, every coalition; and the rules that it had to replace."""

import os
import time
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import Phase, event, find, given, settings
from hypothesis import strategies as st

from sofra.analysis.release.bands import MINIMUM_ANSWERS, Bands, band_edges, bands
from tests.analysis.release.coalition import (
    ANSWERS,
    Exposure,
    attack,
    by_what_leaves,
    coalitions,
    exposures,
    smallest,
    that_fit,
    worlds,
)

HISTORIES = 10_000 if os.environ.get("SOFRA_LONG") else 200

# ---------------------------------------------------------------- every case there is


def bands_for(n_colluders):
    return lambda world: bands(world[0], world[1], sum(world), n_colluders=n_colluders)


@pytest.mark.parametrize(("n_colluders", "cases"), [(2, 2_914_786), (3, 5_722_346)])
def test_no_coalition_learns_an_answer_in_any_room_of_10_to_120(n_colluders, cases, capsys):
    """R1 and R4. A case is a split of a room with what a coalition of up to n_colluders holds in it."""
    checked, broken, begun = 0, [], time.process_time()
    for n_answers in range(10, 121):
        room = (n_answers,)
        alike = by_what_leaves(room, bands_for(n_colluders))
        for size, group in product(range(n_colluders + 1), alike):
            for held in coalitions(room, size):
                if fitting := that_fit(group, held):
                    checked += len(fitting)
                    broken += exposures(room, fitting, held)
    with capsys.disabled():
        took = time.process_time() - begun
        print(f"\nup to {n_colluders} colluders: {checked:,} cases, {len(broken)} broken, {took:.1f} s")
    assert (checked, broken) == (cases, [])


def test_bands_for_two_hold_against_three_except_from_11_to_19():
    """Above 19 the bands for two and for three are the same, so that the test before this one goes on from there."""
    broken = [n for n in range(10, 31) if next(attack((n,), bands_for(2), 3), None)]
    assert broken == list(range(11, 20))
    assert all(band_edges(n) == band_edges(n, n_colluders=3) for n in range(20, 121))
    the_three_who_disagreed = (0, 3, 0)
    assert Exposure(the_three_who_disagreed, (8, 3, 0), 0, "agree", certain=True) in set(attack((11,), bands_for(2), 3))


# ---------------------------------------------------------------- the rules that do not hold


def exact_counts(world):
    return world


def no_cell_over_90_percent(world):
    return world if 10 * max(world) <= 9 * sum(world) else None


def no_cell_over_90_percent_and_it_says_so(world):
    return no_cell_over_90_percent(world) or "refused"


def percentages_rounded_to_5(world):
    return tuple(5 * round(20 * count / sum(world)) for count in world)


def four_bands_from_10(world):
    """The first version of R4, before small rooms got fewer bands."""
    n_answers, outer = sum(world), max(3, sum(world) // 5)
    return banded(world, (outer, n_answers // 2, n_answers - outer - 1, n_answers))


def three_bands_from_10(world):
    """What rooms of 11 to 14 get, for one person less."""
    n_answers, outer = sum(world), max(3, sum(world) // 5)
    return banded(world, (outer, n_answers - outer - 1, n_answers))


def banded(world, edges):
    return tuple(next(place for place, edge in enumerate(edges) if count <= edge) for count in world[:2])


def of_the_first_and_of_all(rule):
    """What leaves when a rule is asked about the first cell, and again about both cells together."""
    return lambda world: (rule(world[:3]), rule(tuple(map(sum, zip(world[:3], world[3:], strict=True)))))


ROOMS = [(n,) for n in range(10, 21)]
ONE_MORE_VOTE = [(n, 1) for n in range(10, 20)]
TEN_OR_MORE_BESIDE_THE_GROUP = [(group, total - group) for total in range(20, 24) for group in range(10, total - 9)]


@pytest.mark.parametrize(
    ("rooms", "rule", "room", "exposure"),
    [
        (ROOMS, exact_counts, (10,), Exposure((0, 0, 0), (10, 0, 0), 0, "agree", certain=True)),
        (ROOMS, no_cell_over_90_percent, (10,), Exposure((0, 1, 0), (9, 1, 0), 0, "agree", certain=True)),
        (
            ROOMS,
            no_cell_over_90_percent_and_it_says_so,
            (10,),
            Exposure((1, 0, 0), (10, 0, 0), 0, "agree", certain=True),
        ),
        (ROOMS, percentages_rounded_to_5, (10,), Exposure((0, 0, 0), (10, 0, 0), 0, "agree", certain=True)),
        (
            ONE_MORE_VOTE,
            of_the_first_and_of_all(exact_counts),
            (10, 1),
            Exposure((0, 0, 0, 0, 0, 0), (10, 0, 0, 1, 0, 0), 0, "agree", certain=True),
        ),
        (
            ONE_MORE_VOTE,
            of_the_first_and_of_all(bands_for(2)),
            (11, 1),
            Exposure((0, 0, 0, 0, 0, 0), (8, 3, 0, 0, 1, 0), 1, "disagree", certain=True),
        ),
        (
            TEN_OR_MORE_BESIDE_THE_GROUP,
            of_the_first_and_of_all(bands_for(2)),
            (11, 10),
            Exposure((0, 0, 0, 0, 0, 0), (7, 4, 0, 10, 0, 0), 1, "agree", certain=True),
        ),
        (ROOMS, four_bands_from_10, (10,), Exposure((0, 0, 0), (6, 4, 0), 0, "pass", certain=False)),
        (ROOMS, three_bands_from_10, (10,), Exposure((0, 0, 2), (4, 4, 2), 0, "pass", certain=False)),
    ],
    ids=["exact", "90 %", "90 %, told", "5 %", "live, exact", "live, bands", "nested", "four bands", "three bands"],
)
def test_a_broken_rule_is_caught_by_its_smallest_example(rooms, rule, room, exposure):
    found = smallest(rooms, rule, 2)
    assert found == exposure
    assert (sum(found.world[:3]), sum(found.world[3:])) == (*room, 0)[:2]


def test_four_bands_in_a_room_of_ten_fall_to_two_who_passed_as_well():
    """4, 4 and 2 is no smallest example: 6 and 4 tell everybody that nobody passed. But it is one."""
    two_who_passed = (0, 0, 2)
    assert Exposure(two_who_passed, (4, 4, 2), 0, "pass", certain=False) in set(attack((10,), four_bands_from_10, 2))


def test_the_steps_to_three_and_four_bands_cannot_be_lower():
    assert {each.world for each in attack((10,), three_bands_from_10, 2)} == {(4, 4, 2)}
    assert {each.world for each in attack((14,), four_bands_from_10, 2)} == {(8, 4, 2), (4, 8, 2)}
    assert list(attack((11,), three_bands_from_10, 2)) == []
    assert list(attack((15,), four_bands_from_10, 2)) == []


def test_exact_counts_while_people_vote_expose_every_newcomer():
    found = attack((10, 1), of_the_first_and_of_all(exact_counts), 0)
    exposed = {each.world for each in found if each.cell == 1 and each.certain}
    assert exposed == set(worlds((10, 1)))


# ---------------------------------------------------------------- counting worlds is as good as naming everybody


def found_by_naming_everybody(sizes, rule):
    """The same attack on persons instead of counts, for two colluders in the first cell: every list of answers."""
    first_of_each_cell = [sum(sizes[:cell]) for cell in range(len(sizes))]
    somebody = [max(2, first) for first in first_of_each_cell]
    possible = {}
    for answers in product(range(3), repeat=sum(sizes)):
        cells = [answers[first : first + size] for first, size in zip(first_of_each_cell, sizes, strict=True)]
        world = tuple(cell.count(answer) for cell in cells for answer in range(3))
        told = possible.setdefault((rule(world), *sorted(answers[:2])), [set() for _ in sizes])
        for cell, person in enumerate(somebody):
            told[cell].add(answers[person])
    for (_, *pair), told in possible.items():
        held = tuple(pair.count(answer) for answer in range(3)) + (0, 0, 0) * (len(sizes) - 1)
        for cell, answer in product(range(len(sizes)), range(3)):
            if told[cell] == {answer}:
                yield held, cell, ANSWERS[answer], True
            if answer not in told[cell]:
                yield held, cell, ANSWERS[answer], False


@pytest.mark.parametrize(
    ("sizes", "rule"),
    [
        ((10,), bands_for(2)),
        ((10,), four_bands_from_10),
        ((10,), percentages_rounded_to_5),
        ((10, 1), of_the_first_and_of_all(four_bands_from_10)),
    ],
    ids=["bands", "four bands", "5 %", "live, four bands"],
)
def test_an_attack_on_counts_finds_what_an_attack_on_persons_finds(sizes, rule):
    seen = {world: rule(world) for world in worlds(sizes)}
    counted = [
        (each.held, each.cell, each.answer, each.certain)
        for each in attack(sizes, seen.get, 2)
        if sum(each.held[3:]) == 0
    ]
    assert sorted(counted) == sorted(found_by_naming_everybody(sizes, seen.get))


# ---------------------------------------------------------------- whole histories


@dataclass(frozen=True)
class Seen:
    """What one request brought: whose ballots were counted, which everybody in the room can know, and the words."""

    counted: frozenset[int]
    words: Bands


@dataclass
class Room:
    """What the product does with one statement: one vote a person, a close, one release, no breakdown (R1 to R3).

    A vote that is changed is a new ballot, so that an attacker never takes two opinions of one person for one.
    """

    ballots: list[tuple[int, int]] = field(default_factory=list)
    valid: dict[int, int] = field(default_factory=dict)
    closed: bool = False
    released: Seen | None = None
    seen: list[Seen] = field(default_factory=list)

    def vote(self, person, answer):
        if not self.closed:
            self.valid[person] = len(self.ballots)
            self.ballots.append((person, answer))

    def close(self):
        self.closed = True

    def ask(self, among, language):
        """The words are the same in every language: they are looked up, and never counted again."""
        if self.closed and among is None:
            self.released = self.released or self.count(range(16))
            self.hand_out(self.released)

    def count(self, persons):
        counted = frozenset(ballot for person, ballot in self.valid.items() if person in persons)
        if len(counted) < MINIMUM_ANSWERS:
            return None
        answers = [self.ballots[ballot][1] for ballot in counted]
        return Seen(counted, bands(answers.count(0), answers.count(1), len(answers)))

    def hand_out(self, what):
        if what is not None and what not in self.seen:
            self.seen.append(what)


class RoomThatReleasesAgain(Room):
    """Whoever comes late may vote, and the next request counts anew."""

    def ask(self, among, language):
        if self.closed and among is None:
            self.hand_out(self.count(range(16)))
            self.closed = False


class RoomThatAnswersWhileOpen(Room):
    def ask(self, among, language):
        if among is None:
            self.hand_out(self.count(range(16)))


class RoomThatBreaksDown(Room):
    """Any group of ten, chosen when it is asked about."""

    def ask(self, among, language):
        if self.closed:
            self.hand_out(self.count(range(16) if among is None else among))


def cells_of(room):
    """The ballots that were counted in the same releases, and one column of zeros and ones a cell."""
    cells = {}
    for ballot in sorted(set().union(*(each.counted for each in room.seen))):
        cells.setdefault(tuple(ballot in each.counted for each in room.seen), []).append(ballot)
    return cells


def held_by(coalition, room, cells):
    mine = [[room.ballots[b][1] for b in cell if room.ballots[b][0] in coalition] for cell in cells]
    return tuple(answers.count(answer) for answers in mine for answer in range(3))


def found_out(room):
    """What any two persons know of the others, from all that they were ever shown."""
    cells = cells_of(room)
    sizes = tuple(map(len, cells.values()))
    fitting = list(worlds(sizes))
    for place, each in enumerate(room.seen):
        inside = [cell for cell, member in enumerate(cells) if member[place]]
        fitting = [world for world in fitting if words_about(world, inside) == each.words]
    persons = range(16)
    pairs = {held_by(pair, room, cells.values()) for pair in combinations(persons, 2)} | {(0, 0, 0) * len(sizes)}
    return {each for held in pairs for each in exposures(sizes, that_fit(fitting, held), held)}


looked_up = cache(bands)


def words_about(world, inside):
    agree, disagree, passed = (sum(world[3 * cell + answer] for cell in inside) for answer in range(3))
    return looked_up(agree, disagree, agree + disagree + passed)


@st.composite
def first_votes(draw):
    """Nine to fifteen persons vote, mostly so that one vote more would move a word: there the attacks are."""
    n = draw(st.integers(9, 15))
    edges = band_edges(max(n, MINIMUM_ANSWERS))
    counts = st.sampled_from([*edges, *(edge + 1 for edge in edges)]) | st.integers(0, n)
    agree = min(n, draw(counts))
    disagree = min(n - agree, draw(counts))
    answers = [0] * agree + [1] * disagree + [2] * (n - agree - disagree)
    return [("vote", person, answer) for person, answer in enumerate(answers)]


requests = st.tuples(
    st.just("ask"),
    st.sampled_from([None, None, *(frozenset(range(first, 16)) for first in (1, 2, 3))]),
    st.sampled_from(["en", "de", "sq", "bcms", "mk"]),
)
votes = st.tuples(st.just("vote"), st.integers(0, 15), st.integers(0, 2))


@st.composite
def histories(draw):
    """An attacker's day: a few more votes, perhaps a close, requests; and the same again."""
    history = draw(first_votes())
    for _ in range(draw(st.integers(1, 3))):
        history += [draw(votes)]
        history += draw(st.sampled_from([[], [("close",)], [("close",)]]))
        history += draw(st.lists(requests, min_size=1, max_size=2))
    return history


def lived_through(room, history):
    for name, *what in history:
        getattr(room, name)(*what)
    return room


@settings(max_examples=HISTORIES, deadline=None, database=None)
@given(histories())
def test_no_history_of_requests_forces_an_answer(history):
    room = lived_through(Room(), [*history, ("close",), ("ask", None, "en")])
    event(f"{len(room.seen)} seen of {sum(step[0] == 'ask' for step in history) + 1} asked for")
    assert len(room.seen) <= 1
    assert found_out(room) == set()


CLOSE, ASK = st.just(("close",)), st.just(("ask", None, "en"))


@pytest.mark.parametrize(
    ("mutant", "what_follows"),
    [
        (RoomThatReleasesAgain, st.tuples(CLOSE, ASK, votes, CLOSE, ASK)),
        (RoomThatAnswersWhileOpen, st.tuples(ASK, votes, ASK)),
        (RoomThatBreaksDown, st.tuples(CLOSE, ASK, requests)),
    ],
)
def test_a_room_that_tells_more_is_caught_by_some_history(mutant, what_follows):
    def exposes(history):
        return any(each.certain for each in found_out(lived_through(mutant(), history)))

    search = settings(max_examples=5_000, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    history = find(st.builds(list.__add__, first_votes(), what_follows.map(list)), exposes, settings=search)
    assert len(lived_through(mutant(), history).seen) == 2
    assert found_out(lived_through(Room(), history)) == set()
