"""The words of an invitation, neutral enough to lie open on a table: no topic, no organisation, no personal link."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from sofra.door.guests.models import Guest
from sofra.door.guests.queries import last_day_of
from sofra.door.programme.models import Dialogue
from sofra.hatch.codes import grouped

NEEDED = ("{address}", "{code}")
KNOWN = ("{name}", "{place}", "{when}", "{until}", *NEEDED)


@dataclass(frozen=True)
class Words:
    subject: str
    body: str


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
    """Plain replacement: a brace that somebody typed stays a brace."""
    with override(guest.language):
        values = _values(guest.dialogue) | {"{name}": guest.name, "{code}": grouped(code)}
        subject, body = words.subject, words.body
        rehearsal = gettext("Rehearsal: this dialogue is invented.") if guest.dialogue.fictional else ""
    for place, value in values.items():
        subject, body = subject.replace(place, value), body.replace(place, value)
    return Words(subject, f"{rehearsal}\n\n{body}" if rehearsal else body)


def answer_address() -> str:
    """Without a language: it is typed by hand, and leads on to the language that the guest's browser asks for."""
    return urljoin(settings.DOOR_ADDRESS, "answer/")


def _values(dialogue: Dialogue) -> dict[str, str]:
    return {
        "{place}": dialogue.place,
        "{when}": dialogue.when,
        "{address}": answer_address().partition("://")[2],
        "{until}": date_format(last_day_of(dialogue), "DATE_FORMAT"),
    }
