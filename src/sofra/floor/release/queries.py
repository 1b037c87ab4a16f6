from dataclasses import dataclass

import msgspec

from sofra.analysis.release.bands import MINIMUM_ANSWERS, bands
from sofra.analysis.release.ledger import WHOLE_ROOM, Entry, Group, Refusal, Request, judge, marks_of
from sofra.analysis.release.ledger import Released as ReleasedQuestion
from sofra.floor.release.models import LedgerEntry, Released, ReleasePlan
from sofra.floor.room.models import Dialogue
from sofra.floor.votes.queries import Tally, vote_table
from sofra.hatch.release import Release, ReleasedStatement
from sofra.web.languages import Texts


@dataclass(frozen=True)
class AskedBefore:
    """A statement that was released for the same people, and in which dialogue."""

    texts: Texts
    dialogue: str


@dataclass(frozen=True)
class Preview:
    """What leaves, and what stays: because fewer than ten answered (R1), or because it left before (R2)."""

    outgoing: tuple[ReleasedStatement, ...]
    withheld: int
    asked_before: tuple[AskedBefore, ...] = ()
    minimum: int = MINIMUM_ANSWERS
    take_back: tuple[str, ...] = ()
    """By which a code finds each outgoing statement again; never shown."""


def preview(dialogue: Dialogue) -> Preview:
    """What would leave now; after the release, what did leave, read back and not counted again."""
    released = Released.objects.filter(dialogue=dialogue).first()
    if released is not None:
        document = document_of(released)
        return Preview(outgoing=document.statements, withheld=document.withheld)
    people, entries = people_of(dialogue), ledger()
    judged = [(tally, _against(tally, people, entries)) for tally in vote_table(dialogue)]
    leaving = [tally for tally, refusal in judged if refusal is None]
    return Preview(
        outgoing=tuple(_as_it_leaves(tally) for tally in leaving),
        take_back=tuple(tally.wording.statement.take_back if tally.wording.statement else "" for tally in leaving),
        withheld=sum(refusal is not None and refusal.why == "too_few" for _, refusal in judged),
        asked_before=tuple(
            AskedBefore(tally.wording.texts, refusal.dialogue)
            for tally, refusal in judged
            if refusal is not None and refusal.why == "released_before"
        ),
    )


def document_of(released: Released) -> Release:
    return msgspec.convert(released.document, Release)


def people_of(dialogue: Dialogue) -> tuple[str, ...]:
    plan = ReleasePlan.objects.filter(dialogue=dialogue).first()
    return tuple(plan.people) if plan else ()


def ledger() -> list[Entry]:
    """Every release this floor ever made, in their order."""
    return [msgspec.convert(each.entry, Entry) for each in LedgerEntry.objects.all()]


def questions_in(document: Release) -> tuple[ReleasedQuestion, ...]:
    """What the ledger keeps of a release: marks of the wordings and rounded numbers, no band and no word."""
    return tuple(
        ReleasedQuestion(marks_of(each.texts), (Group(WHOLE_ROOM, each.answered),)) for each in document.statements
    )


def _against(tally: Tally, people: tuple[str, ...], entries: list[Entry]) -> Refusal | None:
    """Why this statement stays. It is told who answered, and never what (R5)."""
    wording = tally.wording
    request = Request(
        dialogue=wording.dialogue_id,
        people=people,
        marks=marks_of(wording.texts),
        planned=(WHOLE_ROOM,),
        answered={WHOLE_ROOM: tally.answered},
    )
    return next(iter(judge(request, entries)), None)


def _as_it_leaves(tally: Tally) -> ReleasedStatement:
    found = bands(tally.agree, tally.disagree, tally.answered)
    return ReleasedStatement(
        texts=dict(tally.wording.texts),
        question=tally.wording.question.place if tally.wording.question else None,
        answered=found.answered,
        agree=found.agree.value,
        disagree=found.disagree.value,
    )
