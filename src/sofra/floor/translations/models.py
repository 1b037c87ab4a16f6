from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import StaffPass


class TranslationState(models.TextChoices):
    DRAFT = "draft"
    CHECKED = "checked"
    """Whoever wrote it says that it is done."""
    APPROVED = "approved"
    """A translator with another pass has read it too."""


class Translation(models.Model):
    """That a wording has a translation, how far it is, and what it was made from. Its text stands in the wording."""

    key = RandomKeyField()
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=4)
    state = models.CharField(max_length=8, choices=TranslationState)
    source = models.TextField()
    """The wording as it was when this was written; another one now means that this is stale."""
    staff_pass = models.ForeignKey(StaffPass, models.SET_NULL, to_field="key", null=True, related_name="translations")
    """Who wrote it, so that another approves it; None from then on, and for what a moderator wrote."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "language"], name="translation_once_a_language"),
            models.CheckConstraint(
                condition=models.Q(state__in=TranslationState.values), name="translation_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(staff_pass=None), name="translation_approved_by_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"a translation into {self.language}"
