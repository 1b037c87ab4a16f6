import secrets
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sofra.door.people.models import Convenor
from sofra.door.programme.models import Country, Dialogue


def new_key() -> str:
    """Says neither who was entered first nor how many there are."""
    return secrets.token_hex(8)


class Sector(models.TextChoices):
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    MEDIA = "media", _("Media")
    ACADEMIA = "academia", _("Academia")
    GOVERNMENT = "government", _("Government")
    DONOR = "donor", _("Donors and international organisations")
    OTHER = "other", pgettext_lazy("sector", "Other")


class Mode(models.TextChoices):
    ROOM = "room", _("In the room")
    ONLINE = "online", _("Online")


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("Guest")
    FACILITATOR = "facilitator", _("Facilitator of a table")
    RAPPORTEUR = "rapporteur", _("Rapporteur of a table")


class Home(models.TextChoices):
    UNKNOWN = "", _("Not known")
    CAPITAL = "capital", _("The capital")
    ELSEWHERE = "elsewhere", _("Elsewhere in the country")


class Gender(models.TextChoices):
    UNKNOWN = "", _("Not known, or rather not said")
    WOMAN = "woman", pgettext_lazy("gender", "Woman")
    MAN = "man", pgettext_lazy("gender", "Man")
    OTHER = "other", pgettext_lazy("gender", "Another")


class Answer(models.TextChoices):
    NONE = "", pgettext_lazy("to an invitation", "No answer yet")
    YES = "yes", pgettext_lazy("to an invitation", "Yes")
    UNSURE = "unsure", pgettext_lazy("to an invitation", "Not sure")
    NO = "no", pgettext_lazy("to an invitation", "No")


class GuestList(models.Model):
    """What is noted about the guests of one dialogue as a whole. It goes with them."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, primary_key=True, related_name="guest_list")
    risk_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"guest list of {self.dialogue_id}"


class GuestSet(models.QuerySet["Guest"]):
    def expected(self) -> Self:
        """Those who may come: everybody but who said no and who waits for a place."""
        return self.exclude(answer=Answer.NO).filter(waiting=False)

    def coming(self) -> Self:
        return self.filter(answer=Answer.YES, waiting=False)

    def here(self) -> Self:
        """Those who were seen on the day."""
        return self.filter(present=True)


class Guest(models.Model):
    """Somebody who is invited: the least with which they can be reached, seated and understood."""

    key = models.CharField(max_length=16, primary_key=True, default=new_key, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=120)
    badge = models.CharField(max_length=60, blank=True)
    """The name to print on the badge, where it is another one."""
    address = models.CharField(max_length=254, blank=True)
    """An e-mail address or a telephone number; empty where the letter is handed over."""
    language = models.CharField(max_length=9)
    """Of the letter: one of the six faces, by its code in `web.languages`."""
    understands = models.JSONField(default=list)
    """Content languages that this guest can follow. What a guest speaks is among them."""
    speaks = models.JSONField(default=list)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="guests")
    """None for somebody from elsewhere."""
    home = models.CharField(max_length=9, choices=Home, blank=True)
    sector = models.CharField(max_length=13, choices=Sector)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=11, choices=Role, default=Role.PARTICIPANT)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ROOM)
    gender = models.CharField(max_length=5, choices=Gender, blank=True)
    first_time = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    """Needs a table that can be reached without steps."""
    needs = models.CharField(max_length=400, blank=True)
    """What else helps this guest to take part, in words."""
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    waiting = models.BooleanField(default=False)
    """On the waiting list: invited only when a place is free."""
    present = models.BooleanField(default=False)
    """Was seen on the day. Never joined to an entry card."""

    objects: ClassVar[models.Manager["Guest"]] = GuestSet.as_manager()

    class Meta:
        ordering = ["name", "key"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="guest_has_a_name"),
            models.CheckConstraint(condition=Q(home__in=Home.values), name="guest_home_known"),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="guest_sector_known"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="guest_role_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="guest_mode_known"),
            models.CheckConstraint(condition=Q(gender__in=Gender.values), name="guest_gender_known"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="guest_answer_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def by_mail(self) -> bool:
        return "@" in self.address


class PairNote(models.Model):
    """Two guests, in the order of their keys, and the only convenor who sees this."""

    owner = models.ForeignKey(Convenor, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["owner", "one", "other"], name="%(class)s_noted_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="%(class)s_in_order_of_keys"),
        ]


class KeepApart(PairNote):
    """These two never sit at one table. The seating obeys it and tells nobody."""

    def __str__(self) -> str:
        return "a pair to keep apart"


class MustBeWith(PairNote):
    """These two always sit at one table, as somebody and their interpreter do."""

    def __str__(self) -> str:
        return "a pair to keep together"


class Upload(models.Model):
    """The rows of a list that a convenor has brought and not taken over yet, as they were written."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Convenor, on_delete=models.CASCADE, related_name="+")
    rows = models.JSONField()
    """``[[line, {column: cell}], …]``"""
    unknown = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialogue", "owner"], name="one_upload_a_convenor")]

    def __str__(self) -> str:
        return f"{len(self.rows)} rows"
