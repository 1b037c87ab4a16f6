"""From a request to the voice or the staff pass it belongs to, or 404."""

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from sofra.floor.room.models import Dialogue, Role, StaffPass, Voice

VOICE_COOKIE = "voice"
STAFF_COOKIE = "staff"


class NotAtTheTable(Http404):
    """No card, no pass, or one that is not of this room."""


class RoundIsOver(NotAtTheTable):
    """A seat of ours that is no more: at the close every voice was given another key."""


def voice_from(request: HttpRequest, *, agreed: bool = True) -> Voice:
    """The voice of this device, having agreed to the rule of the room."""
    key = _signed(request, VOICE_COOKIE)
    if key is None:
        raise NotAtTheTable
    voice = Voice.objects.select_related("dialogue").filter(key=key).first()
    if voice is None:
        raise RoundIsOver
    if agreed and not voice.agreed:
        raise NotAtTheTable
    return voice


def staff_from(request: HttpRequest, role: Role) -> StaffPass:
    key = _signed(request, STAFF_COOKIE)
    found = StaffPass.objects.select_related("dialogue").filter(key=key, role=role).first() if key else None
    if found is None:
        raise NotAtTheTable
    return found


def room_from(request: HttpRequest) -> Dialogue:
    """The room of this device, whatever it holds: a seat or a staff pass."""
    if is_facilitator(request):
        return staff_from(request, Role.FACILITATOR).dialogue
    return voice_from(request).dialogue


def has_seat(request: HttpRequest) -> bool:
    return _signed(request, VOICE_COOKIE) is not None


def is_facilitator(request: HttpRequest) -> bool:
    key = _signed(request, STAFF_COOKIE)
    return StaffPass.objects.filter(key=key, role=Role.FACILITATOR).exists() if key else False


def remember(response: HttpResponse, seat: Voice | StaffPass) -> None:
    """Until the browser is closed, and without a time in the signature."""
    name = VOICE_COOKIE if isinstance(seat, Voice) else STAFF_COOKIE
    value = signing.Signer(salt=name).sign(seat.key)
    response.set_cookie(name, value)


def forget(response: HttpResponse) -> None:
    """Everything this site left on the device: cookies, copies of pages, storage."""
    for name in (VOICE_COOKIE, STAFF_COOKIE, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def _signed(request: HttpRequest, name: str) -> str | None:
    try:
        return signing.Signer(salt=name).unsign(request.COOKIES.get(name, ""))
    except signing.BadSignature:
        return None
