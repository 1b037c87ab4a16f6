"""The judge catches every change that breaks a rule, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sofra.analysis.seating.check import RulesBroken, broken_rules, refuse_broken
from sofra.analysis.seating.instance import Instance, Interpretation, Person, Table
from sofra.analysis.seating.planning import seat
from sofra.analysis.seating.race import Effort
from tests.analysis.seating.instances import instance

FEW = Effort(steps=6000, starts=1)


def person(name, *langs, **more):
    return Person(name, langs or ("en",), **more)


def small(**changed):
    """Two tables of two, where everybody may sit with everybody."""
    usual = Instance(1, tuple(person(each) for each in "abcd"), (Table("s", 2, 2), Table("t", 2, 2)))
    return replace(usual, **changed)


GOOD = ({"s": ("a", "b"), "t": ("c", "d")},)


def rules(found, plan=GOOD, **more):
    return [(broken.rule, set(broken.people) | set(broken.tables)) for broken in broken_rules(found, plan, **more)]


def test_a_good_plan_breaks_nothing():
    assert rules(small()) == []
    assert refuse_broken(small(), GOOD) is GOOD


@pytest.mark.parametrize(
    ("found", "plan", "broken"),
    [
        (small(), (), {"rounds"}),
        (small(), GOOD * 2, {"rounds"}),
        (small(), ({"s": ("a", "b"), "t": ("c",)},), {"once", "size"}),
        (small(), ({"s": ("a", "b"), "t": ("c", "c")},), {"once"}),
        (small(), ({"s": ("a", "b"), "t": ("c", "d"), "u": ()},), {"table"}),
        (small(), ({"s": ("a", "b"), "t": ("c", "x")},), {"once", "size"}),
        (small(), ({"s": ("a", "b", "c"), "t": ("d",)},), {"size"}),
        (small(apart=(("a", "b"),)), GOOD, {"apart"}),
        (small(apart=(("a", "c", "b"),)), GOOD, {"apart"}),
        (small(together=(("a", "c"),)), GOOD, {"together"}),
        (small(people=(person("a", "de"), *(person(each) for each in "bcd"))), GOOD, {"language"}),
        (small(people=(person("a", mode="online"), *(person(each) for each in "bcd"))), GOOD, {"mode"}),
        (small(people=(person("a", fixed_table="t"), *(person(each) for each in "bcd"))), GOOD, {"fixed"}),
        (small(people=(person("a", role="rapporteur"), *(person(each) for each in "bcd"))), GOOD, {"role"}),
        (small(tables=(Table("s", 2, 2, "online"), Table("t", 2, 2))), GOOD, {"mode"}),
        (small(tables=(Table("s", 2, 2, "hybrid", 1, 2), Table("t", 2, 2))), GOOD, {"mode"}),
    ],
)  # fmt: skip
def test_each_rule_is_judged(found, plan, broken):
    assert {rule for rule, _ in rules(found, plan)} == broken


def test_an_interpreter_joins_two_languages_at_one_table_only():
    people = (person("a", "de"), *(person(each) for each in "bcd"))
    there = Interpretation("s", ("de", "en"))
    assert rules(small(people=people, interpretation=(there,))) == []
    assert rules(small(people=people, interpretation=(replace(there, table="t"),))) == [("language", {"a", "b", "s"})]


def test_online_people_may_be_so_many():
    people = (person("a", mode="online"), *(person(each) for each in "bcd"))
    hybrid = Table("s", 2, 2, "hybrid", 1, 1)
    assert rules(small(people=people, tables=(hybrid, Table("t", 2, 2)))) == []
    alone = replace(hybrid, online_min=2, online_max=2)
    assert rules(small(people=people, tables=(alone, Table("t", 2, 2)))) == [("mode", {"a", "s"})]


def test_a_held_round_is_not_judged_but_must_not_change():
    split = small(rounds=2, apart=(("a", "b"),))
    later = {"s": ("a", "c"), "t": ("b", "d")}
    assert rules(split, (*GOOD, later), held=GOOD) == []
    assert rules(split, (later, later), held=GOOD) == [("held", set())]


def test_a_broken_plan_is_refused_with_its_rules():
    with pytest.raises(RulesBroken) as caught:
        refuse_broken(small(apart=(("a", "b"),)), GOOD)
    assert caught.value.broken[0].people == ("a", "b")


# ---------------------------------------------------------------- any change at all


EVENT = instance(3, 24, 4, 2, english=0.9, easy=True)
PLAN = seat(EVENT, seed=1, effort=FEW).plan
ANY = st.integers(0, 10_000)


def seats(plan):
    return [(r, t, n) for r, seating in enumerate(plan) for t, row in seating.items() for n in range(len(row))]


def with_row(plan, r, table, row):
    return tuple({**seating, table: tuple(row)} if number == r else seating for number, seating in enumerate(plan))


@given(ANY, st.sampled_from(["drop", "double", "stranger", "move"]))
@settings(max_examples=60, deadline=None)
def test_nobody_is_lost_doubled_or_moved_out_of_size(number, how):
    places = seats(PLAN)
    r, table, n = places[number % len(places)]
    row = list(PLAN[r][table])
    if how == "drop":
        del row[n]
    elif how == "double":
        row.append(row[n])
    elif how == "stranger":
        row[n] = "nobody"
    else:
        other = next(each for each in PLAN[r] if each != table)
        moved = with_row(PLAN, r, other, [*PLAN[r][other], row[n]])
        assert broken_rules(EVENT, moved)
        return
    assert broken_rules(EVENT, with_row(PLAN, r, table, row))


@given(ANY, ANY)
@settings(max_examples=150, deadline=None)
def test_a_swap_passes_exactly_if_it_keeps_every_rule(one, other):
    places = seats(PLAN)
    r, t, n = places[one % len(places)]
    same = [place for place in places if place[0] == r and place[1] != t]
    _, u, m = same[other % len(same)]
    first, second = list(PLAN[r][t]), list(PLAN[r][u])
    first[n], second[m] = second[m], first[n]
    plan = with_row(with_row(PLAN, r, t, first), r, u, second)
    assert bool(broken_rules(EVENT, plan)) == (not obeys(EVENT, t, first) or not obeys(EVENT, u, second))


def obeys(event, table, row):
    """The rules of one table once more, in the plainest words there are."""
    known = {person.id: person for person in event.people}
    seated = [known[each] for each in row]
    words = [{lang} for person in seated for lang in person.langs]
    words += [set(each.langs) for each in event.interpretation if each.table == table]
    shared = any(all(set(person.langs) & word for person in seated) for word in words)
    apart = all(not set(pair) <= set(row) for pair in event.apart)
    whole = all(set(group) <= set(row) or not set(group) & set(row) for group in event.together)
    fixed = all(person.fixed_table in (None, table) for person in seated)
    roles = [person.role for person in seated]
    return shared and apart and whole and fixed and roles.count("facilitator") == roles.count("rapporteur") == 1


class Desk(RuleBasedStateMachine):
    """A convenor who swaps people and takes it back: whatever is kept keeps every rule."""

    @initialize()
    def open(self):
        self.kept, self.undo = PLAN, []

    @rule(one=ANY, other=ANY)
    def swap(self, one, other):
        places = seats(self.kept)
        r, t, n = places[one % len(places)]
        _, u, m = [place for place in places if place[0] == r][other % len(EVENT.people)]
        rows = {t: list(self.kept[r][t])}
        rows.setdefault(u, list(self.kept[r][u]))
        rows[t][n], rows[u][m] = rows[u][m], rows[t][n]
        self.keep(
            tuple(
                {**seating, **{k: tuple(v) for k, v in rows.items()}} if number == r else seating
                for number, seating in enumerate(self.kept)
            )
        )

    @rule()
    def take_back(self):
        if self.undo:
            self.kept = self.undo.pop()

    def keep(self, plan):
        try:
            refuse_broken(EVENT, plan)
        except RulesBroken:
            return
        self.undo.append(self.kept)
        self.kept = plan

    @invariant()
    def nobody_is_where_they_must_not_be(self):
        for seating in self.kept:
            assert all(obeys(EVENT, table, row) for table, row in seating.items())
            assert sorted(each for row in seating.values() for each in row) == [person.id for person in EVENT.people]


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
