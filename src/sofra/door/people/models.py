from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

DAYS_A_WELCOME_LASTS = 7


class Convenor(AbstractBaseUser):
    """Somebody who prepares dialogues: a name, an e-mail address, and nothing else."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return self.name


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
