from django.http import Http404, HttpRequest

from sofra.floor.harvest.models import Claim
from sofra.floor.room.access import is_facilitator, staff_from
from sofra.floor.room.models import Role, StaffPass


def rapporteur_from(request: HttpRequest) -> StaffPass:
    return staff_from(request, Role.RAPPORTEUR)


def reader_from(request: HttpRequest) -> StaffPass:
    """Whoever reads claims back to the room: a facilitator or a rapporteur."""
    return staff_from(request, Role.FACILITATOR if is_facilitator(request) else Role.RAPPORTEUR)


def claim_for(staff_pass: StaffPass, key: str) -> Claim:
    """A claim of this pass's own room, or 404."""
    found = Claim.objects.select_related("dialogue", "trend").filter(dialogue=staff_pass.dialogue, key=key).first()
    if found is None:
        raise Http404
    return found
