import hashlib
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

DAYS_A_WELCOME_LASTS = 7
FREE_TRIES = 10
"""Wrong passwords and codes since somebody last came in, before an account waits."""
LONGEST_WAIT = timedelta(days=1)


def wait_after(tries: int) -> timedelta:
    """One minute after the tenth wrong try, twice as long after each further one, a day at most.

    >>> wait_after(9), wait_after(10), wait_after(13)
    (datetime.timedelta(0), datetime.timedelta(seconds=60), datetime.timedelta(seconds=480))
    """
    if tries < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(tries - FREE_TRIES, 20)), LONGEST_WAIT)


class Convenor(AbstractBaseUser):
    """Somebody who prepares dialogues: a name, an e-mail address, and how often somebody guessed in vain."""

    last_login = None
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    """How often all sessions were ended by a button."""

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return self.name

    @property
    def waits(self) -> bool:
        return self.waits_until is not None and self.waits_until > timezone.now()

    def get_session_auth_hash(self) -> str:
        """Changes with the password, with every second factor and by a button, so that sessions elsewhere end."""
        factors = self.authenticator_set.exclude(type="recovery_codes").order_by("pk").values_list("pk", flat=True)  # type: ignore[attr-defined]  # allauth's
        return hashlib.sha256(
            f"{super().get_session_auth_hash()} {list(factors)} {self.sessions_ended}".encode()
        ).hexdigest()


class WelcomeQuerySet(models.QuerySet["Welcome"]):
    def open(self) -> "WelcomeQuerySet":
        oldest = timezone.now() - timedelta(days=DAYS_A_WELCOME_LASTS)
        return self.filter(used=False, created__gt=oldest)


class Welcome(models.Model):
    """A one-time link that lets one person in. Only its hash is kept, so the table opens no door."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    created = models.DateTimeField(default=timezone.now)
    used = models.BooleanField(default=False)

    objects = WelcomeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"welcome of {self.created:%Y-%m-%d}"

    @property
    def last_day(self) -> datetime:
        return self.created + timedelta(days=DAYS_A_WELCOME_LASTS)
