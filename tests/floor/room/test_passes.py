"""Blind passes on the floor: taken once, refused in any other form, and no different from a card afterwards."""

import secrets

import pytest
from django.test import Client

from sofra.floor.console.actions import take_brief
from sofra.floor.room.models import Card, Phase, Voice
from sofra.floor.room.tries import wrong_codes
from sofra.hatch import blind
from sofra.hatch.blind import Pass, is_signed
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, Room, a_brief, join, sit_down_with
from tests.passes import a_pass, modulus, pasted


@pytest.fixture(scope="module")
def signing_key():
    return blind.new_signing_key()


@pytest.fixture
def room_with_passes(db, spool, signing_key):
    wrong_codes.forget()
    brief = a_brief(pass_key=blind.public_part(signing_key), code_letters=16)
    dialogue = take_brief(brief, spool, address=ADDRESS)
    return Room(dialogue, read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch))


def test_pass_leads_to_the_rule_like_a_card(room_with_passes, signing_key, phone):
    answer = join(phone, pasted(a_pass(signing_key)))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rule/")
    assert Voice.objects.count() == 1


def test_card_of_a_pass_is_like_any_other(room_with_passes, signing_key, phone, client):
    sit_down_with(phone, pasted(a_pass(signing_key)))
    sit_down_with(client, room_with_passes.batch.participants[0])
    rows = Card.objects.filter(voice__isnull=False).values()
    assert [sorted(row) for row in rows] == [["dialogue_id", "nullifier", "voice_id"]] * 2
    assert {len(row["nullifier"]) for row in rows} == {64}


def test_replayed_passes_have_one_seat_each(room_with_passes, signing_key):
    shown = [a_pass(signing_key) for _ in range(10)]
    for each in shown:
        sit_down_with(Client(), pasted(each))
    answers = [join(Client(), pasted(each)) for each in shown]
    assert all("This card already has a seat" in answer.text for answer in answers)
    assert Voice.objects.count() == 10


def test_other_forms_of_a_spent_pass_are_refused(room_with_passes, signing_key, phone):
    """A signature plus the modulus fits into 384 bytes for some passes. It must not be a second seat."""
    n = modulus(bytes(room_with_passes.dialogue.blind_key))
    small = next(
        shown
        for shown in iter(lambda: a_pass(signing_key), None)
        if int.from_bytes(shown.signature, "big") + n < 2**3072
    )
    sit_down_with(phone, pasted(small))
    larger = (int.from_bytes(small.signature, "big") + n).to_bytes(384, "big")
    answer = join(Client(), pasted(Pass(small.message, larger)))
    assert "No open dialogue takes this pass" in answer.text
    assert (answer.status_code, Voice.objects.count()) == (422, 1)


def test_two_signatures_of_one_message_are_one_seat(room_with_passes, signing_key, phone):
    """What is spent is the message: somebody with two tickets may have it signed twice, under two salts."""
    message = secrets.token_bytes(32)
    first, second = a_pass(signing_key, message), a_pass(signing_key, message)
    assert first.signature != second.signature
    sit_down_with(phone, pasted(first))
    assert "This card already has a seat" in join(Client(), pasted(second)).text
    assert Voice.objects.count() == 1


def test_made_up_pass_is_refused_and_counted(room_with_passes, phone):
    answer = join(phone, pasted(Pass(secrets.token_bytes(32), bytes(384))))
    assert "No open dialogue takes this pass" in answer.text
    assert len(wrong_codes._moments) == 1


def test_half_a_pass_says_that_it_is_not_whole(room_with_passes, signing_key, phone):
    answer = join(phone, pasted(a_pass(signing_key))[:300])
    assert answer.status_code == 422
    assert "This pass is not whole" in answer.text


def test_room_without_a_key_takes_no_pass(room, signing_key, phone):
    assert "No open dialogue takes this pass" in join(phone, pasted(a_pass(signing_key))).text
    assert Card.objects.filter(voice__isnull=False).count() == 0


def test_pass_leads_nowhere_after_the_close(room_with_passes, signing_key, phone):
    shown = a_pass(signing_key)
    sit_down_with(phone, pasted(shown))
    room_with_passes.open(Phase.WRITE, Phase.VOTE, Phase.CLOSED)
    room_with_passes.dialogue.refresh_from_db()
    assert room_with_passes.dialogue.blind_key is None
    assert "No open dialogue takes this pass" in join(Client(), pasted(shown)).text
    assert is_signed(blind.public_part(signing_key), shown)


def test_codes_of_sixteen_letters_open_the_same_form(room_with_passes, phone):
    code = room_with_passes.batch.participants[0]
    assert len(code) == 16
    assert join(phone, f"{code[:8].lower()} {code[8:]}").headers["Location"] == "/rule/"


def facilitator_of(room):
    client = Client()
    join(client, room.batch.facilitators[0])
    return client


def test_everybody_sees_the_numbers_that_the_facilitator_tells(room_with_passes, phone):
    facilitator = facilitator_of(room_with_passes)
    facilitator.post("/headcount/tell/", {"issued": "14", "present": "15"})
    sit_down_with(phone, room_with_passes.batch.participants[0])
    for page in ("/headcount/", "/wait/"):
        assert "do not fit together" not in phone.get(page).text
    assert "1 entered, 14 given out, 15 present" in phone.get("/wait/").text
    assert "1 entered, 14 given out, 15 present" in facilitator.get("/wall/").text


@pytest.mark.parametrize(("issued", "present"), [(1, 5), (6, 5)])
def test_numbers_that_do_not_fit_are_told_on_every_page(issued, present, room_with_passes):
    room_with_passes.sit_down(2)
    facilitator, phone = facilitator_of(room_with_passes), Client()
    facilitator.post("/headcount/tell/", {"issued": str(issued), "present": str(present)})
    sit_down_with(phone, room_with_passes.batch.participants[5])
    assert all("do not fit together" in phone.get(page).text for page in ("/headcount/", "/wait/"))
    assert all("do not fit together" in facilitator.get(page).text for page in ("/wall/", "/console/"))


def test_fingerprint_is_shown_where_people_compare(room_with_passes, phone):
    sit_down_with(phone, room_with_passes.batch.participants[0])
    letters = blind.fingerprint(bytes(room_with_passes.dialogue.blind_key))
    assert letters in phone.get("/headcount/").text
