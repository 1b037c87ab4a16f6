from sofra.floor.sealing.queries import Words, open_words
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of, sent_pages


def original(statement: Statement) -> Words:
    """The words as they came, or Locked."""
    return open_words(statement.dialogue, statement.sealed)


def was_sent(code: str) -> bool:
    """Whether the page with this code was sent already, as after a double click."""
    return sent_pages.knows(code) or Statement.objects.filter(take_back=hash_of(code)).exists()
