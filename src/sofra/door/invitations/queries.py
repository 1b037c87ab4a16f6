from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from sofra.door.guests.models import Answer, Guest, GuestSet
from sofra.door.guests.queries import guests_of
from sofra.door.invitations.letter import Words, default_words
from sofra.door.invitations.models import Hours, Invitation, Letter
from sofra.door.preparation.models import Preparation
from sofra.door.programme.models import Dialogue
from sofra.hatch.codes import nullifier
from sofra.web.languages import BY_CODE, CONTENT_LANGUAGES


class To(TextChoices):
    """Who gets a letter now."""

    NEW = "new", _("those who have no invitation yet")
    SILENT = "silent", _("those who have one and have not answered")


class Whom(TextChoices):
    """To whom a message goes."""

    ALL = "all", _("everybody who may come")
    ONLINE = "online", _("those who take part online")
    ROOM = "room", _("those who come to the room")


@dataclass(frozen=True)
class Counts:
    new: int
    silent: int
    answered: int
    waiting: int


def hash_of(code: str) -> str:
    """Keyed, so that the table alone tells of no code."""
    return nullifier(code, settings.SECRET_KEY.encode()[:64])


def invitation_with(code: str) -> Invitation | None:
    found = Invitation.objects.filter(code_hash=hash_of(code), guest__waiting=False)
    return found.select_related("guest__dialogue").first()


def recipients(dialogue: Dialogue, to: str) -> GuestSet:
    """Nobody who waits for a place, and nobody who has answered."""
    guests = guests_of(dialogue).filter(waiting=False, answer=Answer.NONE)
    return guests.filter(invitation__isnull=to == To.NEW).select_related("dialogue__edition__programme")


def guests_for(dialogue: Dialogue, whom: str) -> GuestSet:
    """To whom a message goes: nobody who said no, and nobody who waits for a place."""
    guests = guests_of(dialogue).expected().select_related("dialogue__edition__programme")
    return guests if whom == Whom.ALL else guests.filter(mode=whom)


def languages_read(guests: Iterable[Guest]) -> list[str]:
    """The content languages in which these guests are written to, in the order of all languages."""
    read = {BY_CODE[guest.language].content for guest in guests}
    return [each for each in CONTENT_LANGUAGES if each in read]


def without_address(guests: Iterable[Guest]) -> list[Guest]:
    """Those whom no mail can reach."""
    return [guest for guest in guests if not guest.by_mail]


def counts_of(dialogue: Dialogue) -> Counts:
    guests = guests_of(dialogue)
    return Counts(
        new=recipients(dialogue, To.NEW).count(),
        silent=recipients(dialogue, To.SILENT).count(),
        answered=guests.exclude(answer=Answer.NONE).count(),
        waiting=guests.filter(waiting=True).count(),
    )


def words_of(dialogue: Dialogue, language: str) -> Words:
    """The convenor's own letter, or ours."""
    letter = Letter.objects.filter(dialogue=dialogue, language=language).first()
    return Words(letter.subject, letter.body) if letter else default_words(language)


def waiting_guests(dialogue: Dialogue) -> GuestSet:
    """Those who wait for a place and have not said no."""
    return guests_of(dialogue).filter(waiting=True).exclude(answer=Answer.NO)


def free_places(dialogue: Dialogue) -> int:
    """Seats that nobody has said yes to. Never fewer than none."""
    seats = Preparation.objects.values_list("seats", flat=True).get(dialogue=dialogue)
    return max(0, seats - guests_of(dialogue).coming().count())


def hours_of(dialogue: Dialogue) -> Hours | None:
    return Hours.objects.filter(dialogue=dialogue).first()


def mail_is_on() -> bool:
    return bool(settings.EMAIL_HOST)
