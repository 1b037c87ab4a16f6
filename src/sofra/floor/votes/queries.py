import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sofra.analysis.release.ledger import WHOLE_ROOM
from sofra.floor.moderation.models import Wording
from sofra.floor.moderation.queries import wordings_on_table
from sofra.floor.room.models import Dialogue, Voice
from sofra.floor.votes.models import Answer, Vote


@dataclass(frozen=True)
class Progress:
    """How far one voice is: shown to that voice alone, as seats along the edge."""

    answered: int
    total: int


@dataclass(frozen=True)
class Counts:
    """Never shown; the release makes bands of them."""

    agree: int
    disagree: int
    answered: int


@dataclass(frozen=True)
class Tally:
    """The counts of one wording, for the room or for each group of its breakdown by the group's place."""

    wording: Wording
    groups: Mapping[str, Counts]


def progress(voice: Voice) -> Progress:
    table = wordings_on_table(voice.dialogue)
    return Progress(answered=Vote.objects.filter(voice=voice, wording__in=table).count(), total=table.count())


def next_wording(voice: Voice) -> Wording | None:
    """The first wording this voice has not answered, in its own order; None when all are answered."""
    open_ones = wordings_on_table(voice.dialogue).exclude(votes__voice=voice)
    return min(open_ones, key=lambda wording: _own_order(voice, wording), default=None)


def _own_order(voice: Voice, wording: Wording) -> bytes:
    return hashlib.blake2b(f"{voice.key} {wording.key}".encode(), digest_size=8).digest()


def voters(dialogue: Dialogue) -> int:
    """How many voices have voted on anything yet."""
    return Voice.objects.filter(dialogue=dialogue, votes__isnull=False).distinct().count()


def vote_table(dialogue: Dialogue) -> list[Tally]:
    """One tally a wording on the table, by key; the only place where rows become counts."""
    rows = Vote.objects.filter(voice__dialogue=dialogue).values_list("wording_id", "voice__group", "answer")
    counted = Counter(rows if dialogue.breakdown else ((wording, None, answer) for wording, _, answer in rows))
    places = range(len(dialogue.breakdown["groups"])) if dialogue.breakdown else [None]
    return [
        Tally(
            wording=wording,
            groups={
                name_of_group(place): _counts({answer: counted[wording.key, place, answer] for answer in Answer})
                for place in places
            },
        )
        for wording in wordings_on_table(dialogue).select_related("question", "statement")
    ]


def name_of_group(place: int | None) -> str:
    return WHOLE_ROOM if place is None else str(place)


def _counts(answers: Mapping[Answer, int]) -> Counts:
    return Counts(answers[Answer.AGREE], answers[Answer.DISAGREE], sum(answers.values()))
