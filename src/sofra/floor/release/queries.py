from dataclasses import dataclass

from sofra.analysis.release.bands import MINIMUM_ANSWERS, Bands, bands
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue
from sofra.floor.votes.queries import vote_table


@dataclass(frozen=True)
class Outgoing:
    wording: Wording
    bands: Bands


@dataclass(frozen=True)
class Preview:
    """What would leave, and how many statements stay because fewer than ten voices answered them (R1)."""

    outgoing: tuple[Outgoing, ...]
    withheld: int
    minimum: int = MINIMUM_ANSWERS


def preview(dialogue: Dialogue) -> Preview:
    tallies = vote_table(dialogue)
    outgoing = tuple(
        Outgoing(tally.wording, bands(tally.agree, tally.disagree, tally.answered))
        for tally in tallies
        if tally.answered >= MINIMUM_ANSWERS
    )
    return Preview(outgoing=outgoing, withheld=len(tallies) - len(outgoing))
