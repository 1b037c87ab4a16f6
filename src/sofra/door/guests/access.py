from django.http import Http404
from django.shortcuts import get_object_or_404

from sofra.door.guests.models import Guest, KeepApart, MustBeWith, PairNote, Upload
from sofra.door.guests.queries import guests_of, upload_of
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue

KINDS: dict[str, type[PairNote]] = {"apart": KeepApart, "together": MustBeWith}


def guest_from(dialogue: Dialogue, key: str) -> Guest:
    """This guest of this dialogue, or 404."""
    return get_object_or_404(guests_of(dialogue), key=key)


def kind_from(name: str) -> type[PairNote]:
    if name not in KINDS:
        raise Http404(name)
    return KINDS[name]


def note_from(name: str, number: int, owner: Convenor) -> PairNote:
    """A note of one's own, or 404: nobody learns that a colleague made one."""
    return get_object_or_404(kind_from(name)._default_manager, pk=number, owner=owner)


def upload_from(dialogue: Dialogue, owner: Convenor) -> Upload:
    """What this convenor has brought, or 404."""
    upload = upload_of(dialogue, owner)
    if upload is None:
        raise Http404
    return upload
