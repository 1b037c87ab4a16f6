from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.room.models import Dialogue, Question
from sofra.floor.statements.models import Statement


class Wording(models.Model):
    """What the room sees: a reviewed wording in all its languages. Only moderators see the original beside it."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="wordings")
    question = models.ForeignKey(Question, models.CASCADE, null=True)
    """None for a statement that the convenor gave the room to start with."""
    statement = models.OneToOneField(Statement, models.SET_NULL, null=True, related_name="wording")
    texts = models.JSONField()
    on_table = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "a wording"


class HoldReason(models.TextChoices):
    NAMES_A_PERSON = "names_a_person"
    NOT_THE_QUESTION = "not_the_question"
    SAID_ALREADY = "said_already"
    HARMS = "harms"


class Hold(models.Model):
    """Why a statement was held back: a reason from the list, never a name of who decided."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="hold")
    reason = models.CharField(max_length=20, choices=HoldReason)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=HoldReason.values), name="hold_reason_known"),
        ]

    def __str__(self) -> str:
        return self.reason
