from typing import Self

from django.db import models

from sofra.door.programme.dates import Period, Precision
from sofra.door.programme.models import Country, Dialogue, Edition, Programme, Source, Tag


class HighlightSet(models.QuerySet["Highlight"]):
    def results(self) -> Self:
        """Without the lines that stand among the highlights of a source by mistake."""
        return self.filter(anomaly="")

    def context(self) -> Self:
        return self.exclude(anomaly="")


class Highlight(models.Model):
    ref = models.CharField(max_length=80, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="highlights")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, null=True, blank=True, related_name="highlights")
    """Empty where the source speaks of the whole edition."""
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    headline = models.JSONField()
    beyond_spec = models.BooleanField(default=False)
    """Added from another public text than the page that all else comes from."""
    anomaly = models.TextField(blank=True)
    """Why this line is context and no result, in English; empty for all others."""
    position = models.PositiveSmallIntegerField()

    objects = HighlightSet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.ref

    @property
    def topics(self) -> tuple[Tag, ...]:
        """The tags of its claims, each once, in the order in which they are first named."""
        return tuple({tag.ref: tag for claim in self.claims.all() for tag in claim.tags.all()}.values())


class Claim(models.Model):
    """One assertion that a person could agree with, or not, on its own."""

    ref = models.CharField(max_length=80, unique=True)
    highlight = models.ForeignKey(Highlight, on_delete=models.CASCADE, related_name="claims")
    text = models.TextField()
    """In English; a claim of a historic dialogue has not been translated."""
    kind = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")
    tags = models.ManyToManyField(Tag, related_name="claims")
    voices = models.ManyToManyField(Tag, related_name="+")
    about = models.ManyToManyField(Tag, related_name="+")
    area = models.CharField(max_length=120, blank=True)
    quantifier = models.CharField(max_length=120, blank=True)
    """The amount word of the source, in English: a word, not a count."""
    sensitivity_note = models.TextField(blank=True)
    """For those who publish; never shown to the public."""
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["highlight__position", "position"]

    def __str__(self) -> str:
        return self.ref


class Output(models.Model):
    """Something published after an edition: so far, a report."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="outputs")
    ref = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=400)
    dated_from = models.DateField()
    dated_to = models.DateField()
    dated_precision = models.CharField(max_length=6, choices=Precision)
    released = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list)
    basis = models.TextField(blank=True)
    launch = models.JSONField(null=True, blank=True)
    editions = models.ManyToManyField(Edition, related_name="outputs")

    class Meta:
        ordering = ["dated_from"]

    def __str__(self) -> str:
        return self.title

    @property
    def dated(self) -> str:
        return str(Period(self.dated_from, self.dated_to, Precision(self.dated_precision)))

    @property
    def shown_release(self) -> str:
        return str(Period(self.released, self.released, Precision.DAY)) if self.released else ""


class Finding(models.Model):
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="findings")
    ref = models.CharField(max_length=80, unique=True)
    text = models.TextField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    tags = models.ManyToManyField(Tag)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.ref
