from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sofra.floor.retention import actions, queries
from sofra.floor.retention.access import dialogue_named
from sofra.floor.retention.forms import DeleteForm
from sofra.floor.retention.labels import THINGS
from sofra.floor.room.access import forget, staff_from
from sofra.floor.room.models import Dialogue, Role
from sofra.hatch.spool import Spool


@require_GET
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """For the room and everybody else: what is kept of a dialogue, until when, and what is gone."""
    return render(request, "floor/retention/kept.html", _page(dialogue_named(slug)))


@require_GET
def kept_here(request: HttpRequest) -> HttpResponse:
    """The same for the facilitator, who can let go of it now."""
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    return render(request, "floor/retention/console.html", _page(dialogue))


@require_http_methods(["GET", "POST"])
def delete_dialogue(request: HttpRequest) -> HttpResponse:
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.delete_dialogue(dialogue, Spool(settings.HATCH))
        response = redirect("deleted")
        forget(response)
        return response
    status = 422 if form.errors else 200
    return render(request, "floor/retention/delete.html", _page(dialogue) | {"form": form}, status=status)


@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "floor/retention/deleted.html", {"days_of_backups": queries.DAYS_OF_BACKUPS})


def _page(dialogue: Dialogue) -> dict[str, object]:
    return {
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "closed": dialogue.phase == "closed",
        "released": hasattr(dialogue, "released"),
        "kept": [(THINGS[each.thing], each) for each in queries.kept(dialogue)],
        "days_after_close": queries.DAYS_AFTER_CLOSE,
        "days_after_release": queries.DAYS_AFTER_RELEASE,
        "days_of_votes": queries.DAYS_OF_VOTES,
        "days_of_backups": queries.DAYS_OF_BACKUPS,
    }
