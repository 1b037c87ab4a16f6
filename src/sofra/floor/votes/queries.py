import hashlib
from collections import Counter
from dataclasses import dataclass

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
class Tally:
    """The counts of one wording. Never shown; the release makes bands of them."""

    wording: Wording
    agree: int
    disagree: int
    answered: int


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
    counts = Counter(Vote.objects.filter(voice__dialogue=dialogue).values_list("wording_id", "answer"))
    return [
        Tally(
            wording=wording,
            agree=counts[wording.key, Answer.AGREE],
            disagree=counts[wording.key, Answer.DISAGREE],
            answered=sum(counts[wording.key, answer] for answer in Answer),
        )
        for wording in wordings_on_table(dialogue).select_related("question", "statement")
    ]
