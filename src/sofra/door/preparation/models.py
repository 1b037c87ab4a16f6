from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sofra.door.programme.models import Dialogue
from sofra.hatch.brief import FEWEST_HOLDERS, LARGEST_ROOM, MOST_HOLDERS, SMALLEST_ROOM
from sofra.hatch.codes import LENGTHS, SHORT

MOST_STAFF = 20
MOST_STATEMENTS = 60
"""With which a room can start: so many fit into a brief."""
LONGEST_LINE = 400


class BreakdownBy(models.TextChoices):
    """Groups in which the answers of a dialogue are counted apart."""

    NOT = "", _("The room as a whole")
    COUNTRY = "country", _("By country")
    SECTOR = "sector", _("By where people work: civil society, media, academia")
    OPINION = "opinion", _("By opinion groups, if there are any: people who answered alike")


class Colluders(models.IntegerChoices):
    """Against how many people who compare notes the words for shares are wide enough."""

    TWO = 2, _("Two")
    THREE = 3, _("Three: words are wider where fewer than twenty answer")


class Preparation(models.Model):
    """What a dialogue needs before its room can open. A draft until its brief is sent."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, primary_key=True)
    languages = models.JSONField()
    rule = models.JSONField()
    seats = models.PositiveSmallIntegerField()
    facilitators = models.PositiveSmallIntegerField()
    moderators = models.PositiveSmallIntegerField()
    breakdown = models.CharField(max_length=8, choices=BreakdownBy, default=BreakdownBy.NOT)
    key_holders = models.PositiveSmallIntegerField(default=FEWEST_HOLDERS)
    """Who get a key card: any two of them open what was said, any one burns it."""
    code_letters = models.PositiveSmallIntegerField(default=SHORT)
    colluders = models.PositiveSmallIntegerField(choices=Colluders, default=Colluders.TWO)
    """How many people may compare notes without learning a third one's answer."""
    issuing = models.BooleanField(default=False)
    """Passes are made for guests from afar. As long as they are, the brief cannot be sent."""
    pass_key = models.BinaryField(max_length=800, null=True)
    """The public key with which they are signed, for the brief."""
    sent = models.DateTimeField(null=True, blank=True)
    cards_printed = models.BooleanField(default=False)
    """That they were printed. Their codes are nowhere on this side."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__range=(SMALLEST_ROOM, LARGEST_ROOM)), name="preparation_seats_in_range"
            ),
            models.CheckConstraint(
                condition=Q(facilitators__range=(1, MOST_STAFF), moderators__range=(1, MOST_STAFF)),
                name="preparation_has_staff",
            ),
            models.CheckConstraint(
                condition=Q(key_holders__range=(FEWEST_HOLDERS, MOST_HOLDERS)), name="preparation_has_key_holders"
            ),
            models.CheckConstraint(condition=Q(code_letters__in=LENGTHS), name="preparation_code_letters_known"),
            models.CheckConstraint(condition=Q(colluders__in=Colluders.values), name="preparation_colluders_known"),
            models.CheckConstraint(condition=Q(breakdown__in=BreakdownBy.values), name="preparation_breakdown_known"),
        ]

    def __str__(self) -> str:
        return f"preparation of {self.dialogue}"


class PreparedQuestion(models.Model):
    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["preparation", "position"], name="one_prepared_question_a_position")
        ]

    def __str__(self) -> str:
        return f"question {self.position + 1}"


class OpeningStatement(models.Model):
    """A statement of the convenor's, so that the first participants do not meet an empty table."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="opening_statements")
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["preparation", "position"], name="one_opening_statement_a_position")
        ]

    def __str__(self) -> str:
        return f"opening statement {self.position + 1}"
