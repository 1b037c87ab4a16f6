from datetime import date, timedelta

from django.db.models import Q

from sofra.door.guests.models import Guest, GuestList, GuestSet, KeepApart, MustBeWith, PairNote, Upload
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Country, Dialogue

DAYS_AFTER = 30
Pair = tuple[str, str]
"""The keys of two guests."""


def guests_of(dialogue: Dialogue) -> GuestSet:
    """All guests of this dialogue by name, those who said no and those who wait among them."""
    return GuestSet(Guest).filter(dialogue=dialogue).select_related("country")


def pairs_apart(dialogue: Dialogue) -> frozenset[Pair]:
    """Who never sits with whom, whoever noted it. For the seating alone: no page shows it."""
    return _pairs(KeepApart, dialogue)


def pairs_together(dialogue: Dialogue) -> frozenset[Pair]:
    """Who always sits with whom, whoever noted it. For the seating alone: no page shows it."""
    return _pairs(MustBeWith, dialogue)


def _pairs(kind: type[PairNote], dialogue: Dialogue) -> frozenset[Pair]:
    return frozenset(kind._default_manager.filter(one__dialogue=dialogue).values_list("one_id", "other_id"))


def own_notes(guest: Guest, convenor: Convenor, kind: type[PairNote]) -> list[PairNote]:
    """What this convenor noted about this guest. What colleagues noted stays with them."""
    notes = kind._default_manager.filter(Q(one=guest) | Q(other=guest), owner=convenor)
    return list(notes.select_related("one", "other"))


def last_day_of(dialogue: Dialogue) -> date:
    """The day after which the guest list is gone."""
    return dialogue.date_to + timedelta(days=DAYS_AFTER)


def is_over(dialogue: Dialogue, today: date) -> bool:
    return last_day_of(dialogue) < today


def risk_note_of(dialogue: Dialogue) -> str:
    return GuestList.objects.filter(dialogue=dialogue).values_list("risk_note", flat=True).first() or ""


def country_choices() -> list[tuple[str, str]]:
    return [(country.code, country.shown_name) for country in Country.objects.all()]


def upload_of(dialogue: Dialogue, owner: Convenor) -> Upload | None:
    """What this convenor has brought and not taken over yet."""
    return Upload.objects.filter(dialogue=dialogue, owner=owner).first()
