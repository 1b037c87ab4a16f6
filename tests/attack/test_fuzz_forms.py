"""Every address of the floor meets what nobody would type, from everybody who may sit there, at every moment."""

import pytest
from django.test import Client

from sofra.floor.harvest.models import Claim
from sofra.floor.room.models import Phase
from sofra.web.languages import BY_CODE
from tests.attack.forms import LONG, cookies_of, described, fuzz
from tests.floor.conftest import join, room, spool  # noqa: F401  fixtures
from tests.pages import unpacked_static_files  # noqa: F401

MOMENTS = {
    Phase.WAITING: [],
    Phase.WRITE: [Phase.WRITE],
    Phase.VOTE: [Phase.WRITE, Phase.VOTE],
    Phase.CLOSED: [Phase.WRITE, Phase.VOTE, Phase.CLOSED],
}
EVERYBODY = [
    (who, moment) for who in ("nobody", "participant", "facilitator", "moderator", "rapporteur") for moment in MOMENTS
]
SOME = [
    ("nobody", Phase.WAITING),
    ("participant", Phase.WRITE),
    ("participant", Phase.VOTE),
    ("facilitator", Phase.CLOSED),
    ("moderator", Phase.VOTE),
    ("rapporteur", Phase.WRITE),
]


def at_the_table(room, moment):  # noqa: F811
    """Cookies of everybody, in a room in which something was said, and what the code there looks for."""
    room.sit_down(3)
    people = {"nobody": Client()}
    codes = {
        "participant": room.batch.participants[-1],
        "facilitator": room.batch.facilitators[0],
        "moderator": room.batch.moderators[0],
        "rapporteur": room.batch.rapporteurs[0],
    }
    for who, code in codes.items():
        people[who] = Client()
        join(people[who], code)
    people["participant"].post("/rule/")
    known = {*codes.values(), *Phase.values, *BY_CODE, "agree", "pass", "0", "1", "10", "-1", "1e9", "on", "\0", "/"}
    known |= {room.dialogue.slug, *(question.key for question in room.dialogue.questions.all())}
    for phase in MOMENTS[moment]:
        if phase == Phase.VOTE:
            room.word(room.say(room.seated[0], "raw words"), "A wording.")
            known.add(room.say(room.seated[1], "other words").key)
        room.open(phase)
        people["rapporteur"].post("/harvest/", {"text": "n: Small groups need core money."})
    known |= set(Claim.objects.values_list("key", flat=True))
    return {who: cookies_of(client) for who, client in people.items()}, known


@pytest.mark.attack
@pytest.mark.parametrize(("who", "moment"), EVERYBODY if LONG else SOME)
def test_no_form_and_no_address_breaks_the_floor(room, moment, who):  # noqa: F811
    people, known = at_the_table(room, moment)
    assert fuzz(described(known), people[who]) >= 60


def test_trace_is_refused(client):
    answer = client.generic("TRACE", "/left/", headers={"X-Marked": "marked"})
    assert answer.status_code == 405
    assert "marked" not in answer.text
