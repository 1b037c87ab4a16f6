"""Guests of the rehearsal."""

import pytest

from sofra.door.guests.actions import add_guest
from sofra.door.programme.models import Country


@pytest.fixture
def kosovo(db):
    return Country.objects.create(code="XK", name="Kosovo", capital="Pristina", seat=3)


def a_guest(dialogue, name="Drita Hoxha", **changes):
    given = {
        "name": name,
        "address": f"{name.split()[0].lower()}@example.org",
        "language": "sq",
        "speaks": ["sq"],
        "understands": ["sq", "en"],
        "sector": "media",
    }
    return add_guest(dialogue, **(given | changes))
