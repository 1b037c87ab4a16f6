from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sofra.door.people.models import Convenor
from sofra.door.programme.dates import shown_day
from sofra.door.programme.models import Edition
from sofra.web.languages import CONTENT_LANGUAGES


class Version(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(Convenor, on_delete=models.SET_NULL, null=True, related_name="+")
    changes = models.TextField(blank=True)
    """What is different from the version before; empty for the first."""
    language = models.CharField(max_length=4)
    """That of the changes."""
    rests_on = models.JSONField(default=list)
    """Names of what rooms had released when it was written, without words."""
    withdrawn = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_version_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_begin_with_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(changes=""), name="later_versions_say_what_changed"),
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="version_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"

    @property
    def day(self) -> str:
        return shown_day(self.published)


class ErratumSet(models.QuerySet["Erratum"]):
    def open(self) -> Self:
        return self.filter(corrected_in=None)


class Erratum(models.Model):
    """A mistake in what was published, told as soon as it is known."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="errata")
    text = models.TextField()
    language = models.CharField(max_length=4)
    noted = models.DateField(default=timezone.localdate)
    corrected_in = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrects")

    objects = ErratumSet.as_manager()

    class Meta:
        ordering = ["noted", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="erratum_says_something"),
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="erratum_language_known"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def day(self) -> str:
        return shown_day(self.noted)
