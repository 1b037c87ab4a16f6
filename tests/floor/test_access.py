"""Who may open what on the floor. A page without a row fails."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from sofra.floor.console.actions import take_brief
from sofra.floor.harvest.actions import note_claim
from sofra.floor.room.models import Phase
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, a_brief, join

WHO = ("nobody", "not_agreed", "participant", "facilitator", "moderator", "other_moderator", "rapporteur", "translator")

# GET for what reads and POST for what acts, in a room that writes.
# 200 opens, 302 leads on, 409 is too late, 422 asks again, 404 is no page.
TABLE = {
    #                     nobody  not agreed  participant  facilitator  moderator  other room  rapporteur  translator
    "GET health":         (200,    200,        200,         200,         200,       200,       200,       200),
    "POST choose_language": (302,  302,        302,         302,         302,       302,       302,       302),
    "GET style":          (200,    200,        200,         200,         200,       200,       200,       200),
    "GET join":           (200,    200,        200,         200,         200,       200,       200,       200),
    "GET rule":           (404,    200,        200,         404,         404,       404,       404,       404),
    "POST decline":       (404,    302,        302,         404,         404,       404,       404,       404),
    "GET table":          (404,    404,        302,         404,         404,       404,       404,       404),
    "GET wait":           (404,    404,        302,         404,         404,       404,       404,       404),
    "GET headcount":      (404,    404,        200,         200,         404,       404,       404,       404),
    "POST tell_headcount": (404,   404,        404,         422,         404,       404,       404,       404),
    "POST leave":         (302,    302,        302,         302,         302,       302,       302,       302),
    "GET left":           (200,    200,        200,         200,         200,       200,       200,       200),
    "GET keys":           (404,    404,        404,         200,         200,       200,       200,       200),
    "POST lock":          (404,    404,        404,         302,         302,       302,       302,       302),
    "GET burn":           (404,    404,        404,         200,         200,       200,       200,       200),
    "GET say":            (404,    404,        200,         404,         404,       404,       404,       404),
    "POST look_over":     (404,    404,        422,         404,         404,       404,       404,       404),
    "GET said":           (404,    404,        200,         404,         404,       404,       404,       404),
    "GET vote":           (404,    404,        302,         404,         404,       404,       404,       404),
    "GET vote_again":     (404,    404,        302,         404,         404,       404,       404,       404),
    "GET done":           (404,    404,        200,         404,         404,       404,       404,       404),
    "GET moderation":     (404,    404,        404,         404,         200,       200,       404,       404),
    "POST read_next":     (404,    404,        404,         404,         302,       302,       404,       404),
    "POST leave_desk":    (404,    404,        404,         404,         302,       302,       404,       404),
    "GET word":           (404,    404,        404,         404,         409,       404,       404,       404),
    "POST take":          (404,    404,        404,         404,         302,       404,       404,       404),
    "POST hold":          (404,    404,        404,         404,         422,       404,       404,       404),
    "GET return_to_room": (404,    404,        404,         404,         200,       404,       404,       404),
    "GET destroy":        (404,    404,        404,         404,         200,       404,       404,       404),
    "POST take_up_again": (404,    404,        404,         404,         409,       404,       404,       404),
    "GET translations": (404,    404,        404,         404,         404,       404,       404,       200),
    "GET translation": (404,    404,        404,         404,         404,       404,       404,       200),
    "GET glossary_csv": (404,    404,        404,         404,         404,       404,       404,       200),
    "GET glossary_tbx": (404,    404,        404,         404,         404,       404,       404,       200),
    "POST leave_translations": (302, 302,     302,         302,         302,       302,       302,       302),
    "GET reword":       (404,    404,        404,         404,         200,       404,       404,       404),
    "GET kept":           (200,    200,        200,         200,         200,       200,       200,       200),
    "GET kept_here":      (404,    404,        404,         200,         404,       404,       404,       404),
    "GET delete_dialogue": (404,   404,        404,         200,         404,       404,       404,       404),
    "GET deleted":        (200,    200,        200,         200,         200,       200,       200,       200),
    "POST let_go":        (404,    404,        404,         404,         404,       404,       404,       404),
    "GET harvest":        (404,    404,        404,         404,         404,       404,       200,       404),
    "POST sectors":       (404,    404,        404,         404,         404,       404,       302,       404),
    "POST leave_harvest": (302,    302,        302,         302,         302,       302,       302,       302),
    "GET claim":          (404,    404,        404,         404,         404,       404,       200,       404),
    "POST add_topic":     (404,    404,        404,         404,         404,       404,       302,       404),
    "POST strike":        (404,    404,        404,         404,         404,       404,       302,       404),
    "POST take_up_claim": (404,    404,        404,         404,         404,       404,       302,       404),
    "POST mend":          (404,    404,        404,         302,         404,       404,       404,       404),
    "GET read_back":      (404,    404,        404,         200,         404,       404,       200,       404),
    "POST answer":        (404,    404,        404,         302,         404,       404,       302,       404),
    "GET take_back":      (200,    200,        200,         200,         200,       200,       200,       200),
    "GET taken_back":     (200,    200,        200,         200,         200,       200,       200,       200),
    "GET console":        (404,    404,        404,         200,         404,       404,       404,       404),
    "POST move":          (404,    404,        404,         302,         404,       404,       404,       404),
    "POST more_cards":    (404,    404,        404,         422,         404,       404,       404,       404),
    "GET wall":           (404,    404,        404,         200,         404,       404,       404,       404),
    "GET gate":           (404,    404,        404,         302,         404,       404,       404,       404),
    "POST release":       (404,    404,        404,         302,         404,       404,       404,       404),
    "POST look_for_groups": (404,  404,        404,         302,         404,       404,       404,       404),
}  # fmt: skip


@pytest.fixture
def devices(room, spool):
    """A device of each kind of person, and one of a moderator of another room."""
    room.open(Phase.WRITE)
    spool.path("entry", "lipova").unlink()
    take_brief(a_brief(dialogue="elsewhere"), spool, address=ADDRESS)
    elsewhere = read_document(spool.path("entry", "elsewhere").read_bytes(), EntryBatch)
    codes = {
        "not_agreed": room.batch.participants[-1],
        "participant": room.batch.participants[-2],
        "facilitator": room.batch.facilitators[0],
        "moderator": room.batch.moderators[0],
        "other_moderator": elsewhere.moderators[0],
        "rapporteur": room.batch.rapporteurs[0],
        "translator": room.batch.translators[0],
    }
    found = {who: Client() for who in WHO}
    for who, code in codes.items():
        join(found[who], code)
    found["participant"].post("/rule/")
    return found


@pytest.mark.parametrize("page", TABLE)
def test_a_page_opens_to_whom_it_should(room, devices, page):
    method, name = page.split()
    statement = room.say(room.sit_down(), "words of somebody")
    of_statement = ("word", "take", "hold", "return_to_room", "destroy", "take_up_again")
    claim = note_claim(room.dialogue, "Small groups need money.", "need")
    of_claim = ("claim", "add_topic", "strike", "take_up_claim", "mend", "answer")
    keys = dict.fromkeys(of_statement, statement.key) | dict.fromkeys(of_claim, claim.key)
    keys |= {"vote_again": "f" * 32, "let_go": "f" * 32, "kept": "lipova"}
    keys["reword"] = room.dialogue.wordings.get().key
    arguments = {name: [key] for name, key in keys.items()} | {"translation": [keys["reword"], "mk"]}
    address = reverse(name, args=arguments.get(name, []))
    answers = tuple(devices[who].generic(method, address).status_code for who in WHO)
    assert answers == TABLE[page]


def test_every_page_has_a_row():
    named = {pattern.name for pattern in flat(get_resolver().url_patterns)}
    assert named == {page.split()[1] for page in TABLE}


def flat(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from flat(pattern.url_patterns)
