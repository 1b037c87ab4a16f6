from dataclasses import dataclass

from sofra.floor.room.models import Dialogue, Voice


@dataclass(frozen=True)
class Attendance:
    """What the room may see of itself: seats, not people."""

    seats: int
    joined: int


def attendance(dialogue: Dialogue) -> Attendance:
    return Attendance(seats=dialogue.seats, joined=Voice.objects.filter(dialogue=dialogue, agreed=True).count())
