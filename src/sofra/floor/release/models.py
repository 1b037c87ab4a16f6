from django.db import models

from sofra.floor.room.models import Dialogue


class Released(models.Model):
    """That a dialogue was released, and with what. One row a dialogue: there is no second look (R2)."""

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, primary_key=True, related_name="released")
    document = models.JSONField()

    def __str__(self) -> str:
        return f"release of {self.dialogue_id}"
