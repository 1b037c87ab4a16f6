from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue
from sofra.hatch.claims import Direction, Kind, Place, SaidBy


class ClaimState(models.TextChoices):
    NOTED = "noted"
    CONFIRMED = "confirmed"
    STRUCK = "struck"


class Claim(models.Model):
    """One assertion, worded by a rapporteur. It never stands beside a voice, a staff pass or another claim."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="claims")
    text = models.TextField()
    """In the first language of the room, for every rapporteur: so the language of a note tells nothing of a speaker."""
    kind = models.CharField(max_length=12)
    topics = models.JSONField(default=list)
    """Names of at most two themes, in the order in which they fit."""
    said_by = models.CharField(max_length=16, default=SaidBy.PARTICIPANTS.value)
    counted = models.ForeignKey(Wording, models.SET_NULL, null=True, related_name="claims")
    """The wording whose votes tell how many see it so; None where nobody counted."""
    checked = models.BooleanField(default=False)
    """Somebody looked at what is marked in it and says that it points at no person."""
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.NOTED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[kind.value for kind in Kind]), name="claim_kind_known"),
            models.CheckConstraint(
                condition=models.Q(said_by__in=[each.value for each in SaidBy]), name="claim_said_by_known"
            ),
            models.CheckConstraint(condition=models.Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="claim_says_something"),
        ]

    def __str__(self) -> str:
        return f"a {self.kind}"


class EarlierText(models.Model):
    """How a claim read before the room reworded it. Gone with the release."""

    key = RandomKeyField()
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="earlier")
    version = models.PositiveSmallIntegerField()
    """From 1, the oldest first."""
    text = models.TextField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["claim", "version"], name="earlier_text_once_a_version")]

    def __str__(self) -> str:
        return f"version {self.version}"


class TrendCard(models.Model):
    """What else is known of a claim that is a trend. Never names of offenders."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="trend")
    direction = models.CharField(max_length=10)
    place = models.CharField(max_length=12, blank=True)
    known = models.JSONField(default=list)
    """How the room knows: seen, told, documented."""
    hit = models.CharField(max_length=400, blank=True)
    responds = models.CharField(max_length=400, blank=True)
    works = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=[each.value for each in Direction]), name="trend_direction_known"
            ),
            models.CheckConstraint(
                condition=models.Q(place__in=["", *(each.value for each in Place)]), name="trend_place_known"
            ),
        ]

    def __str__(self) -> str:
        return "a trend card"
