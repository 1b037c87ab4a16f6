from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from sofra.door.guests.models import Guest, GuestList, PairNote
from sofra.door.guests.queries import is_over
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue
from sofra.door.scrub import scrub


class NoPair(ValueError):
    """A note is about two guests of one dialogue."""


@transaction.atomic
def add_guest(dialogue: Dialogue, **given: Any) -> Guest:
    """Whatever is spoken is understood too."""
    given["understands"] = _understood(given)
    return Guest.objects.create(dialogue=dialogue, **given)


@transaction.atomic
def change_guest(guest: Guest, **given: Any) -> None:
    for field, value in given.items():
        setattr(guest, field, value)
    guest.understands = _understood({"understands": guest.understands, "speaks": guest.speaks})
    guest.save()


def _understood(given: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys([*given.get("understands", []), *given.get("speaks", [])]))


@transaction.atomic
def remove_guest(guest: Guest) -> None:
    guest.delete()


@transaction.atomic
def note_pair(kind: type[PairNote], owner: Convenor, guest: Guest, other: Guest) -> None:
    """Twice is once."""
    if guest == other or guest.dialogue_id != other.dialogue_id:
        raise NoPair(f"{kind.__name__} is about two guests of one dialogue")
    one, two = sorted((guest, other), key=lambda each: each.key)
    kind._default_manager.get_or_create(owner=owner, one=one, other=two)


@transaction.atomic
def forget_pair(note: PairNote) -> None:
    note.delete()


@transaction.atomic
def write_risk_note(dialogue: Dialogue, text: str) -> None:
    GuestList.objects.update_or_create(dialogue=dialogue, defaults={"risk_note": text})


@transaction.atomic
def delete_guest_list(dialogue: Dialogue) -> int:
    """All guests of this dialogue and what was noted about them. The file forgets them at once, backups in a week."""
    _number, by_model = Guest.objects.filter(dialogue=dialogue).delete()
    GuestList.objects.filter(dialogue=dialogue).delete()
    transaction.on_commit(scrub)
    return by_model.get("door.Guest", 0)


def let_go_by_date(today: date | None = None) -> None:
    """What the door does every hour by itself: guest lists whose last day is over go."""
    today = today or timezone.localdate()
    with_guests = Dialogue.objects.filter(guests__isnull=False) | Dialogue.objects.filter(guest_list__isnull=False)
    for dialogue in with_guests.distinct():
        if is_over(dialogue, today):
            delete_guest_list(dialogue)
