from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import convert

from sofra.analysis.release.bands import MINIMUM_ANSWERS, Bands, bands
from sofra.analysis.release.ledger import WHOLE_ROOM, Entry, Group, Refusal, Request, judge, marks_of
from sofra.analysis.release.ledger import Released as ReleasedQuestion
from sofra.floor.harvest.queries import Staying, crossing
from sofra.floor.release.claims import as_they_leave
from sofra.floor.release.models import LedgerEntry, Released, ReleasePlan
from sofra.floor.room.models import Dialogue
from sofra.floor.translations.queries import reviewed_texts
from sofra.floor.votes.queries import Counts, Tally, vote_table
from sofra.hatch.brief import Breakdown, Lines
from sofra.hatch.release import (
    ComparedStatement,
    OpinionGroups,
    Release,
    ReleasedClaim,
    ReleasedGroup,
    ReleasedStatement,
    named_groups,
    ref_of,
)
from sofra.web.languages import Texts

NamedGroup = tuple[Lines | None, ReleasedGroup | ReleasedStatement]


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
    compared: tuple[ComparedStatement, ...] = ()
    breakdown: Breakdown | None = None
    asked_before: tuple[AskedBefore, ...] = ()
    minimum: int = MINIMUM_ANSWERS
    claims: tuple[ReleasedClaim, ...] = ()
    claims_staying: tuple[Staying, ...] = ()
    colluders: int = 2
    """How many people may compare notes without learning a third one's answer."""
    take_back: tuple[str, ...] = ()
    """By which a code finds each outgoing statement again; never shown."""
    opinion_groups: OpinionGroups | None = None
    """What became of the search for them, where the brief asked for it."""
    is_looking: bool = False
    """The room is closed, and its opinion groups were not looked for yet: nothing can be said before."""

    @property
    def anything(self) -> bool:
        return bool(self.outgoing or self.compared or self.claims)

    @property
    def side_by_side(self) -> list[tuple[Lines, list[NamedGroup]]]:
        """Each statement with its groups by name, and then those of the room as a whole, which has none."""
        if self.breakdown is None:
            return []
        compared: list[tuple[Lines, list[NamedGroup]]] = [
            (each.texts, [*named_groups(each, self.breakdown)]) for each in self.compared
        ]
        return compared + [(each.texts, [(None, each)]) for each in self.outgoing]


def preview(dialogue: Dialogue) -> Preview:
    """What would leave now; after the release, what did leave, read back and not counted again."""
    released = Released.objects.filter(dialogue=dialogue).first()
    if released is not None:
        return _read_back(document_of(released))
    plan = plan_of(dialogue)
    if is_looking(dialogue):
        return Preview(outgoing=(), withheld=0, is_looking=True, colluders=plan.colluders)
    people, entries, colluders = tuple(plan.people), ledger(), plan.colluders
    table = vote_table(dialogue, apart=plan.mapped if plan.outcome else None)
    judged = list(_judged(table, people, entries))
    before = [(tally, found[0].dialogue) for tally, found in judged if found and found[0].why == "released_before"]
    past = [
        (tally, _large_enough(tally, found)) for tally, found in judged if tally not in [each for each, _ in before]
    ]
    leaving = sorted([(tally, groups) for tally, groups in past if groups], key=_is_by_group)
    crossed = crossing(dialogue)
    return Preview(
        outgoing=tuple(_as_it_leaves(each[0], colluders) for each in leaving if not _is_by_group(each)),
        compared=tuple(_by_group(*each, colluders) for each in leaving if _is_by_group(each)),
        breakdown=convert(dialogue.breakdown, Breakdown | None),
        take_back=tuple(tally.wording.statement.take_back if tally.wording.statement else "" for tally, _ in leaving),
        withheld=len(past) - len(leaving),
        colluders=colluders,
        asked_before=tuple(AskedBefore(tally.wording.texts, where) for tally, where in before),
        claims=as_they_leave(
            crossed.leaving, {tally.wording.key: ref_of(reviewed_texts(tally.wording)) for tally, _ in leaving}
        ),
        claims_staying=crossed.staying,
        opinion_groups=convert(plan.outcome or None, OpinionGroups | None),
    )


def _is_by_group(leaving: tuple[Tally, tuple[str, ...]]) -> bool:
    return WHOLE_ROOM not in leaving[0].groups


def _read_back(document: Release) -> Preview:
    return Preview(
        outgoing=document.statements,
        withheld=document.withheld,
        compared=document.compared,
        breakdown=document.breakdown,
        claims=document.claims,
        colluders=document.colluders,
        opinion_groups=document.opinion_groups,
    )


def document_of(released: Released) -> Release:
    return convert(released.document, Release)


def plan_of(dialogue: Dialogue) -> ReleasePlan:
    return ReleasePlan.objects.filter(dialogue=dialogue).first() or ReleasePlan(people=[], dialogue=dialogue)


def is_looking(dialogue: Dialogue) -> bool:
    """Whether the brief asked for opinion groups, and the search for them is still ahead."""
    return dialogue.opinion_groups is not None and not plan_of(dialogue).outcome


def ledger() -> list[Entry]:
    """Every release this floor ever made, in their order."""
    return [convert(each.entry, Entry) for each in LedgerEntry.objects.all()]


def questions_in(document: Release) -> tuple[ReleasedQuestion, ...]:
    """What the ledger keeps of a release: marks of the wordings and rounded numbers, no band and no word."""
    whole = [
        ReleasedQuestion(marks_of(each.texts), (Group(WHOLE_ROOM, each.answered),)) for each in document.statements
    ]
    apart = [
        ReleasedQuestion(marks_of(each.texts), tuple(Group(str(one.group), one.answered) for one in each.groups))
        for each in document.compared
    ]
    # Nobody answered a claim: it has no groups, and its words stop no question.
    return tuple(whole + apart + [ReleasedQuestion(marks_of(each.texts), ()) for each in document.claims])


def _judged(
    table: list[Tally], people: tuple[str, ...], entries: list[Entry]
) -> Iterator[tuple[Tally, tuple[Refusal, ...]]]:
    """Each statement with what speaks against it. Two that say the same in the same room would be one asked twice."""
    leaving: set[str] = set()
    for tally in table:
        marks = set(marks_of(tally.wording.texts))
        twice = (Refusal("released_before", dialogue=tally.wording.dialogue_id),)
        found = twice if marks & leaving else _against(tally, people, entries)
        if _large_enough(tally, found):
            leaving |= marks
        yield tally, found


def _against(tally: Tally, people: tuple[str, ...], entries: list[Entry]) -> tuple[Refusal, ...]:
    """Why this statement, or a group of it, stays. The judge is told who answered, and never what (R5)."""
    request = Request(
        dialogue=tally.wording.dialogue_id,
        people=people,
        marks=marks_of(tally.wording.texts),
        planned=tuple(tally.groups),
        answered={name: counts.answered for name, counts in tally.groups.items()},
    )
    return judge(request, entries)


def _large_enough(tally: Tally, refusals: tuple[Refusal, ...]) -> tuple[str, ...]:
    refused = {refusal.group for refusal in refusals}
    return tuple(name for name in tally.groups if name not in refused)


def _as_it_leaves(tally: Tally, colluders: int) -> ReleasedStatement:
    found = _banded(tally.groups[WHOLE_ROOM], colluders)
    return ReleasedStatement(
        texts=dict(reviewed_texts(tally.wording)),
        question=_place_of(tally),
        answered=found.answered,
        agree=found.agree.value,
        disagree=found.disagree.value,
        quotable=_may_be_quoted(tally),
    )


def _by_group(tally: Tally, names: tuple[str, ...], colluders: int) -> ComparedStatement:
    found = {name: _banded(tally.groups[name], colluders) for name in names}
    groups = tuple(
        ReleasedGroup(group=int(name), answered=each.answered, agree=each.agree.value, disagree=each.disagree.value)
        for name, each in found.items()
    )
    return ComparedStatement(
        texts=dict(reviewed_texts(tally.wording)),
        question=_place_of(tally),
        groups=groups,
        quotable=_may_be_quoted(tally),
    )


def _may_be_quoted(tally: Tally) -> bool:
    """The author's tick; what the convenor gave the room to start with has no author here."""
    return tally.wording.statement is not None and tally.wording.statement.may_quote


def _banded(counts: Counts, colluders: int) -> Bands:
    return bands(counts.agree, counts.disagree, counts.answered, n_colluders=colluders)


def _place_of(tally: Tally) -> int | None:
    return tally.wording.question.place if tally.wording.question else None
