"""The words of an invitation, neutral enough to lie open on a table: no topic, no organisation, no personal link."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from sofra.door.guests.models import Guest
from sofra.door.guests.queries import last_day_of
from sofra.hatch.codes import grouped
from sofra.web.languages import BY_CODE, Texts, in_language

NEEDED = ("{address}", "{code}")
IN_MESSAGES = ("{name}", "{place}", "{when}")
KNOWN = (*IN_MESSAGES, "{until}", *NEEDED)


@dataclass(frozen=True)
class Words:
    subject: str
    body: str


@dataclass(frozen=True)
class Message:
    """What a convenor wrote to many guests, by content language."""

    subjects: Texts
    bodies: Texts


def default_words(code: str) -> Words:
    """Our letter in this language, with its places to fill in."""
    with override(code):
        paragraphs = [
            gettext("Dear {name},"),
            gettext("you are invited to a meeting: {place}, {when}."),
            gettext("Please tell us whether you come. Type this address into a browser: {address}"),
            gettext("It asks for your code: {code}"),
            gettext("The code is good for one answer. No link is in this letter, and nobody is told that you read it."),
            gettext("Your name and your answer are deleted after {until}. What you say there is never joined to them."),
        ]
        return Words(gettext("An invitation"), "\n\n".join(paragraphs))


def filled(words: Words, guest: Guest, code: str) -> Words:
    """A letter to one guest."""
    with override(guest.language):
        values = _values(guest) | {
            "{code}": grouped(code),
            "{address}": answer_address().partition("://")[2],
            "{until}": date_format(last_day_of(guest.dialogue), "DATE_FORMAT"),
        }
    return _replaced(words, values, guest)


def addressed(message: Message, guest: Guest) -> Words:
    """A message to one guest, in the language and script of that guest."""
    face = BY_CODE[guest.language]
    words = Words(in_language(message.subjects, face).text, in_language(message.bodies, face).text)
    with override(guest.language):
        return _replaced(words, _values(guest), guest)


def _replaced(words: Words, values: Mapping[str, str], guest: Guest) -> Words:
    """Plain replacement: a brace that somebody typed stays a brace."""
    with override(guest.language):
        rehearsal = gettext("Rehearsal: this dialogue is invented.") if guest.dialogue.fictional else ""
    subject, body = words.subject, words.body
    for place, value in values.items():
        subject, body = subject.replace(place, value), body.replace(place, value)
    return Words(subject, f"{rehearsal}\n\n{body}" if rehearsal else body)


def place_is_free(guest: Guest) -> Words:
    """What somebody reads who waited and has a place now."""
    with override(guest.language):
        paragraphs = [
            gettext("Dear {name},"),
            gettext("a place has become free for you: {place}, {when}."),
            gettext("If you cannot come any more, please tell whoever invited you, so that somebody else can."),
        ]
        return _replaced(Words(gettext("A place is free"), "\n\n".join(paragraphs)), _values(guest), guest)


def answer_address() -> str:
    """Without a language: it is typed by hand, and leads on to the language that the guest's browser asks for."""
    return urljoin(settings.DOOR_ADDRESS, "answer/")


def _values(guest: Guest) -> dict[str, str]:
    hours = getattr(guest.dialogue, "hours", None)
    when = f"{guest.dialogue.when}, {hours}" if hours else guest.dialogue.when
    return {"{name}": guest.name, "{place}": guest.dialogue.place, "{when}": when}
