from dataclasses import dataclass

from django.db.models import QuerySet

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue
from sofra.floor.sealing.queries import Words
from sofra.floor.statements.models import State, Statement
from sofra.floor.statements.queries import original


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


@dataclass(frozen=True)
class Opened:
    statement: Statement
    words: Words


def waiting_statements(dialogue: Dialogue) -> list[Opened]:
    """In the order of random keys, which is no order."""
    return _opened(dialogue.statements.filter(state=State.WAITING).select_related("dialogue", "question"))


def held_statements(dialogue: Dialogue) -> list[Opened]:
    return _opened(dialogue.statements.filter(state=State.HELD).select_related("dialogue", "question", "hold"))


def _opened(statements: QuerySet[Statement]) -> list[Opened]:
    return [Opened(statement, original(statement)) for statement in statements.order_by("key")]


def wordings_on_table(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=True).order_by("key")


def wordings_ready(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=False).order_by("key")
