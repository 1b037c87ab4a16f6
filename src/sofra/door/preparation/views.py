from collections.abc import Iterator

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.people.access import for_convenors
from sofra.door.preparation import actions, queries
from sofra.door.preparation.access import preparation_from
from sofra.door.preparation.forms import (
    MOST_QUESTIONS,
    DialogueForm,
    DocumentForm,
    DraftForm,
    EditionForm,
    PolisForm,
    ProgrammeForm,
)
from sofra.door.preparation.models import MOST_STATEMENTS, Preparation
from sofra.door.preparation.polis import WordsOfASet
from sofra.door.programme.actions import create_dialogue, create_edition, create_programme
from sofra.hatch.spool import Spool
from sofra.web.languages import current_language

READ_AND_WRITE = require_http_methods(["GET", "POST"])


def _here(text: str) -> dict[str, str]:
    """What was typed into one field is in the language of the page."""
    return {current_language().content: text} if text else {}


@for_convenors
@READ_AND_WRITE
def new_programme(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if not form.is_valid():
        return _form(request, form, _("A new programme"))
    given = form.cleaned_data
    programme = create_programme(
        slug=actions.new_slug(given["name"]),
        name=_here(given["name"]),
        convenor=given["convenor"],
        fictional=given["fictional"],
    )
    return redirect(reverse("new_edition") + f"?programme={programme.pk}")


@for_convenors
@READ_AND_WRITE
def new_edition(request: HttpRequest) -> HttpResponse:
    programmes = queries.programme_names()
    form = EditionForm(request.POST or None, programmes=programmes, initial={"programme": request.GET.get("programme")})
    if not form.is_valid():
        return _form(request, form, _("A new edition"))
    programme, year = form.cleaned_data["programme"], form.cleaned_data["year"]
    slug = actions.new_slug(str(year))
    edition = create_edition(programme, slug=slug, year=year, focus=_here(form.cleaned_data["focus"]))
    return redirect(reverse("new_dialogue") + f"?edition={edition.pk}")


@for_convenors
@READ_AND_WRITE
def new_dialogue(request: HttpRequest) -> HttpResponse:
    editions = queries.edition_names()
    form = DialogueForm(request.POST or None, editions=editions, initial={"edition": request.GET.get("edition")})
    if not form.is_valid():
        return _form(request, form, _("A new dialogue"))
    given = form.cleaned_data
    given["title"] = _here(given["title"])
    slug = actions.new_slug(given["city"], str(given["edition"].year))
    dialogue = create_dialogue(given.pop("edition"), slug=slug, **given)
    actions.prepare(dialogue, languages=[current_language().content])
    return redirect("edit_dialogue", slug)


def _form(request: HttpRequest, form: ProgrammeForm | EditionForm | DialogueForm, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading}
    return render(request, "door/preparation/new.html", context, status=422 if form.is_bound else 200)


@for_convenors
@READ_AND_WRITE
def edit_dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the brief, language beside language. Every button keeps what was typed."""
    preparation, spool = preparation_from(slug), Spool(settings.HATCH)
    if not queries.may_change(preparation, spool):
        return _brief_fixed(request, slug)
    form = _draft_form(request, preparation)
    if not form.is_valid():
        context = {"form": form, "preparation": preparation, "dialogue": preparation.dialogue}
        context |= {"fictional": preparation.dialogue.fictional}
        return render(request, "door/preparation/draft.html", context, status=422 if form.is_bound else 200)
    try:
        actions.save_draft(preparation, spool, **form.draft(preparation))
    except actions.BriefFixed:
        return _brief_fixed(request, slug)
    return _after_saving(request, preparation)


def _draft_form(request: HttpRequest, preparation: Preparation) -> DraftForm:
    given = request.POST if request.method == "POST" else request.GET
    return DraftForm(
        request.POST if request.method == "POST" else None,
        preparation=preparation,
        questions=_rows(given, "questions", preparation.questions.count(), MOST_QUESTIONS),
        statements=_rows(given, "statements", preparation.opening_statements.count(), MOST_STATEMENTS),
    )


def _rows(given: QueryDict, name: str, written: int, most: int) -> int:
    """As many rows as the page had, all that is written, and never none."""
    asked = given.get(name, "")
    return min(max(int(asked) if asked.isdecimal() else 1, written, 1), most)


def _after_saving(request: HttpRequest, preparation: Preparation) -> HttpResponse:
    slug = preparation.dialogue.slug
    if request.POST.get("then") == "look":
        return redirect("desk_dialogue", slug)
    questions, statements = preparation.questions.count(), preparation.opening_statements.count()
    place = "draft"
    if request.POST.get("then") == "question":
        questions, place = questions + 1, f"question_{questions}"
    if request.POST.get("then") == "statement":
        statements, place = statements + 1, f"statement_{statements}"
    messages.success(request, _("Your draft is saved."))
    page = reverse("edit_dialogue", args=[slug])
    return redirect(f"{page}?questions={questions}&statements={statements}#{place}")


def _brief_fixed(request: HttpRequest, slug: str) -> HttpResponse:
    messages.warning(request, _("The floor has taken the brief. From here on it stays as it is."))
    return redirect("desk_dialogue", slug)


@for_convenors
@READ_AND_WRITE
def statements_from_polis(request: HttpRequest, slug: str) -> HttpResponse:
    """A Polis set in; the words of its statements stand in the draft afterwards."""
    preparation, spool = preparation_from(slug), Spool(settings.HATCH)
    if not queries.may_change(preparation, spool):
        return _brief_fixed(request, slug)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PolisForm(*given, preparation=preparation)
    if not form.is_valid():
        context = {"form": form, "dialogue": preparation.dialogue, "fictional": preparation.dialogue.fictional}
        return render(request, "door/preparation/polis.html", context, status=422 if form.is_bound else 200)
    words, language, most = (form.cleaned_data[name] for name in ("document", "language", "most"))
    try:
        taken = actions.take_over_statements(preparation, spool, words.texts, language=language, most=most)
    except actions.BriefFixed:
        return _brief_fixed(request, slug)
    messages.success(request, " ".join(_told_of(words, taken)))
    return redirect("edit_dialogue", slug)


def _told_of(words: WordsOfASet, taken: actions.TakenOver) -> Iterator[str]:
    """What became of the set, in whole sentences; nothing of what there is none."""
    yield ngettext(
        "%(number)s statement is taken over as a draft.", "%(number)s statements are taken over as a draft.", taken.new
    ) % {"number": taken.new}
    left_out = [
        (taken.there, ngettext_lazy("%(number)s stands here already.", "%(number)s stand here already.", "number")),
        (
            taken.left,
            ngettext_lazy(
                "%(number)s was left out: more were not asked for, or do not fit.",
                "%(number)s were left out: more were not asked for, or do not fit.",
                "number",
            ),
        ),
        (
            words.rejected,
            ngettext_lazy(
                "%(number)s was left out because moderators had rejected it.",
                "%(number)s were left out because moderators had rejected them.",
                "number",
            ),
        ),
        (
            words.too_long,
            ngettext_lazy(
                "%(number)s was left out because it is longer than 400 letters.",
                "%(number)s were left out because they are longer than 400 letters.",
                "number",
            ),
        ),
    ]
    yield from (text % {"number": number} for number, text in left_out if number)


@for_convenors
@require_POST
def send_brief(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue = preparation_from(slug).dialogue
    try:
        actions.send_brief(dialogue, Spool(settings.HATCH))
    except actions.BriefFixed:
        return _brief_fixed(request, slug)
    except actions.BriefIncomplete:
        messages.error(request, _("The brief is not sent: some texts are still missing. They are listed below."))
        return redirect("desk_dialogue", slug)
    messages.success(request, _("The brief lies in the hatch. The floor picks it up by itself."))
    return redirect("desk_dialogue", slug)


@for_convenors
@require_GET
def download_brief(request: HttpRequest, slug: str) -> HttpResponse:
    """The brief as a file, for a floor without a network."""
    brief = queries.sent_brief(preparation_from(slug), Spool(settings.HATCH))
    if brief is None:
        raise Http404(slug)
    return _file(brief, "application/json", f"sofra-brief-{slug}.json")


@for_convenors
@require_POST
def print_cards(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF is the answer itself: to redirect to it, the codes would have to be kept somewhere."""
    try:
        pdf = actions.print_waiting_cards(preparation_from(slug), Spool(settings.HATCH))
    except actions.BatchGone:
        messages.error(request, _("There are no codes to print: they were forgotten before, or none has come yet."))
        return redirect("desk_dialogue", slug)
    except actions.WrongBatch as fault:
        text = _("The file with the codes cannot be read: %(reason)s. Ask the facilitator to make new cards.")
        messages.error(request, text % {"reason": fault})
        return redirect("desk_dialogue", slug)
    return _file(pdf, "application/pdf", f"sofra-cards-{slug}.pdf")


@for_convenors
@require_POST
def forget_codes(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        actions.forget_waiting_codes(preparation_from(slug), Spool(settings.HATCH))
    except actions.NotPrintedYet:
        messages.error(request, _("Nothing was forgotten: these codes were not printed yet. Make the PDF first."))
    except actions.BatchGone:
        messages.warning(request, _("There are no codes here any more."))
    else:
        messages.success(request, _("The codes are forgotten on this side. They are on your cards only."))
    return redirect("desk_dialogue", slug)


@for_convenors
@READ_AND_WRITE
def cards_from_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Entry cards from a file that came on a stick. It is read in memory and kept nowhere."""
    preparation = preparation_from(slug)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if form.is_valid():
        try:
            pdf = actions.print_cards(preparation, form.cleaned_data["document"])
            return _file(pdf, "application/pdf", f"sofra-cards-{slug}.pdf")
        except actions.WrongBatch as fault:
            text = _("This file holds no codes for this dialogue (%(reason)s). Nothing was printed.")
            form.add_error("document", text % {"reason": fault})
    context = {"form": form, "dialogue": preparation.dialogue, "fictional": preparation.dialogue.fictional}
    return render(request, "door/preparation/cards_from_file.html", context, status=422 if form.is_bound else 200)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
