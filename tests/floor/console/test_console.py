import pytest

from sofra.floor.console.actions import take_waiting_briefs
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.votes.models import Vote
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, a_brief, join


@pytest.fixture
def facilitator(room, client):
    join(client, room.batch.facilitators[0])
    return client


def test_a_brief_in_the_hatch_becomes_a_room_and_a_batch_of_codes(db, spool):
    spool.put(a_brief(seats=20))
    assert take_waiting_briefs(spool, address=ADDRESS) == ["lipova"]
    assert list(spool.waiting("brief")) == []
    batch = read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch)
    assert (len(batch.participants), len(batch.facilitators), len(batch.moderators)) == (26, 1, 2)


def test_a_second_brief_of_the_same_dialogue_is_set_aside(room, spool):
    spool.put(a_brief())
    assert take_waiting_briefs(spool, address=ADDRESS) == []
    assert "already has a dialogue lipova" in (spool.folder / "refused" / "brief.lipova.reason.txt").read_text()
    assert Dialogue.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"message": "brief", "version": 2}', b"[]", b"null"])
def test_a_faulty_brief_is_set_aside_with_its_reason(db, spool, content):
    path = spool.path("brief", "broken")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert take_waiting_briefs(spool, address=ADDRESS) == []
    assert (spool.folder / "refused" / "brief.broken.json").read_bytes() == content
    assert (spool.folder / "refused" / "brief.broken.reason.txt").read_text().strip()


def test_the_phases_follow_each_other_and_end(room, facilitator):
    for phase in ("write", "vote", "write", "vote", "closed"):
        assert facilitator.post("/console/move/", {"phase": phase}).headers["Location"] == "/console/"
    assert facilitator.post("/console/move/", {"phase": "write"}).status_code == 409
    assert Dialogue.objects.get().phase == Phase.CLOSED


def test_a_second_click_moves_the_room_once(room, facilitator):
    facilitator.post("/console/move/", {"phase": "write"})
    assert facilitator.post("/console/move/", {"phase": "write"}).status_code == 409
    assert Dialogue.objects.get().phase == Phase.WRITE


def test_more_cards_lie_in_the_hatch_with_the_first(room, facilitator, spool):
    facilitator.post("/console/cards/", {"number": 3})
    batch = read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch)
    assert len(set(batch.participants)) == 29
    assert batch.participants[:26] == room.batch.participants


def test_no_cards_are_made_after_the_close(room, facilitator, spool):
    room.open(Phase.WRITE, Phase.VOTE, Phase.CLOSED)
    assert facilitator.post("/console/cards/", {"number": 3}).status_code == 422


def test_the_wall_shows_results_only_after_the_close(written_room, client):
    join(client, written_room.batch.facilitators[0])
    assert client.get("/wall/").context.get("preview") is None
    written_room.open(Phase.CLOSED)
    assert client.get("/wall/").context["preview"].withheld == 7


def test_the_gate_releases_once_and_hands_over_again(written_room, client, spool):
    join(client, written_room.batch.facilitators[0])
    assert client.get("/console/gate/").headers["Location"] == "/console/"
    written_room.open(Phase.CLOSED)
    for _ in range(2):
        assert client.post("/console/release/").headers["Location"] == "/console/gate/"
        assert [path.name for path in spool.waiting("release")] == ["lipova.json"]


def test_the_wall_shows_six_results_at_a_time(written_room, client):
    join(client, written_room.batch.facilitators[0])
    for wording in written_room.dialogue.wordings.all():
        for voice in written_room.seated:
            Vote.objects.create(voice=voice, wording=wording, answer="agree")
    written_room.open(Phase.CLOSED)
    pages = [client.get("/wall/", {"page": page}) for page in ("", "1", "2", "99", "x")]
    assert [len(page.context["results"]) for page in pages] == [6, 6, 1, 1, 6]
    assert "1 to" in pages[0].text
    assert 'href="?page=2"' in pages[0].text
    assert 'href="?page=1"' in pages[2].text
