from sofra.floor.room.models import Question
from sofra.floor.statements.models import State, Statement


def is_in_the_inbox(question: Question, words: str) -> bool:
    """Whether just these words wait already, as after a double click."""
    return Statement.objects.filter(question=question, words=words, state=State.WAITING).exists()
