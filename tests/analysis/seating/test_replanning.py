"""On the day: rounds that are over stay, everybody is seated again, few move."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sofra.analysis.seating.changes import Changes, Replacement, changed, read_changes
from sofra.analysis.seating.check import broken_rules
from sofra.analysis.seating.instance import Person
from sofra.analysis.seating.planning import Impossible, replan, seat
from sofra.analysis.seating.race import Effort
from sofra.analysis.seating.reading import BadInput
from sofra.analysis.seating.state import Dials
from sofra.analysis.seating.why import why_here
from tests.analysis.seating.exact import round_exists
from tests.analysis.seating.instances import instance

FEW = Effort(6000, 1)
EVENT = instance(5, 40, 5, 3, easy=True, slack=4)
PLAN = seat(EVENT, seed=1, effort=FEW).plan
FREE = [person.id for person in EVENT.people if person.role == "participant"]
LATE = Person("late", ("en", "bcms"), country="RS", sector="ngo")
UNRULED = [each for each in FREE if not any(each in group for group in (*EVENT.apart, *EVENT.together))]


def again(changes, held=1, **more):
    return replan(EVENT, PLAN, changes, held, seed=1, effort=FEW, **more)


def test_nothing_changed_nothing_moves():
    made = again(Changes())
    assert (made.plan, made.moves) == (PLAN, ())


def test_no_shows_late_arrivals_and_a_new_rule_are_kept():
    changes = Changes((FREE[0], FREE[1]), (LATE,), (), ((UNRULED[2], UNRULED[3]),))
    made = again(changes)
    assert broken_rules(made.changed.instance, made.plan, held=PLAN[:1]) == ()
    assert made.plan[0] == PLAN[0]
    seated = {each for row in made.plan[1].values() for each in row}
    assert "late" in seated
    assert not {FREE[0], FREE[1]} & seated
    assert {move.person for move in made.moves if not move.before} == {"late"}
    assert sum(1 for move in made.moves if move.before) <= 0.15 * made.seats


def test_moves_tell_the_whole_difference():
    made = again(Changes((FREE[0],), (LATE,), (), ((UNRULED[2], UNRULED[3]),)))
    for number, (old, new) in enumerate(zip(PLAN, made.plan, strict=True), start=1):
        was = {each: table for table, row in old.items() for each in row}
        now = {each: table for table, row in new.items() for each in row}
        told = {move.person: (move.before, move.now) for move in made.moves if move.round == number}
        if number == 1:
            assert told == {}
        else:
            assert told == {each: (was.get(each, ""), now[each]) for each in now if was.get(each) != now[each]}


def test_a_facilitator_who_falls_ill_is_replaced():
    deputy = next(each for each in UNRULED if "en" in EVENT.people[int(each[1:])].langs)
    made = again(Changes(("p0000",), (), (Replacement("t0", deputy),)))
    assert all(deputy in seating["t0"] for seating in made.plan[1:])
    assert "p0000" not in {each for seating in made.plan[1:] for row in seating.values() for each in row}


def test_a_facilitator_who_stays_becomes_a_participant():
    deputy = next(each for each in UNRULED if "en" in EVENT.people[int(each[1:])].langs)
    now = changed(EVENT, Changes(replacements=(Replacement("t0", deputy),))).instance
    roles = {person.id: (person.role, person.fixed_table) for person in now.people}
    assert (roles["p0000"], roles[deputy]) == (("participant", None), ("facilitator", "t0"))


def test_a_facilitator_without_replacement_is_a_named_reason():
    with pytest.raises(Impossible) as caught:
        again(Changes(("p0000",)))
    assert caught.value.reason.kind == "role_missing"
    assert caught.value.reason.tables == ("t0",)
    assert caught.value.remedies


def test_a_rapporteur_who_does_not_come_is_stood_in_for():
    made = again(Changes(("p0005",)))
    assert len(made.changed.appointed) == 1
    assert made.changed.appointed[0] in FREE


def test_a_rapporteur_on_top_sits_as_a_participant():
    made = again(Changes((FREE[0],), (replace(LATE, role="rapporteur"),)))
    assert made.changed.excused == ("late",)


def test_all_rounds_held_change_nothing():
    assert again(Changes((FREE[0],)), held=3).plan == PLAN


@pytest.mark.parametrize(("plan", "held"), [(PLAN[:2], 1), (PLAN, 4), (PLAN, -1)])
def test_rounds_that_do_not_fit_are_refused(plan, held):
    with pytest.raises(ValueError, match="rounds in the plan"):
        replan(EVENT, plan, Changes(), held, seed=1, effort=FEW)


def test_few_people_move_even_if_the_published_plan_could_be_much_better():
    event = instance(5, 60, 10, 4, english=1.0, easy=True, rules=False, slack=3)
    poor = seat(event, seed=3, effort=Effort(200, 1), clock=lambda: 1.0)
    gone = next(person.id for person in event.people if person.role == "participant")
    made = replan(event, poor.plan, Changes((gone,)), 1, seed=1, effort=Effort(60_000, 2))
    assert made.figures.share > poor.figures.share
    assert 0 < sum(1 for move in made.moves if move.before) <= 0.15 * made.seats


def test_stability_is_a_dial():
    changes = Changes((FREE[0], FREE[1]), (LATE,), (), ((UNRULED[2], UNRULED[3]),))
    much, little = (
        sum(1 for move in again(changes, dials=Dials(stability=weight)).moves if move.before) for weight in (5.0, 0.01)
    )
    assert much < little


@given(
    st.lists(st.sampled_from(FREE), max_size=4, unique=True),
    st.integers(0, 3),
    st.lists(
        st.tuples(st.sampled_from(FREE), st.sampled_from(FREE)).filter(lambda pair: pair[0] != pair[1]), max_size=3
    ),
    st.integers(0, 2),
)
@settings(max_examples=25, deadline=None)
def test_whatever_happens_rules_are_kept_and_held_rounds_stay(gone, late, apart, held):
    arrivals = tuple(replace(LATE, id=f"late{number}") for number in range(late))
    changes = Changes(tuple(gone), arrivals, (), tuple(apart))
    try:
        made = again(changes, held)
    except Impossible:
        if round_exists(changed(EVENT, changes).instance):
            raise
        return
    assert made.plan[:held] == PLAN[:held]
    assert broken_rules(made.changed.instance, made.plan, held=PLAN[:held]) == ()


# ---------------------------------------------------------------- changes from a file


def test_changes_are_read():
    text = {
        "no_shows": ["p0001"],
        "late_arrivals": [{"id": "x", "langs": ["en"]}],
        "replacement_facilitator": {"table": "t0", "person": "x"},
        "new_apart": [["p0002", "x"]],
    }
    found = read_changes(json.dumps(text))
    assert found.replacements == (Replacement("t0", "x"),)
    assert read_changes(json.dumps({**text, "replacement_facilitator": [text["replacement_facilitator"]]})) == found
    assert read_changes("{}") == Changes()


@pytest.mark.parametrize(
    "wrong",
    ["[]", '{"noshows": []}', '{"no_shows": "p1"}', '{"late_arrivals": [{"id": "x"}]}', '{"new_apart": [1]}', "{"],
)
def test_changes_that_cannot_be_read_are_refused(wrong):
    with pytest.raises(BadInput):
        read_changes(wrong)


@pytest.mark.parametrize(
    "changes",
    [
        Changes(no_shows=("nobody",)),
        Changes(late_arrivals=(Person("p0001", ("en",)),)),
        Changes(late_arrivals=(Person("x", ()),)),
        Changes(late_arrivals=(Person("x", ("en",), fixed_table="t99"),)),
        Changes(replacements=(Replacement("t99", "p0001"),)),
        Changes(replacements=(Replacement("t0", "nobody"),)),
        Changes(("p0009",), replacements=(Replacement("t0", "p0009"),)),
        Changes(new_apart=(("p0001", "nobody"),)),
        Changes(new_apart=(("p0001", "p0001"),)),
    ],
)
def test_changes_about_strangers_are_refused(changes):
    with pytest.raises(BadInput):
        changed(EVENT, changes)


# ---------------------------------------------------------------- why here


def test_why_here_adds_up():
    for person in EVENT.people:
        seats = why_here(EVENT, PLAN, person.id)
        assert [each.round for each in seats] == [1, 2, 3]
        met = set()
        for each in seats:
            row = set(PLAN[each.round - 1][each.table]) - {person.id}
            assert set(each.new_people) == row - met
            assert set(each.again) == (row & met) - set(each.together)
            assert each.languages
            assert each.fixed == (person.fixed_table == each.table)
            met |= row


def test_why_here_never_tells_who_is_kept_apart():
    quiet = replace(EVENT, apart=())
    for person in EVENT.people:
        assert why_here(EVENT, PLAN, person.id) == why_here(quiet, PLAN, person.id)


def test_why_here_knows_wishes_and_company():
    for pair in EVENT.wish_to_meet:
        wished = [each for each in why_here(EVENT, PLAN, pair[0]) if pair[1] in each.wished]
        assert len(wished) == any({*pair} <= set(row) for seating in PLAN for row in seating.values())
    for group in EVENT.together:
        assert all(set(group[1:]) <= set(each.together) for each in why_here(EVENT, PLAN, group[0]))


def test_why_here_knows_nobody_else():
    with pytest.raises(KeyError):
        why_here(EVENT, PLAN, "nobody")
