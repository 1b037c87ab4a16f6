import msgspec
from django.db import models
from django.utils import timezone

from sofra.door.programme.models import Dialogue
from sofra.hatch import release


class Release(models.Model):
    """What one dialogue released, once, as it came through the hatch."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, primary_key=True)
    document = models.JSONField()
    received = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"release of {self.dialogue}"

    @property
    def content(self) -> release.Release:
        return msgspec.convert(self.document, release.Release)
