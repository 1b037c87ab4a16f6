import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from sofra.floor.console import actions
from sofra.floor.console.forms import MoreCardsForm, PhaseForm
from sofra.floor.console.queries import room_state
from sofra.floor.harvest.labels import MENDS, STAYS
from sofra.floor.harvest.queries import Stays
from sofra.floor.moderation.access import note_for
from sofra.floor.moderation.actions import take_down
from sofra.floor.moderation.labels import REASONS
from sofra.floor.moderation.models import Reason
from sofra.floor.moderation.queries import returned_notes, wordings_on_table
from sofra.floor.release.actions import NotClosed, ReleasedAlready, find_opinion_groups, hand_over_again
from sofra.floor.release.queries import preview
from sofra.floor.retention.queries import votes_are_gone
from sofra.floor.room.access import staff_from
from sofra.floor.room.actions import NotFromHere, make_more_cards
from sofra.floor.room.models import Dialogue, Phase, Role
from sofra.hatch.spool import Spool
from sofra.web.claims import KINDS, SAID_BY

STATEMENTS_ON_THE_WALL = 6
COMPARED_ON_THE_WALL = 3
"""As many as can be read from the last row."""


@require_GET
def console(request: HttpRequest) -> HttpResponse:
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    return _console(request, dialogue, MoreCardsForm())


def _console(request: HttpRequest, dialogue: Dialogue, cards_form: MoreCardsForm, *, status: int = 200) -> HttpResponse:
    returned = [(note, REASONS[Reason(note.reason)]) for note in returned_notes(dialogue)]
    context = _room(dialogue) | {"cards_form": cards_form, "returned": returned}
    return render(request, "floor/console/console.html", context, status=status)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    form = PhaseForm(request.POST)
    if form.is_valid():
        try:
            actions.move_on(dialogue, Phase(form.cleaned_data["phase"]))
        except NotFromHere:
            return render(request, "floor/console/moved_already.html", _room(dialogue), status=409)
    return redirect("console")


@require_POST
def more_cards(request: HttpRequest) -> HttpResponse:
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    form = MoreCardsForm(request.POST)
    if dialogue.phase == Phase.CLOSED or not form.is_valid():
        return _console(request, dialogue, form, status=422)
    batch = make_more_cards(dialogue, form.cleaned_data["number"], address=settings.FLOOR_ADDRESS)
    Spool(settings.HATCH).put(batch)
    return render(request, "floor/console/cards_made.html", _room(dialogue) | {"number": len(batch.participants)})


@require_POST
def let_go(request: HttpRequest, key: str) -> HttpResponse:
    """It was said again, or nobody wants to: the note comes off the console and the wall."""
    take_down(note_for(staff_from(request, Role.FACILITATOR), key))
    return redirect("console")


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """The projector: the question, the way in, and seats; results only after the close."""
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    context = _room(dialogue) | {
        "questions": dialogue.questions.all(),
        "on_table": wordings_on_table(dialogue),
        "returned": sorted({str(REASONS[Reason(note.reason)]) for note in returned_notes(dialogue)}),
        "join_qr": mark_safe(_qr(settings.FLOOR_ADDRESS)),  # noqa: S308  our own address, drawn by segno
    }
    if dialogue.phase == Phase.CLOSED:
        found = preview(dialogue)
        shown, on_a_page = (
            (found.side_by_side, COMPARED_ON_THE_WALL) if found.breakdown else (found.outgoing, STATEMENTS_ON_THE_WALL)
        )
        results = Paginator(shown, on_a_page).get_page(request.GET.get("page"))
        context |= {"preview": found, "results": results}
    return render(request, "floor/console/wall.html", context)


@require_GET
def gate(request: HttpRequest) -> HttpResponse:
    """What is about to leave, what stays and why."""
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    if dialogue.phase != Phase.CLOSED:
        return redirect("console")
    found = preview(dialogue)
    context = _room(dialogue) | {"preview": found, "votes_are_gone": votes_are_gone(dialogue)}
    context["claims"] = [(KINDS[each.kind], SAID_BY[each.said_by], each) for each in found.claims]
    context["claims_staying"] = [
        (each, STAYS[each.why], MENDS.get(each.why), each.why == Stays.NOT_READ_BACK) for each in found.claims_staying
    ]
    return render(request, "floor/console/gate.html", context)


@require_POST
def look_for_groups(request: HttpRequest) -> HttpResponse:
    """Once more, where the machine stopped between the close and the search."""
    find_opinion_groups(staff_from(request, Role.FACILITATOR).dialogue)
    return redirect("gate")


@require_POST
def release(request: HttpRequest) -> HttpResponse:
    dialogue = staff_from(request, Role.FACILITATOR).dialogue
    spool = Spool(settings.HATCH)
    try:
        actions.release(dialogue, spool)
    except ReleasedAlready:
        hand_over_again(dialogue, spool)
    except NotClosed:
        return redirect("console")
    except actions.VotesAreGone:
        return redirect("gate")
    return redirect("gate")


def _qr(address: str) -> str:
    code = segno.make_qr(address, error="m")
    return str(code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass="qr-dots"))


def _room(dialogue: Dialogue) -> dict[str, object]:
    return {"dialogue": dialogue, "fictional": dialogue.fictional, "room": room_state(dialogue)}
