from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.sealing.queries import State, state

DAYS_OPEN = 365
"""A room that nobody closes is deleted after a year."""
DAYS_AFTER_CLOSE = 180
DAYS_AFTER_RELEASE = 30
DAYS_OF_VOTES = 90
"""After the close, when nothing is released. A release deletes the votes at once."""
DAYS_OF_BACKUPS = 7


class Thing(StrEnum):
    CARDS = "cards"
    INBOX = "inbox"
    VOTES = "votes"
    WORDS = "words"
    WORDINGS = "wordings"
    CLAIMS = "claims"
    DESK = "desk"


@dataclass(frozen=True)
class Kept:
    """One kind of thing: gone, or kept until its last day; some go with the close, whenever that is."""

    thing: Thing
    gone: bool
    with_close: bool
    until: date | None


def days_left_to(dialogue: Dialogue) -> int:
    """How long words may stay from now on, by what has happened so far."""
    if hasattr(dialogue, "released"):
        return DAYS_AFTER_RELEASE
    return DAYS_AFTER_CLOSE if dialogue.phase == Phase.CLOSED else DAYS_OPEN


def votes_until(dialogue: Dialogue) -> date | None:
    """The last day of votes that are never released."""
    if dialogue.words_until is None or dialogue.phase != Phase.CLOSED:
        return dialogue.words_until
    return dialogue.words_until - timedelta(days=DAYS_AFTER_CLOSE - DAYS_OF_VOTES)


def votes_are_gone(dialogue: Dialogue) -> bool:
    return dialogue.phase == Phase.CLOSED and not Voice.objects.filter(dialogue=dialogue).exists()


def kept(dialogue: Dialogue) -> tuple[Kept, ...]:
    """What is still here of this dialogue, and until when."""
    closed = dialogue.phase == Phase.CLOSED
    until = dialogue.words_until
    return (
        Kept(Thing.CARDS, closed, with_close=True, until=until),
        Kept(Thing.INBOX, closed, with_close=True, until=until),
        Kept(Thing.VOTES, votes_are_gone(dialogue), with_close=False, until=votes_until(dialogue)),
        Kept(Thing.WORDS, state(dialogue) == State.BURNED, with_close=False, until=until),
        Kept(Thing.WORDINGS, closed and not dialogue.wordings.exists(), with_close=False, until=until),
        Kept(Thing.CLAIMS, closed and not dialogue.claims.exists(), with_close=False, until=until),
        Kept(Thing.DESK, closed and not dialogue.staff_passes.exists(), with_close=False, until=until),
    )
