from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.floor.moderation import actions, queries
from sofra.floor.moderation.access import NoSuchStatement, moderator_from, statement_for
from sofra.floor.moderation.forms import DestroyForm, DraftForm, FirstLanguageForm, ReasonForm, WordingForm
from sofra.floor.moderation.labels import ACTS, DONE, MARKS, REASONS, shown
from sofra.floor.moderation.models import Reason
from sofra.floor.room.access import forget
from sofra.floor.room.models import StaffPass
from sofra.floor.sealing.queries import Locked, is_open, state
from sofra.floor.statements.models import Statement
from sofra.floor.statements.queries import original
from sofra.web.languages import Texts

OnStatement = Callable[[HttpRequest, StaffPass, Statement], HttpResponse]


def on_statement(view: OnStatement) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page about one statement: what came too late, and what is sealed, is answered in one place."""

    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        staff = moderator_from(request)
        try:
            return view(request, staff, statement_for(staff, key))
        except NoSuchStatement:
            return _done_already(request, staff, status=404)
        except actions.DoneAlready:
            return _done_already(request, staff, status=409)
        except Locked:
            return redirect("moderation")

    return opened


@require_GET
def moderation(request: HttpRequest) -> HttpResponse:
    staff = moderator_from(request)
    dialogue = staff.dialogue
    readable = is_open(dialogue)
    context = _desk(request, staff) | {
        "seal": state(dialogue).value,
        "readable": readable,
        "can_go_on": readable and queries.may_read(staff).exists(),
        "lies_here": queries.waiting_statements(dialogue).filter(taken__staff_pass=staff).first(),
        "second": [_row(each, staff) for each in queries.waiting_for_second_reader(dialogue)] if readable else [],
        "half_done": [_row(each, staff) for each in queries.half_done(dialogue)] if readable else [],
        "elsewhere": queries.on_other_desks(staff),
        "held": [_held(each, readable=readable) for each in queries.held_statements(dialogue)],
        "ready": queries.wordings_ready(dialogue),
        "on_table": queries.wordings_on_table(dialogue),
        "smallest_batch": actions.SMALLEST_BATCH,
        "log": [
            (ACTS[line.act], REASONS[line.reason] if line.reason else "", line.times)
            for line in queries.log_of(dialogue)
        ],
    }
    return render(request, "floor/moderation/desk.html", context)


@require_POST
def read_next(request: HttpRequest) -> HttpResponse:
    return _go_on(moderator_from(request), after=request.POST.get("after", ""))


@require_POST
def leave_desk(request: HttpRequest) -> HttpResponse:
    actions.put_back(moderator_from(request))
    response = redirect("left")
    forget(response)
    return response


@require_POST
@on_statement
def take(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    actions.take(statement, staff, over="over" in request.POST)
    return redirect("word", statement.key)


@require_http_methods(["GET", "POST"])
@on_statement
def word(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    """The original, and beside it the wording in every language of the room."""
    if request.method == "POST":
        return _worded(request, staff, statement)
    _refuse_unless_here(statement, staff)
    reading = queries.reading(statement)
    return _statement_page(request, staff, reading, WordingForm(reading), ReasonForm())


def _worded(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    if not is_open(statement.dialogue):
        typed = {language: request.POST.get(language, "") for language in statement.dialogue.languages}
        return _saved(staff, statement, typed)
    reading = queries.reading(statement)
    form = _form_of(request)(reading, request.POST)
    if not form.is_valid():
        return _statement_page(request, staff, reading, form, ReasonForm())
    if "save" in request.POST:
        return _saved(staff, statement, form.texts())
    unaltered = form.texts().get(reading.language) == reading.words
    outcome = actions.approve(statement, form.texts(), by=staff, unaltered=unaltered)
    return _go_on(staff, after=statement.key, last=outcome.value)


def _form_of(request: HttpRequest) -> type[WordingForm]:
    if "save" in request.POST:
        return DraftForm
    return FirstLanguageForm if "alone" in request.POST else WordingForm


def _saved(staff: StaffPass, statement: Statement, texts: Texts) -> HttpResponse:
    actions.save_draft(statement, texts, by=staff)
    return _go_on(staff, after=statement.key, last="saved")


@require_POST
@on_statement
def hold(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        reading = queries.reading(statement)
        return _statement_page(request, staff, reading, WordingForm(reading), form)
    actions.hold(statement, Reason(form.cleaned_data["reason"]), by=staff)
    return _go_on(staff, after=statement.key, last="held")


@require_POST
@on_statement
def take_up_again(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    actions.take_up_again(statement)
    return redirect("moderation")


@require_http_methods(["GET", "POST"])
@on_statement
def return_to_room(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    form = ReasonForm(_posted(request))
    if form.is_valid():
        actions.return_to_room(statement, Reason(form.cleaned_data["reason"]), by=staff)
        return _go_on(staff, after=statement.key, last="returned")
    return _parting_page(request, staff, statement, form, "floor/moderation/return.html")


@require_http_methods(["GET", "POST"])
@on_statement
def destroy(request: HttpRequest, staff: StaffPass, statement: Statement) -> HttpResponse:
    form = DestroyForm(_posted(request))
    if form.is_valid():
        actions.destroy(statement, Reason(form.cleaned_data["reason"]), by=staff)
        return _go_on(staff, after=statement.key, last="destroyed")
    return _parting_page(request, staff, statement, form, "floor/moderation/destroy.html")


def _go_on(staff: StaffPass, *, after: str = "", last: str = "") -> HttpResponse:
    """To the next statement, which then lies on this desk, or to the desk when nothing waits."""
    try:
        key = actions.take_next(staff, after=after)
    except Locked:
        actions.put_back(staff)
        key = None
    page = reverse("word", args=[key]) if key else reverse("moderation")
    told = last or ("" if key else "empty")
    return redirect(f"{page}?{urlencode({'last': told})}" if told else page)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _refuse_unless_here(statement: Statement, staff: StaffPass) -> None:
    if queries.holder_of(statement) != staff.key:
        raise actions.DoneAlready


def _statement_page(
    request: HttpRequest, staff: StaffPass, reading: queries.Reading, form: WordingForm, reason_form: ReasonForm
) -> HttpResponse:
    context = _desk(request, staff) | {
        "statement": reading.statement,
        "reading": reading,
        "words": shown(reading.pieces),
        "found": [(piece.text, MARKS[piece.kind]) for piece in reading.pieces if piece.kind],
        "in_wording": [(piece.text, MARKS[piece.kind]) for piece in queries.marks_in(reading.texts)],
        "second": bool(reading.first_reader) and reading.first_reader != staff.key,
        "own_first": reading.first_reader == staff.key,
        "as_it_is": len(reading.statement.dialogue.languages) == 1 and not reading.texts,
        "alone": reading.statement.dialogue.languages[0] if queries.has_translators(staff.dialogue) else "",
        "form": form,
        "reason_form": reason_form,
    }
    return render(request, "floor/moderation/statement.html", context, status=_status(form, reason_form))


def _parting_page(
    request: HttpRequest, staff: StaffPass, statement: Statement, form: ReasonForm, template: str
) -> HttpResponse:
    if queries.holder_of(statement) not in ("", staff.key):
        raise actions.DoneAlready
    context = _desk(request, staff) | {"statement": statement, "words": original(statement), "form": form}
    return render(request, template, context, status=_status(form))


def _status(*forms: WordingForm | ReasonForm) -> int:
    return 422 if any(form.errors for form in forms) else 200


def _done_already(request: HttpRequest, staff: StaffPass, *, status: int) -> HttpResponse:
    return render(request, "floor/moderation/done_already.html", _desk(request, staff), status=status)


def _row(statement: Statement, staff: StaffPass) -> dict[str, object]:
    first = getattr(statement, "first_reading", None)
    return {
        "statement": statement,
        "words": original(statement),
        "own": first is not None and first.staff_pass_id == staff.key,
    }


def _held(statement: Statement, *, readable: bool) -> tuple[Statement, object, object]:
    words = original(statement) if readable else None
    return statement, REASONS[Reason(statement.hold.reason)], words


def _desk(request: HttpRequest, staff: StaffPass) -> dict[str, object]:
    counts = queries.desk_counts(staff.dialogue)
    return {
        "staff": staff,
        "dialogue": staff.dialogue,
        "fictional": staff.dialogue.fictional,
        "counts": counts,
        "last": DONE.get(request.GET.get("last", ""), ""),
    }
