"""Where do I sit? A guest's own code shows the guest's own tables, and nothing of anybody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sofra.door.guests.models import Guest
from sofra.door.invitations.actions import answer, invite
from sofra.door.programme.models import Dialogue
from sofra.door.seating import actions, queries
from sofra.door.seating.own_seats import own_seats
from tests.door.seating.test_views import post


@pytest.fixture
def guest(guests):
    return guests[9]


@pytest.fixture
def phone():
    return Client()


def types(phone, code):
    return phone.post(reverse("my_seat"), {"code": code}, follow=True)


def table_of(seating, plan, number, guest):
    return queries.names_of(seating).table(queries.table_in(plan, number, guest))


def on_the_day(monkeypatch):
    day = Dialogue.objects.get().date_from
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def test_a_code_shows_ones_own_tables_and_no_names(phone, seating, plan, guest, guests):
    text = types(phone, invite(guest)).content.decode()
    for number in (1, 2, 3):
        assert table_of(seating, plan, number, guest) in text
    assert not [each.name for each in guests if each.name in text]


def test_a_used_code_shows_the_seat_and_opens_no_answer(phone, plan, guest):
    code = invite(guest)
    answer(guest.invitation, choice="room", needs="", step_free=False)
    assert "Where you sit" in types(phone, code).content.decode()
    assert phone.get(reverse("my_answer")).status_code == 404
    assert "An answer was given" in phone.post(reverse("answer"), {"code": code}).content.decode()


def test_a_strange_code_shows_no_seat(phone, plan, guest):
    invite(guest)
    wrong = types(phone, "0000-0000-0000-0000")
    assert wrong.status_code == 422
    assert "No invitation has this code." in wrong.content.decode()
    assert "Round 1" not in phone.get(reverse("my_seat")).content.decode()


def test_who_moves_reads_you_now_sit_at(phone, seating, plan, guests):
    actions.begin_round(seating)
    seating.refresh_from_db()
    actions.note_missing(seating.dialogue, guests[20:23])
    again = actions.seat_again(seating)
    moved = [
        (guest, number)
        for guest in guests[4:20]
        for number in (2, 3)
        if queries.table_in(again, number, guest) != queries.table_in(plan, number, guest)
    ]
    for guest in guests[4:20]:
        seats = own_seats(guest)
        assert [seat.round for seat in seats if seat.before] == [number for one, number in moved if one == guest]
        assert [(seat.over, seat.now) for seat in seats] == [(False, True), (False, False), (False, False)]
    guest, number = moved[0]
    text = types(phone, invite(guest)).content.decode()
    assert f"You now sit at {table_of(seating, again, number, guest)}" in text
    assert f"before: {table_of(seating, plan, number, guest)}" in text


def test_before_there_is_a_plan_the_page_says_so(phone, seating, guest):
    assert "The tables are not set yet." in types(phone, invite(guest)).content.decode()


def test_a_guest_is_here_by_code_on_the_day_alone(phone, at_desk, plan, guest, monkeypatch):
    assert phone.post(reverse("i_am_here")).status_code == 404
    assert "I am here" not in types(phone, invite(guest)).content.decode()
    assert phone.post(reverse("i_am_here")).status_code == 404
    on_the_day(monkeypatch)
    assert "I am here" in phone.get(reverse("my_seat")).content.decode()
    assert "You are noted as here." in phone.post(reverse("i_am_here"), follow=True).content.decode()
    assert list(Guest.objects.filter(present=True)) == [guest]
    assert "was seen at the door" in post(at_desk, "missing").content.decode()


def test_who_leaves_the_page_needs_the_code_again(phone, plan, guest):
    types(phone, invite(guest))
    phone.post(reverse("leave_seat"))
    assert "Type the code from your letter" in phone.get(reverse("my_seat")).content.decode()


def test_a_guest_who_is_off_the_list_is_not_shown(phone, plan, guest):
    types(phone, invite(guest))
    guest.delete()
    assert "Type the code from your letter" in phone.get(reverse("my_seat")).content.decode()
