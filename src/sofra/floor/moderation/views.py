from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.floor.moderation import actions, queries
from sofra.floor.moderation.access import statement_for
from sofra.floor.moderation.forms import REASONS, HoldForm, WordingForm
from sofra.floor.moderation.models import HoldReason
from sofra.floor.room.access import staff_from
from sofra.floor.room.models import Role, StaffPass
from sofra.floor.sealing.queries import is_open
from sofra.floor.statements.models import Statement
from sofra.floor.statements.queries import original


@require_GET
def moderation(request: HttpRequest) -> HttpResponse:
    staff = staff_from(request, Role.MODERATOR)
    if not is_open(staff.dialogue):
        return redirect("keys")
    context = _desk(staff) | {
        "waiting": queries.waiting_statements(staff.dialogue),
        "ready": queries.wordings_ready(staff.dialogue),
        "on_table": queries.wordings_on_table(staff.dialogue),
        "held": [
            (each, REASONS[HoldReason(each.statement.hold.reason)]) for each in queries.held_statements(staff.dialogue)
        ],
        "smallest_batch": actions.SMALLEST_BATCH,
    }
    return render(request, "floor/moderation/desk.html", context)


@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, key: str) -> HttpResponse:
    """The original, and beside it the wording in every language of the room."""
    staff = staff_from(request, Role.MODERATOR)
    statement = statement_for(staff, key)
    if not is_open(staff.dialogue):
        return redirect("keys")
    form = WordingForm(statement, original(statement), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve(statement, form.texts())
        except actions.DoneAlready:
            return _done_already(request, staff)
        return redirect("moderation")
    return _statement_page(request, staff, statement, form, HoldForm())


@require_POST
def hold(request: HttpRequest, key: str) -> HttpResponse:
    staff = staff_from(request, Role.MODERATOR)
    statement = statement_for(staff, key)
    form = HoldForm(request.POST)
    if not is_open(staff.dialogue):
        return redirect("keys")
    if not form.is_valid():
        return _statement_page(request, staff, statement, WordingForm(statement, original(statement)), form)
    try:
        actions.hold(statement, HoldReason(form.cleaned_data["reason"]))
    except actions.DoneAlready:
        return _done_already(request, staff)
    return redirect("moderation")


@require_POST
def take_up_again(request: HttpRequest, key: str) -> HttpResponse:
    staff = staff_from(request, Role.MODERATOR)
    try:
        actions.take_up_again(statement_for(staff, key))
    except actions.DoneAlready:
        return _done_already(request, staff)
    return redirect("moderation")


def _statement_page(
    request: HttpRequest, staff: StaffPass, statement: Statement, form: WordingForm, hold_form: HoldForm
) -> HttpResponse:
    context = _desk(staff) | {
        "statement": statement,
        "words": original(statement),
        "form": form,
        "hold_form": hold_form,
    }
    status = 422 if form.errors or hold_form.errors else 200
    return render(request, "floor/moderation/statement.html", context, status=status)


def _done_already(request: HttpRequest, staff: StaffPass) -> HttpResponse:
    return render(request, "floor/moderation/done_already.html", _desk(staff), status=409)


def _desk(staff: StaffPass) -> dict[str, object]:
    counts = queries.desk_counts(staff.dialogue)
    return {"staff": staff, "dialogue": staff.dialogue, "fictional": staff.dialogue.fictional, "counts": counts}
