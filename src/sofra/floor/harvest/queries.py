from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from sofra.analysis.release.bands import MINIMUM_ANSWERS
from sofra.analysis.release.combination import SMALLEST_VOICE, Described, Present, may_stand
from sofra.floor.harvest.models import Claim, ClaimState
from sofra.floor.moderation.queries import names_somebody
from sofra.floor.room.models import Dialogue
from sofra.floor.room.queries import attendance
from sofra.hatch.claims import SaidBy


class Stays(StrEnum):
    """Why a claim does not leave. Nothing of it depends on what anybody answered (R5)."""

    ROOM_TOO_SMALL = "room_too_small"
    NOT_READ_BACK = "not_read_back"
    STRUCK = "struck"
    VOICE_TOO_SMALL = "voice_too_small"
    MAY_NAME_SOMEBODY = "may_name_somebody"
    SAID_TWICE = "said_twice"


@dataclass(frozen=True)
class Staying:
    claim: Claim
    why: Stays


@dataclass(frozen=True)
class Crossing:
    """Which claims leave with the release, in the order of random keys, and which stay."""

    leaving: tuple[Claim, ...]
    staying: tuple[Staying, ...]


def claims_of(dialogue: Dialogue) -> QuerySet[Claim]:
    return dialogue.claims.select_related("counted", "trend").order_by("key")


def may_be_named(dialogue: Dialogue, said_by: str) -> bool:
    """Whether at least five of this sector sit here, so that its name points at nobody."""
    voice = "" if said_by == SaidBy.PARTICIPANTS else said_by
    present = Present(attendance(dialogue).joined, voice=dict.fromkeys(dialogue.sectors, SMALLEST_VOICE))
    return may_stand(Described(voice=voice), present)


def points_at_somebody(claim: Claim) -> bool:
    """Whether something is marked in it, and nobody has said yet that it points at no person."""
    return not claim.checked and names_somebody(texts_of(claim))


def texts_of(claim: Claim) -> dict[str, str]:
    """Everything that somebody typed for this claim."""
    card = getattr(claim, "trend", None)
    on_card = {"hit": card.hit, "responds": card.responds, "works": card.works} if card else {}
    return {"text": claim.text} | on_card


def crossing(dialogue: Dialogue) -> Crossing:
    """What would leave now."""
    judged = list(_judged(dialogue))
    return Crossing(
        leaving=tuple(claim for claim, why in judged if why is None),
        staying=tuple(Staying(claim, why) for claim, why in judged if why is not None),
    )


def _judged(dialogue: Dialogue) -> Iterator[tuple[Claim, Stays | None]]:
    too_small = attendance(dialogue).joined < MINIMUM_ANSWERS
    said: set[str] = set()
    for claim in claims_of(dialogue):
        why = Stays.ROOM_TOO_SMALL if too_small else _why_it_stays(dialogue, claim, said)
        if why is None:
            said.add(claim.text)
        yield claim, why


def _why_it_stays(dialogue: Dialogue, claim: Claim, said: set[str]) -> Stays | None:
    if claim.state == ClaimState.STRUCK:
        return Stays.STRUCK
    if claim.state == ClaimState.NOTED:
        return Stays.NOT_READ_BACK
    if not may_be_named(dialogue, claim.said_by):
        return Stays.VOICE_TOO_SMALL
    if points_at_somebody(claim):
        return Stays.MAY_NAME_SOMEBODY
    return Stays.SAID_TWICE if claim.text in said else None
