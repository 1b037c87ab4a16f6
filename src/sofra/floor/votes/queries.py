import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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


def vote_table(dialogue: Dialogue, *, apart: Container[str] | None = None) -> list[Tally]:
    """One tally a wording on the table, by key; with `answer_table` the only places where rows become counts.

    Where the room has groups, the wordings with the keys in `apart` are counted by group, or all without it.
    """
    rows = Vote.objects.filter(voice__dialogue=dialogue).values_list("wording_id", "voice__group", "answer")
    counted: dict[str, Counter[tuple[int | None, str]]] = defaultdict(Counter)
    for wording, group, answer in rows:
        counted[wording][group, answer] += 1
    places = range(len(dialogue.breakdown["groups"])) if dialogue.breakdown else range(0)
    table = wordings_on_table(dialogue).select_related("question", "statement", "dialogue")
    return [
        Tally(each, _by_group(counted[each.key], places if apart is None or each.key in apart else range(0)))
        for each in table.prefetch_related("translations")
    ]


def _by_group(counted: Counter[tuple[int | None, str]], places: range) -> dict[str, Counts]:
    """Those in no group are counted only where the room is counted as a whole."""
    if places:
        return {str(place): _counts({answer: counted[place, answer] for answer in Answer}) for place in places}
    in_room: Counter[str] = Counter()
    for (_, answer), number in counted.items():
        in_room[answer] += number
    return {WHOLE_ROOM: _counts({answer: in_room[answer] for answer in Answer})}


def _counts(answers: Mapping[Answer, int]) -> Counts:
    return Counts(answers[Answer.AGREE], answers[Answer.DISAGREE], sum(answers.values()))


@dataclass(frozen=True)
class AnswerTable:
    """Who answered what, for the search for opinion groups alone. Never shown."""

    voices: tuple[str, ...]
    wordings: tuple[str, ...]
    answers: npt.NDArray[np.float64]
    """Voices by wordings: 1 agree, -1 disagree, 0 pass, NaN for no answer."""


SIGNS = {Answer.AGREE: 1.0, Answer.DISAGREE: -1.0, Answer.PASS: 0.0}


def answer_table(dialogue: Dialogue) -> AnswerTable:
    """Every voice that voted, and every wording on the table, by their keys."""
    wordings = tuple(wordings_on_table(dialogue).values_list("key", flat=True))
    rows = list(
        Vote.objects.filter(voice__dialogue=dialogue, wording__in=wordings).values_list(
            "voice_id", "wording_id", "answer"
        )
    )
    voices = tuple(sorted({voice for voice, _, _ in rows}))
    answers = np.full((len(voices), len(wordings)), np.nan)
    row_of, column_of = ({key: place for place, key in enumerate(keys)} for keys in (voices, wordings))
    for voice, wording, answer in rows:
        answers[row_of[voice], column_of[wording]] = SIGNS[Answer(answer)]
    return AnswerTable(voices, wordings, answers)
