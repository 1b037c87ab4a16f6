from django.db.models import QuerySet

from sofra.door.programme.models import Dialogue, Edition


def dialogues_of(edition: Edition) -> QuerySet[Dialogue]:
    """Its dialogues in the order of time, then of seats."""
    return edition.dialogues.select_related("edition__programme", "country").prefetch_related("sources")
