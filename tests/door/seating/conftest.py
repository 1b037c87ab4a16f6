"""A seated rehearsal: twenty-four guests, four tables, three rounds."""

import pytest

from sofra.analysis.seating.race import Effort
from sofra.door.guests.actions import add_guest
from sofra.door.seating import actions
from sofra.door.seating.models import Seating

SECTORS = ("civil_society", "media", "academia", "government")
NAMES = ("Table 1", "Table 2", "Table 3", "Table 4")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A fixed number of moves: what is tested is the desk."""
    monkeypatch.setattr(actions, "effort_for", lambda _seconds, _people: (Effort(20_000, 1), lambda: 0.0))


def a_guest(dialogue, number, **changes):
    given = {
        "name": f"Guest {number:02}",
        "language": "en",
        "understands": ["en", "mk"] if number % 3 else ["en"],
        "sector": SECTORS[number % 4],
        "organisation": f"House {number % 7}",
        "role": "facilitator" if number < 4 else "participant",
    }
    return add_guest(dialogue, **(given | changes))


@pytest.fixture
def guests(preparation):
    return [a_guest(preparation.dialogue, number) for number in range(24)]


def as_given(seating):
    return [
        actions.TableGiven(table.pk, table.name, "room", 4, 7, facilitator=table.fixed_places.get().guest_id)
        for table in seating.tables.all()
    ]


@pytest.fixture
def seating(guests):
    actions.lay_tables(guests[0].dialogue, rounds=3, names=NAMES, kinds=["room"] * 4, people=24)
    seating = Seating.objects.select_related("dialogue").get()
    actions.save_settings(seating, rounds=3, dials={}, tables=as_given(seating))
    return seating


@pytest.fixture
def plan(seating):
    return actions.make_plan(seating)
