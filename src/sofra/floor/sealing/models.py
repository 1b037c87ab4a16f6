from django.db import models

from sofra.floor.room.models import Dialogue


class Seal(models.Model):
    """The half of a dialogue's key that everybody may know: with it words are sealed, never opened."""

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, primary_key=True, related_name="seal")
    public_key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"seal of {self.dialogue_id}"
