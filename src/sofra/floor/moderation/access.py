from django.http import Http404, HttpRequest

from sofra.floor.moderation.models import Returned
from sofra.floor.room.access import staff_from
from sofra.floor.room.models import Role, StaffPass
from sofra.floor.statements.models import Statement


class NoSuchStatement(Http404):
    """It is of another room, or it was destroyed, perhaps a moment ago by another moderator."""


def moderator_from(request: HttpRequest) -> StaffPass:
    return staff_from(request, Role.MODERATOR)


def statement_for(staff_pass: StaffPass, key: str) -> Statement:
    """A statement of this moderator's own room."""
    own = Statement.objects.filter(dialogue=staff_pass.dialogue).select_related("dialogue", "question")
    found = own.filter(key=key).first()
    if found is None:
        raise NoSuchStatement
    return found


def note_for(staff_pass: StaffPass, key: str) -> Returned:
    """A note of this facilitator's own room, or 404."""
    found = Returned.objects.filter(dialogue=staff_pass.dialogue, key=key).first()
    if found is None:
        raise Http404
    return found
