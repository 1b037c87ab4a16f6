from django.db import transaction
from django.db.models import F

from sofra.floor.room.models import Phase, Question, Voice
from sofra.floor.sealing.queries import sealed_words
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of, hash_of_no_code, sent_pages


class WritingIsOver(ValueError):
    """The phase for writing is not open."""


class NoStatementsLeft(ValueError):
    """This voice has said as much as one voice may."""


class SentAlready(ValueError):
    """This page was sent before: a double click, or a second page of the same voice."""


@transaction.atomic
def submit_statement(
    voice: Voice,
    question: Question,
    words: str,
    language: str,
    *,
    left: int,
    page: str = "",
    take_back: bool = False,
    may_quote: bool = False,
) -> Statement:
    """Seal the words and lay them into the inbox; `left` is what the sent page said was left, so a page counts once.

    `page` is the code of that page. With `take_back` it is the code that takes the statement back.
    """
    if voice.dialogue.phase != Phase.WRITE:
        raise WritingIsOver
    if left < 1:
        raise NoStatementsLeft
    page_counts = Voice.objects.filter(key=voice.key, statements_left=left).update(
        statements_left=F("statements_left") - 1
    )
    if not page_counts:
        raise SentAlready
    sent_pages.remember(page)
    return Statement.objects.create(
        dialogue=voice.dialogue,
        question=question,
        sealed=sealed_words(voice.dialogue, words, language),
        take_back=hash_of(page) if take_back else hash_of_no_code(),
        may_quote=may_quote,
    )
