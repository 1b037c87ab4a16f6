"""How claims leave: what a room confirmed, as the document of a release carries it."""

from collections.abc import Iterable, Mapping

from sofra.floor.harvest.models import Claim
from sofra.floor.harvest.models import TrendCard as Card
from sofra.hatch.brief import Line
from sofra.hatch.claims import Direction, Kind, Known, Place, SaidBy
from sofra.hatch.release import ReleasedClaim, TrendCard


def as_they_leave(claims: Iterable[Claim], refs: Mapping[str, str]) -> tuple[ReleasedClaim, ...]:
    """Claims as released, with the refs of those statements that leave too, by the keys of their wordings."""
    return tuple(_as_it_leaves(claim, refs) for claim in claims)


def _as_it_leaves(claim: Claim, refs: Mapping[str, str]) -> ReleasedClaim:
    card = getattr(claim, "trend", None)
    return ReleasedClaim(
        texts={claim.dialogue.languages[0]: claim.text},
        kind=Kind(claim.kind),
        topics=tuple(claim.topics),
        said_by=SaidBy(claim.said_by),
        counted=refs.get(claim.counted_id or ""),
        trend=_card(card) if card else None,
    )


def _card(card: Card) -> TrendCard:
    return TrendCard(
        direction=Direction(card.direction),
        place=Place(card.place) if card.place else None,
        known=tuple(Known(each) for each in card.known),
        hit=_line(card.hit),
        responds=_line(card.responds),
        works=_line(card.works),
    )


def _line(text: str) -> Line | None:
    return text or None
