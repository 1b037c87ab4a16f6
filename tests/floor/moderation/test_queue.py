"""What a moderator reads next, and that two of them never read the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sofra.floor.moderation.actions import DoneAlready, approve, hold, save_draft, take, take_next
from sofra.floor.moderation.marks import Piece, points_at_somebody, rank
from sofra.floor.moderation.models import LoggedAct, Reason, Taken, Wording
from sofra.floor.moderation.queries import drafted_texts, marked, queue
from sofra.floor.room.models import Phase
from sofra.floor.sealing.actions import lock, open_with
from sofra.floor.statements.models import State
from tests.floor.moderation.test_moderation import TEXTS
from tests.floor.moderation.test_second_reader import NAMED


def test_a_text_in_pieces_is_the_whole_text_with_its_marks():
    text = "Write to vesna@example.org or 070 123 456."
    pieces = marked(text)
    assert "".join(piece.text for piece in pieces) == text
    assert ("vesna@example.org", "email") in [(piece.text, piece.kind) for piece in pieces]


@pytest.mark.parametrize(
    ("kinds", "place"), [([], 2), (["url"], 1), (["self"], 1), (["self", "person"], 0), (["iban"], 0), (["plate"], 0)]
)
def test_names_contacts_and_numbers_come_before_other_marks(kinds, place):
    assert rank([Piece("x"), *(Piece("y", kind) for kind in kinds)]) == place


def test_a_web_address_points_at_nobody_and_all_other_marks_may():
    assert not points_at_somebody([Piece("a", "url"), Piece("b")])
    assert points_at_somebody([Piece("a", "self")])


def test_the_queue_begins_with_marks_and_shows_no_order_of_arrival(writing, passes):
    plain = [writing.say(writing.seated[0], f"words {number}").key for number in range(5)]
    contact = writing.say(writing.seated[0], "write to vesna@example.org").key
    assert queue(passes[0]) == [contact, *sorted(plain)]


def test_what_is_put_back_does_not_come_again_at_once(writing, moderator):
    keys = sorted(writing.say(writing.seated[0], f"words {number}").key for number in range(3))
    shown = [moderator.post("/moderation/next/").headers["Location"]]
    for _ in range(3):
        after = shown[-1].split("/")[2]
        shown.append(moderator.post("/moderation/next/", {"after": after}).headers["Location"])
    assert shown == [f"/moderation/{key}/" for key in [*keys, keys[0]]]


def test_a_taken_statement_goes_to_nobody_else(writing, moderator, other):
    first, second = sorted(writing.say(writing.seated[0], f"words {n}").key for n in "ab")
    assert moderator.post("/moderation/next/").headers["Location"] == f"/moderation/{first}/"
    assert other.post("/moderation/next/").headers["Location"] == f"/moderation/{second}/"
    assert other.get(f"/moderation/{first}/").status_code == 409
    assert other.post(f"/moderation/{first}/", TEXTS).status_code == 409
    assert other.post(f"/moderation/{first}/hold/", {"reason": "harms"}).status_code == 409
    for way in ("return", "destroy"):
        assert other.post(f"/moderation/{first}/{way}/", {"reason": "harms", "sure": "on"}).status_code == 409
    assert other.post(f"/moderation/{first}/take/").status_code == 409
    assert Wording.objects.filter(statement__isnull=False).count() == 0
    assert LoggedAct.objects.count() == 0


def test_a_moderator_who_takes_another_or_leaves_lets_go(writing, moderator, other, passes):
    first, second = sorted(writing.say(writing.seated[0], f"words {n}").key for n in "ab")
    moderator.post("/moderation/next/")
    moderator.post("/moderation/next/", {"after": first})
    assert [taken.statement_id for taken in Taken.objects.all()] == [second]
    response = moderator.post("/moderation/leave/")
    assert response.headers["Location"] == "/left/"
    assert response.cookies["staff"]["max-age"] == 0
    assert Taken.objects.count() == 0


def test_a_desk_that_was_abandoned_is_taken_over_on_purpose(statement, moderator, other, passes):
    moderator.post("/moderation/next/")
    assert "Take it over" in other.get("/moderation/").text
    other.post(f"/moderation/{statement.key}/take/", {"over": "1"})
    assert Taken.objects.get().staff_pass == passes[1]
    late = moderator.post(f"/moderation/{statement.key}/", TEXTS)
    assert late.status_code == 409
    assert "Another moderator was faster" in late.text


def test_a_page_that_is_sent_twice_changes_nothing_the_second_time(statement, moderator):
    moderator.post("/moderation/next/")
    moderator.post(f"/moderation/{statement.key}/", TEXTS)
    again = moderator.post(f"/moderation/{statement.key}/", TEXTS | {"en": "Another."})
    assert again.status_code == 409
    assert Wording.objects.get(statement=statement).texts == TEXTS
    assert LoggedAct.objects.count() == 1


def test_the_first_decision_counts(statement, passes):
    approve(statement, TEXTS, by=passes[0])
    with pytest.raises(DoneAlready):
        hold(statement, Reason.HARMS, by=passes[1])
    with pytest.raises(DoneAlready):
        approve(statement, TEXTS, by=passes[1])
    with pytest.raises(DoneAlready):
        take(statement, passes[1])


def test_nothing_of_another_room_is_ever_in_the_queue(statement, passes, room):
    assert take_next(passes[0]) == statement.key
    statement.refresh_from_db()
    assert statement.state == State.WAITING


def test_while_sealed_the_desk_says_how_many_wait_and_who_opens_them(statement, moderator, room):
    lock(room.dialogue)
    page = moderator.get("/moderation/")
    assert "1 statement lies" in page.text
    assert 'href="/keys/"' in page.text
    assert "nobody answers" not in page.text
    assert moderator.post("/moderation/next/").headers["Location"] == "/moderation/?last=empty"


def test_a_wording_that_was_typed_while_somebody_locked_is_kept_as_a_draft(statement, moderator, room):
    moderator.post("/moderation/next/")
    lock(room.dialogue)
    answer = moderator.post(f"/moderation/{statement.key}/", TEXTS)
    assert answer.headers["Location"] == "/moderation/?last=saved"
    open_with(room.dialogue, *room.batch.key_cards[:2])
    assert drafted_texts(statement) == TEXTS


def test_nothing_taken_outlives_the_close(statement, moderator, room):
    moderator.post("/moderation/next/")
    room.open(Phase.VOTE, Phase.CLOSED)
    assert Taken.objects.count() == 0


def test_the_desk_asks_as_little_of_the_database_for_three_as_for_one(writing, moderator, passes):
    def say_and_leave(number):
        for act in (
            lambda said: hold(said, Reason.HARMS, by=passes[0]),
            lambda said: save_draft(said, TEXTS, by=passes[0]),
            lambda said: approve(said, NAMED, by=passes[0]),
            lambda said: approve(said, TEXTS, by=passes[0]),
            lambda said: None,
        ):
            act(writing.say(writing.seated[number], f"words {number}"))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert moderator.get("/moderation/").status_code == 200
        return len(captured)

    writing.sit_down(2)
    say_and_leave(0)
    with_one = queries()
    say_and_leave(1)
    say_and_leave(2)
    assert queries() == with_one
