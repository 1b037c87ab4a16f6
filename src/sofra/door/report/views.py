from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.highlights.queries import confirmed_claims, highlights_of
from sofra.door.issuance.queries import fingerprint_of, fingerprint_of_dialogue
from sofra.door.people.access import for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.door.preparation.forms import DocumentForm
from sofra.door.preparation.queries import stage_of, what_is_missing
from sofra.door.releases import actions
from sofra.door.releases.queries import refused_documents
from sofra.door.report import queries
from sofra.door.report.access import dialogue_from, report_from
from sofra.door.report.drawing import months
from sofra.door.report.polis import as_polis_set
from sofra.door.report.queries import STEP_OF, compile_report, desk_editions, is_prepared, next_of
from sofra.door.sentences.queries import published_highlights
from sofra.hatch.spool import RefusedDocument, Spool
from sofra.web.claims import KINDS, SAID_BY
from sofra.web.languages import current_language

STEPS = [
    pgettext_lazy("step of a dialogue", "Write"),
    pgettext_lazy("step of a dialogue", "Send"),
    pgettext_lazy("step of a dialogue", "Print"),
    pgettext_lazy("step of a dialogue", "Meet"),
    pgettext_lazy("step of a dialogue", "Publish"),
]


@for_convenors
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """All editions with their dialogues, and what each waits for."""
    spool = Spool(settings.HATCH)
    context = {
        "editions": desk_editions(spool),
        "refused": refused_documents(spool),
        "steps": STEPS,
        "months": list(enumerate(months(), 1)),
    }
    return render(request, "door/report/desk.html", context)


@for_convenors
@require_GET
def desk_dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    preparation, spool = preparation_from(slug), Spool(settings.HATCH)
    waits_for = next_of(preparation.dialogue, spool)
    context = {
        "dialogue": preparation.dialogue,
        "fictional": preparation.dialogue.fictional,
        "preparation": preparation,
        "stage": stage_of(preparation, spool),
        "next": waits_for,
        "step": STEP_OF[waits_for],
        "steps": STEPS,
        "missing": what_is_missing(preparation),
        "fingerprint": fingerprint_of(preparation),
    }
    return render(request, "door/report/desk_dialogue.html", context)


@for_convenors
@require_GET
def release_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    compiled = report_from(slug)
    context = {
        "report": compiled,
        "dialogue": compiled.dialogue,
        "fictional": compiled.dialogue.fictional,
        "sheet": queries.release_sheet(compiled.dialogue),
    }
    return render(request, "door/report/release_sheet.html", context)


@for_convenors
@require_http_methods(["GET", "POST"])
def release_from_file(request: HttpRequest) -> HttpResponse:
    """A release that came on a stick."""
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if form.is_valid():
        try:
            slug = actions.take_release(form.cleaned_data["document"])
        except (RefusedDocument, actions.WrongRelease) as fault:
            text = _("This file is no release that can be published here (%(reason)s). Nothing was changed.")
            form.add_error("document", text % {"reason": fault})
        else:
            messages.success(request, _("The release is taken in and published."))
            return redirect("desk_dialogue", slug)
    status = 422 if form.is_bound else 200
    return render(request, "door/report/release_from_file.html", {"form": form}, status=status)


@for_convenors
@require_POST
def put_away(request: HttpRequest, name: str) -> HttpResponse:
    actions.put_away_refused(Spool(settings.HATCH), name)
    return redirect("desk")


@require_GET
def dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public of one dialogue: before its release only title, place and date."""
    found = dialogue_from(slug)
    context = {
        "dialogue": found,
        "fictional": found.fictional,
        "report": compile_report(found),
        "is_historic": not is_prepared(found),
        "highlights": highlights_of(found),
        "confirmed_claims": [
            (KINDS[each.content.kind], SAID_BY[each.content.said_by], each) for each in confirmed_claims(found)
        ],
        "sentences": published_highlights(found),
        "fingerprint": fingerprint_of_dialogue(found),
    }
    return render(request, "door/report/dialogue.html", context)


@require_GET
def report(request: HttpRequest, slug: str) -> HttpResponse:
    compiled = report_from(slug)
    context = {"report": compiled, "dialogue": compiled.dialogue, "fictional": compiled.dialogue.fictional}
    return render(request, "door/report/report.html", context)


@require_GET
def polis_set(request: HttpRequest, slug: str) -> HttpResponse:
    """What was released, as files that tools for Polis read; in the language of the page."""
    language = current_language()
    headers = {"Content-Disposition": f'attachment; filename="sofra-polis-{slug}-{language.code}.zip"'}
    return HttpResponse(as_polis_set(report_from(slug), language), content_type="application/zip", headers=headers)
