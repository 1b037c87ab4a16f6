"""What may be told of a claim when it crosses: the lists from which both sides choose, so that no free word crosses."""

from enum import StrEnum


class Kind(StrEnum):
    """What a claim is. The names are those of the taxonomy, and disagreement has a line of its own."""

    TREND = "trend"
    CHALLENGE = "challenge"
    CAUSE = "cause"
    IMPACT = "impact"
    RESPONSE = "response"
    OPPORTUNITY = "opportunity"
    NEED = "need"
    OFFER = "offer"
    ENTRY_POINT = "entry_point"
    PROPOSAL = "proposal"
    NEXT_STEP = "next_step"
    SENTIMENT = "sentiment"
    CONTEXT = "context"
    DISAGREEMENT = "disagreement"


class SaidBy(StrEnum):
    """Whose voice a claim is, as coarsely as the gate lets it through."""

    PARTICIPANTS = "participants"
    CIVIL_SOCIETY = "civil_society"
    MEDIA = "media"
    ACADEMIA = "academia"
    GOVERNMENT = "government"
    DONOR = "donor"


class Direction(StrEnum):
    GROWING = "growing"
    SAME = "same"
    SHRINKING = "shrinking"
    UNCLEAR = "unclear"


class Place(StrEnum):
    """Never a town or a village: in a small country those have few people who can speak of them."""

    COUNTRY = "country"
    CAPITAL = "capital"
    TOWNS = "towns"
    COUNTRYSIDE = "countryside"
    BORDERS = "borders"
    ABROAD = "abroad"


class Known(StrEnum):
    SEEN = "seen"
    TOLD = "told"
    DOCUMENTED = "documented"
