from django.db import models

from sofra.floor.room.models import Dialogue


class Outcome(models.TextChoices):
    """What became of the search for opinion groups."""

    FOUND = "found"
    TOO_FEW = "too_few"
    NONE = "none"


class ReleasePlan(models.Model):
    """What was fixed about the release before the room opened, and what the close found out for it."""

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, primary_key=True, related_name="release_plan")
    people = models.JSONField()
    """Codes of the countries from which the guests come."""
    colluders = models.PositiveSmallIntegerField(default=2)
    """How many people may compare notes without learning a third one's answer."""
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    """Of the search for opinion groups, once, at the close; empty before it, and where nobody asked for them."""
    mapped = models.JSONField(default=list)
    """Keys of the wordings that are counted by opinion group; gone with the release."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(colluders__in=(2, 3)), name="release_plan_colluders_known"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *Outcome.values]), name="release_plan_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"release plan of {self.dialogue_id}"


class Released(models.Model):
    """That a dialogue was released, and with what. One row a dialogue: there is no second look (R2)."""

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, primary_key=True, related_name="released")
    document = models.JSONField()
    take_back = models.JSONField(default=list)
    """A hash for each statement of the document, in its order, by which its code still finds it. "" for none."""

    def __str__(self) -> str:
        return f"release of {self.dialogue_id}"


class LedgerEntry(models.Model):
    """One entry of the ledger. It stays when its dialogue is deleted, and nothing changes it."""

    place = models.PositiveIntegerField(primary_key=True)
    """From 1, in the order in which the releases were made."""
    entry = models.JSONField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"entry {self.place} of the ledger"
