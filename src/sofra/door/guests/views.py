from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.guests import actions, queries
from sofra.door.guests.access import KINDS, guest_from, kind_from, note_from
from sofra.door.guests.forms import GuestForm, PairForm, RiskForm, SureForm, as_typed
from sofra.door.guests.mix import gaps_in, mix_of
from sofra.door.guests.models import Answer, Guest
from sofra.door.guests.upload import row_of
from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.door.preparation.models import Preparation
from sofra.door.programme.models import Country, Dialogue
from sofra.web.languages import current_language

READ_AND_WRITE = require_http_methods(["GET", "POST"])


def around(dialogue: Dialogue) -> dict[str, object]:
    """What every page about guests shows of its dialogue."""
    return {
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "last_day": queries.last_day_of(dialogue),
        "over": queries.is_over(dialogue, timezone.localdate()),
    }


@for_convenors
@require_GET
def guest_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All guests, their mix in coarse words, and what is missing in it."""
    return _list(request, preparation_from(slug))


def _list(request: HttpRequest, preparation: Preparation, form: RiskForm | None = None) -> HttpResponse:
    dialogue, countries = preparation.dialogue, list(Country.objects.all())
    guests, expected = list(queries.guests_of(dialogue)), list(queries.guests_of(dialogue).expected())
    context = around(dialogue) | {
        "guests": guests,
        "expected": len(expected),
        "coming": len([guest for guest in expected if guest.answer == Answer.YES]),
        "mix": mix_of(expected, preparation, countries) if expected else [],
        "gaps": gaps_in(expected, preparation, countries),
        "risk_form": form or RiskForm(initial={"risk_note": queries.risk_note_of(dialogue)}),
    }
    return render(request, "door/guests/list.html", context, status=422 if form else 200)


@for_convenors
@require_POST
def risk_note(request: HttpRequest, slug: str) -> HttpResponse:
    preparation, form = preparation_from(slug), RiskForm(request.POST)
    if not form.is_valid():
        return _list(request, preparation, form)
    actions.write_risk_note(preparation.dialogue, form.cleaned_data["risk_note"])
    messages.success(request, _("The note is saved."))
    return redirect("guest_list", slug)


@for_convenors
@READ_AND_WRITE
def new_guest(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue = preparation_from(slug).dialogue
    if queries.is_over(dialogue, timezone.localdate()):
        messages.warning(request, _("The last day of this guest list is over. It takes nobody any more."))
        return redirect("guest_list", slug)
    upload, line = queries.upload_of(dialogue, convenor_from(request)), request.GET.get("line", "")
    country = dialogue.country.code if dialogue.country else ""
    initial = {"language": current_language().code, "country": country} | row_of(upload, line)
    form = GuestForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return render(
            request, "door/guests/new.html", around(dialogue) | {"form": form}, status=422 if form.is_bound else 200
        )
    guest = actions.add_guest(dialogue, **form.guest())
    if upload and line:
        actions.keep_lines(upload, {row[0] for row in upload.rows if str(row[0]) != line})
        return redirect("take_upload" if upload.pk else "guest_list", slug)
    messages.success(request, _("%(name)s is on the list.") % {"name": guest.name})
    return redirect("new_guest" if request.POST.get("then") == "another" else "guest_list", slug)


@for_convenors
@READ_AND_WRITE
def guest(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = guest_from(preparation_from(slug).dialogue, key)
    form = GuestForm(request.POST or None, initial=as_typed(found))
    if not form.is_valid():
        return _guest(request, found, form)
    actions.change_guest(found, **form.guest())
    messages.success(request, _("%(name)s is saved.") % {"name": found.name})
    return redirect("guest_list", slug)


def _guest(request: HttpRequest, guest: Guest, form: GuestForm, pair: PairForm | None = None) -> HttpResponse:
    convenor, others = convenor_from(request), queries.guests_of(guest.dialogue)
    context = around(guest.dialogue) | {"guest": guest, "form": form, "alone": len(others) == 1}
    notes = []
    for name, kind in KINDS.items():
        there = [
            (note, note.other if note.one_id == guest.key else note.one)
            for note in queries.own_notes(guest, convenor, kind)
        ]
        chosen = pair if pair and pair.prefix == name else _pair_form(None, guest, name)
        notes.append((name, there, chosen))
    bound = form.is_bound or pair is not None
    return render(request, "door/guests/guest.html", context | {"notes": notes}, status=422 if bound else 200)


def _pair_form(request: HttpRequest | None, guest: Guest, name: str) -> PairForm:
    label = {"apart": _("Never at a table with"), "together": _("Always at a table with")}[name]
    typed = request.POST if request else None
    return PairForm(typed, prefix=name, label=label, guest=guest, guests=list(queries.guests_of(guest.dialogue)))


@for_convenors
@require_POST
def note_pair(request: HttpRequest, slug: str, key: str, kind: str) -> HttpResponse:
    found, model = guest_from(preparation_from(slug).dialogue, key), kind_from(kind)
    form = _pair_form(request, found, kind)
    if not form.is_valid():
        return _guest(request, found, GuestForm(initial=as_typed(found)), form)
    actions.note_pair(model, convenor_from(request), found, guest_from(found.dialogue, form.cleaned_data["other"]))
    messages.success(request, _("Noted. Only you see it, and the seating obeys it."))
    return redirect("guest", slug, key)


@for_convenors
@require_POST
def forget_pair(request: HttpRequest, slug: str, key: str, kind: str, number: int) -> HttpResponse:
    guest_from(preparation_from(slug).dialogue, key)
    actions.forget_pair(note_from(kind, number, convenor_from(request)))
    messages.success(request, _("The note is gone."))
    return redirect("guest", slug, key)


@for_convenors
@READ_AND_WRITE
def remove_guest(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = guest_from(preparation_from(slug).dialogue, key)
    if request.method == "GET":
        return render(request, "door/guests/remove.html", around(found.dialogue) | {"guest": found})
    actions.remove_guest(found)
    messages.success(request, _("%(name)s is off the list.") % {"name": found.name})
    return redirect("guest_list", slug)


@for_convenors
@READ_AND_WRITE
def delete_guest_list(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue, form = preparation_from(slug).dialogue, SureForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        context = around(dialogue) | {
            "form": form if request.method == "POST" else SureForm(),
            "number": queries.guests_of(dialogue).count(),
        }
        return render(request, "door/guests/delete.html", context, status=422 if request.method == "POST" else 200)
    actions.delete_guest_list(dialogue)
    messages.success(request, _("The guest list is gone."))
    return redirect("guest_list", slug)
