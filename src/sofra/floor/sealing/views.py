from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sofra.floor.room.models import StaffPass
from sofra.floor.room.tries import TooManyTries, wrong_codes
from sofra.floor.sealing import actions
from sofra.floor.sealing.access import staff_of_any_role
from sofra.floor.sealing.forms import BurnForm, OpenForm
from sofra.floor.sealing.keyfile import SameHolder, UnknownKeyCard
from sofra.floor.sealing.queries import Burned, state


@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Whether the words can be read now, and how two holders of key cards open them."""
    staff = staff_of_any_role(request)
    dialogue = staff.dialogue
    form = OpenForm(request.POST or None)
    if form.is_valid():
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        if _accepted(request, form, "second", lambda: actions.open_with(dialogue, first, second)):
            return redirect("keys")
    return _page(request, "floor/sealing/keys.html", staff, form)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    actions.lock(staff_of_any_role(request).dialogue)
    return redirect("keys")


@require_http_methods(["GET", "POST"])
def burn(request: HttpRequest) -> HttpResponse:
    """The second step: what is destroyed, one key card, and a tick."""
    staff = staff_of_any_role(request)
    dialogue = staff.dialogue
    form = BurnForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if _accepted(request, form, "code", lambda: actions.burn(dialogue, code)):
            return redirect("keys")
    return _page(request, "floor/sealing/burn.html", staff, form)


def _accepted(request: HttpRequest, form: forms.Form, field: str, act: Callable[[], None]) -> bool:
    """Whether the cards did what they were brought for. If not, the form says why."""
    try:
        wrong_codes.check(request)
        act()
    except TooManyTries:
        form.add_error(field, _("Too many wrong codes were typed just now. Wait a minute, then try again."))
    except UnknownKeyCard:
        wrong_codes.count(request)
        form.add_error(field, _("This is no key card of this dialogue. Compare it with the card, letter by letter."))
    except SameHolder:
        form.add_error(field, _("Both codes are of the same key card. It takes the cards of two holders."))
    except Burned:
        form.add_error(field, _("The key of this dialogue is burned. There is nothing left to open or to burn."))
    return form.is_valid()


def _page(request: HttpRequest, template: str, staff: StaffPass, form: forms.Form) -> HttpResponse:
    room = staff.dialogue
    context = {"staff": staff, "dialogue": room, "fictional": room.fictional, "state": state(room), "form": form}
    return render(request, template, context, status=422 if form.errors else 200)
