"""Answers by group: fixed before the room opens, ten or more in each, and no total."""

import pytest

from sofra.floor.console.actions import take_brief
from sofra.floor.moderation.models import Wording
from sofra.floor.release.actions import release_dialogue, take_back
from sofra.floor.release.models import Released
from sofra.floor.release.queries import document_of, ledger, preview
from sofra.floor.room.actions import agree_to_rule
from sofra.floor.room.models import Phase, Voice
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of
from sofra.floor.votes.models import Vote
from sofra.hatch.brief import Breakdown
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, Room, a_brief, join

GROUPS = ({"en": "Albania", "mk": "Албанија"}, {"en": "Serbia", "mk": "Србија"}, {"en": "Kosovo", "mk": "Косово"})
ALBANIA, SERBIA, KOSOVO = range(3)


@pytest.fixture
def regional_room(db, spool):
    """Twenty-eight people, ten or more from two countries, five from the third, and two who would rather not say."""
    brief = a_brief(seats=40, breakdown=Breakdown(by="country", groups=GROUPS))
    dialogue = take_brief(brief, spool, address=ADDRESS)
    room = Room(dialogue, read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch))
    room.sit_down(28)
    for voice, group in zip(room.seated, [ALBANIA] * 11 + [SERBIA] * 10 + [KOSOVO] * 5 + [None] * 2, strict=True):
        agree_to_rule(voice, group)
    room.open(Phase.WRITE, Phase.VOTE)
    return room


def everybody_votes(room, answers):
    wording = Wording.objects.get()
    for voice, answer in zip(room.seated, answers, strict=True):
        Vote.objects.create(voice=voice, wording=wording, answer=answer)
    room.open(Phase.CLOSED)


def test_each_group_of_ten_leaves_by_itself_and_nothing_else(regional_room, spool):
    everybody_votes(regional_room, ["agree"] * 11 + ["disagree"] * 10 + ["agree"] * 7)
    release = release_dialogue(regional_room.dialogue, spool)
    (statement,) = release.compared
    assert [(each.group, each.answered, each.agree, each.disagree) for each in statement.groups] == [
        (ALBANIA, 10, "broad", "few"),
        (SERBIA, 10, "up_to_half", "more_than_half"),
    ]
    assert (release.statements, release.withheld, release.breakdown.by) == ((), 0, "country")


def test_what_the_others_answered_changes_nothing_that_leaves(regional_room):
    """The five, and the two who would rather not say, could answer anything."""
    everybody_votes(regional_room, ["agree"] * 21 + ["disagree"] * 7)
    before = preview(regional_room.dialogue)
    Vote.objects.filter(voice__group=KOSOVO).update(answer="agree")
    Vote.objects.filter(voice__group=None).update(answer="pass")
    assert preview(regional_room.dialogue) == before


def test_a_statement_without_one_group_of_ten_is_withheld(regional_room):
    everybody_votes(regional_room, ["agree"] * 28)
    for group in (ALBANIA, SERBIA):
        Voice.objects.get(key=Voice.objects.filter(group=group).first().key).votes.all().delete()
    Vote.objects.filter(voice=Voice.objects.filter(group=ALBANIA, votes__isnull=False).first()).delete()
    found = preview(regional_room.dialogue)
    assert (found.compared, found.withheld) == ((), 1)


def test_the_ledger_keeps_the_groups(regional_room, spool):
    everybody_votes(regional_room, ["agree"] * 28)
    release_dialogue(regional_room.dialogue, spool)
    (question,) = ledger()[0].questions
    assert [(each.name, each.answered) for each in question.groups] == [("0", 10), ("1", 10)]


def test_the_groups_stay_when_voices_are_redrawn(regional_room):
    everybody_votes(regional_room, ["pass"] * 28)
    assert sorted(Voice.objects.exclude(group=None).values_list("group", flat=True)) == [0] * 11 + [1] * 10 + [2] * 5


@pytest.mark.parametrize(("chosen", "group"), [("1", SERBIA), ("none", None)])
def test_a_participant_is_asked_with_the_rule_and_may_rather_not_say(regional_room, phone, chosen, group):
    join(phone, regional_room.batch.participants[-1])
    assert "Which country do you come from?" in phone.get("/rule/").content.decode()
    assert phone.post("/rule/").status_code == 422
    assert phone.post("/rule/", {"group": "7"}).status_code == 422
    phone.post("/rule/", {"group": chosen})
    newcomer = Voice.objects.get(
        agreed=True,
        card__nullifier=Voice.objects.exclude(key__in=[voice.key for voice in regional_room.seated])
        .get()
        .card.nullifier,
    )
    assert newcomer.group == group


def test_nobody_is_asked_in_a_room_without_groups(room, phone):
    join(phone, room.batch.participants[0])
    assert "rather not say" not in phone.get("/rule/").content.decode()
    phone.post("/rule/", {"group": "1"})
    assert Voice.objects.get().group is None


def test_the_gate_shows_groups_by_name_and_no_total(regional_room, phone):
    everybody_votes(regional_room, ["agree"] * 28)
    join(phone, regional_room.batch.facilitators[0])
    page = phone.get("/console/gate/").content.decode()
    assert ("Albania" in page, "Serbia" in page, "Kosovo" in page) == (True, True, False)
    assert "there is no total" in page
    assert "Albania" in phone.get("/wall/").content.decode()


def test_what_is_taken_back_after_the_release_leaves_every_group(regional_room, spool):
    everybody_votes(regional_room, ["agree"] * 28)
    code = "AB12CD34EF56GH78"
    statement = Statement.objects.create(
        dialogue=regional_room.dialogue,
        question=regional_room.dialogue.questions.first(),
        sealed=b"",
        take_back=hash_of(code),
    )
    Wording.objects.update(statement=statement)
    release_dialogue(regional_room.dialogue, spool)
    take_back(code, spool)
    later = document_of(Released.objects.get())
    assert (later.compared, later.revision) == ((), 2)
