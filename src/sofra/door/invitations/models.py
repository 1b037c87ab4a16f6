from django.db import models
from django.db.models import F, Q

from sofra.door.guests.models import Guest
from sofra.door.programme.models import Dialogue


class Letter(models.Model):
    """What the convenor made of our letter, in one language."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="letters")
    language = models.CharField(max_length=9)
    subject = models.CharField(max_length=120)
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialogue", "language"], name="one_letter_a_language")]

    def __str__(self) -> str:
        return f"letter in {self.language}"


class Hours(models.Model):
    """When a dialogue begins on its first day and ends on its last, by the clocks of its country."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, primary_key=True, related_name="hours")
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(begins=F("ends")), name="hours_last")]

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


class Invitation(models.Model):
    """A code that one guest has, kept as its keyed hash. A new letter brings a new code instead of it."""

    guest = models.OneToOneField(Guest, on_delete=models.CASCADE, primary_key=True, related_name="invitation")
    code_hash = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)
    """An answer was given with it. A forwarded code that was used opens nothing."""

    def __str__(self) -> str:
        return "an invitation"
