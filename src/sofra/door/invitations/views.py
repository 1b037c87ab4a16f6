from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.door.guests.models import Answer, Guest
from sofra.door.guests.queries import is_over, last_day_of
from sofra.door.guests.views import around
from sofra.door.invitations import access, actions, queries
from sofra.door.invitations.calendar import as_ics
from sofra.door.invitations.forms import AnswerCodeForm, AnswerForm, HoursForm, LetterForm, ToForm
from sofra.door.invitations.letter import KNOWN, filled
from sofra.door.invitations.models import Invitation
from sofra.door.people.access import for_convenors
from sofra.door.preparation.access import preparation_from
from sofra.door.programme.models import Dialogue
from sofra.web.languages import BY_CODE, LANGUAGES, current_language, in_language

READ_AND_WRITE = require_http_methods(["GET", "POST"])


@for_convenors
@READ_AND_WRITE
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has a letter and who answered. The PDF is the answer itself: it alone has the codes."""
    dialogue = preparation_from(slug).dialogue
    form = ToForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not is_over(dialogue, timezone.localdate()):
        guests = list(queries.recipients(dialogue, form.cleaned_data["to"]))
        if request.POST.get("how") == "mail" and queries.mail_is_on():
            return _send(request, slug, [guest for guest in guests if guest.by_mail])
        return _print(request, slug, guests)
    return _desk(request, dialogue)


def _desk(request: HttpRequest, dialogue: Dialogue, hours_form: HoursForm | None = None) -> HttpResponse:
    hours = queries.hours_of(dialogue)
    context = around(dialogue) | {
        "form": ToForm(),
        "hours_form": hours_form or HoursForm(initial={"begins": hours.begins, "ends": hours.ends} if hours else None),
        "counts": queries.counts_of(dialogue),
        "waiting": queries.waiting_guests(dialogue),
        "free": queries.free_places(dialogue),
        "languages_of_letters": LANGUAGES,
        "mail_is_on": queries.mail_is_on(),
    }
    return render(request, "door/invitations/desk.html", context, status=422 if hours_form else 200)


@for_convenors
@require_POST
def hours(request: HttpRequest, slug: str) -> HttpResponse:
    dialogue, form = preparation_from(slug).dialogue, HoursForm(request.POST)
    if not form.is_valid():
        return _desk(request, dialogue, form)
    actions.set_hours(dialogue, form.cleaned_data["begins"], form.cleaned_data["ends"])
    messages.success(request, _("The hours are saved. Letters and calendar files name them from now on."))
    return redirect("invitations", slug)


@for_convenors
@require_POST
def give_place(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Somebody on the waiting list gets a place."""
    guest = access.waiting_from(preparation_from(slug).dialogue, key)
    if not queries.free_places(guest.dialogue):
        messages.warning(request, _("All places are taken by now. Nothing was changed."))
        return redirect("invitations", slug)
    try:
        told = actions.give_place(guest)
    except actions.NoPost:
        text = _("The mail could not be sent, so %(name)s waits on. Try later, or look at the address.")
        messages.error(request, text % {"name": guest.name})
        return redirect("invitations", slug)
    text = _("%(name)s has a place, and a mail says so.") if told else _("%(name)s has a place. Tell them.")
    messages.success(request, text % {"name": guest.name})
    return redirect("invitations", slug)


def _print(request: HttpRequest, slug: str, guests: list[Guest]) -> HttpResponse:
    if not guests:
        messages.warning(request, _("There is nobody to write to. Nothing was made."))
        return redirect("invitations", slug)
    headers = {"Content-Disposition": f'attachment; filename="sofra-letters-{slug}.pdf"'}
    return HttpResponse(actions.print_letters(guests), content_type="application/pdf", headers=headers)


def _send(request: HttpRequest, slug: str, guests: list[Guest]) -> HttpResponse:
    try:
        sent = actions.send_letters(guests)
    except actions.NoPost:
        messages.error(
            request, _("The mail server does not answer, or takes nothing from us. Try later, or print the letters.")
        )
        return redirect("invitations", slug)
    text = ngettext("%(number)s letter is sent.", "%(number)s letters are sent.", sent.number)
    messages.success(request, text % {"number": sent.number})
    if sent.failed:
        text = _("The mail server refused the letters to: %(names)s. Look at the addresses.")
        messages.warning(request, text % {"names": ", ".join(sent.failed)})
    return redirect("invitations", slug)


@for_convenors
@READ_AND_WRITE
def letter(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The letter in one language, as it is and as it will look."""
    dialogue, face = preparation_from(slug).dialogue, BY_CODE[access.face_from(language)]
    if request.POST.get("then") == "ours":
        actions.drop_letter(dialogue, face.code)
        return redirect("letter", slug, face.code)
    words = queries.words_of(dialogue, face.code)
    form = LetterForm(request.POST or None, initial={"subject": words.subject, "body": words.body})
    if form.is_bound and form.is_valid():
        actions.write_letter(dialogue, face.code, form.words())
        messages.success(request, _("The letter is saved."))
        return redirect("letter", slug, face.code)
    somebody = Guest(name="Filan Fisteku", language=face.code, dialogue=dialogue)
    context = around(dialogue) | {"form": form, "face": face, "known": KNOWN}
    context |= {"shown": filled(words, somebody, "0" * 16)}
    return render(request, "door/invitations/letter.html", context, status=422 if form.is_bound else 200)


@READ_AND_WRITE
def answer(request: HttpRequest) -> HttpResponse:
    """Where a guest types the code. Sixteen letters: nobody guesses one, so no wrong one has to be counted."""
    form = AnswerCodeForm(request.POST or None)
    if form.is_valid():
        invitation = form.cleaned_data["code"]
        if not invitation.used or access.is_here(request, invitation):
            access.remember(request, invitation)
            return redirect("my_answer")
        text = _("An answer was given with this code. To change it, ask whoever invited you for a new letter.")
        form.add_error("code", text)
    return render(request, "door/invitations/code.html", {"form": form}, status=422 if form.is_bound else 200)


@READ_AND_WRITE
def my_answer(request: HttpRequest) -> HttpResponse:
    invitation = access.invitation_from(request)
    form = AnswerForm(request.POST or None, guest=invitation.guest)
    if form.is_valid():
        actions.answer(invitation, **form.cleaned_data)
        return redirect("answered")
    context = _invited(invitation) | {"form": form}
    return render(request, "door/invitations/answer.html", context, status=422 if form.is_bound else 200)


@require_GET
def answered(request: HttpRequest) -> HttpResponse:
    invitation = access.invitation_from(request)
    context = _invited(invitation) | {"yes": invitation.guest.answer == Answer.YES}
    return render(request, "door/invitations/answered.html", context)


@require_GET
def calendar_file(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    dialogue = access.invitation_from(request).guest.dialogue
    content = as_ics(dialogue, queries.hours_of(dialogue))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_POST
def leave_answer(request: HttpRequest) -> HttpResponse:
    access.forget(request)
    return redirect("answer")


def _invited(invitation: Invitation) -> dict[str, object]:
    dialogue: Dialogue = invitation.guest.dialogue
    return {
        "guest": invitation.guest,
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "title": in_language(dialogue.title, current_language()),
        "last_day": last_day_of(dialogue),
    }
