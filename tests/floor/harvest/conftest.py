import pytest

from sofra.floor.harvest.actions import confirm, note_claim
from sofra.floor.harvest.models import Claim
from sofra.floor.room.models import Phase


def fresh(claim):
    return Claim.objects.select_related("dialogue").get(key=claim.key)


@pytest.fixture
def noted(room):
    """A claim that nobody has read back yet, in a room of twelve."""
    room.sit_down(12)
    room.open(Phase.WRITE)
    return note_claim(room.dialogue, "Small groups need core money.", "need")


@pytest.fixture
def confirmed(noted):
    confirm(noted)
    return fresh(noted)
