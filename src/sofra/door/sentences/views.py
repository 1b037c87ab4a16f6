from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.people.models import Convenor
from sofra.door.preparation.access import preparation_from
from sofra.door.programme.models import Dialogue
from sofra.door.sentences import actions, queries
from sofra.door.sentences.access import released_from, sentence_from
from sofra.door.sentences.forms import SentenceForm, as_typed
from sofra.door.sentences.models import Sentence
from sofra.door.sentences.queries import Desk, Ground, Row
from sofra.door.sentences.released import Piece, What
from sofra.hatch.claims import SaidBy
from sofra.web.claims import KINDS
from sofra.web.languages import current_language

ACTS: dict[str, Callable[[Sentence, Convenor], None]] = {
    "up": lambda sentence, by: actions.move_sentence(sentence, by, up=True),
    "down": lambda sentence, by: actions.move_sentence(sentence, by, up=False),
    "back": actions.take_back,
    "strike": actions.strike,
    "again": actions.take_up,
    "delete": lambda sentence, _by: actions.delete_sentence(sentence),
}


@for_convenors
@require_GET
def highlights(request: HttpRequest, slug: str) -> HttpResponse:
    """All sentences in their order, each with what keeps it from being published."""
    dialogue = preparation_from(slug).dialogue
    ground = queries.ground_of(dialogue)
    desk = queries.desk_of(dialogue, ground) if ground else Desk((), ())
    context = _around(dialogue) | {
        "is_released": ground is not None,
        "desk": desk,
        "rows": [_shown_row(row) for row in desk.rows],
        "struck": [_shown_row(row) for row in desk.struck],
    }
    return render(request, "door/sentences/desk.html", context)


@for_convenors
@require_http_methods(["GET", "POST"])
def new_sentence(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue, ground = released_from(slug)
    languages = dialogue.preparation.languages
    here = current_language().content
    initial = {"language": here if here in languages else languages[0], "said_by": SaidBy.PARTICIPANTS}
    form = SentenceForm(ground, languages, request.POST or None, initial=initial)
    if not form.is_valid():
        return _editor(request, dialogue, ground, form)
    sentence = actions.write_sentence(dialogue, form.draft(), convenor_from(request))
    return _kept(request, sentence, ground)


@for_convenors
@require_http_methods(["GET", "POST"])
def sentence(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """One sentence with all it can rest on, and who changed it before."""
    (dialogue, ground), found = released_from(slug), sentence_from(slug, key)
    last = queries.last_version(found)
    form = SentenceForm(
        ground, dialogue.preparation.languages, request.POST or None, initial=as_typed(last, ground)
    )  # fmt: skip
    if not form.is_valid():
        return _editor(request, found, ground, form)
    try:
        actions.change_sentence(found, form.draft(), convenor_from(request), seen=form.cleaned_data["seen"] or 0)
    except actions.SentenceChanged:
        typed = request.POST.copy()
        typed["seen"] = str(last.number)
        form = SentenceForm(ground, dialogue.preparation.languages, typed)
        return _editor(request, found, ground, form, theirs=last)
    return _kept(request, found, ground)


def _kept(request: HttpRequest, sentence: Sentence, ground: Ground) -> HttpResponse:
    judged = queries.judge(queries.last_version(sentence_from(sentence.dialogue.slug, sentence.pk)), ground)
    if judged.faults:
        messages.warning(request, _("It is kept. It cannot be published yet; the reason stands beside it."))
    else:
        messages.success(request, _("It is kept, and can be published."))
    return redirect("highlights", sentence.dialogue.slug)


def _editor(
    request: HttpRequest, about: Dialogue | Sentence, ground: Ground, form: SentenceForm, **more: object
) -> HttpResponse:
    found = about if isinstance(about, Sentence) else None
    judged = queries.judge(queries.last_version(found), ground) if found else None
    context = _around(about.dialogue if isinstance(about, Sentence) else about) | {
        "form": form,
        "sentence": found,
        "judged": judged,
        "faults": [fault.label for fault in judged.faults] if judged and not form.is_bound else [],
        "claims": [(_kind(each), each, each.key in form.ticked) for each in _of(ground, What.CLAIM)],
        "statements": [_ticks(each, ground, form.ticked) for each in _of(ground, What.STATEMENT)],
        "acts": found.acts.select_related("by") if found else [],
        "versions": found.versions.all() if found else [],
    }
    status = 409 if more else 422 if form.is_bound else 200
    return render(request, "door/sentences/sentence.html", context | more, status=status)


def _of(ground: Ground, what: What) -> list[Piece]:
    return [piece for piece in ground.pieces.values() if piece.what is what]


def _ticks(statement: Piece, ground: Ground, ticked: frozenset[str]) -> dict[str, object]:
    """A statement with a tick for its words, and one for the answers of everybody or of each group."""
    answers = [piece for piece in _of(ground, What.BANDS) if piece.ref == statement.ref]
    return {
        "piece": statement,
        "ticked": statement.key in ticked,
        "answers": [(piece, piece.key in ticked) for piece in answers],
    }


@for_convenors
@require_GET
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What the public would read if everything that holds were published now."""
    dialogue, ground = released_from(slug)
    desk = queries.desk_of(dialogue, ground)
    would_be = [row.last if not row.last.faults else row.public for row in desk.rows]
    context = _around(dialogue) | {"desk": desk, "highlights": [each for each in would_be if each]}
    return render(request, "door/sentences/preview.html", context)


@for_convenors
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue, ground = released_from(slug)
    number = actions.publish(queries.desk_of(dialogue, ground).rows, convenor_from(request))
    if number:
        text = ngettext("%(number)s sentence is published.", "%(number)s sentences are published.", number)
        messages.success(request, text % {"number": number})
    else:
        messages.warning(request, _("Nothing new could be published."))
    return redirect("highlights", slug)


@for_convenors
@require_POST
def act(request: HttpRequest, slug: str, key: int, act: str) -> HttpResponse:
    """Move it, take it back, strike it, take it up again, or delete it for good."""
    found = sentence_from(slug, key)
    if act not in ACTS:
        raise Http404(act)
    ACTS[act](found, convenor_from(request))
    return redirect("highlights", slug)


def _shown_row(row: Row) -> dict[str, object]:
    return {
        "row": row,
        "judged": row.last,
        "faults": [fault.label for fault in row.last.faults],
        "acts": list(row.sentence.acts.all())[-1:],
    }


def _kind(piece: Piece) -> object:
    return KINDS[piece.kind] if piece.kind else ""


def _around(dialogue: Dialogue) -> dict[str, object]:
    return {"dialogue": dialogue, "fictional": dialogue.fictional}
