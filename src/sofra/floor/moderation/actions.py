from collections.abc import Sequence

from django.db import transaction

from sofra.floor.moderation.models import Hold, HoldReason, Wording
from sofra.floor.room.models import Dialogue
from sofra.floor.statements.models import State, Statement
from sofra.web.languages import Texts

SMALLEST_BATCH = 5


class DoneAlready(ValueError):
    """Another moderator was faster; nothing was changed."""


class MissingLanguage(ValueError):
    """A wording in one language alone would tell which language its author writes."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        super().__init__(f"no wording in {', '.join(languages)}")


@transaction.atomic
def approve(statement: Statement, texts: Texts) -> Wording:
    """Lay a reviewed wording beside the original, and put a batch on the table when it is large enough."""
    missing = [language for language in statement.dialogue.languages if not texts.get(language)]
    if missing:
        raise MissingLanguage(missing)
    _take(statement, State.WORDED)
    wording = Wording.objects.create(
        dialogue=statement.dialogue, question=statement.question, statement=statement, texts=dict(texts)
    )
    if statement.dialogue.wordings.filter(on_table=False).count() >= SMALLEST_BATCH:
        put_on_table(statement.dialogue)
    return wording


@transaction.atomic
def hold(statement: Statement, reason: HoldReason) -> None:
    _take(statement, State.HELD)
    Hold.objects.create(statement=statement, reason=reason)


@transaction.atomic
def take_up_again(statement: Statement) -> None:
    """Back into the queue, for a second look."""
    if not Statement.objects.filter(key=statement.key, state=State.HELD).update(state=State.WAITING):
        raise DoneAlready
    Hold.objects.filter(statement=statement).delete()


def _take(statement: Statement, state: State) -> None:
    if not Statement.objects.filter(key=statement.key, state=State.WAITING).update(state=state):
        raise DoneAlready


def put_on_table(dialogue: Dialogue) -> int:
    """Everything that is ready, at once. Its order on the table is the order of random keys."""
    return dialogue.wordings.filter(on_table=False).update(on_table=True)


@transaction.atomic
def add_opening_statements(dialogue: Dialogue, statements: Sequence[Texts]) -> None:
    """What the convenor gave the room to start with lies on the table from the beginning."""
    Wording.objects.bulk_create(Wording(dialogue=dialogue, texts=dict(texts), on_table=True) for texts in statements)
