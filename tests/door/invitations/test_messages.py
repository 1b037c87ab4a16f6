"""A message goes to those it is for, each in their own language and script, and is kept nowhere."""

import pytest

from sofra.door.invitations.models import Invitation
from tests.door.guests.conftest import a_guest
from tests.door.invitations.test_invitations import page

pytestmark = pytest.mark.django_db
SAID = {
    "whom": "all",
    "subject_sq": "Ndryshim",
    "body_sq": "E dashur {name}, fillojmë më vonë: {when}. {code}",
    "subject_bcms": "Promjena",
    "body_bcms": "Dragi {name}, počinjemo kasnije.",
}


@pytest.fixture
def guests(preparation):
    dialogue = preparation.dialogue
    return [
        a_guest(dialogue, "Drita Hoxha"),
        a_guest(dialogue, "Mira", language="bcms", mode="online"),
        a_guest(dialogue, "Njegoš", language="bcms-cyrl", mode="online"),
        a_guest(dialogue, "Said no", answer="no", language="mk"),
        a_guest(dialogue, "Waits", waiting=True),
        a_guest(dialogue, "Telephone", address="+382 67 123 456"),
    ]


def test_each_reads_it_in_their_own_language_and_script(at_desk, guests, post):
    text = at_desk.post(page("message"), SAID, follow=True).content.decode()
    assert "3 guests have the message." in text
    assert "No e-mail address is known of: Telephone." in text
    mails = {to[0]: mail for to, mail in post.mails}
    assert set(mails) == {"drita@example.org", "mira@example.org", "njegoš@example.org"} or len(mails) == 3
    first = mails["drita@example.org"]
    assert first["Subject"] == "Ndryshim"
    assert "E dashur Drita Hoxha, fillojmë më vonë: 7 tetor 2027. {code}" in first.get_content()
    assert "Dragi Mira, počinjemo kasnije." in mails["mira@example.org"].get_content()
    cyrillic = next(mail for mail in mails.values() if mail["Subject"] == "Промјена")
    assert "Драги Njegoš, почињемо касније." in cyrillic.get_content()
    assert not Invitation.objects.exists()


def test_those_online_alone_get_what_is_for_them(at_desk, guests, post):
    said = {name: text for name, text in SAID.items() if not name.endswith("sq")} | {"whom": "online"}
    assert "2 guests have the message." in at_desk.post(page("message"), said, follow=True).content.decode()
    assert len(post.mails) == 2


def test_a_language_that_is_missing_is_asked_for_and_nothing_is_sent_or_lost(at_desk, guests, post):
    answer = at_desk.post(page("message"), SAID | {"body_bcms": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Guests read this language. Write it here too." in text
    assert "fillojmë më vonë" in text
    assert "subject_mk" not in text
    assert post.mails == []


def test_a_server_that_is_gone_is_told(at_desk, guests, post, settings):
    settings.EMAIL_PORT = 9
    assert "Nothing was sent." in at_desk.post(page("message"), SAID, follow=True).content.decode()


def test_without_a_mail_server_there_is_nothing_to_fill_in(at_desk, guests):
    text = at_desk.get(page("message")).content.decode()
    assert "no mail server is set" in text
    assert "<textarea" not in text
