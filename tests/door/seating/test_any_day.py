"""Any day at the desk: whatever a convenor does, in any order, a plan that is kept keeps every rule."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sofra.analysis.seating.check import broken_rules
from sofra.analysis.seating.race import Effort
from sofra.door.guests.actions import note_pair
from sofra.door.guests.models import Guest, KeepApart, MustBeWith
from sofra.door.people.models import Convenor
from sofra.door.seating import actions, queries
from sofra.door.seating.models import Plan, Seating

REFUSED = (
    *(actions.RulesBroken, actions.Impossible, actions.HeldRound, actions.NothingBefore, actions.NoSuchSeat),
    *(actions.BadInput, actions.DoesNotFit, *actions.SearchFailed),
)
ANY = st.integers(0, 10_000)


class AnyDay(RuleBasedStateMachine):
    """Every example begins with the same laid tables, and leaves nothing behind."""

    @initialize()
    def comes_in(self):
        self.point = transaction.savepoint()
        self.last, self.begun = None, ()

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    @property
    def seating(self):
        return Seating.objects.select_related("dialogue").get()

    def guest(self, number):
        guests = list(Guest.objects.order_by("name"))
        return guests[number % len(guests)]

    def table(self, number):
        tables = list(self.seating.tables.all())
        return tables[number % len(tables)]

    def tries(self, act, *arguments, **more):
        try:
            with transaction.atomic():
                act(*arguments, **more)
        except REFUSED:
            return False
        return True

    @rule()
    def makes_a_plan(self):
        self.tries(actions.make_plan, self.seating)

    @rule()
    def seats_again(self):
        self.tries(actions.seat_again, self.seating)

    @rule(number=st.integers(1, 3), one=ANY, table=ANY, other=st.none() | ANY)
    def moves_somebody(self, number, one, table, other):
        other = None if other is None else self.guest(other)
        self.tries(actions.exchange_seats, self.seating, number, self.guest(one), self.table(table), other)

    @rule()
    def goes_back(self):
        if self.tries(actions.take_back_plan, self.seating):
            self.last = None

    @rule(number=ANY, one=ANY, other=ANY)
    def brings_a_file(self, number, one, other):
        """Their own plan with two people exchanged."""
        plan = queries.newest_plan(self.seating)
        if plan is None:
            return
        seats = json.loads(actions.plan_as_file(plan))
        keys = [self.guest(one).key, self.guest(other).key]
        swapped = dict(zip(keys, keys[::-1], strict=True))
        place = number % len(seats)
        seats[place] = {table: [swapped.get(key, key) for key in row] for table, row in seats[place].items()}
        self.tries(actions.plan_from_file, self.seating, json.dumps(seats))

    @rule(missing=st.lists(ANY, max_size=2))
    def notes_who_is_missing(self, missing):
        actions.note_missing(self.seating.dialogue, {self.guest(each) for each in missing})

    @rule(one=ANY, other=ANY, kind=st.sampled_from([KeepApart, KeepApart, MustBeWith]))
    def notes_a_pair(self, one, other, kind):
        if self.guest(one) != self.guest(other):
            note_pair(kind, Convenor.objects.get(), self.guest(one), self.guest(other))

    @rule(table=ANY, one=ANY)
    def gives_a_table_to_another_facilitator(self, table, one):
        actions.replace_facilitator(self.table(table), self.guest(one))

    @rule()
    def begins_a_round(self):
        if self.tries(actions.begin_round, self.seating):
            self.begun = queries.rounds_of(queries.newest_plan(self.seating))[: self.seating.held]

    @rule()
    def takes_a_round_back(self):
        actions.take_back_round(self.seating)
        self.begun = self.begun[: self.seating.held]

    @invariant()
    def what_is_kept_keeps_every_rule(self):
        plan = Plan.objects.first()
        if plan is not None and plan != self.last:
            rounds = queries.rounds_of(plan)
            assert broken_rules(queries.instance_of(self.seating), rounds, held=rounds[: self.seating.held]) == ()
        self.last = plan

    @invariant()
    def rounds_that_have_begun_stay(self):
        plan = Plan.objects.first()
        if plan is not None:
            assert queries.rounds_of(plan)[: len(self.begun)] == self.begun


def test_any_day_keeps_every_rule(seating, convenor, monkeypatch):
    monkeypatch.setattr(actions, "effort_for", lambda _seconds, _people: (Effort(1500, 1), lambda: 1.0))
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    few = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(AnyDay, settings=few)


@pytest.fixture
def convenor(db):
    return Convenor.objects.create(name="Ana", email="ana@example.org")
