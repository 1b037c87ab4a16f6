"""A room that asked for opinion groups: they are found once, at the close, or the gate says why there are none."""

import random

import numpy as np
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from sofra.analysis.opinion.groups import MOST_GROUPS
from sofra.floor.console.actions import take_brief
from sofra.floor.moderation.models import Wording
from sofra.floor.release import actions
from sofra.floor.release.actions import NotClosed, find_opinion_groups, release_dialogue
from sofra.floor.release.models import ReleasePlan
from sofra.floor.release.queries import ledger, preview
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.votes.models import Vote
from sofra.floor.votes.queries import answer_table
from sofra.hatch.brief import MOST_OPINION_GROUPS, Breakdown
from sofra.hatch.entry import EntryBatch
from sofra.hatch.release import Release
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, Room, a_brief, join

NAMES = tuple({"en": f"Opinion group {n}", "mk": f"Група на мислење {n}"} for n in range(1, 5))
STATEMENTS = tuple({"en": f"Statement {n}.", "mk": f"Изјава {n}."} for n in range(16))
PEOPLE = 54
SIDES = {True: "agree", False: "disagree"}


@pytest.fixture
def room(db, spool):
    brief = a_brief(seats=PEOPLE, opening_statements=STATEMENTS, breakdown=Breakdown(by="opinion", groups=NAMES))
    dialogue = take_brief(brief, spool, address=ADDRESS)
    room = Room(dialogue, read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch))
    room.sit_down(PEOPLE)
    room.open(Phase.WRITE, Phase.VOTE)
    return room


def in_two_camps(person, statement):
    """Half of the room one way, half the other; one answer in eight is a pass, and one in eight of the other side."""
    chance = random.Random(f"{person} {statement}").random()
    if chance < 1 / 8:
        return "pass"
    return SIDES[((person % 2) == (statement % 2)) ^ (chance > 7 / 8)]


def without_camps(person, statement):
    return random.Random(f"{person} {statement}").choice(["agree", "agree", "disagree"])


def vote(room, mind, skipped=()):
    """Everybody answers everything, but for the pairs of person and statement that are skipped."""
    wordings = sorted(Wording.objects.filter(on_table=True), key=lambda wording: int(wording.texts["en"][10:-1]))
    Vote.objects.bulk_create(
        Vote(voice=voice, wording=wording, answer=mind(person, statement))
        for person, voice in enumerate(room.seated)
        for statement, wording in enumerate(wordings)
        if (person, statement) not in skipped
    )


def close(room):
    room.open(Phase.CLOSED)
    room.dialogue.refresh_from_db()
    return room.dialogue


def test_two_camps_leave_as_two_groups_of_ten_and_more(room, spool):
    vote(room, in_two_camps)
    release = release_dialogue(close(room), spool)
    assert (release.opinion_groups, release.statements, len(release.compared)) == ("found", (), len(STATEMENTS))
    for each in release.compared:
        first, second = each.groups
        assert {first.agree, second.agree} <= {"broad", "more_than_half", "less_than_half", "few"}
        assert first.agree != second.agree
        assert first.answered >= 10 <= second.answered
    assert read_document(spool.path("release", "lipova").read_bytes(), Release) == release
    assert [len(each.groups) for each in ledger()[0].questions] == [2] * len(STATEMENTS)


def test_who_is_in_which_group_is_gone_with_the_release(room, spool):
    vote(room, in_two_camps)
    dialogue = close(room)
    assert set(Voice.objects.values_list("group", flat=True)) >= {0, 1}
    assert ReleasePlan.objects.get().mapped
    release_dialogue(dialogue, spool)
    assert (Voice.objects.count(), ReleasePlan.objects.get().mapped) == (0, [])


def test_nobody_is_asked_for_a_group(room):
    phone = Client()
    join(phone, room.batch.participants[PEOPLE])
    page = phone.get("/rule/")
    assert "groups of people who answered alike" in page.content.decode()
    assert "group" not in page.context["form"].fields


@pytest.mark.parametrize(
    ("mind", "skipped", "outcome"),
    [
        (without_camps, (), "none"),
        (in_two_camps, [(person, person) for person in range(5)], "too_few"),
    ],
    ids=["no camps", "49 answered everything"],
)
def test_without_groups_the_room_is_counted_as_a_whole_and_the_gate_says_why(room, spool, mind, skipped, outcome):
    vote(room, mind, skipped)
    dialogue = close(room)
    console = Client()
    join(console, room.batch.facilitators[0])
    for page in ("gate", "wall"):
        assert "No opinion groups" in console.get(reverse(page)).content.decode()
    release = release_dialogue(dialogue, spool)
    assert (release.opinion_groups, release.breakdown, release.compared) == (outcome, None, ())
    assert len(release.statements) == len(STATEMENTS)
    assert preview(dialogue).opinion_groups == outcome


def test_a_statement_that_some_did_not_answer_is_counted_for_the_room(room, spool):
    """By group it would tell, of those who are known to have answered it, in which group they are."""
    vote(room, in_two_camps, [(person, 3) for person in range(20)])
    release = release_dialogue(close(room), spool)
    assert [each.texts["en"] for each in release.statements] == ["Statement 3."]
    assert len(release.compared) == len(STATEMENTS) - 1
    assert release.statements[0].answered == 30


def test_the_gate_and_the_wall_show_groups_and_the_rest(room):
    vote(room, in_two_camps, [(person, 3) for person in range(20)])
    close(room)
    console = Client()
    join(console, room.batch.facilitators[0])
    gate = console.get(reverse("gate")).content.decode()
    assert gate.count("Opinion group 1") == len(STATEMENTS) - 1
    assert gate.count("The room as a whole") == 1
    assert "Opinion group 3" not in gate
    assert "Opinion group 1" in console.get(reverse("wall")).content.decode()


def test_groups_are_looked_for_once(room):
    """Other coins would find other groups, and two maps of one room tell more than one."""
    vote(room, in_two_camps)
    dialogue = close(room)
    before = preview(dialogue)
    Vote.objects.update(answer="pass")
    find_opinion_groups(dialogue)
    assert preview(dialogue).opinion_groups == "found"
    assert {each.group for each in preview(dialogue).compared[0].groups} == {
        each.group for each in before.compared[0].groups
    }


def test_what_was_not_looked_for_does_not_leave(room, spool, monkeypatch):
    vote(room, in_two_camps)
    with monkeypatch.context() as stopped:
        stopped.setattr("sofra.floor.console.actions.find_opinion_groups", lambda dialogue: None)
        dialogue = close(room)
    with pytest.raises(NotClosed):
        release_dialogue(dialogue, spool)
    console = Client()
    join(console, room.batch.facilitators[0])
    assert "Look for opinion groups" in console.get(reverse("gate")).content.decode()
    assert "Statement" not in console.get(reverse("wall")).content.decode()
    console.post(reverse("look_for_groups"))
    assert len(console.get(reverse("gate")).context["preview"].compared) == len(STATEMENTS)


def test_whoever_passed_may_as_well_have_answered(room, monkeypatch):
    """The finder sees a coin for a pass: where this person answered as the coin fell, the groups are the same."""
    monkeypatch.setattr(actions.secrets, "randbits", lambda _: 1)
    vote(room, in_two_camps)
    Dialogue.objects.update(phase=Phase.CLOSED)
    passed, agreed, disagreed = (groups_with_first_pass_as(answer, room) for answer in ("pass", "agree", "disagree"))
    assert set(passed.values()) >= {0, 1}
    assert passed in (agreed, disagreed)


def groups_with_first_pass_as(answer, room):
    """Who would be in which group; nothing of it is kept."""
    with transaction.atomic():
        first = Vote.objects.filter(answer="pass").order_by("voice_id", "wording_id").first()
        Vote.objects.filter(voice=first.voice_id, wording=first.wording_id).update(answer=answer)
        find_opinion_groups(Dialogue.objects.get())
        found = dict(Voice.objects.values_list("key", "group"))
        transaction.set_rollback(True)
    return found


def test_there_are_as_many_names_as_there_can_be_groups():
    assert MOST_OPINION_GROUPS == MOST_GROUPS


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seats": 49}, "49 seats are too few for opinion groups, 50 are needed"),
        ({"breakdown": Breakdown(by="opinion", groups=NAMES[:3])}, "3 names for opinion groups, 4 are needed"),
    ],
)
def test_a_brief_asks_for_opinion_groups_from_fifty_seats_on(changes, reason):
    given = {"seats": 60, "breakdown": Breakdown(by="opinion", groups=NAMES)}
    with pytest.raises(ValueError, match=reason):
        a_brief(**(given | changes))


def test_the_array_has_every_answer_in_its_place(room):
    vote(room, in_two_camps, [(person, 3) for person in range(20)])
    table = answer_table(room.dialogue)
    assert table.answers.shape == (PEOPLE, len(STATEMENTS))
    assert np.isnan(table.answers).sum() == 20
    signs = {"agree": 1.0, "disagree": -1.0, "pass": 0.0}
    for row in Vote.objects.all()[:50]:
        place = table.voices.index(row.voice_id), table.wordings.index(row.wording_id)
        assert table.answers[place] == signs[row.answer]
