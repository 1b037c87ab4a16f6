from django.db import models

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Voice


class Answer(models.TextChoices):
    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105  not a password: "not for me to say"


class Vote(models.Model):
    pk = models.CompositePrimaryKey("voice_id", "wording_id")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="votes")
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="votes")
    answer = models.CharField(max_length=8, choices=Answer)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(answer__in=Answer.values), name="vote_answer_known")]

    def __str__(self) -> str:
        return "a vote"
