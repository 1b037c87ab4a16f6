from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.guests.access import guest_from
from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.programme.models import Dialogue
from sofra.door.seating import actions, queries
from sofra.door.seating.access import dialogue_from, planned_from, seating_from, table_from
from sofra.door.seating.effort import usual_seconds
from sofra.door.seating.forms import (
    ExchangeForm,
    GuestForm,
    MissingForm,
    PlaceForm,
    RemedyForm,
    RoundsForm,
    TablesForm,
    table_forms,
)
from sofra.door.seating.models import MOST_TABLES, Plan, Seating
from sofra.door.seating.telling import no_plan
from sofra.door.seating.weighing import exchanges
from sofra.door.seating.words import broken_words, offered, told_words

READ_AND_WRITE = require_http_methods(["GET", "POST"])
USUAL_TABLE = 8


def around(dialogue: Dialogue) -> dict[str, object]:
    return {"dialogue": dialogue, "fictional": dialogue.fictional}


# ---------------------------------------------------------------- setting the tables


@for_convenors
@READ_AND_WRITE
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan; before there is one, the way to it."""
    dialogue = dialogue_from(slug)
    seating = queries.seating_of(dialogue)
    if seating is None:
        return _first_tables(request, dialogue)
    plan = queries.newest_plan(seating)
    if plan is None:
        return _not_planned(request, seating)
    return redirect("round", slug, min(seating.held + 1, len(plan.seats)))


def _first_tables(request: HttpRequest, dialogue: Dialogue) -> HttpResponse:
    guests = queries.guests_to_seat(dialogue).count()
    at_first = {"room": max(1, round(guests / USUAL_TABLE)) if dialogue.format != Dialogue.Format.ONLINE else 0}
    at_first["online"] = max(1, round(guests / USUAL_TABLE)) if dialogue.format == Dialogue.Format.ONLINE else 0
    form = TablesForm(request.POST or None, initial=at_first)
    if not guests or not form.is_valid():
        context = around(dialogue) | {"form": form, "guests": guests}
        return render(request, "door/seating/first.html", context, status=422 if form.is_bound else 200)
    names = [_("Table %(number)s") % {"number": number} for number in range(1, len(form.kinds()) + 1)]
    actions.lay_tables(dialogue, rounds=form.cleaned_data["rounds"], names=names, kinds=form.kinds(), people=guests)
    return redirect("tables", dialogue.slug)


def _not_planned(request: HttpRequest, seating: Seating) -> HttpResponse:
    guests = queries.guests_to_seat(seating.dialogue).count()
    context = around(seating.dialogue) | {
        "seating": seating,
        "guests": guests,
        "laid": queries.laid_tables(queries.names_of(seating), {}),
        "seconds": round(usual_seconds(guests)),
    }
    return render(request, "door/seating/not_planned.html", context)


@for_convenors
@READ_AND_WRITE
def table_settings(request: HttpRequest, slug: str) -> HttpResponse:
    seating = seating_from(slug)
    posted = request.POST if request.method == "POST" else None
    rounds = RoundsForm(posted, seating=seating)
    forms = table_forms(seating, queries.facilitators_of(seating.dialogue), posted, _table_count(request, seating))
    if posted is None or not all([rounds.is_valid(), *(form.is_valid() for form in forms)]):
        context = around(seating.dialogue) | {"rounds": rounds, "forms": forms, "bound": posted is not None}
        return render(request, "door/seating/settings.html", context, status=200 if posted is None else 422)
    given = [form.given for form in forms if not form.goes]
    try:
        actions.save_settings(seating, rounds=rounds.cleaned_data["rounds"], dials=rounds.dials, tables=given)
    except actions.HeldRound:
        messages.error(request, _("A round has begun, so no table can go away. Nothing was changed."))
        return redirect("table_settings", slug)
    except actions.TwiceTheSame:
        messages.error(request, _("Two tables have one name or one facilitator. Nothing was changed."))
        return redirect("table_settings", slug)
    if "one_more" in request.POST:
        return redirect(f"{request.path}?tables={len(given) + 1}#table{len(given)}")
    messages.success(request, _("The tables are saved."))
    return redirect("tables", slug)


def _table_count(request: HttpRequest, seating: Seating) -> int:
    """As many forms as the page had, and all tables that are kept."""
    given: QueryDict = request.POST if request.method == "POST" else request.GET
    asked = given.get("tables", "")
    return min(max(int(asked) if asked.isdecimal() else 0, seating.tables.count(), 1), MOST_TABLES)


# ---------------------------------------------------------------- plans


@for_convenors
@require_POST
def make_plan(request: HttpRequest, slug: str) -> HttpResponse:
    return _search(request, seating_from(slug), anew=True)


@for_convenors
@require_POST
def seat_again(request: HttpRequest, slug: str) -> HttpResponse:
    return _search(request, seating_from(slug), anew=False)


@for_convenors
@require_POST
def take_remedy(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the change that was offered, then look for a plan again."""
    seating, form = seating_from(slug), RemedyForm(request.POST)
    if not form.is_valid():
        raise Http404("no such remedy")
    actions.take_remedy(seating, **form.cleaned_data)
    seating.refresh_from_db()
    return _search(request, seating, anew=queries.newest_plan(seating) is None)


def _search(request: HttpRequest, seating: Seating, *, anew: bool) -> HttpResponse:
    """A plan, or the page that says why there is none; that page is the answer itself, since nothing is kept of it."""
    slug = seating.dialogue.slug
    try:
        plan = actions.make_plan(seating) if anew else actions.seat_again(seating)
    except actions.Impossible as none:
        told = no_plan(seating, none, convenor_from(request))
        context = around(seating.dialogue) | {"told": told, "sentence": told_words(told), "offers": offered(told)}
        return render(request, "door/seating/no_plan.html", context, status=409)
    except actions.HeldRound:
        messages.warning(request, _("A round has begun. Seat again instead: then nobody moves in it."))
    except actions.SearchFailed:
        messages.error(request, _("No plan was found in time, and it is not proved that there is none. Try again."))
    else:
        messages.success(request, _("The plan keeps every rule."))
        return redirect("tables" if plan.origin == Plan.Origin.MADE else "seat_changes", slug)
    return redirect("tables", slug)


@for_convenors
@require_POST
def take_back_plan(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        actions.take_back_plan(seating_from(slug))
    except actions.NothingBefore:
        messages.warning(request, _("There is no plan before this one."))
    except actions.RulesBroken:
        text = _("The plan before does not fit any more: guests, tables or notes have changed. Nothing was changed.")
        messages.error(request, text)
    else:
        messages.success(request, _("The plan before counts again."))
    return redirect("tables", slug)


@for_convenors
@require_GET
def round_shown(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The picture of one round."""
    seating, plan = planned_from(slug)
    if not 1 <= number <= len(plan.seats):
        raise Http404(number)
    misfits = queries.misfits(seating, plan, convenor_from(request))
    context = around(seating.dialogue) | {
        "seating": seating,
        "plan": plan,
        "number": number,
        "numbers": range(1, len(plan.seats) + 1),
        "laid": queries.laid_tables(queries.names_of(seating), queries.rounds_of(plan)[number - 1]),
        "misfits": [broken_words(each.rule, each.round, each.people, each.table) for each in misfits[:8]],
        "missing": queries.missing_guests(seating.dialogue),
        "before": seating.plans.count() > 1,
        "next_round": seating.held + 1 if seating.held < seating.rounds else None,
    }
    return render(request, "door/seating/round.html", context)


# ---------------------------------------------------------------- one guest


@for_convenors
@require_GET
def seats_of_guest(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Where somebody sits in each round, and why."""
    seating, plan = planned_from(slug)
    guest = guest_from(seating.dialogue, key)
    place = queries.fixed_table_of(guest)
    context = around(seating.dialogue) | {
        "seating": seating,
        "plan": plan,
        "guest": guest,
        "seats": queries.seats_of(seating, plan, guest, convenor_from(request)),
        "place_form": PlaceForm(seating=seating, initial={"table": place}),
        "wish_form": GuestForm(guests=queries.expected_guests(seating.dialogue).exclude(key=key)),
        "wishes": queries.wishes_of(guest),
    }
    return render(request, "door/seating/guest.html", context)


@for_convenors
@READ_AND_WRITE
def change_seat(request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
    """With whom somebody could change places, and what it would cost; then the change itself."""
    seating, plan = planned_from(slug)
    guest = guest_from(seating.dialogue, key)
    if not queries.table_in(plan, number, guest):
        raise Http404(key)
    if request.method == "POST":
        return _exchange(request, seating, number, guest.key)
    ways = exchanges(seating, plan, number, guest, convenor_from(request)) if queries.fits(seating, plan) else []
    context = around(seating.dialogue) | {
        "number": number,
        "guest": guest,
        "table": queries.names_of(seating).tables.get(queries.table_in(plan, number, guest)),
        "ways": [each for each in ways if not each.broken],
        "refused": [
            (each, " ".join(broken_words(one.rule, 0, one.people, one.table) for one in each.broken))
            for each in ways
            if each.broken
        ],
        "held": number <= seating.held,
        "fits": bool(ways),
    }
    return render(request, "door/seating/change.html", context)


def _exchange(request: HttpRequest, seating: Seating, number: int, key: str) -> HttpResponse:
    form, slug = ExchangeForm(request.POST, seating=seating), seating.dialogue.slug
    if not form.is_valid():
        raise Http404("no such seat")
    guest = guest_from(seating.dialogue, key)
    try:
        actions.exchange_seats(seating, number, guest, form.cleaned_data["table"], form.cleaned_data["other"])
    except actions.RulesBroken as broken:
        found = queries.told(seating, broken.broken, convenor_from(request))
        why = " ".join(broken_words(each.rule, 0, each.people, each.table) for each in found)
        messages.error(request, _("Nobody was moved. %(why)s") % {"why": why})
        return redirect("change_seat", slug, number, key)
    except (actions.HeldRound, actions.NoSuchSeat):
        messages.error(request, _("Nobody was moved: this seat has changed in the meantime, or the round has begun."))
    else:
        messages.success(request, _("The places are changed."))
    return redirect("round", slug, number)


@for_convenors
@require_POST
def fix_place(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    seating = seating_from(slug)
    form = PlaceForm(request.POST, seating=seating)
    if form.is_valid():
        actions.fix_place(guest_from(seating.dialogue, key), form.cleaned_data["table"])
        messages.success(request, _("The place is noted. If the plan does not fit any more, seat again."))
    return redirect("seats_of_guest", slug, key)


@for_convenors
@require_POST
def note_wish(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    seating = seating_from(slug)
    form = GuestForm(request.POST, guests=queries.expected_guests(seating.dialogue).exclude(key=key))
    if form.is_valid():
        actions.note_wish(guest_from(seating.dialogue, key), form.cleaned_data["guest"])
        messages.success(request, _("The wish is noted. The next plan will try to meet it."))
    return redirect("seats_of_guest", slug, key)


# ---------------------------------------------------------------- on the day


@for_convenors
@require_POST
def begin_round(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        actions.begin_round(seating_from(slug))
    except actions.DoesNotFit:
        messages.error(request, _("The plan does not fit any more. Seat again first, then begin the round."))
    except actions.NoSuchSeat:
        messages.warning(request, _("All rounds have begun."))
    return redirect("tables", slug)


@for_convenors
@require_POST
def take_back_round(request: HttpRequest, slug: str) -> HttpResponse:
    actions.take_back_round(seating_from(slug))
    return redirect("tables", slug)


@for_convenors
@READ_AND_WRITE
def missing(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is not there today. A tick less is somebody who has come late."""
    seating = seating_from(slug)
    guests = queries.expected_guests(seating.dialogue)
    form = MissingForm(request.POST or None, guests=guests)
    if request.method == "GET" or not form.is_valid():
        context = around(seating.dialogue) | {
            "guests": guests,
            "missing": {guest.key for guest in queries.missing_guests(seating.dialogue)},
            "seen": any(guest.present for guest in guests),
        }
        return render(request, "door/seating/missing.html", context)
    actions.note_missing(seating.dialogue, form.cleaned_data["missing"])
    if queries.newest_plan(seating) and "again" in request.POST:
        return _search(request, seating, anew=False)
    messages.success(request, _("It is noted who is missing."))
    return redirect("tables", slug)


@for_convenors
@READ_AND_WRITE
def replace_facilitator(request: HttpRequest, slug: str, table: int) -> HttpResponse:
    """Somebody takes over a table, and people are seated again."""
    seating = seating_from(slug)
    led, guests = table_from(seating, table), queries.guests_to_seat(seating.dialogue)
    form = GuestForm(request.POST or None, guests=guests)
    if not form.is_valid():
        context = around(seating.dialogue) | {"table": led, "form": form}
        return render(request, "door/seating/facilitator.html", context, status=422 if form.is_bound else 200)
    actions.replace_facilitator(led, form.cleaned_data["guest"])
    return _search(request, seating, anew=queries.newest_plan(seating) is None)


@for_convenors
@require_GET
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits elsewhere than in the plan before: the list to read out."""
    seating, plan = planned_from(slug)
    context = around(seating.dialogue) | {"plan": plan, "moves": queries.moves_since(seating, plan)}
    return render(request, "door/seating/changes.html", context)
