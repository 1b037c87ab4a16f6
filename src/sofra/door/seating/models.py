from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sofra.door.guests.models import Guest
from sofra.door.programme.models import Dialogue

MOST_ROUNDS = 12
MOST_TABLES = 200
MOST_SEATS = 60
KEPT_PLANS = 30
"""So many plans can be undone, one after the other."""


class Dial(models.TextChoices):
    """How much a wish for the plan counts."""

    OFF = "off", pgettext_lazy("how much it counts", "Not at all")
    LITTLE = "little", pgettext_lazy("how much it counts", "A little")
    NORMAL = "normal", pgettext_lazy("how much it counts", "As usual")
    MUCH = "much", pgettext_lazy("how much it counts", "Much")


class Seating(models.Model):
    """How one dialogue sits: the rounds, and what matters most."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, primary_key=True, related_name="seating")
    rounds = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField(default=0)
    """So many rounds have begun or are over. Nobody moves in them any more."""
    new_people = models.CharField(max_length=6, choices=Dial, default=Dial.NORMAL)
    mixed_countries = models.CharField(max_length=6, choices=Dial, default=Dial.NORMAL)
    mixed_sectors = models.CharField(max_length=6, choices=Dial, default=Dial.NORMAL)
    wishes = models.CharField(max_length=6, choices=Dial, default=Dial.NORMAL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rounds__range=(1, MOST_ROUNDS)), name="seating_has_rounds"),
            models.CheckConstraint(condition=Q(held__lte=F("rounds")), name="seating_held_rounds_exist"),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__in": Dial.values}), name=f"seating_{name}_known")
                for name in ("new_people", "mixed_countries", "mixed_sectors", "wishes")
            ),
        ]

    def __str__(self) -> str:
        return f"seating of {self.dialogue_id}"


class Table(models.Model):
    """A table in the room, a room online, or a table with a screen where some are online."""

    class Kind(models.TextChoices):
        ROOM = "room", _("In the room")
        HYBRID = "hybrid", _("In the room, with a screen")
        ONLINE = "online", _("Online room")

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="tables")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.ROOM)
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    online_least = models.PositiveSmallIntegerField(default=0)
    online_most = models.PositiveSmallIntegerField(default=0)
    """How many people online a table with a screen has; with two at least, nobody is alone on the screen."""
    step_free = models.BooleanField(default=False)
    interpreted = models.JSONField(default=list)
    """Content languages between which somebody interprets here; two or more, or none."""

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["seating", "position"], name="one_table_a_position"),
            models.UniqueConstraint(fields=["seating", "name"], name="one_table_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="table_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=["room", "hybrid", "online"]), name="table_kind_known"),
            models.CheckConstraint(
                condition=Q(smallest__gte=1, smallest__lte=F("largest"), largest__lte=MOST_SEATS),
                name="table_has_seats",
            ),
            models.CheckConstraint(
                condition=Q(online_least__lte=F("online_most"), online_most__lte=F("largest")),
                name="table_online_seats_exist",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What plans call it."""
        return str(self.pk)


class FixedPlace(models.Model):
    """Somebody who sits at one table in every round: a facilitator, or whoever needs just this table."""

    guest = models.OneToOneField(Guest, on_delete=models.CASCADE, primary_key=True, related_name="fixed_place")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="fixed_places")

    def __str__(self) -> str:
        return f"a place at {self.table_id}"


class Missing(models.Model):
    """An expected guest who is not there today."""

    guest = models.OneToOneField(Guest, on_delete=models.CASCADE, primary_key=True, related_name="missing")

    def __str__(self) -> str:
        return "somebody who is missing"


class Wish(models.Model):
    """Two guests who would like to meet, in the order of their keys."""

    one = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_wish_a_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="wish_in_order_of_keys"),
        ]

    def __str__(self) -> str:
        return "a wish to meet"


class Plan(models.Model):
    """Who sits where in every round. The newest one counts; the ones before it can be gone back to."""

    class Origin(models.TextChoices):
        MADE = "made", _("Made by Sofra")
        EDITED = "edited", _("Changed by hand")
        REPLANNED = "replanned", _("Seated again after a change")
        FILE = "file", _("Taken from a file")

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=9, choices=Origin)
    seed = models.PositiveIntegerField()
    """The same seed makes the same plan of the same guests."""
    seats = models.JSONField()
    """A list over rounds: the key of each table to the keys of the guests who sit there."""
    worth = models.JSONField()
    """`analysis.seating.measures.Figures` of this plan."""

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["seating", "number"], name="one_plan_a_number")]

    def __str__(self) -> str:
        return f"plan {self.number}"
