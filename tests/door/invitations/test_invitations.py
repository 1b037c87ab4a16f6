"""From the letter to the answer: what the letter says and does not say, and that a code is good once."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sofra.door.guests.models import Guest
from sofra.door.invitations.actions import invite, send_letters
from sofra.door.invitations.calendar import as_ics
from sofra.door.invitations.letter import KNOWN, default_words, filled
from sofra.door.invitations.models import Hours, Invitation, Letter
from sofra.door.invitations.queries import hash_of, recipients
from sofra.door.programme.models import Dialogue
from sofra.hatch.codes import grouped
from sofra.web.languages import LANGUAGES
from tests.door.conftest import SLUG
from tests.door.guests.conftest import a_guest
from tests.running import free_ports

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b")


def page(name, *more):
    return reverse(name, args=[SLUG, *more])


def types(client, code):
    return client.post(reverse("answer"), {"code": code}, follow=True)


def says(client, choice, **more):
    return client.post(reverse("my_answer"), {"choice": choice} | more, follow=True)


# ---------------------------------------------------------------- the letter


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_our_letter_has_its_places_in_every_language(guest, language):
    words = default_words(language.code)
    assert [place for place in KNOWN if place not in words.body] == []
    guest.language = language.code
    body = filled(words, guest, "0" * 16).body
    assert "localhost:8000/answer/" in body
    assert "0000-0000-0000-0000" in body
    assert "{" not in body


def test_a_letter_names_neither_topic_nor_organisation_nor_a_link(guest):
    words = filled(default_words("en"), guest, "0" * 16)
    assert words.subject == "An invitation"
    for secret in ("What helps", "Nobody", "http", "Rehearsal 2027", guest.key):
        assert secret not in words.body + words.subject


def test_a_letter_of_ones_own_needs_address_and_code(at_desk, preparation):
    answer = at_desk.post(page("letter", "sq"), {"subject": "Ftesë", "body": "Eja! {code}"})
    assert answer.status_code == 422
    assert "{address}" in answer.content.decode()
    at_desk.post(page("letter", "sq"), {"subject": "Ftesë", "body": "Eja, {name}: {address} {code} {brace}"})
    shown = at_desk.get(page("letter", "sq")).content.decode()
    assert "Eja, Filan Fisteku: localhost:8000/answer/ 0000-0000-0000-0000 {brace}" in shown
    at_desk.post(page("letter", "sq"), {"then": "ours"})
    assert not Letter.objects.exists()


def test_letters_are_printed_with_codes_that_work(at_desk, guest):
    answer = at_desk.post(page("invitations"), {"to": "new", "how": "print"})
    assert answer.content.startswith(b"%PDF")
    assert Invitation.objects.get().guest == guest
    assert at_desk.post(page("invitations"), {"to": "new", "how": "print"}).status_code == 302


def test_whoever_waits_or_answered_gets_no_letter(preparation):
    dialogue = preparation.dialogue
    a_guest(dialogue, "Waits", waiting=True)
    a_guest(dialogue, "No", answer="no")
    silent, new = a_guest(dialogue, "Silent"), a_guest(dialogue, "New")
    invite(silent)
    assert list(recipients(dialogue, "new")) == [new]
    assert list(recipients(dialogue, "silent")) == [silent]


# ---------------------------------------------------------------- by e-mail, through a real server


def test_letters_go_by_mail_each_to_one_guest_and_say_nothing_else(at_desk, preparation, post):
    a_guest(preparation.dialogue, "Drita Hoxha")
    a_guest(preparation.dialogue, "Petar", language="mk")
    a_guest(preparation.dialogue, "Telephone", address="+382 67 123 456")
    answer = at_desk.post(page("invitations"), {"to": "new", "how": "mail"}, follow=True)
    assert "2 letters are sent." in answer.content.decode()
    assert sorted(to for to, _mail in post.mails) == [["drita@example.org"], ["petar@example.org"]]
    for _to, mail in post.mails:
        assert mail.get_content_type() == "text/plain"
        assert set(mail.keys()) == {
            "Content-Type",
            "MIME-Version",
            "Content-Transfer-Encoding",
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
        }
        assert mail["Message-ID"].endswith("@example.org>")
        assert "http" not in mail.get_content()
        assert types(Client(), CODE.search(mail.get_content()).group()).redirect_chain


def test_whose_letter_is_refused_has_no_invitation_and_is_named(at_desk, preparation, post):
    a_guest(preparation.dialogue, "Arta", address="refused@example.org")
    a_guest(preparation.dialogue, "Besa")
    text = at_desk.post(page("invitations"), {"to": "new", "how": "mail"}, follow=True).content.decode()
    assert "1 letter is sent." in text
    assert "refused the letters to: Arta" in text
    assert [invitation.guest.name for invitation in Invitation.objects.all()] == ["Besa"]


def test_a_mail_server_that_is_gone_is_told_and_nothing_is_lost(at_desk, guest, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_ports()[0], False
    text = at_desk.post(page("invitations"), {"to": "new", "how": "mail"}, follow=True).content.decode()
    assert "does not answer" in text
    assert not Invitation.objects.exists()


def test_no_name_breaks_out_of_a_mail(guest, post):
    guest.name = "Drita\nBcc: all@example.org"
    guest.save()
    Letter.objects.create(dialogue=guest.dialogue, language="sq", subject="{name}", body="{address} {code}")
    with pytest.raises(ValueError, match="Header"):
        send_letters([guest])
    assert post.mails == []
    assert not Invitation.objects.exists()


# ---------------------------------------------------------------- the answer


def test_a_guest_answers_and_the_code_is_good_once(guest):
    code, browser, stranger = invite(guest), Client(), Client()
    assert "Do you come?" in types(browser, f" {grouped(code).lower()} ").content.decode()
    assert "Good that you come." in says(browser, "online", needs="An interpreter", step_free="on").content.decode()
    guest.refresh_from_db()
    assert (guest.answer, guest.mode, guest.needs, guest.step_free) == ("yes", "online", "An interpreter", True)

    refused = types(stranger, code)
    assert refused.status_code == 422
    assert "An answer was given with this code." in refused.content.decode()
    assert stranger.get(reverse("my_answer")).status_code == 404

    says(browser, "no")
    guest.refresh_from_db()
    assert guest.answer == "no"
    browser.post(reverse("leave_answer"))
    assert browser.get(reverse("my_answer")).status_code == 404
    assert types(browser, code).status_code == 422


def test_a_new_letter_makes_the_older_code_worthless(guest):
    old, new = invite(guest), invite(guest)
    assert "No invitation has this code." in types(Client(), old).content.decode()
    assert "Do you come?" in types(Client(), new).content.decode()


@pytest.mark.parametrize("typed", ["", "short", "0000-0000-0000-0000", "é" * 16, "\0" * 16, "0" * 10_000])
def test_what_is_no_code_is_told(preparation, typed):
    assert Client().post(reverse("answer"), {"code": typed}).status_code == 422


def test_only_a_hash_of_the_code_is_kept(guest):
    code = invite(guest)
    kept = Invitation.objects.values().get()
    assert kept["code_hash"] == hash_of(code)
    assert code not in str(kept) + str(Guest.objects.values().get())


@pytest.mark.parametrize(
    ("format_", "offered"), [("in_person", ["room"]), ("online", ["online"]), ("hybrid", ["room", "online"])]
)
def test_only_ways_that_the_dialogue_has_are_offered(guest, format_, offered):
    guest.dialogue.format = format_
    guest.dialogue.save()
    browser = Client()
    text = types(browser, invite(guest)).content.decode()
    assert [way for way in ("room", "online") if f'value="{way}"' in text] == offered
    refused = {"room", "online"} - set(offered)
    assert all(says(browser, way).status_code == 422 for way in refused)


def test_a_yes_without_a_seat_waits_and_one_that_has_a_seat_keeps_it(preparation):
    for number in range(preparation.seats - 1):
        a_guest(preparation.dialogue, f"Guest {number}", answer="yes")
    last, late = a_guest(preparation.dialogue, "Last"), a_guest(preparation.dialogue, "Late")
    browsers = Client(), Client()
    for browser, guest in zip(browsers, (last, late), strict=True):
        types(browser, invite(guest))
        text = says(browser, "room").content.decode()
    assert "You are on the waiting list" in text
    says(browsers[0], "room")
    assert list(Guest.objects.filter(waiting=True)) == [late]


def test_the_answer_goes_with_the_guest(guest):
    browser = Client()
    types(browser, invite(guest))
    guest.delete()
    assert browser.get(reverse("my_answer")).status_code == 404
    assert not Invitation.objects.exists()


# ---------------------------------------------------------------- the waiting list


def places(at_desk, guest):
    return at_desk.post(page("give_place", guest.key), follow=True).content.decode()


def test_somebody_who_waits_gets_a_place_and_a_mail(at_desk, preparation, post):
    waits = a_guest(preparation.dialogue, "Late", answer="yes", waiting=True)
    assert "12 places are free." in at_desk.get(page("invitations")).content.decode()
    assert "Late has a place, and a mail says so." in places(at_desk, waits)
    assert not Guest.objects.filter(waiting=True).exists()
    [(to, mail)] = post.mails
    assert to == ["late@example.org"]
    assert "Late" in mail.get_content()
    assert at_desk.post(page("give_place", waits.key)).status_code == 404
    assert len(post.mails) == 1


def test_whom_no_mail_reaches_is_to_be_told(at_desk, preparation, post):
    waits = a_guest(preparation.dialogue, "Late", answer="yes", waiting=True, address="+382 67 123 456")
    assert "Late has a place. Tell them." in places(at_desk, waits)
    assert post.mails == []


def test_a_mail_that_is_refused_leaves_everything_as_it_was(at_desk, preparation, post):
    waits = a_guest(preparation.dialogue, "Late", answer="yes", waiting=True, address="refused@example.org")
    assert "so Late waits on" in places(at_desk, waits)
    assert list(Guest.objects.filter(waiting=True)) == [waits]


def test_nobody_gets_a_place_that_is_not_there(at_desk, preparation):
    for number in range(preparation.seats):
        a_guest(preparation.dialogue, f"Guest {number}", answer="yes")
    waits = a_guest(preparation.dialogue, "Late", answer="yes", waiting=True)
    text = at_desk.get(page("invitations")).content.decode()
    assert "All places are taken." in text
    assert "Give a place" not in text
    assert "All places are taken by now." in places(at_desk, waits)
    assert list(Guest.objects.filter(waiting=True)) == [waits]


# ---------------------------------------------------------------- the calendar


def test_the_calendar_file_is_whole_days_and_names_no_topic(guest):
    browser = Client()
    types(browser, invite(guest))
    answer = browser.get(reverse("calendar_file"))
    lines = answer.content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20271007" in lines
    assert "DTEND;VALUE=DATE:20271008" in lines
    assert "SUMMARY:Meeting" in lines
    assert "What helps" not in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [
        (date(2027, 10, 7), ("10:00", "16:30"), ["DTSTART:20271007T080000Z", "DTEND:20271007T143000Z"]),
        (date(2027, 12, 7), ("10:00", "16:30"), ["DTSTART:20271207T090000Z", "DTEND:20271207T153000Z"]),
        (date(2027, 10, 7), ("19:00", "01:00"), ["DTSTART:20271007T170000Z", "DTEND:20271007T230000Z"]),
        (date(2027, 10, 30), ("22:00", "04:00"), ["DTSTART:20271030T200000Z", "DTEND:20271031T030000Z"]),
    ],
    ids=["summer", "winter", "after-midnight", "clocks-go-back"],
)
def test_hours_are_moments_in_the_calendar_and_stand_in_letters(at_desk, guest, day, hours, expected):
    begins, ends = hours
    Dialogue.objects.update(date_from=day, date_to=day)
    at_desk.post(page("hours"), {"begins": begins, "ends": ends})
    browser = Client()
    types(browser, invite(guest))
    lines = browser.get(reverse("calendar_file")).content.decode().split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == expected
    fresh = Guest.objects.get(pk=guest.pk)
    assert f"{begins}–{ends}" in filled(default_words("en"), fresh, "0" * 16).body


def test_hours_need_both_ends_and_can_go_again(at_desk, preparation):
    wrong = at_desk.post(page("hours"), {"begins": "10:00", "ends": ""})
    assert wrong.status_code == 422
    assert "Write both, or leave both empty." in wrong.content.decode()
    assert 'value="10:00"' in wrong.content.decode()
    assert at_desk.post(page("hours"), {"begins": "10:00", "ends": "10:00"}).status_code == 422
    at_desk.post(page("hours"), {"begins": "10:00", "ends": "12:00"})
    assert 'value="12:00"' in at_desk.get(page("invitations")).content.decode()
    at_desk.post(page("hours"), {"begins": "", "ends": ""})
    assert not Hours.objects.exists()


def test_text_in_the_calendar_is_escaped_and_folded(dialogue):
    dialogue.city = "Hall; 1, Šaćirova\\ulica\nEND:VCALENDAR " + "ш" * 60
    content = as_ics(dialogue)
    assert content.count(b"\r\nEND:VCALENDAR\r\n") == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "LOCATION:Hall\\; 1\\, Šaćirova\\\\ulica\\nEND:VCALENDAR " + "ш" * 60 in unfolded
