from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sofra.door.highlights.access import edition_of
from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.programme.models import Edition
from sofra.door.publishing import actions, queries
from sofra.door.publishing.access import version_from
from sofra.door.publishing.forms import ErratumForm, PublishForm
from sofra.door.report.checks import UnprovenReport
from sofra.door.report.writers.all import one_file
from sofra.door.report.writers.pdf import UnprintableReport
from sofra.door.report.writers.web import FIRST
from sofra.web.languages import LANGUAGES, current_language

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def around(edition: Edition) -> dict[str, object]:
    return {
        "edition": edition,
        "fictional": edition.fictional,
        "versions": queries.versions_of(edition),
        "errata": edition.errata.select_related("corrected_in"),
        "faces": [(language, f"{language.code}/{FIRST}") for language in LANGUAGES],
    }


# ---------------------------------------------------------------- for everybody


@require_GET
def edition_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version, all before it, and the mistakes that are known."""
    return render(request, "door/publishing/report.html", around(edition_of(slug)))


@require_GET
def report_file(request: HttpRequest, slug: str, number: int, file: str) -> HttpResponseBase:
    """One file of a version, at an address that stays."""
    version = version_from(edition_of(slug), number)
    if queries.is_withdrawn(version, queries.released_names(version.edition)):
        context = around(version.edition) | {"version": version}
        return render(request, "door/publishing/withdrawn.html", context, status=410)
    path = queries.file_of(version, file)
    if path is None:
        raise Http404(file)
    return FileResponse(path.open("rb"), content_type=KINDS.get(path.suffix, "application/octet-stream"))


# ---------------------------------------------------------------- the desk


@for_convenors
@require_GET
def publishing(request: HttpRequest, slug: str) -> HttpResponse:
    return _desk(request, edition_of(slug))


def _desk(
    request: HttpRequest,
    edition: Edition,
    *,
    form: PublishForm | None = None,
    erratum: ErratumForm | None = None,
    faults: tuple[object, ...] = (),
) -> HttpResponse:
    context = around(edition) | {
        "number": queries.next_number(edition),
        "form": form or PublishForm(edition=edition),
        "erratum_form": erratum or ErratumForm(),
        "faults": faults,
    }
    return render(request, "door/publishing/desk.html", context, status=422 if form or erratum or faults else 200)


@for_convenors
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_of(slug)
    form = PublishForm(request.POST, edition=edition)
    if not form.is_valid():
        return _desk(request, edition, form=form)
    try:
        version = actions.publish(
            edition,
            changes=form.cleaned_data.get("changes", ""),
            corrected=form.cleaned_data.get("corrected", ()),
            language=current_language().content,
            by=convenor_from(request),
        )
    except UnprovenReport as fault:
        return _desk(request, edition, form=form, faults=fault.faults)
    except UnprintableReport as fault:
        return _desk(request, edition, form=form, faults=(fault,))
    messages.success(request, _("Version %(number)d is published.") % {"number": version.number})
    return redirect("publishing", slug)


@for_convenors
@require_POST
def note_erratum(request: HttpRequest, slug: str) -> HttpResponse:
    edition, form = edition_of(slug), ErratumForm(request.POST)
    if not form.is_valid():
        return _desk(request, edition, erratum=form)
    actions.note_erratum(edition, text=form.cleaned_data["text"], language=current_language().content)
    messages.success(request, _("Noted. Readers see it now."))
    return redirect("publishing", slug)


@for_convenors
@require_GET
def look(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """The report as it would be published now, page by page."""
    edition = edition_of(slug)
    try:
        content = one_file(edition, actions.FACES, file, queries.history_of(edition))
    except UnprovenReport as fault:
        return _desk(request, edition, faults=fault.faults)
    if content is None:
        raise Http404(file)
    return HttpResponse(content, content_type=KINDS.get(f".{file.rpartition('.')[2]}", "application/octet-stream"))
