"""A message to guests who are on the list, each in their own language. It is sent and not kept."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sofra.door.guests.models import Guest
from sofra.door.guests.views import around
from sofra.door.invitations import actions, queries
from sofra.door.invitations.forms import MessageForm
from sofra.door.invitations.letter import IN_MESSAGES
from sofra.door.people.access import for_convenors
from sofra.door.preparation.access import preparation_from


@for_convenors
@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, slug: str) -> HttpResponse:
    """Write it once for each language that guests read; then it goes to each in one of them."""
    dialogue = preparation_from(slug).dialogue
    form = MessageForm(request.POST or None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid() and queries.mail_is_on():
        return _send(request, slug, form)
    context = around(dialogue) | {
        "form": form,
        "mail_is_on": queries.mail_is_on(),
        "known": IN_MESSAGES,
        "unreached": queries.without_address(queries.guests_for(dialogue, queries.Whom.ALL)),
    }
    return render(request, "door/invitations/message.html", context, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, slug: str, form: MessageForm) -> HttpResponse:
    guests = list(form.guests())
    try:
        sent = actions.send_message([guest for guest in guests if guest.by_mail], form.message())
    except actions.NoPost:
        messages.error(request, _("The mail server does not answer, or takes nothing from us. Nothing was sent."))
        return redirect("message", slug)
    text = ngettext("%(number)s guest has the message.", "%(number)s guests have the message.", sent.number)
    messages.success(request, text % {"number": sent.number})
    _name(request, _("The mail server refused the message to: %(names)s. Look at the addresses."), sent.failed)
    text = _("No e-mail address is known of: %(names)s. Tell them another way.")
    _name(request, text, queries.without_address(guests))
    return redirect("invitations", slug)


def _name(request: HttpRequest, text: str, names: Iterable[Guest | str]) -> None:
    found = [str(each) for each in names]
    if found:
        messages.warning(request, text % {"names": ", ".join(found)})
