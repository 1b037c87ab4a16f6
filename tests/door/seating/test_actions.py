"""Whatever is kept keeps every rule: made, edited, taken back, from a file, or seated again."""

import json

import pytest

from sofra.analysis.seating.check import broken_rules
from sofra.door.guests.actions import note_pair
from sofra.door.guests.models import Guest, KeepApart
from sofra.door.seating import actions, queries
from sofra.door.seating.models import Missing, Plan
from sofra.door.seating.weighing import exchanges
from tests.door.seating.conftest import as_given


def broken(seating, plan):
    rounds = queries.rounds_of(plan)
    return broken_rules(queries.instance_of(seating), rounds, held=rounds[: seating.held])


def with_two_tables_joined(plan):
    seats = [{table: list(keys) for table, keys in each.items()} for each in plan.seats]
    one, other = list(seats[0])[:2]
    seats[0][one] += seats[0].pop(other)
    return seats


def test_plan_seats_everybody_and_facilitators_keep_their_tables(seating, plan, guests):
    assert broken(seating, plan) == ()
    for seats in plan.seats:
        assert sorted(key for keys in seats.values() for key in keys) == sorted(guest.key for guest in guests)
        assert len({table for table, keys in seats.items() for guest in guests[:4] if guest.key in keys}) == 4


def test_store_refuses_a_plan_that_breaks_a_rule(seating, plan):
    with pytest.raises(actions.RulesBroken):
        actions.store_plan(seating, tuple(with_two_tables_joined(plan)), Plan.Origin.MADE)
    assert list(Plan.objects.all()) == [plan]


def test_file_of_a_plan_comes_back_and_a_broken_one_is_refused(seating, plan):
    taken = actions.plan_from_file(seating, actions.plan_as_file(plan))
    assert (taken.seats, taken.number, taken.origin) == (plan.seats, 2, "file")
    with pytest.raises(actions.RulesBroken):
        actions.plan_from_file(seating, json.dumps(with_two_tables_joined(plan)))
    for junk in ("", "{}", "[3]", "\x00", '[{"a": 1}]'):
        with pytest.raises(actions.BadInput):
            actions.plan_from_file(seating, junk)
    assert queries.newest_plan(seating) == taken
    assert "Guest" not in actions.plan_as_file(plan)


def test_two_guests_change_places_for_what_was_said(seating, plan, guests, convenor):
    guest = guests[10]
    way = next(each for each in exchanges(seating, plan, 1, guest, convenor) if each.other and not each.broken)
    changed = actions.exchange_seats(seating, 1, guest, way.table, way.other)
    assert queries.table_in(changed, 1, guest) == way.table.key
    assert queries.table_in(changed, 1, way.other) == queries.table_in(plan, 1, guest)
    assert changed.seats[1:] == plan.seats[1:]
    assert changed.worth["distinct_pairs"] - plan.worth["distinct_pairs"] == way.first_meetings
    assert broken(seating, changed) == ()


def test_just_those_ways_are_refused_that_break_a_rule(seating, plan, guests, convenor):
    note_pair(KeepApart, convenor, guests[10], guests[11])
    now = actions.seat_again(seating)
    ways = exchanges(seating, now, 2, guests[10], convenor)
    assert {bool(each.broken) for each in ways} == {True, False}
    for way in ways:
        rounds = list(queries.rounds_of(now))
        other = way.other.key if way.other else ""
        rounds[1] = actions.exchanged(rounds[1], guests[10].key, way.table.key, other)
        assert bool(broken_rules(queries.instance_of(seating), tuple(rounds))) is bool(way.broken)
        if way.broken:
            with pytest.raises(actions.RulesBroken):
                actions.exchange_seats(seating, 2, guests[10], way.table, way.other)
    assert queries.newest_plan(seating) == now


def test_plan_before_counts_again_only_while_it_keeps_todays_rules(seating, plan, convenor):
    actions.make_plan(seating)
    assert actions.take_back_plan(seating) == plan
    with pytest.raises(actions.NothingBefore):
        actions.take_back_plan(seating)
    pair = next(keys for keys in plan.seats[0].values())[-2:]
    note_pair(KeepApart, convenor, *Guest.objects.filter(pk__in=pair))
    again = actions.seat_again(seating)
    with pytest.raises(actions.RulesBroken):
        actions.take_back_plan(seating)
    assert queries.newest_plan(seating) == again


def test_missing_guests_leave_and_rounds_that_have_begun_stay(seating, plan, guests):
    actions.begin_round(seating)
    seating.refresh_from_db()
    actions.note_missing(seating.dialogue, guests[20:22])
    assert not queries.fits(seating, plan)
    again = actions.seat_again(seating)
    assert again.seats[0] == plan.seats[0]
    assert broken(seating, again) == ()
    assert not any(guests[20].key in keys for seats in again.seats[1:] for keys in seats.values())
    actions.note_missing(seating.dialogue, [])
    late = actions.seat_again(seating)
    assert broken(seating, late) == ()
    assert all(any(guests[20].key in keys for keys in seats.values()) for seats in late.seats[1:])


def test_round_does_not_begin_with_a_plan_that_does_not_fit(seating, plan, guests):
    actions.note_missing(seating.dialogue, guests[20:21])
    with pytest.raises(actions.DoesNotFit):
        actions.begin_round(seating)


def test_nobody_moves_in_a_round_that_has_begun(seating, plan, guests):
    actions.begin_round(seating)
    seating.refresh_from_db()
    table = next(each for each in seating.tables.all() if each.key != queries.table_in(plan, 1, guests[10]))
    with pytest.raises(actions.HeldRound):
        actions.exchange_seats(seating, 1, guests[10], table, None)
    with pytest.raises(actions.HeldRound):
        actions.make_plan(seating)


def test_without_a_facilitator_there_is_a_reason_and_its_remedy_makes_a_plan(seating, plan, guests):
    actions.note_missing(seating.dialogue, guests[:1])
    with pytest.raises(actions.Impossible) as none:
        actions.seat_again(seating)
    assert none.value.reason.kind == "role_missing"
    remedy = none.value.remedies[0]
    tables = remedy.table.split(", ")
    actions.take_remedy(seating, kind=remedy.kind, people=remedy.people, tables=tables, langs=(), amount=1)
    again = actions.seat_again(seating)
    assert broken(seating, again) == ()
    assert all(remedy.people[0] in seats[tables[0]] for seats in again.seats)


def test_rapporteur_who_is_missing_hands_the_role_on(seating, guests):
    Guest.objects.filter(pk__in=[guest.pk for guest in guests[4:8]]).update(role="rapporteur")
    actions.make_plan(seating)
    actions.note_missing(seating.dialogue, guests[4:5])
    assert broken(seating, actions.seat_again(seating)) == ()
    assert Guest.objects.filter(role="rapporteur").exclude(pk=guests[4].pk).count() == 4
    Missing.objects.all().delete()
    assert broken(seating, actions.seat_again(seating)) == ()


def test_one_more_round_fits_after_seating_again(seating, plan):
    given = as_given(seating)
    actions.save_settings(seating, rounds=4, dials={"wishes": "off"}, tables=given)
    again = actions.seat_again(seating)
    assert (len(again.seats), broken(seating, again)) == (4, ())
    with pytest.raises(actions.TwiceTheSame):
        actions.save_settings(seating, rounds=4, dials={}, tables=[given[0], given[0]])
