from django.db import models

from sofra.floor.keys import RandomKeyField
from sofra.floor.room.models import Dialogue, Question, StaffPass
from sofra.floor.statements.models import Statement


class Wording(models.Model):
    """What the room sees: a reviewed wording in all its languages. Only moderators see the original beside it."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="wordings")
    question = models.ForeignKey(Question, models.CASCADE, null=True)
    """None for a statement that the convenor gave the room to start with."""
    statement = models.OneToOneField(Statement, models.SET_NULL, null=True, related_name="wording")
    texts = models.JSONField()
    names_somebody = models.BooleanField(default=False)
    """Whether something in the texts is marked that may point at one person."""
    readers = models.PositiveSmallIntegerField()
    """How many staff passes have read it and let it through. For an opening statement the convenor is the one."""
    on_table = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(readers__gte=1), name="wording_was_read"),
            models.CheckConstraint(
                condition=models.Q(names_somebody=False) | models.Q(readers__gte=2), name="wording_with_name_read_twice"
            ),
        ]

    def __str__(self) -> str:
        return "a wording"


class Taken(models.Model):
    """Which statement lies on which desk. Gone when the moderator leaves it, and at the latest at the close."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="taken")
    staff_pass = models.OneToOneField(StaffPass, models.CASCADE, to_field="key", related_name="taken")

    def __str__(self) -> str:
        return "a statement on a desk"


class Draft(models.Model):
    """A wording that is not finished, in one language, sealed as the statement is."""

    key = RandomKeyField()
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=4)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "language"], name="draft_once_a_language")]

    def __str__(self) -> str:
        return f"a draft in {self.language}"


class FirstReading(models.Model):
    """One moderator let a draft through that may point at a person. Another pass has to read it too."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="first_reading")
    staff_pass = models.ForeignKey(StaffPass, models.CASCADE, to_field="key", related_name="first_readings")

    def __str__(self) -> str:
        return "a first reading"


class Reason(models.TextChoices):
    NAMES_A_PERSON = "names_a_person"
    NOT_THE_QUESTION = "not_the_question"
    SAID_ALREADY = "said_already"
    HARMS = "harms"
    UNCLEAR = "unclear"


class Hold(models.Model):
    """Why a statement was held back: a reason from the list, never a name of who decided."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="hold")
    reason = models.CharField(max_length=20, choices=Reason)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=Reason.values), name="hold_reason_known"),
        ]

    def __str__(self) -> str:
        return self.reason


class Returned(models.Model):
    """A note for the room: something could not be shown. The words are destroyed; only the reason is left."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="returned")
    question = models.ForeignKey(Question, models.CASCADE)
    reason = models.CharField(max_length=20, choices=Reason)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=Reason.values), name="returned_reason_known"),
        ]

    def __str__(self) -> str:
        return self.reason


class Act(models.TextChoices):
    ACCEPTED = "accepted"
    REWORDED = "reworded"
    READ_TWICE = "read_twice"
    HELD = "held"
    TAKEN_UP = "taken_up"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    WITHDRAWN = "withdrawn"
    UNREAD = "unread"


class LoggedAct(models.Model):
    """That something was done, and why. No words, no statement, no pass, no order."""

    key = RandomKeyField()
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="acts")
    act = models.CharField(max_length=10, choices=Act)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(act__in=Act.values), name="logged_act_known"),
            models.CheckConstraint(condition=models.Q(reason__in=["", *Reason.values]), name="logged_reason_known"),
        ]

    def __str__(self) -> str:
        return self.act
