"""The pages on which a list is brought and looked through before anything of it is taken over."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.guests import actions, queries
from sofra.door.guests.access import upload_from
from sofra.door.guests.forms import SheetForm
from sofra.door.guests.models import Upload
from sofra.door.guests.sheet import template_csv, template_xlsx
from sofra.door.guests.upload import Preview, examined
from sofra.door.guests.views import around
from sofra.door.people.access import convenor_from, for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.web.languages import current_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"csv": (template_csv, "text/csv; charset=utf-8"), "xlsx": (template_xlsx, XLSX)}


@for_convenors
@require_http_methods(["GET", "POST"])
def bring_list(request: HttpRequest, slug: str) -> HttpResponse:
    """A file in; its rows wait until they are taken over."""
    dialogue = preparation_from(slug).dialogue
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if queries.is_over(dialogue, timezone.localdate()):
        return redirect("guest_list", slug)
    if not form.is_valid():
        waits = queries.upload_of(dialogue, convenor_from(request))
        context = around(dialogue) | {"form": form, "waits": waits}
        return render(request, "door/guests/bring.html", context, status=422 if form.is_bound else 200)
    actions.keep_upload(dialogue, convenor_from(request), form.cleaned_data["sheet"])
    return redirect("take_upload", slug)


@for_convenors
@require_http_methods(["GET", "POST"])
def take_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """What of the list is right, who may be on it twice, and what is wrong; then what is right is taken over."""
    dialogue = preparation_from(slug).dialogue
    upload = upload_from(dialogue, convenor_from(request))
    preview = examined(upload, queries.guests_of(dialogue))
    if request.method == "GET":
        context = around(dialogue) | {"preview": preview, "upload": upload}
        return render(request, "door/guests/preview.html", context)
    number = _take(upload, preview, request.POST)
    text = ngettext("%(number)s guest is taken over.", "%(number)s guests are taken over.", number)
    messages.success(request, text % {"number": number})
    return redirect("take_upload" if preview.faulty else "guest_list", slug)


def _take(upload: Upload, preview: Preview, decisions: Mapping[str, str]) -> int:
    """Who may be there twice is left out unless somebody decided otherwise. Faulty rows wait."""
    decided = [(row, decisions.get(row.choices)) for row in preview.twins]
    added = [*preview.good, *(row for row, decision in decided if decision == "add")]
    merged = [(row.twin, row.form.guest()) for row, decision in decided if decision == "merge" and row.twin]
    left = {row.line for row in preview.faulty}
    return actions.take_rows(upload, [row.form.guest() for row in added], merged, left)


@for_convenors
@require_POST
def put_upload_away(request: HttpRequest, slug: str) -> HttpResponse:
    actions.keep_lines(upload_from(preparation_from(slug).dialogue, convenor_from(request)), set())
    messages.success(request, _("The rest of your list is put away. It is not kept."))
    return redirect("guest_list", slug)


@for_convenors
@require_GET
def list_template(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """An empty list with headings in the language of the page."""
    preparation_from(slug)
    if kind not in TEMPLATES:
        raise Http404(kind)
    make, media = TEMPLATES[kind]
    headers = {"Content-Disposition": f'attachment; filename="sofra-guests.{kind}"'}
    return HttpResponse(make(current_language()), content_type=media, headers=headers)
