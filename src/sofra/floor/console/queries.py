from dataclasses import dataclass

from sofra.floor.moderation.queries import DeskCounts, desk_counts
from sofra.floor.room.actions import FOLLOWING
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.room.queries import Headcount, attendance, headcount
from sofra.floor.votes.queries import voters


@dataclass(frozen=True)
class RoomState:
    """Seats and counts of the whole room, which depend on presence and never on answers."""

    phase: Phase
    next_phases: tuple[Phase, ...]
    seats: int
    joined: int
    voted: int
    desk: DeskCounts
    released: bool
    headcount: Headcount


def room_state(dialogue: Dialogue) -> RoomState:
    present = attendance(dialogue)
    phase = Phase(dialogue.phase)
    return RoomState(
        phase=phase,
        next_phases=tuple(Phase(each) for each in FOLLOWING[phase]),
        seats=present.seats,
        joined=present.joined,
        voted=voters(dialogue),
        desk=desk_counts(dialogue),
        released=hasattr(dialogue, "released"),
        headcount=headcount(dialogue),
    )
