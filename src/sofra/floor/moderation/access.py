from django.http import Http404

from sofra.floor.room.models import StaffPass
from sofra.floor.statements.models import Statement


def statement_for(staff_pass: StaffPass, key: str) -> Statement:
    """A statement of this moderator's own room, or 404."""
    own = Statement.objects.filter(dialogue=staff_pass.dialogue).select_related("dialogue", "question")
    found = own.filter(key=key).first()
    if found is None:
        raise Http404
    return found
