from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.hatch.codes import LENGTHS, SHORT


class Phase(models.TextChoices):
    WAITING = "waiting"
    WRITE = "write"
    VOTE = "vote"
    CLOSED = "closed"


class Role(models.TextChoices):
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    RAPPORTEUR = "rapporteur"
    TRANSLATOR = "translator"


class Dialogue(models.Model):
    """One room. Its slug is the only value that the door knows too."""

    slug = models.CharField(max_length=60, primary_key=True)
    fictional = models.BooleanField()
    title = models.JSONField()
    languages = models.JSONField()
    rule = models.JSONField()
    seats = models.PositiveSmallIntegerField()
    breakdown = models.JSONField(null=True)
    """Groups in which answers are counted apart, as the brief fixed them; None for the room as a whole."""
    opinion_groups = models.JSONField(null=True)
    """The breakdown for people who answer alike, if the close finds such groups; None where nobody looks for them."""
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.WAITING)
    card_key = models.BinaryField(max_length=32, null=True)
    """Destroyed when the dialogue is closed: from then on a found card proves nothing."""
    pass_key = models.BinaryField(max_length=32)
    blind_key = models.BinaryField(max_length=800, null=True)
    """The public key with which the door signed blind passes. Gone with the key of the cards."""
    code_letters = models.PositiveSmallIntegerField(default=SHORT)
    issued = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    """Cards and passes given out, and people counted, as the facilitator told."""
    sectors = models.JSONField(default=list)
    """Of which five people or more are present, as staff counted; the others are called participants."""
    words_until = models.DateField(null=True)
    """The last day of everything that was said here. The only date on the floor: see docs/decisions/17."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="dialogue_phase_known"),
            models.CheckConstraint(condition=models.Q(code_letters__in=LENGTHS), name="dialogue_code_letters_known"),
        ]

    def __str__(self) -> str:
        return self.slug


class Question(models.Model):
    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    texts = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "place"], name="question_once_a_place")]

    def __str__(self) -> str:
        return f"{self.dialogue_id} question {self.place + 1}"


class Voice(models.Model):
    """A participant: a random key and nothing else. It never stands beside a statement."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="voices")
    agreed = models.BooleanField(default=False)
    """To the rule of the room."""
    statements_left = models.PositiveSmallIntegerField()
    group = models.PositiveSmallIntegerField(null=True)
    """Its place in the breakdown; None where there is none, for whoever would rather not say, or is in no group."""

    def __str__(self) -> str:
        return "a voice"


class Card(models.Model):
    """An entry card, kept as the keyed hash of its code. Gone when the dialogue is closed."""

    nullifier = models.CharField(max_length=64, primary_key=True)
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="cards")
    voice = models.OneToOneField(Voice, models.SET_NULL, null=True, related_name="card")

    def __str__(self) -> str:
        return "an entry card"


class StaffPass(models.Model):
    """A role in one room, without a name. Kept until the release, because the gate comes after the close."""

    nullifier = models.CharField(max_length=64, primary_key=True)
    key = models.CharField(max_length=32, unique=True)
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="staff_passes")
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="staff_pass_role_known")]

    def __str__(self) -> str:
        return self.role
