"""What happens in the invented room: people sit down, write, moderators read, everybody votes, the room is closed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from msgspec.structs import replace

from sofra.floor.console.actions import move_on, take_waiting_briefs
from sofra.floor.moderation.actions import approve, hold
from sofra.floor.moderation.models import Reason, Wording
from sofra.floor.release.actions import release_dialogue
from sofra.floor.room.actions import admit, agree_to_rule
from sofra.floor.room.models import Dialogue, Phase, Question, Role, StaffPass, Voice
from sofra.floor.statements.actions import submit_statement
from sofra.floor.statements.models import Statement
from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import Spool, read_document
from sofra.project.demo.fiction import Fiction, HeldStatement, Leaning, OpeningStatement, SpokenStatement, read_fiction

PRESENT = 22
SEED = 2027


@dataclass(frozen=True)
class Codes:
    """Codes that the demonstration did not use, for whoever tries it."""

    cards: tuple[str, ...]
    facilitator: str
    moderators: tuple[str, ...]
    rapporteur: str
    translator: str
    key_cards: tuple[str, ...]


def play(stage: str, spool: Spool, handed_to: Spool) -> Codes:
    """Bring the room of the brief in this spool to the stage, and lay what is left into the real hatch."""
    slug = take_waiting_briefs(spool, address=settings.FLOOR_ADDRESS)[0]
    batch = _take_batch(spool, slug)
    room = _Room(Dialogue.objects.get(slug=slug), read_fiction(), random.Random(SEED))  # noqa: S311  invented votes
    used = 0 if stage == "brief" else PRESENT
    with transaction.atomic():
        _bring_to(stage, room, batch.participants[:used])
    if stage == "released":
        release_dialogue(Dialogue.objects.get(slug=slug), spool)
    cards = batch.participants[used:]
    if stage in {"brief", "write", "vote"}:
        handed_to.put(_left_over(batch, cards))
    return Codes(
        cards=cards,
        facilitator=batch.facilitators[0],
        moderators=batch.moderators,
        rapporteur=batch.rapporteurs[0],
        translator=batch.translators[0],
        key_cards=batch.key_cards,
    )


@dataclass
class _Room:
    dialogue: Dialogue
    fiction: Fiction
    chance: random.Random


def _take_batch(spool: Spool, slug: str) -> EntryBatch:
    path = spool.path("entry", slug)
    batch = read_document(path.read_bytes(), EntryBatch)
    path.unlink()
    return batch


def _left_over(batch: EntryBatch, cards: Sequence[str]) -> EntryBatch:
    return replace(batch, participants=tuple(cards))


def _bring_to(stage: str, room: _Room, codes: Sequence[str]) -> None:
    if stage == "brief":
        return
    voices = [_sit_down(code) for code in codes]
    move_on(room.dialogue, Phase.WRITE)
    _write_and_read(room, voices, everything=stage != "write")
    if stage == "write":
        return
    move_on(room.dialogue, Phase.VOTE)
    _vote(room, voices, share=0.4 if stage == "vote" else 0.95)
    if stage in {"closed", "released"}:
        move_on(room.dialogue, Phase.CLOSED)


def _sit_down(code: str) -> Voice:
    seat = admit(code)
    if not isinstance(seat, Voice):
        raise TypeError("a staff pass lay among the cards")
    agree_to_rule(seat)
    return Voice.objects.get(key=seat.key)


def _write_and_read(room: _Room, voices: Sequence[Voice], *, everything: bool) -> None:
    """Everybody writes; the moderators read all of it, or leave a third waiting."""
    said: Sequence[SpokenStatement] = room.fiction.statements
    to_word = [(_say(room, *each), each[1].texts) for each in zip(voices, said, strict=False)]
    to_hold = [
        (_say(room, *each), Reason(each[1].reason)) for each in zip(reversed(voices), room.fiction.held, strict=False)
    ]
    moderator = StaffPass.objects.filter(dialogue=room.dialogue, role=Role.MODERATOR)[0]
    for statement, texts in to_word if everything else to_word[: 2 * len(to_word) // 3]:
        approve(statement, texts, by=moderator)
    for statement, reason in to_hold if everything else ():
        hold(statement, reason, by=moderator)


def _say(room: _Room, voice: Voice, spoken: SpokenStatement | HeldStatement) -> Statement:
    here = Voice.objects.select_related("dialogue").get(key=voice.key)
    question = Question.objects.get(dialogue=room.dialogue, place=spoken.question)
    return submit_statement(here, question, spoken.words, spoken.language, left=here.statements_left)


def _vote(room: _Room, voices: Sequence[Voice], *, share: float) -> None:
    spoken: list[OpeningStatement | SpokenStatement] = [*room.fiction.opening_statements, *room.fiction.statements]
    leanings = {each.texts["en"]: each.leaning for each in spoken}
    for wording in sorted(Wording.objects.filter(dialogue=room.dialogue), key=lambda wording: wording.texts["en"]):
        for voice in voices:
            if room.chance.random() < share:
                cast_vote(voice, wording, _answer(leanings[wording.texts["en"]], room.chance))


def _answer(leaning: Leaning, chance: random.Random) -> Answer:
    agree, disagree = leaning
    drawn = chance.random()
    if drawn < agree:
        return Answer.AGREE
    return Answer.DISAGREE if drawn < agree + disagree else Answer.PASS
