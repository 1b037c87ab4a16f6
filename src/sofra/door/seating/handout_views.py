"""Pages that lead out of the desk: lists, printed sheets and files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.seating import actions, queries, sheets
from sofra.door.seating.access import planned_from, seating_from
from sofra.door.seating.forms import PlanFileForm
from sofra.door.seating.models import Seating
from sofra.door.seating.views import READ_AND_WRITE, around
from sofra.door.seating.words import broken_words


@for_convenors
@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    seating, plan = planned_from(slug)
    context = around(seating.dialogue) | {
        "rows": queries.seats_by_guest(seating, plan),
        "numbers": range(1, len(plan.seats) + 1),
    }
    return render(request, "door/seating/people.html", context)


@for_convenors
@require_GET
def rooms(request: HttpRequest, slug: str) -> HttpResponse:
    """The online rooms as text, for whatever tool the rooms are in."""
    seating, plan = planned_from(slug)
    names = queries.names_of(seating)
    shown = [
        (number, [each for each in queries.laid_tables(names, seats) if each.table.kind != "room"])
        for number, seats in enumerate(queries.rounds_of(plan), 1)
    ]
    return render(request, "door/seating/rooms.html", around(seating.dialogue) | {"rounds": shown})


@for_convenors
@require_GET
def print_plan(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    seating, plan = planned_from(slug)
    if what not in sheets.SHEETS:
        raise Http404(what)
    pdf = sheets.as_pdf(what, queries.printed(seating, plan))
    return _file(pdf, "application/pdf", f"sofra-{what}-{slug}.pdf")


@for_convenors
@require_GET
def plan_file(request: HttpRequest, slug: str) -> HttpResponse:
    _seating, plan = planned_from(slug)
    text = actions.plan_as_file(plan)
    return _file(text.encode(), "application/json", f"sofra-plan-{slug}.json")


@for_convenors
@READ_AND_WRITE
def plan_from_file(request: HttpRequest, slug: str) -> HttpResponse:
    seating = seating_from(slug)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if form.is_valid() and _taken(request, seating, form):
        messages.success(request, _("The plan from the file counts now. It keeps every rule."))
        return redirect("tables", slug)
    context = around(seating.dialogue) | {"form": form}
    return render(request, "door/seating/plan_from_file.html", context, status=422 if form.is_bound else 200)


def _taken(request: HttpRequest, seating: Seating, form: PlanFileForm) -> bool:
    try:
        actions.plan_from_file(seating, form.cleaned_data["plan"])
    except actions.BadInput:
        form.add_error("plan", _("This file holds no plan. Nothing was changed."))
    except actions.RulesBroken as broken:
        found = queries.told(seating, broken.broken, convenor_from(request))
        lines = [broken_words(each.rule, each.round, each.people, each.table) for each in found[:5]]
        form.add_error("plan", _("This plan breaks rules, so it is not taken. %(why)s") % {"why": " ".join(lines)})
    else:
        return True
    return False


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
