import pytest

from sofra.floor.moderation.actions import DoneAlready, MissingLanguage, approve, hold, take_up_again
from sofra.floor.moderation.models import HoldReason, Wording
from sofra.floor.room.models import Phase
from sofra.floor.statements.models import State
from sofra.floor.statements.queries import original
from tests.floor.conftest import join

TEXTS = {"en": "Letters stay unanswered.", "mk": "Писмата остануваат без одговор."}


@pytest.fixture
def statement(room):
    room.sit_down()
    room.open(Phase.WRITE)
    return room.say(room.seated[0], "Nobody answers our letters!!")


@pytest.fixture
def moderator(room, client):
    join(client, room.batch.moderators[0])
    return client


def test_the_original_stands_beside_the_wording_and_is_never_altered(room, statement, moderator):
    page = moderator.get(f"/moderation/{statement.key}/")
    assert page.text.count("Nobody answers our letters!!") == 2  # the original, and the first field to begin from
    assert moderator.post(f"/moderation/{statement.key}/", TEXTS).headers["Location"] == "/moderation/"
    statement.refresh_from_db()
    assert (original(statement).text, statement.state) == ("Nobody answers our letters!!", State.WORDED)
    assert Wording.objects.get(statement=statement).texts == TEXTS


def test_a_wording_in_one_language_alone_is_refused_and_kept(room, statement, moderator):
    page = moderator.post(f"/moderation/{statement.key}/", TEXTS | {"mk": ""})
    assert page.status_code == 422
    assert "Every language of the room needs the wording" in page.text
    assert "Letters stay unanswered." in page.text
    with pytest.raises(MissingLanguage, match="mk"):
        approve(statement, {"en": "Letters stay unanswered."})


def test_wordings_come_to_the_table_five_at_a_time(room):
    room.sit_down()
    room.open(Phase.WRITE)
    tables = []
    for number in range(6):
        room.word(room.say(room.seated[0], f"words {number}"), f"Wording {number}.")
        tables.append(Wording.objects.filter(on_table=True, statement__isnull=False).count())
    assert tables == [0, 0, 0, 0, 5, 5]


def test_the_rest_comes_to_the_table_when_the_vote_opens(room):
    room.sit_down()
    room.open(Phase.WRITE)
    room.word(room.say(room.seated[0], "words"), "Wording.")
    room.open(Phase.VOTE)
    assert Wording.objects.filter(on_table=False).count() == 0


def test_two_moderators_do_not_collide(room, statement, moderator, phone):
    approve(statement, TEXTS)
    join(phone, room.batch.moderators[1])
    page = phone.post(f"/moderation/{statement.key}/", {"en": "Another.", "mk": "Друго."})
    assert page.status_code == 409
    assert Wording.objects.get(statement=statement).texts == TEXTS
    with pytest.raises(DoneAlready):
        hold(statement, HoldReason.HARMS)


def test_holding_back_needs_a_reason_and_can_be_taken_up_again(statement, moderator):
    assert moderator.post(f"/moderation/{statement.key}/hold/", {}).status_code == 422
    moderator.post(f"/moderation/{statement.key}/hold/", {"reason": "names_a_person"})
    statement.refresh_from_db()
    assert (statement.state, statement.hold.reason) == (State.HELD, "names_a_person")
    moderator.post(f"/moderation/{statement.key}/again/")
    statement.refresh_from_db()
    assert statement.state == State.WAITING
    with pytest.raises(DoneAlready):
        take_up_again(statement)


def test_a_participant_never_sees_the_original(written_room, phone):
    code = written_room.batch.participants[20]
    join(phone, code)
    phone.post("/rule/")
    assert "raw words" not in phone.get("/vote/").text


def test_the_queue_shows_no_order_of_arrival(room, moderator):
    room.sit_down()
    room.open(Phase.WRITE)
    keys = [room.say(room.seated[0], f"words {number}").key for number in range(6)]
    page = moderator.get("/moderation/").text
    shown = sorted(keys, key=page.index)
    assert shown == sorted(keys)
