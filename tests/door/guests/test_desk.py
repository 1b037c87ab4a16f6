"""The desk of the guest list: by hand, the mix, private notes, and the end of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sofra.door.guests.actions import let_go_by_date, note_pair, write_risk_note
from sofra.door.guests.mix import Amount, Gap, GapKind, gaps_in, mix_of
from sofra.door.guests.models import Guest, GuestList, KeepApart
from sofra.door.guests.queries import guests_of, last_day_of
from sofra.door.programme.models import Country
from tests.door.conftest import SLUG
from tests.door.guests.conftest import a_guest

pytestmark = pytest.mark.django_db
TYPED = {"name": "Drita Hoxha", "sector": "media", "language": "sq", "speaks": ["sq"], "mode": "room"}
TYPED |= {"role": "participant", "address": "drita@example.org"}


def page(name, *more):
    return reverse(name, args=[SLUG, *more])


def gaps(preparation):
    return gaps_in(list(guests_of(preparation.dialogue).expected()), preparation, list(Country.objects.all()))


def test_a_guest_is_entered_changed_and_removed(at_desk, preparation):
    assert at_desk.post(page("new_guest"), TYPED).status_code == 302
    guest = Guest.objects.get()
    assert (guest.name, guest.understands, guest.dialogue) == ("Drita Hoxha", ["sq"], preparation.dialogue)

    at_desk.post(page("guest", guest.key), TYPED | {"answer": "yes", "understands": ["en"]})
    guest.refresh_from_db()
    assert (guest.answer, guest.understands) == ("yes", ["en", "sq"])

    assert "Remove Drita Hoxha?" in at_desk.get(page("remove_guest", guest.key)).content.decode()
    assert Guest.objects.exists()
    at_desk.post(page("remove_guest", guest.key))
    assert not Guest.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "A guest needs a name."),
        ({"name": '=HYPERLINK("x")'}, "It begins with “=”"),
        ({"name": "@all"}, "It begins with “@”"),
        ({"name": "Drita\tHoxha"}, "cannot be printed"),
        ({"address": "drita@"}, "This e-mail address cannot be right."),
        ({"address": "ring twice"}, "neither an e-mail address nor a telephone number"),
        ({"sector": ""}, "Choose a sector."),
        ({"speaks": []}, "Choose at least one language"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(at_desk, preparation, wrong, told):
    answer = at_desk.post(page("new_guest"), TYPED | {"organisation": "Radio Lumi"} | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Radio Lumi" in answer.content.decode()
    assert not Guest.objects.exists()


@pytest.mark.parametrize("address", ["+382 67 123-456", "(021) 123/456", "a.b@example.org", ""])
def test_addresses_that_reach_somebody(at_desk, preparation, address):
    assert at_desk.post(page("new_guest"), TYPED | {"address": address}).status_code == 302
    assert Guest.objects.get().address == address


def test_a_guest_of_another_dialogue_is_not_there(at_desk, preparation):
    assert at_desk.get(page("guest", "0123456789abcdef")).status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(at_desk, preparation, django_assert_max_num_queries):
    a_guest(preparation.dialogue, "A")
    at_desk.get(page("guest_list"))
    with django_assert_max_num_queries(14):
        at_desk.get(page("guest_list"))
    a_guest(preparation.dialogue, "B")
    a_guest(preparation.dialogue, "C")
    with django_assert_max_num_queries(14):
        at_desk.get(page("guest_list"))


def test_the_mix_is_in_words_and_never_in_numbers(preparation, kosovo):
    for number in range(17):
        a_guest(preparation.dialogue, f"Guest {number}", country=kosovo, sector="media" if number else "academia")
    guests = list(guests_of(preparation.dialogue))
    sector, country, *_rest = mix_of(guests, preparation, [kosovo])
    assert dict(sector.parts)["Media"] == Amount.MOST
    assert dict(sector.parts)["Academia"] == Amount.FEW
    assert dict(sector.parts)["Civil society"] == Amount.NOBODY
    assert country.parts == [("Kosovo", Amount.MOST), ("Elsewhere", Amount.NOBODY)]


def test_gaps_are_named(preparation):
    assert gaps(preparation) == []
    a_guest(preparation.dialogue, "A", understands=["de"], speaks=["de"], home="capital", gender="man")
    assert gaps(preparation) == [
        Gap(GapKind.LANGUAGE, "English"),
        Gap(GapKind.LANGUAGE, "Македонски"),
        Gap(GapKind.UNREACHED, "A"),
        Gap(GapKind.SECTOR, "Civil society"),
        Gap(GapKind.SECTOR, "Academia"),
        Gap(GapKind.FIRST_TIME),
        Gap(GapKind.CAPITAL_ONLY),
        Gap(GapKind.WOMEN),
    ]


def test_a_group_whose_answers_could_not_leave_is_a_gap(preparation):
    preparation.breakdown = "sector"
    for number in range(10):
        a_guest(preparation.dialogue, f"Guest {number}", first_time=True, understands=["en", "mk"])
    small = [gap.name for gap in gaps(preparation) if gap.kind == GapKind.SMALL_GROUP]
    assert small == ["Civil society", "Academia"]


def test_whoever_said_no_or_waits_fills_no_gap(preparation):
    a_guest(preparation.dialogue, "A", answer="no")
    a_guest(preparation.dialogue, "B", waiting=True)
    assert gaps(preparation) == []


def test_a_private_note_is_written_and_seen_by_one_convenor(at_desk, preparation, newcomer):
    one, two = a_guest(preparation.dialogue, "Arta"), a_guest(preparation.dialogue, "Besa")
    at_desk.post(page("note_pair", one.key, "apart"), {"apart-other": two.key})
    assert "Never at a table with Besa" in at_desk.get(page("guest", one.key)).content.decode()
    note = KeepApart.objects.get()

    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=newcomer, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    colleague = Client()
    colleague.force_login(newcomer)
    assert "Never at a table with Besa" not in colleague.get(page("guest", one.key)).content.decode()
    assert colleague.post(page("forget_pair", one.key, "apart", note.pk)).status_code == 404
    assert KeepApart.objects.exists()

    at_desk.post(page("forget_pair", one.key, "apart", note.pk))
    assert not KeepApart.objects.exists()


def test_a_note_about_nobody_is_told(at_desk, preparation):
    guest = a_guest(preparation.dialogue)
    answer = at_desk.post(page("note_pair", guest.key, "apart"), {"apart-other": guest.key})
    assert answer.status_code == 422
    assert at_desk.post(page("note_pair", guest.key, "gossip")).status_code == 404


def test_deleting_all_needs_a_tick(at_desk, preparation, convenor):
    one, two = a_guest(preparation.dialogue, "A"), a_guest(preparation.dialogue, "B")
    note_pair(KeepApart, convenor, one, two)
    write_risk_note(preparation.dialogue, "careful")
    assert at_desk.post(page("delete_guest_list")).status_code == 422
    assert Guest.objects.count() == 2
    assert at_desk.post(page("delete_guest_list"), {"sure": "on"}).status_code == 302
    assert not Guest.objects.exists()
    assert not KeepApart.objects.exists()
    assert not GuestList.objects.exists()


def test_thirty_days_after_the_dialogue_the_list_is_gone(preparation):
    dialogue = preparation.dialogue
    a_guest(dialogue)
    write_risk_note(dialogue, "careful")
    assert last_day_of(dialogue) == date(2027, 11, 6)
    let_go_by_date(last_day_of(dialogue))
    assert Guest.objects.exists()
    let_go_by_date(last_day_of(dialogue) + timedelta(days=1))
    assert not Guest.objects.exists()
    assert not GuestList.objects.exists()


def test_a_list_whose_last_day_is_over_takes_nobody(at_desk, preparation):
    preparation.dialogue.date_from = preparation.dialogue.date_to = date(2020, 1, 1)
    preparation.dialogue.save()
    assert at_desk.post(page("new_guest"), TYPED).status_code == 302
    assert not Guest.objects.exists()
    assert "takes nobody any more" in at_desk.get(page("guest_list")).content.decode()
