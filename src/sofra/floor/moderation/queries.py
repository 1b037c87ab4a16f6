from dataclasses import dataclass

from django.db.models import QuerySet

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue
from sofra.floor.statements.models import State, Statement


@dataclass(frozen=True)
class DeskCounts:
    waiting: int
    ready: int
    on_table: int
    held: int


def desk_counts(dialogue: Dialogue) -> DeskCounts:
    statements, wordings = dialogue.statements, dialogue.wordings
    return DeskCounts(
        waiting=statements.filter(state=State.WAITING).count(),
        ready=wordings.filter(on_table=False).count(),
        on_table=wordings.filter(on_table=True).count(),
        held=statements.filter(state=State.HELD).count(),
    )


def waiting_statements(dialogue: Dialogue) -> QuerySet[Statement]:
    """In the order of random keys, which is no order."""
    return dialogue.statements.filter(state=State.WAITING).select_related("question").order_by("key")


def held_statements(dialogue: Dialogue) -> QuerySet[Statement]:
    return dialogue.statements.filter(state=State.HELD).select_related("question", "hold").order_by("key")


def wordings_on_table(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=True).order_by("key")


def wordings_ready(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=False).order_by("key")
