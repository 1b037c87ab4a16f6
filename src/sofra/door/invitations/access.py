from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from sofra.door.guests.models import Guest
from sofra.door.invitations.models import Invitation
from sofra.door.invitations.queries import waiting_guests
from sofra.door.programme.models import Dialogue
from sofra.web.languages import BY_CODE

INVITED = "invited"


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """For as long as this browser stays open, an hour at most: a used code opens the answer here and nowhere else."""
    request.session[INVITED] = invitation.guest_id


def invitation_from(request: HttpRequest) -> Invitation:
    """The invitation whose code was typed in this browser, or 404."""
    found = Invitation.objects.filter(pk=request.session.get(INVITED, "")).select_related("guest__dialogue__edition")
    invitation = found.first()
    if invitation is None:
        raise Http404
    return invitation


def is_here(request: HttpRequest, invitation: Invitation) -> bool:
    return bool(request.session.get(INVITED) == invitation.guest_id)


def forget(request: HttpRequest) -> None:
    request.session.pop(INVITED, None)


def face_from(code: str) -> str:
    if code not in BY_CODE:
        raise Http404(code)
    return code


def waiting_from(dialogue: Dialogue, key: str) -> Guest:
    """This guest, who waits for a place, or 404."""
    return get_object_or_404(waiting_guests(dialogue), key=key)
