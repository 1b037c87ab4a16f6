"""What may point at a person is read by two, with two different passes."""

import pytest

from sofra.floor.moderation.actions import Outcome, approve, hold, take_next
from sofra.floor.moderation.models import FirstReading, LoggedAct, Reason, Wording
from sofra.floor.moderation.queries import queue
from sofra.floor.room.models import Phase, StaffPass

NAMED = {"en": "Write to vesna@example.org.", "mk": "Пишете на vesna@example.org."}
NAMELESS = {"en": "Write to the office.", "mk": "Пишете до канцеларијата."}


def worded():
    return Wording.objects.filter(statement__isnull=False)


def test_a_wording_that_points_at_somebody_waits_for_a_second_reader(statement, passes):
    assert approve(statement, NAMED, by=passes[0]) == Outcome.SECOND
    assert worded().count() == 0
    assert approve(statement, NAMED, by=passes[1]) == Outcome.READY
    wording = worded().get()
    assert (wording.texts, wording.names_somebody, wording.readers) == (NAMED, True, 2)
    assert FirstReading.objects.count() == 0
    assert sorted(each.act for each in LoggedAct.objects.all()) == ["read_twice", "reworded"]


def test_the_first_reader_cannot_be_the_second(statement, passes, moderator):
    for _ in range(3):
        assert approve(statement, NAMED, by=passes[0]) == Outcome.SECOND
    assert queue(passes[0]) == []
    assert take_next(passes[0]) is None
    moderator.post(f"/moderation/{statement.key}/take/")
    page = moderator.get(f"/moderation/{statement.key}/")
    assert "you cannot confirm it yourself" in page.text
    moderator.post(f"/moderation/{statement.key}/", NAMED)
    assert worded().count() == 0


def test_the_second_reader_gets_it_first_and_is_told(writing, statement, passes, other):
    writing.say(writing.seated[0], "write to petar@example.org")
    approve(statement, NAMED, by=passes[0])
    page = other.post("/moderation/next/", follow=True)
    assert page.redirect_chain == [(f"/moderation/{statement.key}/", 302)]
    assert "A moderator with another pass let this through" in page.text
    assert [field.value() for field in page.context["form"]] == [NAMED["en"], NAMED["mk"]]
    other.post(f"/moderation/{statement.key}/", NAMED)
    assert worded().get().readers == 2


def test_what_the_second_reader_changes_needs_the_first_again(statement, passes):
    approve(statement, NAMED, by=passes[0])
    changed = NAMED | {"en": "Write to Vesna at vesna@example.org."}
    assert approve(statement, changed, by=passes[1]) == Outcome.SECOND
    assert approve(statement, changed, by=passes[1]) == Outcome.SECOND
    assert approve(statement, changed, by=passes[0]) == Outcome.READY


def test_what_the_second_reader_words_without_a_name_needs_nobody_else(statement, passes):
    approve(statement, NAMED, by=passes[0])
    assert approve(statement, NAMELESS, by=passes[1]) == Outcome.READY
    assert (worded().get().names_somebody, worded().get().readers) == (False, 1)


def test_the_second_reader_can_hold_it_back(statement, passes):
    approve(statement, NAMED, by=passes[0])
    hold(statement, Reason.NAMES_A_PERSON, by=passes[1])
    assert FirstReading.objects.count() == 0


def test_it_does_not_come_to_the_table_with_the_vote(statement, passes, room):
    approve(statement, NAMED, by=passes[0])
    room.open(Phase.VOTE)
    assert worded().count() == 0


def test_a_name_in_any_language_counts(statement, passes):
    assert approve(statement, NAMELESS | {"mk": NAMED["mk"]}, by=passes[0]) == Outcome.SECOND


@pytest.mark.parametrize("texts", [NAMED, NAMELESS])
def test_after_the_close_no_pass_stands_beside_a_statement(statement, passes, room, texts):
    approve(statement, texts, by=passes[0])
    room.open(Phase.VOTE, Phase.CLOSED)
    for staff_pass in StaffPass.objects.all():
        assert not hasattr(staff_pass, "taken")
        assert staff_pass.first_readings.count() == 0
