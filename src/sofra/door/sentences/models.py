from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue
from sofra.hatch.claims import SaidBy
from sofra.web.languages import CONTENT_LANGUAGES

LONGEST = 400


class Sentence(models.Model):
    """A place among the highlights of a dialogue. What stands there is its last version."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveSmallIntegerField()
    struck = models.BooleanField(default=False)
    """It leaves the highlights, and can be taken up again."""

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "position"], name="one_sentence_a_position")]

    def __str__(self) -> str:
        return f"sentence {self.position + 1}"


class SentenceVersionSet(models.QuerySet["SentenceVersion"]):
    def public(self) -> Self:
        return self.filter(published=True, sentence__struck=False)


class SentenceVersion(models.Model):
    """How a sentence read at one time, and what it pointed at."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=4)
    text = models.CharField(max_length=LONGEST)
    said_by = models.CharField(max_length=16, default=SaidBy.PARTICIPANTS.value)
    uncounted = models.BooleanField(default=False)
    """It says of its amount words that nobody counted: the fixed words follow it."""
    checked = models.BooleanField(default=False)
    """Somebody looked at what is marked in it, and says that it points at no one person."""
    rests_on = models.JSONField(default=list)
    """Keys of released pieces, as `released.pieces_of` names them."""
    quote_ref = models.CharField(max_length=16, blank=True)
    """The statement that is quoted, if any. Only the place of the words is kept, never the words."""
    quote_start = models.PositiveSmallIntegerField(null=True)
    quote_end = models.PositiveSmallIntegerField(null=True)
    quote_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the whole wording in this language."""
    published = models.BooleanField(default=False)

    objects = SentenceVersionSet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sentence", "number"], name="one_sentence_version_a_number"),
            models.UniqueConstraint(fields=["sentence"], condition=Q(published=True), name="one_version_is_published"),
            models.CheckConstraint(condition=~Q(text=""), name="sentence_says_something"),
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="sentence_language_known"),
            models.CheckConstraint(
                condition=Q(said_by__in=[each.value for each in SaidBy]), name="sentence_said_by_known"
            ),
            models.CheckConstraint(
                condition=Q(quote_ref="", quote_start=None, quote_end=None, quote_digest="")
                | Q(quote_start__lt=models.F("quote_end")) & ~Q(quote_ref="") & ~Q(quote_digest=""),
                name="sentence_quotes_a_span",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Done(models.TextChoices):
    """What somebody did to a sentence."""

    WRITTEN = "written", pgettext_lazy("to a sentence", "wrote it")
    MOVED = "moved", pgettext_lazy("to a sentence", "moved it")
    PUBLISHED = "published", pgettext_lazy("to a sentence", "published it")
    TAKEN_BACK = "taken_back", pgettext_lazy("to a sentence", "took it back")
    STRUCK = "struck", pgettext_lazy("to a sentence", "struck it")
    TAKEN_UP = "taken_up", pgettext_lazy("to a sentence", "took it up again")


class SentenceAct(models.Model):
    """Who changed what."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="acts")
    version = models.PositiveSmallIntegerField()
    done = models.CharField(max_length=10, choices=Done)
    by = models.ForeignKey(Convenor, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(done__in=Done.values), name="sentence_act_known")]

    def __str__(self) -> str:
        return self.get_done_display()
