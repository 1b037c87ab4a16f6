from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.room.models import Dialogue, Question


class State(models.TextChoices):
    WAITING = "waiting"
    HELD = "held"
    WORDED = "worded"


class Statement(models.Model):
    """A participant's own words, as they came and sealed. No voice, no time, no order, no language to be seen."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="statements")
    question = models.ForeignKey(Question, models.CASCADE)
    sealed = models.BinaryField()
    """Words and language, for the moderators alone: in a small room a language has an author."""
    take_back = models.CharField(max_length=64, unique=True)
    """The hash of a take-back code; a random one where nobody asked for a code, so that it tells nothing."""
    may_quote = models.BooleanField(default=False)
    """Whether its author ticked that the reviewed wording may be quoted. Off unless somebody ticks it."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="statement_state_known"),
        ]

    def __str__(self) -> str:
        return "a statement"
