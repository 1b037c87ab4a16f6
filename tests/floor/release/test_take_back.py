"""Whoever has the code takes the statement back: from the inbox, from the table, and from what was released."""

import pytest
from django.test import Client

from sofra.floor.moderation.models import LoggedAct, Wording
from sofra.floor.release.actions import NothingToTakeBack, release_dialogue, take_back
from sofra.floor.release.models import Released
from sofra.floor.release.queries import ledger
from sofra.floor.room.models import Phase
from sofra.floor.sealing.queries import is_open
from sofra.floor.statements.actions import submit_statement
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of, sent_pages
from sofra.floor.votes.models import Vote
from sofra.hatch.release import Release
from sofra.hatch.spool import read_document

CODE = "0123456789ABCDEF"


@pytest.fixture
def said(room):
    """Twelve people at the table; one of them has a code."""
    sent_pages.__init__()
    room.sit_down(12)
    room.open(Phase.WRITE)
    question = room.dialogue.questions.first()
    room.say(room.seated[1], "words of somebody else")
    return submit_statement(room.seated[0], question, "marked words", "en", left=10, page=CODE, take_back=True)


def voted(room, statement):
    for number, each in enumerate(Statement.objects.all()):
        room.word(each, "Taken back later." if each.key == statement.key else f"Another wording {number}.")
    room.open(Phase.VOTE)
    for wording in Wording.objects.filter(statement__isnull=False):
        Vote.objects.bulk_create(Vote(voice=voice, wording=wording, answer="agree") for voice in room.seated)


def test_it_goes_from_the_inbox(said, spool):
    take_back(CODE, spool)
    assert Statement.objects.filter(key=said.key).count() == 0
    assert Statement.objects.count() == 1
    assert [each.act for each in LoggedAct.objects.all()] == ["withdrawn"]


def test_it_goes_from_the_table_with_its_wording_and_its_votes(room, said, spool):
    voted(room, said)
    take_back(CODE, spool)
    assert "Taken back later." not in [each.texts["en"] for each in Wording.objects.all()]
    assert Vote.objects.count() == 12


def released(room, said, spool):
    voted(room, said)
    room.open(Phase.CLOSED)
    return release_dialogue(room.dialogue, spool)


@pytest.mark.django_db(transaction=True)
def test_it_goes_from_every_later_version_of_the_release(room, said, spool):
    first = released(room, said, spool)
    assert len(first.statements) == 2
    take_back(CODE, spool)
    second = read_document(spool.path("release", "lipova").read_bytes(), Release)
    assert (second.revision, len(second.statements)) == (2, 1)
    assert second.statements[0] in first.statements
    assert "Taken back later." not in str(second)
    assert second.ledger == ledger()[-1].own
    assert [each.version for each in ledger()] == [1, 2]


def test_it_goes_even_when_the_words_have_come_to_their_last_day(room, said, spool):
    released(room, said, spool)
    Wording.objects.all().delete()
    Statement.objects.all().delete()
    take_back(CODE, spool)
    assert hash_of(CODE) not in Released.objects.get().take_back
    with pytest.raises(NothingToTakeBack):
        take_back(CODE, spool)


def test_the_release_keeps_a_hash_for_each_statement_whether_it_has_a_code_or_not(room, said, spool):
    released(room, said, spool)
    kept = Released.objects.get().take_back
    assert [len(each) for each in kept] == [64, 64]
    assert hash_of(CODE) in kept


def test_the_page_takes_it_back_and_says_so_without_the_code(said, spool):
    phone = Client()
    answer = phone.post("/take-back/", {"code": "0123-4567 89ab cdef"})
    assert answer.headers["Location"] == "/taken-back/"
    assert "It is taken back" in phone.get("/taken-back/").text
    again = phone.post("/take-back/", {"code": CODE})
    assert again.status_code == 422
    assert "it was taken back already" in again.text


def test_wrong_codes_count_against_the_limit_of_all_codes(said, spool, monkeypatch):
    monkeypatch.setattr("sofra.floor.room.tries.wrong_codes.in_all", 2)
    for _ in range(2):
        Client().post("/take-back/", {"code": "F" * 16})
    assert "Too many wrong codes" in Client().post("/take-back/", {"code": CODE}).text
    assert Statement.objects.filter(key=said.key).exists()


@pytest.mark.django_db(transaction=True)
def test_the_words_are_locked_when_the_room_closes(room, said):
    assert is_open(room.dialogue)
    room.open(Phase.VOTE, Phase.CLOSED)
    assert not is_open(room.dialogue)
