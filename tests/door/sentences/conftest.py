"""A dialogue with a release to write highlights on, in five languages."""

import pytest

from sofra.door.preparation.actions import prepare, send_brief
from sofra.door.releases.actions import take_release
from sofra.door.sentences.actions import Draft, write_sentence
from sofra.door.sentences.queries import Ground, ground_of
from sofra.door.sentences.released import pieces_of
from sofra.hatch.release import ReleasedClaim
from sofra.hatch.spool import as_bytes
from tests.door.conftest import SLUG, a_release, a_statement

LANGUAGES = ["en", "de", "sq", "bcms", "mk"]
AGREED = {
    "en": "Small grants help.", "de": "Kleine Zuschüsse helfen.", "sq": "Grantet e vogla ndihmojnë.",
    "bcms": "Mali grantovi pomažu.", "mk": "Малите грантови помагаат.",
}  # fmt: skip
DIVIDED = {
    "en": "Visibility protects us.", "de": "Sichtbarkeit schützt uns.", "sq": "Dukshmëria na mbron.",
    "bcms": "Vidljivost nas štiti.", "mk": "Видливоста нè штити.",
}  # fmt: skip


def in_all(words):
    return dict.fromkeys(LANGUAGES, words)


@pytest.fixture
def prepared(dialogue, spool):
    """Sent and picked up, in all five languages."""
    made = prepare(
        dialogue, languages=LANGUAGES, rule=in_all("Be kind."), questions=[in_all("What hinders?")],
        opening_statements=[], seats=18,
    )  # fmt: skip
    dialogue.title = in_all("What helps")
    dialogue.save()
    send_brief(dialogue, spool)
    spool.path("brief", SLUG).unlink()
    return made


def the_release(**changes):
    given = {
        "claims": (
            ReleasedClaim(texts={"en": "Small groups need core money."}, kind="need", topics=("need.money",)),
            ReleasedClaim(texts={"en": "Journalists are threatened."}, kind="challenge", said_by="media"),
        )
    }
    statements = changes.pop("statements", the_statements())
    return a_release(*statements, **(given | changes))


def the_statements():
    agreed = a_statement(texts=AGREED, answered=15, agree="broad", disagree="few", quotable=True)
    return agreed, a_statement(texts=DIVIDED, answered=15, agree="less_than_half", disagree="less_than_half")


@pytest.fixture
def released(prepared):
    take_release(as_bytes(the_release()))
    return prepared.dialogue


@pytest.fixture
def keys():
    """By a short name: what can be ticked."""
    threatened, need, agreed, agreed_answers, divided, divided_answers = pieces_of(the_release())
    return {
        "need": need, "threatened": threatened, "agreed": agreed, "agreed_answers": agreed_answers,
        "divided": divided, "divided_answers": divided_answers,
    }  # fmt: skip


def a_draft(*rests_on, **changes):
    given = {
        "language": "en", "text": "Small groups need money that lasts.", "said_by": "participants",
        "uncounted": False, "checked": False, "rests_on": rests_on, "quote": None,
    }  # fmt: skip
    return Draft(**(given | changes))


@pytest.fixture
def write(released, convenor):
    def written(*rests_on, **changes):
        return write_sentence(released, a_draft(*rests_on, **changes), convenor)

    return written


@pytest.fixture
def ground(released):
    return ground_of(released)


@pytest.fixture
def write_on(dialogue, convenor):
    """A sentence on a release that never came through the hatch, for what a small dialogue cannot release."""

    def written(content, *rests_on, **changes):
        sentence = write_sentence(dialogue, a_draft(*rests_on, **changes), convenor)
        by = content.breakdown.by if content.breakdown else ""
        return sentence, Ground(pieces_of(content), by, 24)

    return written
