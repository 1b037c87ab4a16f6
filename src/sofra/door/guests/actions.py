from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from sofra.door.guests.models import Guest, GuestList, PairNote, Upload
from sofra.door.guests.queries import is_over
from sofra.door.guests.sheet import Sheet
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
def note_present(dialogue: Dialogue, keys: Collection[str]) -> None:
    """Who is here now: these and nobody else."""
    guests = Guest.objects.filter(dialogue=dialogue)
    guests.exclude(key__in=keys).update(present=False)
    guests.filter(key__in=keys).update(present=True)


@transaction.atomic
def note_arrival(guest: Guest) -> None:
    """This guest is here too."""
    Guest.objects.filter(pk=guest.pk).update(present=True)


@transaction.atomic
def delete_guest_list(dialogue: Dialogue) -> int:
    """All guests of this dialogue and what was noted about them. The file forgets them at once, backups in a week."""
    _number, by_model = Guest.objects.filter(dialogue=dialogue).delete()
    GuestList.objects.filter(dialogue=dialogue).delete()
    Upload.objects.filter(dialogue=dialogue).delete()
    transaction.on_commit(scrub)
    return by_model.get("door.Guest", 0)


def let_go_by_date(today: date | None = None) -> None:
    """What the door does every hour by itself: guest lists whose last day is over go."""
    today = today or timezone.localdate()
    for dialogue in Dialogue.objects.filter(pk__in=_with_guests()):
        if is_over(dialogue, today):
            delete_guest_list(dialogue)


def _with_guests() -> set[int]:
    return {
        key for kept in (Guest, GuestList, Upload) for key in kept._default_manager.values_list("dialogue", flat=True)
    }


@transaction.atomic
def keep_upload(dialogue: Dialogue, owner: Convenor, sheet: Sheet) -> None:
    """In the place of what this convenor brought before."""
    rows = [[row.line, row.cells] for row in sheet.rows]
    given = {"rows": rows, "unknown": list(sheet.unknown)}
    Upload.objects.update_or_create(dialogue=dialogue, owner=owner, defaults=given)


@transaction.atomic
def take_rows(
    upload: Upload,
    added: Iterable[dict[str, Any]],
    merged: Iterable[tuple[Guest, dict[str, Any]]],
    left: Collection[int],
) -> int:
    """Take rows over: as new guests, or into guests that are there. Rows on the lines ``left`` wait on."""
    number = 0
    for given in added:
        add_guest(upload.dialogue, **given)
        number += 1
    for guest, given in merged:
        change_guest(guest, **{name: value for name, value in given.items() if value})
        number += 1
    keep_lines(upload, left)
    return number


@transaction.atomic
def keep_lines(upload: Upload, left: Collection[int]) -> None:
    """Put all other rows away."""
    upload.rows = [row for row in upload.rows if row[0] in left]
    if upload.rows:
        upload.save()
    else:
        upload.delete()
