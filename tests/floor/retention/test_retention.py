"""What is kept has a last day, and goes on it. Days are given here; no test waits for one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sofra.floor.console.actions import VotesAreGone, take_brief
from sofra.floor.console.actions import release as release_it
from sofra.floor.moderation.models import LoggedAct, Wording
from sofra.floor.release.actions import release_dialogue
from sofra.floor.release.models import Released
from sofra.floor.retention.actions import count_down, delete_dialogue, let_go_by_date
from sofra.floor.retention.queries import Thing, kept, votes_until
from sofra.floor.room.models import Card, Dialogue, Phase, Question, StaffPass, Voice
from sofra.floor.sealing.queries import State, key_place, state
from sofra.floor.statements.models import Statement
from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer, Vote
from tests.floor.conftest import ADDRESS, a_brief, join

TODAY = date(2027, 10, 8)


def days(number):
    return TODAY + timedelta(days=number)


def fresh(room):
    return Dialogue.objects.get(slug=room.dialogue.slug)


@pytest.fixture
def voted(written_room):
    """Twelve votes on one wording, words sealed, and the room still open."""
    wording = written_room.dialogue.wordings.first()
    for voice in written_room.seated:
        cast_vote(voice, wording, Answer.AGREE)
    Dialogue.objects.update(words_until=None)
    return written_room


@pytest.fixture
def closed(voted):
    voted.open(Phase.CLOSED)
    Dialogue.objects.update(words_until=None)
    let_go_by_date(TODAY)
    return voted


def gone(room):
    return {each.thing.value for each in kept(fresh(room)) if each.gone}


def test_an_open_room_has_a_year_and_closing_brings_the_day_nearer(voted):
    let_go_by_date(TODAY)
    assert fresh(voted).words_until == days(365)
    voted.open(Phase.CLOSED)
    Dialogue.objects.update(words_until=days(365))
    let_go_by_date(TODAY)
    assert fresh(voted).words_until == days(180)


def test_the_last_day_never_moves_away_again(closed):
    let_go_by_date(days(40))
    assert fresh(closed).words_until == days(180)


def test_a_release_leaves_thirty_days_but_never_more_than_were_left(closed, spool):
    release_dialogue(fresh(closed), spool)
    let_go_by_date(days(170))
    assert fresh(closed).words_until == days(180)
    Dialogue.objects.update(words_until=days(180))
    let_go_by_date(days(100))
    assert fresh(closed).words_until == days(130)


def test_votes_that_nobody_releases_go_ninety_days_after_the_close(closed, spool):
    assert votes_until(fresh(closed)) == days(90)
    let_go_by_date(days(90))
    assert Vote.objects.count() == 12
    let_go_by_date(days(91))
    assert (Vote.objects.count(), Voice.objects.count()) == (0, 0)
    assert Wording.objects.count() == 7
    with pytest.raises(VotesAreGone):
        release_it(fresh(closed), spool)
    assert Released.objects.count() == 0


def test_words_and_their_key_go_a_hundred_and_eighty_days_after_the_close(closed):
    let_go_by_date(days(180))
    assert Statement.objects.count() == 6
    assert key_place(closed.dialogue).exists()
    let_go_by_date(days(181))
    assert not key_place(closed.dialogue).exists()
    assert state(closed.dialogue) == State.BURNED
    for table in (Statement, Wording, Vote, Voice, Card, StaffPass, LoggedAct):
        assert table.objects.count() == 0
    assert gone(closed) == set(Thing)
    assert Question.objects.count() == 2


def test_what_was_released_stays_when_the_words_go(closed, spool):
    release_dialogue(fresh(closed), spool)
    let_go_by_date(TODAY)
    let_go_by_date(days(31))
    assert Statement.objects.count() == 0
    assert Released.objects.count() == 1
    assert spool.path("release", "lipova").exists()


def test_an_open_room_that_nobody_closes_is_deleted_after_a_year(voted, spool):
    let_go_by_date(TODAY)
    let_go_by_date(days(365))
    assert Dialogue.objects.count() == 1
    let_go_by_date(days(366))
    assert Dialogue.objects.count() == 0
    assert not key_place(voted.dialogue).exists()
    assert not spool.path("entry", "lipova").exists()


def test_a_second_look_on_the_same_day_finds_nothing_to_do(closed):
    for _ in range(2):
        let_go_by_date(days(181))
    assert gone(closed) == set(Thing)


def test_one_dialogue_goes_and_the_others_stay(closed, spool):
    take_brief(a_brief(dialogue="elsewhere"), spool, address=ADDRESS)
    Dialogue.objects.filter(slug="elsewhere").update(words_until=days(400))
    let_go_by_date(days(181))
    assert key_place(Dialogue.objects.get(slug="elsewhere")).exists()
    assert Wording.objects.filter(dialogue="elsewhere").count() == 1


def test_a_key_file_that_cannot_be_removed_keeps_no_other_dialogue(closed, spool):
    take_brief(a_brief(dialogue="elsewhere"), spool, address=ADDRESS)
    Dialogue.objects.update(words_until=days(0))
    stuck = key_place(closed.dialogue)
    stuck.unlink()
    stuck.mkdir()
    with pytest.raises(ExceptionGroup):
        let_go_by_date(days(1))
    assert [each.slug for each in Dialogue.objects.all()] == ["lipova"]
    assert Statement.objects.count() == 6
    stuck.rmdir()
    let_go_by_date(days(1))
    assert Statement.objects.count() == 0


def test_closing_and_releasing_on_the_console_set_the_day_at_once(voted, spool, settings):
    voted.open(Phase.CLOSED)
    assert fresh(voted).words_until == timezone.localdate() + timedelta(days=180)
    release_it(fresh(voted), spool)
    assert fresh(voted).words_until == timezone.localdate() + timedelta(days=30)


def test_deleting_a_dialogue_leaves_nothing_but_what_was_handed_over(closed, spool):
    release_dialogue(fresh(closed), spool)
    delete_dialogue(fresh(closed), spool)
    for table in (Dialogue, Question, Statement, Wording, Vote, Voice, Card, StaffPass, LoggedAct, Released):
        assert table.objects.count() == 0
    assert not key_place(closed.dialogue).exists()
    assert not spool.path("entry", "lipova").exists()
    assert spool.path("release", "lipova").exists()


def test_the_facilitator_deletes_in_two_steps(room, client):
    join(client, room.batch.facilitators[0])
    assert "Gone then, at once" in client.get("/console/kept/delete/").text
    assert client.post("/console/kept/delete/", {}).status_code == 422
    assert Dialogue.objects.count() == 1
    answer = client.post("/console/kept/delete/", {"sure": "on"})
    assert answer.headers["Location"] == "/deleted/"
    assert answer.cookies["staff"]["max-age"] == 0
    assert Dialogue.objects.count() == 0
    assert client.get("/deleted/").status_code == 200


def test_everybody_can_see_what_is_kept_and_until_when(closed, client):
    page = client.get("/kept/lipova/")
    assert page.status_code == 200
    shown = {each.thing.value: each.gone for _, each in page.context["kept"]}
    assert shown == {
        "cards": True,
        "inbox": True,
        "votes": False,
        "words": False,
        "wordings": False,
        "claims": True,
        "desk": False,
    }
    assert "6 January 2028" in page.text  # votes, ninety days
    assert "5 April 2028" in page.text  # words, a hundred and eighty
    assert client.get("/kept/nowhere/").status_code == 404


def test_the_page_holds_no_counts_and_no_words(closed, client):
    page = client.get("/kept/lipova/")
    assert "raw words" not in page.text
    assert "Wording 1" not in page.text
    held = {type(value) for _, each in page.context["kept"] for value in vars(each).values()}
    assert held == {Thing, bool, date}


def test_the_gate_says_that_the_votes_are_gone(closed, client):
    join(client, closed.batch.facilitators[0])
    let_go_by_date(days(91))
    page = client.get("/console/gate/")
    assert "Nothing can leave this room any more" in page.text
    assert "Release, once and for all" not in page.text
    assert client.post("/console/release/").headers["Location"] == "/console/gate/"
    assert Released.objects.count() == 0


def test_a_dialogue_knows_its_last_day_from_the_beginning(room):
    assert fresh(room).words_until is not None
    count_down(fresh(room), TODAY)
