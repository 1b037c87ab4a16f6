"""On the day: who is here, and the sheets to print."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sofra.door.guests import actions, queries
from sofra.door.guests.mix import present_groups
from sofra.door.guests.printing import badges, sign_in_sheet
from sofra.door.guests.views import around
from sofra.door.people.access import for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.door.programme.models import Country

SHEETS = {"names": sign_in_sheet, "badges": badges}


@for_convenors
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Tick who is here. The number is told to the facilitator by word of mouth: nothing of it crosses."""
    preparation = preparation_from(slug)
    dialogue = preparation.dialogue
    if request.method == "POST":
        actions.note_present(dialogue, request.POST.getlist("here"))
        messages.success(request, _("Saved who is here."))
        return redirect("attendance", slug)
    here = list(queries.guests_of(dialogue).here())
    context = around(dialogue) | {
        "guests": queries.guests_of(dialogue).expected(),
        "present": len(here),
        "small": present_groups(here, preparation, list(Country.objects.all())),
    }
    return render(request, "door/guests/attendance.html", context)


@for_convenors
@require_GET
def sheet(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Made in memory, and nothing secret on it: so it may be asked for twice."""
    guests = list(queries.guests_of(preparation_from(slug).dialogue).expected())
    if kind not in SHEETS or not guests:
        raise Http404(kind)
    headers = {"Content-Disposition": f'attachment; filename="sofra-{kind}-{slug}.pdf"'}
    return HttpResponse(SHEETS[kind](guests), content_type="application/pdf", headers=headers)
