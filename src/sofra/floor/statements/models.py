from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.room.models import Dialogue, Question


class State(models.TextChoices):
    WAITING = "waiting"
    HELD = "held"
    WORDED = "worded"


class Statement(models.Model):
    """A participant's own words, as they came. No voice, no time, no order."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="statements")
    question = models.ForeignKey(Question, models.CASCADE)
    words = models.TextField()
    language = models.CharField(max_length=4)
    """For the moderators alone: in a small room a language has an author."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="statement_state_known"),
        ]

    def __str__(self) -> str:
        return "a statement"
