from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.floor.room import access, actions, queries
from sofra.floor.room.forms import CodeForm, GroupForm, HeadcountForm
from sofra.floor.room.models import Dialogue, Phase, Role, StaffPass, Voice
from sofra.floor.room.queries import attendance
from sofra.floor.room.tries import TooManyTries, wrong_codes
from sofra.hatch.blind import Pass
from sofra.web import views as web

PAGE_OF_ROLE = {
    Role.FACILITATOR: "console",
    Role.MODERATOR: "moderation",
    Role.RAPPORTEUR: "harvest",
    Role.TRANSLATOR: "translations",
}
PAGE_OF_PHASE = {Phase.WAITING: "wait", Phase.WRITE: "say", Phase.VOTE: "vote"}
"""After the close no voice is known any more, so there is no page for it but `over`."""


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    used = False
    if request.method == "POST" and form.is_valid():
        try:
            wrong_codes.check(request)
            return _sit_down(actions.admit(form.cleaned_data["code"], again=form.cleaned_data["again"]))
        except actions.UsedCard:
            used = True
        except actions.UnknownCode:
            wrong_codes.count(request)
            form.add_error("code", _unknown(form.cleaned_data["code"]))
        except TooManyTries:
            form.add_error("code", _("Too many wrong codes were typed just now. Wait a minute, then try again."))
    return render(request, "floor/room/join.html", {"form": form, "used": used}, status=200 if not form.errors else 422)


def _unknown(shown: str | Pass) -> str:
    if isinstance(shown, str):
        return _("No open dialogue knows this code. Compare it with your card, letter by letter.")
    return _("No open dialogue takes this pass. It may be too early, or the room is closed. Ask the convenor.")


def _sit_down(seat: Voice | StaffPass) -> HttpResponse:
    page = "rule" if isinstance(seat, Voice) else PAGE_OF_ROLE[Role(seat.role)]
    response = redirect(page)
    access.remember(response, seat)
    return response


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest) -> HttpResponse:
    voice = access.voice_from(request, agreed=False)
    form = GroupForm(voice.dialogue, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.agree_to_rule(voice, form.group())
        return redirect("table")
    return render(request, "floor/room/rule.html", _room(voice) | {"form": form}, status=422 if form.errors else 200)


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    actions.decline_rule(access.voice_from(request, agreed=False))
    return leave(request)


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Where this voice should be now."""
    voice = access.voice_from(request)
    return redirect(PAGE_OF_PHASE[Phase(voice.dialogue.phase)])


@require_GET
def wait(request: HttpRequest) -> HttpResponse:
    voice = access.voice_from(request)
    if voice.dialogue.phase != Phase.WAITING:
        return redirect("table")
    counts = {"attendance": attendance(voice.dialogue), "headcount": queries.headcount(voice.dialogue)}
    return render(request, "floor/room/wait.html", _room(voice) | counts)


@require_GET
def headcount(request: HttpRequest) -> HttpResponse:
    """How many entered, were given a card and are present, for everybody in the room."""
    return _headcount(request, access.room_from(request))


@require_POST
def tell_headcount(request: HttpRequest) -> HttpResponse:
    dialogue = access.staff_from(request, Role.FACILITATOR).dialogue
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        return _headcount(request, dialogue, form)
    actions.tell_headcount(dialogue, **form.cleaned_data)
    return redirect("headcount")


def _headcount(request: HttpRequest, dialogue: Dialogue, form: HeadcountForm | None = None) -> HttpResponse:
    told = {"issued": dialogue.issued, "present": dialogue.present}
    context = {
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "headcount": queries.headcount(dialogue),
        "fingerprint": queries.fingerprint_of(dialogue),
        "form": form or HeadcountForm(initial=told),
        "may_tell": access.is_facilitator(request),
        "voice": access.has_seat(request),
    }
    return render(request, "floor/room/headcount.html", context, status=422 if form else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect("/left/")
    access.forget(response)
    return response


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "floor/room/left.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, not yours, or over: the three are told apart only for somebody who really had a seat."""
    if isinstance(exception, access.RoundIsOver):
        return render(request, "floor/room/over.html", status=410)
    return web.not_found(request, exception)


def _room(voice: Voice) -> dict[str, object]:
    return {"voice": voice, "dialogue": voice.dialogue, "fictional": voice.dialogue.fictional}
