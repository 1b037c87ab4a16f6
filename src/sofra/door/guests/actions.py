from typing import Any

from django.db import transaction

from sofra.door.guests.models import Guest, PairNote
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue


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
