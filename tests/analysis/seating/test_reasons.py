"""Why there is no plan: planted causes are named, and named remedies help."""

from dataclasses import replace

import pytest

from sofra.analysis.seating.instance import Instance, Interpretation, Person, Table
from sofra.analysis.seating.planning import Impossible, seat
from sofra.analysis.seating.race import Effort
from sofra.analysis.seating.reasons import _clique_of, why_impossible
from sofra.analysis.seating.remedies import remedies
from sofra.analysis.seating.wording import REASONS, reason_sentence, remedy_sentence
from tests.analysis.seating.exact import round_exists
from tests.analysis.seating.instances import golf, instance


def with_sizes(event, smallest, largest):
    return replace(event, tables=tuple(replace(table, min=smallest, max=largest) for table in event.tables))


EASY = instance(5, 40, 5, 2, easy=True, rules=False)
FREE = [person.id for person in EASY.people if person.role == "participant"]


def with_person(event, name, **changed):
    return replace(event, people=tuple(replace(each, **changed) if each.id == name else each for each in event.people))


NAMES = tuple(FREE[:6])
CAUSES = {
    "clique": (replace(EASY, apart=(NAMES,)), "clique", set(NAMES)),
    "chain": (
        replace(EASY, together=(NAMES[:2], NAMES[1:3]), apart=((NAMES[0], NAMES[2]),)),
        "together_and_apart",
        set(NAMES[:3]),
    ),
    "language": (with_person(EASY, NAMES[0], langs=("de",)), "no_language", {NAMES[0]}),
    "alone": (
        with_person(with_person(EASY, NAMES[0], langs=("de",)), "p0000", langs=("de", "en")),
        "nobody_else",
        {NAMES[0]},
    ),
    "online": (with_person(EASY, NAMES[0], mode="online"), "no_table", {NAMES[0]}),
    "two at one": (with_person(EASY, "p0001", fixed_table="t0"), "role_twice", {"p0000", "p0001"}),
    "no facilitator": (with_person(EASY, "p0001", role="participant", fixed_table=None), "role_missing", set()),
    "rapporteurs": (with_person(EASY, NAMES[0], role="rapporteur"), "role_surplus", set()),
    "too many": (with_sizes(EASY, 1, 5), "too_many_people", set()),
    "too few": (with_sizes(EASY, 9, 20), "too_few_people", set()),
    "company": (
        with_person(EASY, NAMES[0], langs=("de",), fixed_table="t0"),
        "company",
        {"p0000", NAMES[0]},
    ),
}


def spoiled(how):
    """The easy dialogue with one thing made impossible: the event, the kind of reason, and its people."""
    return CAUSES[how]


@pytest.mark.parametrize("how", CAUSES)
def test_a_planted_cause_is_named_and_its_remedies_help(how):
    event, kind, people = spoiled(how)
    reason = why_impossible(event)
    assert (reason.kind, set(reason.people)) == (kind, people)
    assert reason.smallest
    assert not round_exists(event)
    found = remedies(event, reason)
    assert found
    assert all(round_exists(each.instance) for each in found)
    assert all(remedy_sentence(each) for each in found)
    assert reason_sentence(reason)


def test_every_kind_of_reason_has_a_sentence():
    kinds = {why_impossible(spoiled(how)[0]).kind for how in CAUSES}
    assert kinds <= set(REASONS)


def test_nobody_of_a_core_can_be_spared():
    event, _, people = spoiled("clique")
    for name in people:
        rest = [each for each in people if each != name]
        assert round_exists(replace(event, apart=(tuple(rest),)))


def test_apart_that_no_counting_shows_is_found_by_cp_sat():
    """Three who speak one language, one table of it, and two of them apart."""
    people = tuple(Person(f"s{number}", ("sq",)) for number in range(3))
    others = tuple(Person(f"e{number}", ("en",)) for number in range(3))
    leaders = (Person("f0", ("sq",), fixed_table="t0"), Person("f1", ("en",), fixed_table="t1"))
    tables = (Table("t0", 1, 5), Table("t1", 1, 5))
    event = Instance(1, (*people, *others, *leaders), tables, apart=(("s0", "s1"),))
    reason = why_impossible(event)
    assert set(reason.people) == {"s0", "s1"}
    assert set(reason.families) == {"apart", "language"}
    kinds = {each.kind for each in remedies(event, reason)}
    assert {"apart", "interpreter", "whisper"} <= kinds


def test_the_gain_of_an_interpreter_is_who_can_be_met():
    event, _, _ = spoiled("language")
    best = remedies(event, why_impossible(event))[0]
    assert best.gain > 10
    assert isinstance(best.instance.interpretation[-1], Interpretation) or best.kind == "whisper"


def test_where_a_plan_exists_there_is_no_reason():
    assert why_impossible(EASY) is None
    assert why_impossible(golf(4, 4, 2)) is None


def test_a_reason_may_be_cut_short_and_says_so():
    people = tuple(Person(f"s{number}", ("sq",)) for number in range(6))
    leaders = (Person("f0", ("sq",), fixed_table="t0"), Person("f1", ("en",), fixed_table="t1"))
    others = tuple(Person(f"e{number}", ("en",)) for number in range(3))
    event = Instance(1, (*people, *others, *leaders), (Table("t0", 1, 6), Table("t1", 1, 6)))
    whole = why_impossible(event)
    cut = why_impossible(event, enough=lambda: True)
    assert (whole.smallest, cut.smallest) == (True, False)
    assert set(whole.people) < set(cut.people)


def test_the_largest_group_of_enemies_is_found_among_smaller_ones():
    ring = {number: {(number + 1) % 7, (number - 1) % 7} for number in range(7)}
    assert _clique_of(ring, 3) == ()
    ring[0] |= {2}
    ring[2] |= {0}
    assert set(_clique_of(ring, 3)) == {0, 1, 2}


@pytest.mark.parametrize("how", ["clique", "alone", "too many"])
def test_seat_raises_the_reason_with_its_remedies(how):
    event, kind, _ = spoiled(how)
    with pytest.raises(Impossible) as caught:
        seat(event, seed=1, effort=Effort(2000, 1))
    assert caught.value.reason.kind == kind
    assert caught.value.remedies
