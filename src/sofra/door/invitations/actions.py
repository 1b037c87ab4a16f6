import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from sofra.door.guests.models import Answer, Guest, Mode
from sofra.door.invitations.letter import Message, Words, addressed, filled, place_is_free
from sofra.door.invitations.models import Hours, Invitation, Letter
from sofra.door.invitations.printing import as_pdf
from sofra.door.invitations.queries import free_places, hash_of, mail_is_on, words_of
from sofra.door.programme.models import Dialogue
from sofra.hatch.codes import LONG, new_codes


class NoPost(ValueError):
    """The mail server cannot be reached, or takes nothing from us."""


@dataclass
class Sent:
    """What became of the letters."""

    number: int = 0
    failed: list[str] = field(default_factory=list)
    """Names of those whose letter the server refused. They have no invitation."""


@transaction.atomic
def write_letter(dialogue: Dialogue, language: str, words: Words) -> None:
    given = {"subject": words.subject, "body": words.body}
    Letter.objects.update_or_create(dialogue=dialogue, language=language, defaults=given)


@transaction.atomic
def drop_letter(dialogue: Dialogue, language: str) -> None:
    """Back to ours."""
    Letter.objects.filter(dialogue=dialogue, language=language).delete()


@transaction.atomic
def invite(guest: Guest) -> str:
    """A new code for this guest. One that was sent before is worth nothing from here on."""
    (code,) = new_codes(1, length=LONG)
    given = {"code_hash": hash_of(code), "used": False}
    Invitation.objects.update_or_create(guest=guest, defaults=given)
    return code


@transaction.atomic
def print_letters(guests: Iterable[Guest]) -> bytes:
    """One PDF with a letter for each. The codes are in it and nowhere else."""
    return as_pdf([(guest.language, _letter_to(guest, invite(guest))) for guest in guests])


def send_letters(guests: Iterable[Guest]) -> Sent:
    """One mail each, over one connection. Whose letter is refused keeps the code of before, or none."""
    return _sent(guests, lambda guest: _letter_to(guest, invite(guest)))


def send_message(guests: Iterable[Guest], message: Message) -> Sent:
    """One mail each, in each one's language. Nothing of it is kept."""
    return _sent(guests, lambda guest: addressed(message, guest))


def _sent(guests: Iterable[Guest], words_for: Callable[[Guest], Words]) -> Sent:
    sent = Sent()
    try:
        with get_connection() as connection:
            for guest in guests:
                try:
                    _send(guest, words_for, connection)
                    sent.number += 1
                except SMTPException:
                    sent.failed.append(guest.name)
    except (SMTPException, OSError) as error:
        raise NoPost(type(error).__name__) from error
    return sent


@transaction.atomic
def _send(guest: Guest, words_for: Callable[[Guest], Words], connection: BaseEmailBackend) -> None:
    words = words_for(guest)
    # Our own Message-ID: Django's would name this machine.
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{secrets.token_hex(12)}@{domain}>"}
    EmailMessage(words.subject, words.body, to=[guest.address], connection=connection, headers=headers).send()


def _letter_to(guest: Guest, code: str) -> Words:
    return filled(words_of(guest.dialogue, guest.language), guest, code)


@transaction.atomic
def answer(invitation: Invitation, *, choice: str, needs: str, step_free: bool) -> None:
    """Take the answer. A yes for which there is no seat goes on the waiting list."""
    guest = Guest.objects.select_for_update().get(pk=invitation.guest_id)
    was_coming = guest.answer == Answer.YES and not guest.waiting
    guest.answer = Answer(choice) if choice in Answer.values else Answer.YES
    guest.mode = Mode(choice) if choice in Mode.values else guest.mode
    guest.waiting = guest.answer == Answer.YES and not was_coming and not free_places(guest.dialogue)
    guest.needs, guest.step_free = needs, step_free
    guest.save()
    Invitation.objects.filter(pk=guest.pk).update(used=True)


@transaction.atomic
def give_place(guest: Guest) -> bool:
    """From the waiting list to the table, and whether a mail says so. If it cannot be sent, the guest waits on."""
    Guest.objects.filter(pk=guest.pk).update(waiting=False)
    if guest.answer != Answer.YES or not guest.by_mail or not mail_is_on():
        return False
    if _sent([guest], place_is_free).failed:
        raise NoPost(guest.name)
    return True


@transaction.atomic
def set_hours(dialogue: Dialogue, begins: time | None, ends: time | None) -> None:
    """Without both there are none, and calendars get whole days."""
    if begins and ends:
        Hours.objects.update_or_create(dialogue=dialogue, defaults={"begins": begins, "ends": ends})
    else:
        Hours.objects.filter(dialogue=dialogue).delete()
