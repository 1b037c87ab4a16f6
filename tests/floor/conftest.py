"""A room to test in: made from a brief by the floor's own actions, with its codes at hand."""

from dataclasses import dataclass, field

import pytest
from django.test import Client

from sofra.floor.console.actions import move_on, take_brief
from sofra.floor.moderation.actions import approve
from sofra.floor.room.actions import admit, agree_to_rule
from sofra.floor.room.models import Dialogue, Phase, Role, StaffPass, Voice
from sofra.floor.room.tries import wrong_codes
from sofra.floor.sealing import keyfile
from sofra.floor.sealing.actions import open_with
from sofra.floor.statements.actions import submit_statement
from sofra.hatch.brief import Brief
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import Spool, read_document
from tests.pages import unpacked_static_files  # noqa: F401  used by every test here

ADDRESS = "http://127.0.0.1:8001/"


def a_brief(**changes):
    given = {
        "dialogue": "lipova",
        "fictional": True,
        "title": {"en": "Lipova", "mk": "Липова"},
        "languages": ("en", "mk"),
        "rule": {
            "en": "Speak of what was said, never of who said it.",
            "mk": "Кажете што се рекло, никогаш кој рекол.",
        },
        "questions": ({"en": "What hinders us?", "mk": "Што нè спречува?"}, {"en": "What helps?", "mk": "Што помага?"}),
        "opening_statements": ({"en": "Money comes and goes.", "mk": "Парите доаѓаат и си одат."},),
        "seats": 20,
        "translators": 2,
    }
    return Brief(**(given | changes))


@dataclass
class Room:
    dialogue: Dialogue
    batch: EntryBatch
    seated: list[Voice] = field(default_factory=list)

    def sit_down(self, number=1):
        """So many voices that have agreed to the rule."""
        for _ in range(number):
            voice = admit(self.batch.participants[len(self.seated)])
            agree_to_rule(voice)
            self.seated.append(Voice.objects.select_related("dialogue").get(key=voice.key))
        return self.seated[-1]

    def open(self, *phases):
        for phase in phases:
            move_on(self.dialogue, phase)
        for voice in self.seated:
            voice.dialogue = self.dialogue

    def say(self, voice, words, language="en"):
        voice.refresh_from_db()
        voice.dialogue = self.dialogue
        question = self.dialogue.questions.first()
        return submit_statement(voice, question, words, language, left=voice.statements_left)

    def word(self, statement, text):
        return approve(statement, {"en": text, "mk": f"мк {text}"}, by=self.moderators[0])

    @property
    def moderators(self):
        return list(StaffPass.objects.filter(dialogue=self.dialogue, role=Role.MODERATOR).order_by("key"))

    @property
    def translators(self):
        return list(StaffPass.objects.filter(dialogue=self.dialogue, role=Role.TRANSLATOR).order_by("key"))


@pytest.fixture
def spool(tmp_path, settings):
    settings.HATCH, settings.DATA = tmp_path / "hatch", tmp_path
    return Spool(settings.HATCH)


@pytest.fixture(autouse=True)
def cheap_key_cards(monkeypatch):
    """What makes guessing dear makes tests slow; tests/floor/sealing asks for the real cost."""
    monkeypatch.setattr(keyfile, "MEMORY", 8192)
    monkeypatch.setattr(keyfile, "PASSES", 1)


@pytest.fixture
def room(db, spool):
    wrong_codes.forget()
    dialogue = take_brief(a_brief(), spool, address=ADDRESS)
    batch = read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch)
    open_with(dialogue, *batch.key_cards)
    return Room(dialogue, batch)


@pytest.fixture
def written_room(room):
    """Twelve people at the table, six wordings and the opening statement on it, and the vote open."""
    room.sit_down(12)
    room.open(Phase.WRITE)
    for number in range(6):
        room.word(room.say(room.seated[number], f"raw words {number}"), f"Wording {number}.")
    room.open(Phase.VOTE)
    return room


@pytest.fixture
def phone():
    """A device of a participant: cookies, and CSRF checked as in a browser."""
    return Client(enforce_csrf_checks=False)


def join(client, code, **more):
    return client.post("/", {"code": code, **more})


def sit_down_with(client, code):
    join(client, code)
    client.post("/rule/")
    return client
