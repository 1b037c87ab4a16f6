from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from sofra.analysis.language.topics import topic_labels, topics_in
from sofra.analysis.release.bands import MINIMUM_ANSWERS
from sofra.analysis.release.combination import SMALLEST_VOICE, Described, Present, may_stand, widened
from sofra.floor.harvest.models import Claim, ClaimState
from sofra.floor.harvest.recent import lately
from sofra.floor.moderation.queries import names_somebody
from sofra.floor.room.models import Dialogue
from sofra.floor.room.queries import attendance, headcount
from sofra.hatch.claims import Known, Place, SaidBy


class Stays(StrEnum):
    """Why a claim does not leave. Nothing of it depends on what anybody answered (R5)."""

    ROOM_TOO_SMALL = "room_too_small"
    NOT_READ_BACK = "not_read_back"
    STRUCK = "struck"
    VOICE_TOO_SMALL = "voice_too_small"
    PLACE_TOO_SMALL = "place_too_small"
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
    return dialogue.claims.select_related("dialogue", "counted", "trend").order_by("key")


def who_is_here(dialogue: Dialogue) -> Present:
    """What is known of those present: how many there may be, and of which sectors five or more were counted."""
    counted = headcount(dialogue)
    return Present(max(counted.entered, counted.present or 0), voice=dict.fromkeys(dialogue.sectors, SMALLEST_VOICE))


def told_of_speakers(claim: Claim) -> Described:
    """Their sector, and where they live if they have seen it there themselves.

    A claim is noted in one language for all, and the topics of a dialogue are everybody's: no table has its own.
    """
    card = getattr(claim, "trend", None)
    seen_there = card is not None and Known.SEEN in card.known and card.place != Place.COUNTRY
    return Described(voice=_voice(claim.said_by), place=card.place if card is not None and seen_there else "")


def _voice(said_by: str) -> str:
    return "" if said_by == SaidBy.PARTICIPANTS else said_by


def allowed_voices(dialogue: Dialogue) -> list[SaidBy]:
    """What a rapporteur may choose from: what could not leave is not even written down (R6)."""
    present = who_is_here(dialogue)
    return [each for each in SaidBy if may_stand(Described(voice=_voice(each)), present)]


def proposed_topics(dialogue: Dialogue, text: str) -> tuple[str, ...]:
    """The themes whose words a claim says, at most two. By words alone, so no page waits for a model."""
    return topics_in(text, dialogue.languages[0])


def topic_names(language: str) -> list[tuple[str, str]]:
    """Every topic with its name, in the order of the names."""
    named = [(topic, labels.get(language, labels["en"])) for topic, labels in topic_labels().items()]
    return sorted(named, key=lambda each: each[1])


@dataclass(frozen=True)
class DeskClaim:
    """A claim as the desk shows it, with the topics that its words propose and that it does not bear yet."""

    claim: Claim
    topics: tuple[str, ...]
    proposed: tuple[str, ...]
    may_point: bool


def desk_claims(dialogue: Dialogue) -> list[DeskClaim]:
    """All claims of a room: those noted last first, as far as memory goes; the rest in the order of random keys."""
    last = {key: place for place, key in enumerate(lately(dialogue.slug))}
    claims = sorted(claims_of(dialogue), key=lambda claim: (last.get(claim.key, len(last)), claim.key))
    return [_at_desk(claim) for claim in claims]


def _at_desk(claim: Claim) -> DeskClaim:
    free = 2 - len(claim.topics)
    proposed = [each for each in proposed_topics(claim.dialogue, claim.text) if each not in claim.topics]
    return DeskClaim(claim, tuple(claim.topics), tuple(proposed[:free]), points_at_somebody(claim))


@dataclass(frozen=True)
class ReadBack:
    """The claim on the wall, and how far the room is."""

    claim: Claim | None
    confirmed: tuple[Claim, ...]
    waiting: int
    total: int


def read_back(dialogue: Dialogue, after: str = "") -> ReadBack:
    """The next claim after this key that the room has not read yet, in the order of random keys."""
    claims = list(claims_of(dialogue))
    waiting = [claim for claim in claims if claim.state == ClaimState.NOTED]
    shown = next((claim for claim in waiting if claim.key > after), waiting[0] if waiting else None)
    return ReadBack(
        claim=shown,
        confirmed=tuple(claim for claim in claims if claim.state == ClaimState.CONFIRMED),
        waiting=len(waiting),
        total=sum(claim.state != ClaimState.STRUCK for claim in claims),
    )


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
    if too_narrow := _part_to_leave_open(dialogue, claim):
        return too_narrow
    if points_at_somebody(claim):
        return Stays.MAY_NAME_SOMEBODY
    return Stays.SAID_TWICE if claim.text in said else None


def _part_to_leave_open(dialogue: Dialogue, claim: Claim) -> Stays | None:
    """What the combination check gives up first, where fewer than five people are sure to fit what the claim tells."""
    told = told_of_speakers(claim)
    wider = widened(told, who_is_here(dialogue))
    if wider.voice != told.voice:
        return Stays.VOICE_TOO_SMALL
    return Stays.PLACE_TOO_SMALL if wider.place != told.place else None
