"""The one page about tables that is for guests: a code in, one's own tables out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sofra.door.guests.actions import note_arrival
from sofra.door.guests.models import Guest
from sofra.door.invitations.forms import AnswerCodeForm
from sofra.door.seating import access
from sofra.door.seating.own_seats import is_today, own_seats


@require_http_methods(["GET", "POST"])
def my_seat(request: HttpRequest) -> HttpResponse:
    """Where a guest types the code, and then sees where to sit. A used code opens this, and no answer."""
    form = AnswerCodeForm(request.POST or None)
    if form.is_valid():
        access.remember_seated(request, form.cleaned_data["code"].guest)
        return redirect("my_seat")
    guest = access.seated_guest(request)
    if guest is None or form.is_bound:
        return render(request, "door/seating/seat_code.html", {"form": form}, status=422 if form.is_bound else 200)
    return _seats(request, guest)


def _seats(request: HttpRequest, guest: Guest) -> HttpResponse:
    dialogue = guest.dialogue
    context = {
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "seats": own_seats(guest),
        "present": guest.present,
        "today": is_today(dialogue, timezone.localdate()),
    }
    return render(request, "door/seating/seat.html", context)


@require_POST
def i_am_here(request: HttpRequest) -> HttpResponse:
    """On the day alone: a code that lies about beforehand brings nobody in."""
    guest = access.seated_guest(request)
    if guest is None or not is_today(guest.dialogue, timezone.localdate()):
        raise Http404
    note_arrival(guest)
    return redirect("my_seat")


@require_POST
def leave_seat(request: HttpRequest) -> HttpResponse:
    access.forget_seated(request)
    return redirect("my_seat")
