"""Two to read, one to burn."""

import os
from itertools import combinations

import pytest
from nacl.public import PrivateKey
from nacl.pwhash import argon2id

from sofra.floor.console.actions import take_brief
from sofra.floor.room.models import Dialogue
from sofra.floor.sealing import actions, keyfile, memory
from sofra.floor.sealing.keyfile import SameHolder, UnknownKeyCard
from sofra.floor.sealing.queries import (
    PADDED_TO,
    Burned,
    Locked,
    State,
    is_open,
    key_place,
    open_words,
    sealed_words,
    state,
)
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, a_brief, join

WORDS = "Никој не одговара на нашите писма."


@pytest.fixture
def dialogue(room):
    actions.lock(room.dialogue)
    return room.dialogue


@pytest.fixture
def cards(room):
    return room.batch.key_cards


def room_with(holders, spool):
    slug = f"with-{holders}"
    take_brief(a_brief(dialogue=slug, key_holders=holders), spool, address=ADDRESS)
    codes = read_document(spool.path("entry", slug).read_bytes(), EntryBatch).key_cards
    return Dialogue.objects.get(slug=slug), codes


@pytest.mark.parametrize("holders", [2, 3, 4, 5])
def test_every_pair_opens_and_no_single_card_does(db, spool, holders):
    dialogue, codes = room_with(holders, spool)
    assert len(set(codes)) == holders
    sealed = sealed_words(dialogue, WORDS, "mk")
    for pair in combinations(codes, 2):
        actions.open_with(dialogue, *pair)
        assert (open_words(dialogue, sealed).text, open_words(dialogue, sealed).language) == (WORDS, "mk")
        actions.lock(dialogue)
    for code in codes:
        with pytest.raises(SameHolder):
            actions.open_with(dialogue, code, code)
        with pytest.raises(UnknownKeyCard):
            actions.open_with(dialogue, code, "0" * 16)
        assert not is_open(dialogue)


def test_what_one_holder_has_opened_is_no_part_of_the_key():
    """With one own key in hand every half it opens is a pad: the file tells one holder nothing about the key."""
    key = PrivateKey.generate()
    file, codes = keyfile.cut(key, 3)
    place, own = file.holder_of(codes[0])
    halves = [keyfile.SealedBox(own).decrypt(pair.first_half) for pair in file.pairs if pair.first == place]
    assert len(halves) == 2
    assert bytes(key) not in halves
    assert halves[0] != halves[1]


def test_locked_words_are_not_opened(dialogue):
    sealed = sealed_words(dialogue, WORDS, "mk")
    assert state(dialogue) == State.SEALED
    with pytest.raises(Locked):
        open_words(dialogue, sealed)


@pytest.mark.parametrize("words", ["a", "ž" * 400, "👩" * 400, '"\\' * 200])
def test_all_sealed_words_are_of_one_length_and_come_back_whole(dialogue, cards, words):
    sealed = sealed_words(dialogue, words, "bcms")
    assert len(sealed) == PADDED_TO + 48
    actions.open_with(dialogue, *cards)
    assert open_words(dialogue, sealed).text == words


def test_one_card_burns_and_after_that_no_pair_opens(dialogue, cards):
    sealed = sealed_words(dialogue, WORDS, "mk")
    actions.open_with(dialogue, *cards)
    actions.burn(dialogue, cards[1])
    assert state(dialogue) == State.BURNED
    assert not key_place(dialogue).exists()
    for act in (lambda: actions.open_with(dialogue, *cards), lambda: open_words(dialogue, sealed)):
        with pytest.raises(Burned):
            act()
    with pytest.raises(Burned):
        sealed_words(dialogue, WORDS, "mk")


def test_a_key_burned_by_another_process_is_not_used_from_memory(dialogue, cards):
    actions.open_with(dialogue, *cards)
    keyfile.destroy(key_place(dialogue))
    assert memory.held(dialogue.slug) is not None
    assert state(dialogue) == State.BURNED


def test_a_wrong_code_burns_nothing(dialogue):
    with pytest.raises(UnknownKeyCard):
        actions.burn(dialogue, "0" * 16)
    assert state(dialogue) == State.SEALED


def test_the_bytes_of_the_key_file_are_written_over_before_it_goes(dialogue):
    place = key_place(dialogue)
    kept = place.with_name("a second name of the same bytes")
    os.link(place, kept)
    before = kept.read_bytes()
    keyfile.destroy(place)
    assert not place.exists()
    assert len(kept.read_bytes()) == len(before)
    assert before[:32] not in kept.read_bytes()


def test_the_key_file_is_its_owners_alone(dialogue):
    assert key_place(dialogue).stat().st_mode & 0o777 == 0o600
    assert key_place(dialogue).parent.stat().st_mode & 0o777 == 0o700


def test_a_try_of_a_real_key_card_costs_64_mib_and_three_passes(monkeypatch):
    monkeypatch.undo()
    file, _ = keyfile.cut(PrivateKey.generate(), 2)
    assert (file.memory, file.passes, len(file.salt)) == (64 << 20, 3, argon2id.SALTBYTES)


@pytest.fixture(params=["facilitators", "moderators"])
def staff(request, room, phone):
    join(phone, getattr(room.batch, request.param)[0])
    return phone


def test_two_holders_open_on_the_page_and_anybody_of_the_staff_locks(dialogue, cards, staff):
    assert "The words are sealed" in staff.get("/keys/").text
    first, second = (f"{code[:4]} {code[4:8]}-{code[8:]}".lower() for code in cards)
    assert staff.post("/keys/", {"first": first, "second": second}).headers["Location"] == "/keys/"
    assert "The words can be read now" in staff.get("/keys/").text
    staff.post("/keys/lock/")
    assert not is_open(dialogue)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", ""), "Type the sixteen letters."),
        (("ABC", "ABC"), "These are 3 letters."),
        (("U" * 16, "0" * 16), "“U” is not used in these codes"),
        (("0" * 16, "1" * 16), "This is no key card of this dialogue."),
        ((None, None), "Both codes are of the same key card."),
    ],
)
def test_codes_that_do_not_open_are_answered_with_the_reason(dialogue, cards, staff, typed, message):
    codes = dict(zip(("first", "second"), (each if each is not None else cards[0] for each in typed), strict=True))
    page = staff.post("/keys/", codes)
    assert page.status_code == 422
    assert message in page.text
    assert not is_open(dialogue)


def test_wrong_key_cards_count_against_the_limit_of_all_codes(dialogue, staff, monkeypatch):
    monkeypatch.setattr("sofra.floor.room.tries.wrong_codes.in_all", 2)
    wrong = {"first": "0" * 16, "second": "1" * 16}
    for _ in range(2):
        staff.post("/keys/", wrong)
    assert "Too many wrong codes" in staff.post("/keys/", wrong).text


def test_burning_takes_a_tick_and_one_card(dialogue, cards, staff):
    assert staff.post("/keys/burn/", {"code": cards[0]}).status_code == 422
    assert staff.post("/keys/burn/", {"code": "0" * 16, "sure": "on"}).status_code == 422
    assert state(dialogue) == State.SEALED
    assert staff.post("/keys/burn/", {"code": cards[0], "sure": "on"}).headers["Location"] == "/keys/"
    assert "The key is burned" in staff.get("/keys/").text
    assert "nothing left to open" in staff.post("/keys/burn/", {"code": cards[0], "sure": "on"}).text
