import base64
import csv
import io
from collections.abc import Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.issuance import actions, queries
from sofra.door.issuance.access import issuance_from
from sofra.door.issuance.forms import BlindedForm, MoreTicketsForm, NumberForm, TicketForm, UrnForm
from sofra.door.issuance.models import Ticket
from sofra.door.issuance.urn import UrnIsEmpty
from sofra.door.people.access import for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.door.preparation.actions import BatchGone, BriefFixed
from sofra.door.preparation.models import Preparation
from sofra.hatch.blind import RefusedBlindMessage
from sofra.hatch.codes import grouped
from sofra.hatch.spool import RefusedDocument, Spool
from sofra.web.languages import current_language, in_language


@for_convenors
@require_GET
def issuance(request: HttpRequest, slug: str) -> HttpResponse:
    """Tickets, passes and the urn of one dialogue, in counts."""
    return _page(request, preparation_from(slug))


def _page(
    request: HttpRequest, preparation: Preparation, form: NumberForm | MoreTicketsForm | UrnForm | None = None
) -> HttpResponse:
    spool, found = Spool(settings.HATCH), queries.issuance_of(preparation)
    context = {
        "dialogue": preparation.dialogue,
        "fictional": preparation.dialogue.fictional,
        "preparation": preparation,
        "issued": queries.issued(found) if found else None,
        "fingerprint": queries.fingerprint_of(preparation),
        "fewest": queries.FEWEST_PASSES,
        "may_begin": queries.may_begin(preparation, spool),
        "codes_wait": spool.path("entry", preparation.dialogue.slug).exists(),
        "ticket_page": _ticket_page(),
        "number_form": form if isinstance(form, NumberForm) else NumberForm(),
        "more_form": form if isinstance(form, MoreTicketsForm) else MoreTicketsForm(),
        "urn_form": form if isinstance(form, UrnForm) else UrnForm(),
    }
    return render(request, "door/issuance/issuance.html", context, status=422 if form else 200)


@for_convenors
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    preparation, form = preparation_from(slug), NumberForm(request.POST)
    if queries.issuance_of(preparation):
        return redirect("issuance", slug)
    if not form.is_valid():
        return _page(request, preparation, form)
    try:
        codes = actions.begin(preparation, Spool(settings.HATCH), guests=form.cleaned_data["number"])
    except BriefFixed:
        messages.warning(request, _("The brief is sent already. Passes can only be issued before that."))
        return redirect("issuance", slug)
    return _tickets(preparation, codes)


@for_convenors
@require_POST
def more_tickets(request: HttpRequest, slug: str) -> HttpResponse:
    issuance, form = issuance_from(slug), MoreTicketsForm(request.POST)
    if not form.is_valid():
        return _page(request, issuance.preparation, form)
    return _tickets(issuance.preparation, actions.more_tickets(issuance, form.cleaned_data["number"]))


@for_convenors
@require_POST
def tickets_anew(request: HttpRequest, slug: str) -> HttpResponse:
    issuance = issuance_from(slug)
    return _tickets(issuance.preparation, actions.replace_unspent_tickets(issuance))


def _tickets(preparation: Preparation, codes: Sequence[str]) -> HttpResponse:
    """The list is the answer itself: to redirect to it, the codes would have to be kept somewhere."""
    file = io.StringIO()
    write = csv.writer(file)
    write.writerow(["ticket", "address", "fingerprint"])
    write.writerows([grouped(code), _ticket_page(), queries.fingerprint_of(preparation)] for code in codes)
    name = f'attachment; filename="sofra-tickets-{preparation.dialogue.slug}.csv"'
    headers = {"Content-Disposition": name}
    return HttpResponse(file.getvalue().encode(), content_type="text/csv; charset=utf-8", headers=headers)


def _ticket_page() -> str:
    """Without a language: it is typed by hand, and leads on to the language that the guest's browser asks for."""
    return urljoin(settings.DOOR_ADDRESS, "pass/")


@for_convenors
@require_POST
def end_issuing(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        honoured = actions.end_issuing(issuance_from(slug).preparation)
    except actions.NotNow:
        return redirect("issuance", slug)
    if honoured:
        messages.success(request, _("Issuing has ended and the signing key is destroyed. Now the brief can be sent."))
    else:
        text = _("Fewer than ten passes were made, so none is honoured. All tickets are good again, for the urn.")
        messages.warning(request, text)
    return redirect("issuance", slug)


@for_convenors
@require_POST
def fill_urn(request: HttpRequest, slug: str) -> HttpResponse:
    issuance, form = issuance_from(slug), UrnForm(request.POST)
    if not form.is_valid():
        return _page(request, issuance.preparation, form)
    try:
        actions.fill_urn(issuance, Spool(settings.HATCH), number=form.cleaned_data["number"])
    except actions.TooFewCodes as error:
        text = _("Only %(number)s codes wait here. Take fewer, or ask the facilitator for more cards.")
        form.add_error("number", text % {"number": error.there})
        return _page(request, issuance.preparation, form)
    except actions.AlreadyPrinted:
        text = _("These codes are printed, so they cannot go into the urn. Ask the facilitator for more cards for it.")
        messages.error(request, text)
        return redirect("issuance", slug)
    except (actions.NotNow, BatchGone, RefusedDocument):
        messages.error(request, _("No codes wait here that could go into the urn. Nothing was changed."))
        return redirect("issuance", slug)
    messages.success(request, _("The codes lie in the urn. The other ones can be printed now."))
    return redirect("issuance", slug)


@require_http_methods(["GET", "POST"])
def ticket(request: HttpRequest) -> HttpResponse:
    """What a guest from afar gets for a ticket: a pass while they are issued, later a code from the urn."""
    form = TicketForm(request.POST or None)
    if not form.is_valid():
        return render(request, "door/issuance/ticket.html", {"form": form}, status=422 if form.is_bound else 200)
    return _what_it_is_good_for(request, form.cleaned_data["ticket"], form.data["ticket"])


def _what_it_is_good_for(request: HttpRequest, ticket: Ticket, typed: str) -> HttpResponse:
    preparation = ticket.issuance.preparation
    way = queries.way_of(preparation)
    context = _dialogue(preparation) | {"ticket": ticket, "typed": typed, "way": way}
    if way == queries.Way.PASSES and not ticket.spent:
        context |= {
            "public_key": base64.b64encode(bytes(preparation.pass_key or b"")).decode(),
            "library": queries.LIBRARY,
            "library_integrity": base64.b64encode(queries.hash_of_library()).decode(),
            "library_hash": queries.hash_of_library().hex(),
        }
    return render(request, "door/issuance/ticket_good_for.html", context)


def _dialogue(preparation: Preparation) -> dict[str, object]:
    return {
        "dialogue": preparation.dialogue,
        "fictional": preparation.dialogue.fictional,
        "fingerprint": queries.fingerprint_of(preparation),
        "fewest": queries.FEWEST_PASSES,
        "title": in_language(preparation.dialogue.title, current_language()),
    }


@require_POST
def sign_pass(request: HttpRequest) -> HttpResponse:
    """For the script of the page alone: a blinded message in, its signature out."""
    form = BlindedForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        signed = actions.sign_pass(form.cleaned_data["ticket"], form.cleaned_data["blinded"])
    except RefusedBlindMessage:
        return HttpResponse(status=422)
    except (actions.TicketSpent, actions.NotNow):
        return HttpResponse(status=409)
    return HttpResponse(base64.b64encode(signed), content_type="text/plain")


@require_http_methods(["GET", "POST"])
def draw_code(request: HttpRequest) -> HttpResponse:
    """The code is the answer itself: to redirect to it, it would have to be kept somewhere."""
    if request.method == "GET":  # somebody who chose another language afterwards
        return redirect("ticket")
    form = TicketForm(request.POST)
    if not form.is_valid():
        return render(request, "door/issuance/ticket.html", {"form": form}, status=422)
    ticket = form.cleaned_data["ticket"]
    try:
        code = actions.draw_code(ticket)
    except (actions.TicketSpent, actions.NotNow, UrnIsEmpty):
        ticket.refresh_from_db()
        return _what_it_is_good_for(request, ticket, form.data["ticket"])
    context = _dialogue(ticket.issuance.preparation) | {"code": grouped(code)}
    return render(request, "door/issuance/code.html", context)
