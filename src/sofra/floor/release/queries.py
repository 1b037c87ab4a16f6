from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from sofra.analysis.release.bands import MINIMUM_ANSWERS, bands
from sofra.floor.release.models import Released
from sofra.floor.room.models import Dialogue
from sofra.floor.votes.queries import Tally, vote_table
from sofra.hatch.release import Release, ReleasedStatement


@dataclass(frozen=True)
class Preview:
    """What leaves, and how many statements stay because fewer than ten voices answered them (R1)."""

    outgoing: tuple[ReleasedStatement, ...]
    withheld: int
    minimum: int = MINIMUM_ANSWERS


def preview(dialogue: Dialogue) -> Preview:
    """What would leave now; after the release, what did leave, read back and not counted again."""
    released = Released.objects.filter(dialogue=dialogue).first()
    if released is not None:
        document = document_of(released)
        return Preview(outgoing=document.statements, withheld=document.withheld)
    tallies = vote_table(dialogue)
    outgoing = tuple(_past_the_gate(tallies))
    return Preview(outgoing=outgoing, withheld=len(tallies) - len(outgoing))


def document_of(released: Released) -> Release:
    return msgspec.convert(released.document, Release)


def _past_the_gate(tallies: list[Tally]) -> Iterator[ReleasedStatement]:
    for tally in tallies:
        if tally.answered >= MINIMUM_ANSWERS:
            found = bands(tally.agree, tally.disagree, tally.answered)
            yield ReleasedStatement(
                texts=dict(tally.wording.texts),
                question=tally.wording.question.place if tally.wording.question else None,
                answered=found.answered,
                agree=found.agree.value,
                disagree=found.disagree.value,
            )
