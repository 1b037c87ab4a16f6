from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.programme.dates import Period, Precision
from sofra.door.programme.places import place_name


class Source(models.Model):
    """Where a fact was printed."""

    ref = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=400)
    url = models.URLField(max_length=400)
    publisher = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Facet(models.Model):
    """One question that tags answer: what kind of statement, which need, whose voice."""

    ref = models.CharField(max_length=80, unique=True)
    label = models.JSONField()
    cardinality = models.CharField(max_length=4, choices=[("one", "one"), ("many", "many")])
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.ref


class Tag(models.Model):
    ref = models.CharField(max_length=80, unique=True)
    facet = models.ForeignKey(Facet, on_delete=models.CASCADE, related_name="tags")
    label = models.JSONField()
    unsure = models.JSONField(default=list)
    """Languages in which the author of the label is least confident."""
    review = models.JSONField(default=dict)
    """Who has checked the label, by language."""
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["facet__position", "position"]

    def __str__(self) -> str:
        return self.ref


class Country(models.Model):
    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=80)
    capital = models.CharField(max_length=80)
    seat = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["seat"]
        constraints = [models.CheckConstraint(condition=Q(seat__range=(1, 6)), name="country_has_one_of_six_seats")]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        return place_name(self.name)

    @property
    def shown_capital(self) -> str:
        return place_name(self.capital)


class Programme(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.JSONField()
    convenor = models.CharField(max_length=200)
    fictional = models.BooleanField(default=False)
    not_public = models.JSONField(default=list)
    """What the makers of its file looked for and did not find, in English."""

    def __str__(self) -> str:
        return self.slug


class Precursor(models.Model):
    """Something that came before the first edition."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="precursors")
    ref = models.CharField(max_length=80, unique=True)
    what = models.CharField(max_length=400)
    date_from = models.DateField()
    date_to = models.DateField()
    precision = models.CharField(max_length=6, choices=Precision)
    date_conflict = models.CharField(max_length=400, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    class Meta:
        ordering = ["date_from"]

    def __str__(self) -> str:
        return self.what

    @property
    def when(self) -> str:
        return str(Period(self.date_from, self.date_to, Precision(self.precision)))


class EditionSet(models.QuerySet["Edition"]):
    def real(self) -> Self:
        return self.filter(programme__fictional=False)


class Edition(models.Model):
    """One year of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="editions")
    slug = models.SlugField(max_length=60, unique=True)
    year = models.PositiveSmallIntegerField()
    focus = models.JSONField(null=True, blank=True)
    aims = models.JSONField(default=list)
    """In English, as restated from the source."""
    facts = models.JSONField(default=dict)
    """What else a source printed about it, in the shape of ``document.EditionFacts``."""

    objects = EditionSet.as_manager()

    class Meta:
        ordering = ["year", "slug"]

    def __str__(self) -> str:
        return self.slug

    @property
    def fictional(self) -> bool:
        return self.programme.fictional


class Dialogue(models.Model):
    """One meeting, past or planned."""

    class Level(models.TextChoices):
        NATIONAL = "national", pgettext_lazy("level of a dialogue", "National")
        REGIONAL = "regional", pgettext_lazy("level of a dialogue", "Regional")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        HYBRID = "hybrid", _("In the room and online")
        ONLINE = "online", _("Online")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="dialogues")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.JSONField(default=dict, blank=True)
    """Empty for historic dialogues, which are called by their place."""
    city = models.CharField(max_length=80, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="dialogues")
    level = models.CharField(max_length=8, choices=Level)
    format = models.CharField(max_length=9, choices=Format)
    date_from = models.DateField()
    date_to = models.DateField()
    precision = models.CharField(max_length=6, choices=Precision, default=Precision.DAY)
    note = models.CharField(max_length=400, blank=True)
    participants_at_least = models.PositiveIntegerField(null=True, blank=True)
    participants_word = models.CharField(max_length=40, blank=True)
    """The amount word of the source, in English: "more than"."""
    sources = models.ManyToManyField(Source, blank=True)

    class Meta:
        ordering = ["date_from", "date_to", "country__seat"]
        constraints = [
            models.CheckConstraint(condition=Q(date_from__lte=F("date_to")), name="dialogue_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def fictional(self) -> bool:
        return self.edition.fictional

    @property
    def place(self) -> str:
        return place_name(self.city) if self.city else gettext("Western Balkans")

    @property
    def when(self) -> str:
        return str(Period(self.date_from, self.date_to, Precision(self.precision)))
