import pytest

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Phase, Voice
from sofra.floor.votes.actions import WordingGone, cast_vote
from sofra.floor.votes.models import Answer, Vote
from sofra.floor.votes.queries import next_wording, progress, vote_table, voters
from tests.floor.conftest import sit_down_with


@pytest.fixture
def voter(written_room, phone):
    return sit_down_with(phone, written_room.batch.participants[20])


def test_voting_walks_through_the_whole_table(written_room, voter):
    page = voter.get("/vote/")
    for _ in range(7):
        key = page.context["wording"].key
        response = voter.post("/vote/", {"wording": key, "answer": "agree"})
        assert response.headers["Location"] == f"/vote/?last={key}"
        page = voter.get(response.headers["Location"], follow=True)
    assert page.redirect_chain[-1][0] == "/done/"
    assert Vote.objects.count() == 7


def test_a_second_vote_replaces_the_first(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    for answer in ("agree", "agree", "disagree"):
        voter.post("/vote/", {"wording": key, "answer": answer})
    assert [vote.answer for vote in Vote.objects.all()] == ["disagree"]


def test_changing_the_last_one_does_not_show_the_answer(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    voter.post("/vote/", {"wording": key, "answer": "disagree"})
    page = voter.get(f"/vote/{key}/")
    assert page.status_code == 200
    assert "checked" not in page.text
    assert "aria-pressed" not in page.text


def test_a_vote_without_an_answer_asks_again(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    page = voter.post("/vote/", {"wording": key})
    assert page.status_code == 422
    assert "No answer arrived" in page.text
    assert Vote.objects.count() == 0


def test_an_unknown_answer_is_not_counted(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    assert voter.post("/vote/", {"wording": key, "answer": "perhaps"}).status_code == 422
    assert Vote.objects.count() == 0


def test_who_answers_what_was_taken_back_goes_on_with_the_next(written_room, voter):
    assert voter.post("/vote/", {"wording": "f" * 32, "answer": "agree"}).headers["Location"] == "/vote/"
    gone = written_room.dialogue.wordings.first()
    Wording.objects.filter(key=gone.key).delete()
    with pytest.raises(WordingGone):
        cast_vote(written_room.seated[0], gone, Answer.AGREE)
    assert Vote.objects.count() == 0


def test_a_vote_while_the_room_writes_again_is_not_counted_and_says_so(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    written_room.open(Phase.WRITE)
    page = voter.post("/vote/", {"wording": key, "answer": "agree"})
    assert page.status_code == 409
    assert "came too late" in page.text
    assert Vote.objects.count() == 0


def test_a_vote_after_the_close_is_not_counted_and_leads_to_no_seat(written_room, voter):
    key = voter.get("/vote/").context["wording"].key
    written_room.open(Phase.CLOSED)
    for page in (voter.post("/vote/", {"wording": key, "answer": "agree"}), voter.get("/table/"), voter.get("/say/")):
        assert page.status_code == 410
        assert "The round is closed" in page.text
    assert Vote.objects.count() == 0


def test_the_close_gives_every_voice_another_key_and_keeps_the_counts(written_room, voter):
    wording = Wording.objects.filter(on_table=True).first()
    for voice, answer in zip(written_room.seated, ["agree"] * 7 + ["disagree"] * 5, strict=True):
        Vote.objects.create(voice=voice, wording=wording, answer=answer)
    before = {voice.key for voice in Voice.objects.all()}
    written_room.open(Phase.CLOSED)
    after = {voice.key for voice in Voice.objects.all()}
    assert (len(after), before & after) == (13, set())
    counts = next(tally.groups["room"] for tally in vote_table(written_room.dialogue) if tally.wording == wording)
    assert (counts.agree, counts.disagree, counts.answered) == (7, 5, 12)


def test_each_voice_has_an_order_of_its_own_that_stays(written_room):
    orders = set()
    for voice in written_room.seated:
        first = next_wording(voice)
        assert next_wording(voice) == first
        orders.add(first.key)
    assert len(orders) > 1


def test_counts_are_of_the_whole_room(written_room, voter):
    wording = Wording.objects.filter(on_table=True).first()
    for voice, answer in zip(written_room.seated, ["agree"] * 6 + ["disagree"] * 3 + ["pass"] * 3, strict=True):
        Vote.objects.create(voice=voice, wording=wording, answer=answer)
    counts = next(tally.groups["room"] for tally in vote_table(written_room.dialogue) if tally.wording == wording)
    assert (counts.agree, counts.disagree, counts.answered) == (6, 3, 12)
    assert voters(written_room.dialogue) == 12
    assert (progress(written_room.seated[0]).answered, progress(written_room.seated[0]).total) == (1, 7)
