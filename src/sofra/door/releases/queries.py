from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sofra.analysis.release.combination import SMALLEST_VOICE, Described, Present, widened
from sofra.door.guests.models import Sector
from sofra.door.guests.queries import guests_of
from sofra.door.programme.models import Dialogue
from sofra.door.releases.models import Release
from sofra.hatch.brief import LARGEST_ROOM
from sofra.hatch.claims import SaidBy
from sofra.hatch.spool import Spool


@dataclass(frozen=True)
class RefusedFile:
    name: str
    reason: str
    path: Path


def refused_documents(spool: Spool) -> list[RefusedFile]:
    """What was set aside because it fits nowhere, with the reason."""
    reasons = sorted((spool.folder / "refused").glob("*.reason.txt"))
    return [
        RefusedFile(path.name.removesuffix(".reason.txt"), path.read_text(encoding="utf-8").strip(), _document(path))
        for path in reasons
    ]


def _document(reason: Path) -> Path:
    return reason.with_name(reason.name.removesuffix(".reason.txt") + ".json")


def as_told(dialogue: Dialogue, described: Described) -> Described:
    """What a sentence about this dialogue may tell of its speakers; what would point at fewer than five is left open.

    `voice` is a `SaidBy`, `place` a country's code, `language` a content language. No table has a topic of its own.
    """
    return widened(described, who_was_here(dialogue))


def who_was_here(dialogue: Dialogue) -> Present:
    """From the attendance, as long as there is a guest list; and the voices that the floor's gate let through."""
    guests = list(guests_of(dialogue).here())
    sectors = Counter(guest.sector for guest in guests if guest.sector != Sector.OTHER)
    return Present(
        max(len(guests), guests_of(dialogue).expected().count()) or LARGEST_ROOM,
        voice=sectors | Counter(dict.fromkeys(_released_voices(dialogue), SMALLEST_VOICE)),
        place=Counter(guest.country.code for guest in guests if guest.country),
        language=Counter(language for guest in guests for language in set(guest.speaks)),
    )


def _released_voices(dialogue: Dialogue) -> set[str]:
    """Named in a claim that was released: five of each were counted in the room."""
    kept = Release.objects.filter(dialogue=dialogue).first()
    voices = {claim.said_by for claim in kept.content.claims} if kept else set()
    return {voice.value for voice in voices if voice != SaidBy.PARTICIPANTS}
