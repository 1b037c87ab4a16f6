from django.db import transaction
from django.db.models import F

from sofra.floor.room.models import Phase, Question, Voice
from sofra.floor.statements.models import Statement


class WritingIsOver(ValueError):
    """The phase for writing is not open."""


class NoStatementsLeft(ValueError):
    """This voice has said as much as one voice may."""


class SentAlready(ValueError):
    """This page was sent before: a double click, or a second page of the same voice."""


@transaction.atomic
def submit_statement(voice: Voice, question: Question, words: str, language: str, *, left: int) -> None:
    """Lay the words into the inbox; `left` is what the sent page said was left, so one page counts once."""
    if voice.dialogue.phase != Phase.WRITE:
        raise WritingIsOver
    if left < 1:
        raise NoStatementsLeft
    page_counts = Voice.objects.filter(key=voice.key, statements_left=left).update(
        statements_left=F("statements_left") - 1
    )
    if not page_counts:
        raise SentAlready
    Statement.objects.create(dialogue=voice.dialogue, question=question, words=words, language=language)
