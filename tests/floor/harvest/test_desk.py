"""The rapporteur's desk: one line a claim."""

import pytest
from django.test import Client

from sofra.floor.harvest import actions
from sofra.floor.harvest.models import Claim, ClaimState, TrendCard
from sofra.floor.harvest.shorthand import LETTERS, Line, read_line
from sofra.floor.room.models import Phase
from sofra.hatch.claims import Kind
from tests.floor.conftest import join


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("n: Small groups need money. ##", Line("Small groups need money.", Kind.NEED, 2)),
        ("N:Small groups need money.#", Line("Small groups need money.", Kind.NEED, 1)),
        ("н: Парите доаѓаат и си одат.", Line("Парите доаѓаат и си одат.", Kind.NEED, 0)),
        ("Small groups  need money.", Line("Small groups need money.", None, 0)),
        ("z: is no kind", Line("z: is no kind", None, 0)),
        ("Ways: three", Line("Ways: three", None, 0)),
        ("d:", Line("", Kind.DISAGREEMENT, 0)),
    ],
)
def test_a_line_is_read(typed, line):
    assert read_line(typed) == line


def test_every_kind_has_a_letter():
    assert sorted(LETTERS.values()) == sorted(Kind)


@pytest.fixture
def desk(room):
    room.sit_down(12)
    room.open(Phase.WRITE)
    client = Client()
    join(client, room.batch.rapporteurs[0])
    return client


def test_a_rapporteur_comes_to_the_desk(room, client):
    assert join(client, room.batch.rapporteurs[0]).headers["Location"] == "/harvest/"


def test_a_line_becomes_a_claim_with_its_topic(desk):
    answer = desk.post("/harvest/", {"text": "n: Small groups need core funding. #"})
    assert answer.headers["Location"] == "/harvest/?last=noted"
    claim = Claim.objects.get()
    assert (claim.text, claim.kind, claim.topics) == ("Small groups need core funding.", "need", ["need.funding"])


def test_the_newest_stand_first(desk):
    for number in range(4):
        desk.post("/harvest/", {"text": f"c: Challenge {number}."})
    shown = [each["claim"].text for each in desk.get("/harvest/").context["claims"]]
    assert shown == ["Challenge 3.", "Challenge 2.", "Challenge 1.", "Challenge 0."]


@pytest.mark.parametrize("given", [{"text": ""}, {"text": "No kind."}, {"text": "n:"}, {"text": "n: " + "long " * 100}])
def test_what_cannot_be_noted_stays_in_the_field(desk, given):
    answer = desk.post("/harvest/", given)
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert given["text"].strip() in answer.content.decode()


def test_only_told_sectors_are_offered_and_taken(desk):
    media = {"text": "n: The press is tired.", "said_by": "media"}
    assert desk.post("/harvest/", media).status_code == 422
    desk.post("/harvest/sectors/", {"sectors": ["media"]})
    desk.post("/harvest/", media)
    assert Claim.objects.get().said_by == "media"


def test_a_proposed_topic_is_one_tap(desk):
    desk.post("/harvest/", {"text": "n: Small groups need core funding."})
    key = Claim.objects.get().key
    assert desk.get("/harvest/").context["claims"][0]["proposed"] == [("need.funding", "Funding and independence")]
    desk.post(f"/harvest/{key}/topic/", {"topic": "need.funding"})
    desk.post(f"/harvest/{key}/topic/", {"topic": "no.such_topic"})
    assert Claim.objects.get().topics == ["need.funding"]


def test_a_trend_asks_for_its_card(desk):
    desk.post("/harvest/", {"text": "c: Cannabis grows again."})
    page = f"/harvest/{Claim.objects.get().key}/"
    in_full = {"text": "Cannabis grows again.", "kind": "trend", "said_by": "participants"}
    assert desk.post(page, in_full).headers["Location"] == page
    desk.post(
        page, in_full | {"direction": "growing", "place": "countryside", "known": ["seen", "told"], "hit": "Youth"}
    )
    card = TrendCard.objects.get()
    assert (card.direction, card.place, card.known, card.hit) == ("growing", "countryside", ["seen", "told"], "Youth")


def test_striking_and_taking_up_again(desk):
    desk.post("/harvest/", {"text": "c: Cannabis grows again."})
    key = Claim.objects.get().key
    desk.post(f"/harvest/{key}/strike/")
    assert Claim.objects.get().state == ClaimState.STRUCK
    desk.post(f"/harvest/{key}/again/")
    assert Claim.objects.get().state == ClaimState.NOTED


# ---------------------------------------------------------------- read back


def test_the_room_confirms_rewords_and_strikes_on_the_wall(desk):
    for text in ("n: First.", "n: Second.", "n: Third."):
        desk.post("/harvest/", {"text": text})
    acts = [("confirm", {}), ("reword", {"text": "Said otherwise."}), ("strike", {})]
    seen = []
    for act, more in acts:
        shown = desk.get("/read-back/").context["found"].claim
        seen.append(shown.key)
        desk.post(f"/read-back/{shown.key}/", {"act": act, **more})
    states = [Claim.objects.get(key=key).state for key in seen]
    assert states == ["confirmed", "confirmed", "struck"]
    assert Claim.objects.get(key=seen[1]).text == "Said otherwise."
    assert desk.get("/read-back/").context["found"].claim is None


def test_an_empty_rewording_asks_again_for_the_same_claim(desk):
    for text in ("n: First.", "n: Second."):
        desk.post("/harvest/", {"text": text})
    key = max(claim.key for claim in Claim.objects.all())
    answer = desk.post(f"/read-back/{key}/", {"act": "reword", "text": " "})
    assert (answer.status_code, answer.context["found"].claim.key) == (422, key)


def test_the_gate_says_participants_with_one_tap(room, desk):
    desk.post("/harvest/sectors/", {"sectors": ["media"]})
    desk.post("/harvest/", {"text": "n: The press is tired.", "said_by": "media"})
    claim = Claim.objects.get()
    desk.post(f"/read-back/{claim.key}/", {"act": "confirm"})
    desk.post("/harvest/sectors/", {"sectors": []})
    room.open(Phase.VOTE, Phase.CLOSED)
    console = Client()
    join(console, room.batch.facilitators[0])
    assert "Say “participants”" in console.get("/console/gate/").content.decode()
    console.post(f"/harvest/{claim.key}/mend/", {"why": "voice_too_small"})
    gate = console.get("/console/gate/")
    assert [each.texts for _, _, each in gate.context["claims"]] == [{"en": "The press is tired."}]


@pytest.fixture
def gate_of_one_claim(room, desk):
    """The gate of a room that confirmed one trend, as the facilitator sees it."""
    desk.post("/harvest/", {"text": "t: Smuggling moves to night."})
    claim = Claim.objects.get()
    actions.confirm(claim)
    room.open(Phase.VOTE, Phase.CLOSED)
    console = Client()
    join(console, room.batch.facilitators[0])
    return claim, console


SEEN_THERE = {"direction": "growing", "place": "borders", "known": ["seen"]}


@pytest.mark.parametrize(
    ("make_it_stay", "button"),
    [
        (actions.strike, "Take it up again"),
        (lambda claim: Claim.objects.update(said_by="media"), "Say “participants”"),
        (lambda claim: actions.fill_trend_card(claim, SEEN_THERE), "Leave the place open"),
        (lambda claim: actions.reword(claim, "Marko Petrović moves it."), "I have looked: it points at no one person"),
    ],
    ids=["struck", "voice", "place", "name"],
)
def test_what_stays_goes_with_the_tap_that_the_gate_offers(gate_of_one_claim, make_it_stay, button):
    claim, console = gate_of_one_claim
    make_it_stay(claim)
    page = console.get("/console/gate/")
    assert button in page.content.decode()
    ((staying, *_),) = page.context["claims_staying"]
    console.post(f"/harvest/{claim.key}/mend/", {"why": staying.why})
    left = [each.why for each, *_ in console.get("/console/gate/").context["claims_staying"]]
    assert left == (["not_read_back"] if staying.why == "struck" else [])


def test_what_was_not_read_back_leads_from_the_gate_to_the_wall(gate_of_one_claim):
    claim, console = gate_of_one_claim
    actions.take_up_again(claim)
    section = console.get("/console/gate/").content.decode().partition('id="claims"')[2]
    assert 'href="/read-back/"' in section
    console.post(f"/read-back/{claim.key}/", {"act": "confirm"})
    assert len(console.get("/console/gate/").context["claims"]) == 1


def test_a_tap_that_mends_nothing_changes_nothing(gate_of_one_claim):
    claim, console = gate_of_one_claim
    for why in ("", "said_twice", "room_too_small", "nonsense"):
        assert console.post(f"/harvest/{claim.key}/mend/", {"why": why}).status_code == 302
    assert Claim.objects.get().state == "confirmed"
