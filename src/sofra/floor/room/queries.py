from dataclasses import dataclass

from sofra.floor.room.models import Dialogue, Voice
from sofra.hatch.blind import fingerprint


@dataclass(frozen=True)
class Attendance:
    """What the room may see of itself: seats, not people."""

    seats: int
    joined: int


def attendance(dialogue: Dialogue) -> Attendance:
    return Attendance(seats=dialogue.seats, joined=Voice.objects.filter(dialogue=dialogue, agreed=True).count())


@dataclass(frozen=True)
class Headcount:
    """Three numbers that everybody may compare: nobody sits here who was given nothing, and nothing was given twice."""

    entered: int
    issued: int | None
    present: int | None

    @property
    def is_told(self) -> bool:
        return self.issued is not None and self.present is not None

    @property
    def holds(self) -> bool:
        """Whether entered ≤ issued ≤ present, as far as it is told."""
        told = [each for each in (self.entered, self.issued, self.present) if each is not None]
        return told == sorted(told)


def headcount(dialogue: Dialogue) -> Headcount:
    return Headcount(attendance(dialogue).joined, dialogue.issued, dialogue.present)


def fingerprint_of(dialogue: Dialogue) -> str:
    """Of the key that signed the passes of this room, or nothing where none are taken."""
    return fingerprint(bytes(dialogue.blind_key)) if dialogue.blind_key else ""
