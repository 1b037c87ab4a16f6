"""One wording leaves once for the same people; and what was written down cannot be changed unseen."""

import os
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from sofra.analysis.release import ledger as book
from sofra.analysis.release.bands import bands
from sofra.analysis.release.ledger import BrokenChain, Group, Refusal, Released, Request, judge, marks_of
from tests.analysis.release.coalition import Exposure, attack, coalitions, exposures, that_fit, worlds

HISTORIES = 10_000 if os.environ.get("SOFRA_LONG") else 200

DONORS = {"en": "Donors listen.", "mk": "Донаторите слушаат."}
COURTS = {"en": "Courts are slow.", "mk": "Судовите се бавни."}


def request(texts=DONORS, **changes):
    given = {"dialogue": "skopje-2026", "people": ("mk",), "planned": ("room",), "answered": {"room": 18}}
    return Request(marks=marks_of(texts), **(given | changes))


def entry(*texts, ledger=(), dialogue="skopje-2025", people=("mk",), version=1):
    questions = tuple(Released(marks_of(each), (Group("room", 15),)) for each in texts or [DONORS])
    return book.append(ledger, dialogue=dialogue, version=version, people=people, rules="R1-R4", questions=questions)


def test_a_first_question_of_ten_may_leave():
    assert judge(request(answered={"room": 10}), []) == ()


def test_another_question_to_the_same_people_may_leave():
    assert judge(request(COURTS), [entry(DONORS)]) == ()


@pytest.mark.parametrize(
    "texts",
    [
        DONORS,
        {"en": "donors   listen"},
        {"mk": "ДОНАТОРИТЕ СЛУШААТ", "en": "Those who give money listen."},
        {"de": "Geber hören zu.", "en": "Donors listen!"},
    ],
    ids=["as it was", "without its point", "in the other language", "in a third language"],
)
def test_last_years_wording_is_refused_for_the_same_people(texts):
    assert judge(request(texts), [entry(DONORS)]) == (Refusal("released_before", dialogue="skopje-2025"),)


def test_the_other_script_is_the_same_wording():
    first = entry({"bcms": "Donatori slušaju."}, people=("rs",))
    assert judge(request({"bcms": "Донатори слушају."}, people=("rs",)), [first])[0].why == "released_before"


def test_a_region_over_its_countries_is_refused_and_the_other_way_round():
    region = ("al", "ba", "me", "mk", "rs", "xk")
    assert judge(request(people=region), [entry(people=("mk",))])[0].why == "released_before"
    assert judge(request(people=("mk",)), [entry(people=region)])[0].why == "released_before"


def test_people_of_another_country_may_be_asked_the_same():
    assert judge(request(people=("al",), dialogue="tirana-2026"), [entry(people=("mk",))]) == ()


def test_a_second_round_in_the_same_dialogue_is_refused_whoever_is_said_to_be_asked():
    again = judge(request(dialogue="skopje-2025", people=("al",)), [entry(people=("mk",))])
    assert again == (Refusal("released_before", dialogue="skopje-2025"),)


def test_a_breakdown_that_was_not_planned_is_refused():
    assert judge(request(answered={"ngo": 12, "media": 11}), []) == (Refusal("not_planned"),)


def test_a_planned_breakdown_refuses_only_the_group_that_is_too_small():
    planned = request(planned=("ngo", "media"), answered={"ngo": 12, "media": 9})
    assert judge(planned, []) == (Refusal("too_few", group="media"),)


def test_a_total_beside_its_groups_is_refused():
    assert judge(request(planned=("ngo", "media"), answered={"ngo": 12, "media": 11, "room": 23}), [])[0].why == (
        "not_planned"
    )


def three_entries():
    first = entry(DONORS)
    second = entry(COURTS, ledger=[first], dialogue="tirana-2025", people=("al",))
    return [first, second, entry(COURTS, ledger=[first, second], dialogue="skopje-2026")]


def test_an_unchanged_ledger_is_verified_and_names_its_end():
    assert book.verify(three_entries()) == three_entries()[-1].own
    assert book.verify([]) == book.BEGINNING


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda c: [replace(c[0], people=("al",)), *c[1:]], r"entry 1 \(skopje-2025\) was changed"),
        (lambda c: [c[0], replace(c[1], questions=()), c[2]], r"entry 2 \(tirana-2025\) was changed"),
        (lambda c: [c[0], c[2]], r"entry 2 \(skopje-2026\) does not follow"),
        (lambda c: [c[1], c[0], c[2]], r"entry 1 \(tirana-2025\) does not follow"),
        (lambda c: c[1:], r"entry 1 \(tirana-2025\) does not follow"),
        (lambda c: [c[0], c[1], c[1], c[2]], r"entry 3 \(tirana-2025\) does not follow"),
    ],
    ids=["people changed", "questions removed", "entry removed", "moved", "beginning cut", "doubled"],
)
def test_a_ledger_that_was_changed_is_refused(spoil, message):
    with pytest.raises(BrokenChain, match=message):
        book.verify(spoil(three_entries()))


# ---------------------------------------------------------------- years of requests, to people who keep their minds

WORDINGS = (
    {"en": "Donors listen."},
    {"en": "donors listen", "mk": "Донаторите слушаат."},
    {"en": "Donors listen!", "de": "Geber hören zu."},
)
COUNTRIES = ("al", "mk")


@dataclass
class Programme:
    """Dialogues over years with people who never change their minds: the worst case for whoever asks again.

    Persons 0 to 15 live in one country, 16 to 31 in the other. `judge` alone decides what leaves.
    """

    answers: tuple[int, ...]
    ledger: list[book.Entry] = field(default_factory=list)
    seen: list[tuple[frozenset[int], object]] = field(default_factory=list)

    def ask(self, dialogue, countries, came, wording, by):
        """A dialogue of these countries in which these people answered, and its release: whole, or by group."""
        groups = by_group((person for person in came if COUNTRIES[person // 16] in countries), by)
        answered = {name: len(people) for name, people in groups.items()}
        refusals = self.judge(Request(dialogue, countries, marks_of(wording), tuple(groups), answered))
        leaving = {name: groups[name] for name in groups if name not in {refusal.group for refusal in refusals}}
        if leaving and all(refusal.why == "too_few" for refusal in refusals):
            for people in leaving.values():
                given = [self.answers[person] for person in people]
                self.seen.append((people, bands(given.count(0), given.count(1), len(given))))
            self.write_down(dialogue, countries, marks_of(wording), leaving)

    def judge(self, asked):
        return judge(asked, self.ledger)

    def write_down(self, dialogue, countries, marks, leaving):
        groups = tuple(Group(name, len(people) - len(people) % 5) for name, people in leaving.items())
        added = {"dialogue": dialogue, "version": 1, "people": countries, "rules": "R1-R4"}
        self.ledger.append(book.append(self.ledger, questions=(Released(marks, groups),), **added))


def by_group(came, by):
    """The room as a whole, by country, or by sector: everybody's number is odd or even."""
    names = {
        "room": lambda person: "room",
        "country": lambda person: COUNTRIES[person // 16],
        "sector": lambda person: ("media", "ngo")[person % 2],
    }
    groups = defaultdict(set)
    for person in came:
        groups[names[by](person)].add(person)
    return {name: frozenset(people) for name, people in groups.items()}


class ProgrammeWithoutALedger(Programme):
    def judge(self, asked):
        return judge(asked, [])


class ProgrammeThatForgetsOtherDialogues(Programme):
    """Once a dialogue, but next year is another dialogue."""

    def judge(self, asked):
        return judge(asked, [each for each in self.ledger if each.dialogue == asked.dialogue])


class ProgrammeThatReadsPunctuation(Programme):
    def judge(self, asked):
        return judge(asked, [each for each in self.ledger if asked.marks == each.questions[0].marks])


class ProgrammeThatForgetsBreakdowns(Programme):
    """A total is released once, and groups are another matter."""

    def judge(self, asked):
        return judge(asked, [each for each in self.ledger if each.questions[0].groups[0].name in asked.planned])


def exposed(programme, colluders=0):
    """Whether anybody's answer is certain to those who know who came when, the bands and their own answers.

    Releases about different people have nothing to do with each other, whoever compares notes between them.
    """
    linked = []
    for release in programme.seen:
        touching = [group for group in linked if any(release[0] & people for people, _ in group)]
        linked = [group for group in linked if group not in touching] + [[*chain.from_iterable(touching), release]]
    return any(_exposed(tuple(group), colluders) for group in linked)


@cache
def _exposed(seen, colluders):
    rooms = [room for room, _ in seen]
    cells = {}
    for person in sorted(frozenset().union(*rooms)):
        cells.setdefault(tuple(person in room for room in rooms), []).append(person)
    sizes = tuple(map(len, cells.values()))
    fitting = [world for world in worlds(sizes) if _looks_the_same(world, list(cells), seen)]
    for held in chain.from_iterable(coalitions(sizes, number) for number in range(colluders + 1)):
        if (possible := that_fit(fitting, held)) and any(each.certain for each in exposures(sizes, possible, held)):
            return True
    return False


def _looks_the_same(world, cells, seen):
    for place, (room, words) in enumerate(seen):
        inside = [cell for cell, member in enumerate(cells) if member[place]]
        counts = [sum(world[3 * cell + answer] for cell in inside) for answer in range(3)]
        if bands(counts[0], counts[1], len(room)) != words:
            return False
    return True


# Small on purpose: eleven come, then twelve, or eleven of them with ten from abroad.
rooms = st.sampled_from(
    [
        frozenset(range(11)),
        frozenset(range(12)),
        frozenset(range(11)) | frozenset(range(16, 26)),
        frozenset(range(10)) | frozenset(range(16, 26)),
    ]
)


def years(*ways):
    """Requests, whole or by group. A mutant is asked for whole rooms only: groups that cross have too many worlds."""
    asked = st.tuples(
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from([("mk",), ("al",), ("al", "mk")]),
        rooms,
        st.sampled_from(WORDINGS),
        st.sampled_from(ways),
    )
    return st.lists(asked, min_size=2, max_size=5)


minds = st.builds(
    lambda agree, rest, abroad: tuple([0] * agree + [rest] * (16 - agree) + [abroad] * 16),
    st.integers(0, 12),
    st.sampled_from([1, 2]),
    st.integers(0, 2),
)


def lived_through(programme, requests):
    for each in requests:
        programme.ask(*each)
    return programme


@settings(max_examples=HISTORIES, deadline=None, database=None)
@given(minds, years("room", "country", "sector"))
def test_no_years_of_requests_expose_anybody(answers, requests):
    programme = lived_through(Programme(answers), requests)
    assert not exposed(programme, colluders=2)
    assert book.verify(programme.ledger)


@pytest.mark.parametrize(
    "mutant", [ProgrammeWithoutALedger, ProgrammeThatForgetsOtherDialogues, ProgrammeThatReadsPunctuation]
)
def test_a_ledger_that_overlooks_something_is_caught(mutant):
    search = settings(max_examples=3_000, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    answers, requests = find(
        st.tuples(minds, years("room")),
        lambda drawn: exposed(lived_through(mutant(drawn[0]), drawn[1])),
        settings=search,
    )
    assert len(lived_through(mutant(answers), requests).seen) > 1
    assert not exposed(lived_through(Programme(answers), requests))


def test_a_ledger_that_forgets_breakdowns_is_caught():
    """By country last year, in total this year: seven of eleven agree, and seventeen of twenty-one, so ten do."""
    answers = tuple([0] * 7 + [1] * 9 + [0] * 16)
    room = frozenset(range(11)) | frozenset(range(16, 26))
    requests = [("one", ("al", "mk"), room, DONORS, "country"), ("two", ("al", "mk"), room, DONORS, "room")]
    assert exposed(lived_through(ProgrammeThatForgetsBreakdowns(answers), requests))
    honest = lived_through(Programme(answers), requests)
    assert len(honest.seen) == 2
    assert not exposed(honest, colluders=2)


# ---------------------------------------------------------------- guests from abroad, whom the ledger does not know


def two_rooms(world):
    """What leaves two rooms of different countries in the same words; the middle cell sat in both."""
    one, other = (tuple(map(sum, zip(world[at : at + 3], world[at + 3 : at + 6], strict=True))) for at in (0, 3))
    return bands(one[0], one[1], sum(one)), bands(other[0], other[1], sum(other))


@pytest.mark.parametrize("in_both", [1, 2, 3])
@pytest.mark.parametrize(("one", "other"), [(10, 10), (10, 11), (11, 11), (11, 12)])
def test_up_to_three_people_who_sat_in_both_rooms_expose_nobody_to_two_who_compare_notes(one, other, in_both):
    """Every split of both rooms, wherever the two sat."""
    sizes = (one - in_both, in_both, other - in_both)
    assert [next(attack(sizes, two_rooms, number), None) for number in range(3)] == [None, None, None]


def test_four_people_who_sat_in_both_rooms_can_expose_somebody():
    """So the ledger's rule has to go by countries, and a dialogue must not borrow a table from abroad."""
    two_who_agree = (0, 0, 0, 0, 0, 0, 2, 0, 0)
    found = Exposure(two_who_agree, (7, 0, 0, 1, 3, 0, 2, 5, 0), 0, "agree", certain=True)
    assert found in set(attack((7, 4, 7), two_rooms, 2))
