"""The release: what passed the release gate, and nothing else. Floor to door."""

import hashlib
import json
from collections.abc import Mapping, Set
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from sofra.hatch.brief import Breakdown, Line, Lines, Slug
from sofra.hatch.claims import Direction, Kind, Known, Place, SaidBy

BandName = Literal["few", "less_than_half", "up_to_half", "around_half", "more_than_half", "broad"]
Rules = Literal["R1-R5 and R8, 2 colluders", "R1-R5 and R8, 3 colluders"]
RULES: dict[int, Rules] = {2: "R1-R5 and R8, 2 colluders", 3: "R1-R5 and R8, 3 colluders"}
"""By how many people may compare notes: the brief chose it."""
OpinionGroups = Literal["found", "too_few", "none"]
"""What became of the search for them: too few people answered the same statements, or there are none."""
RoundedCount = Annotated[int, Meta(ge=0, multiple_of=5)]
Topic = Annotated[str, Meta(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=60)]
Ref = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]


def ref_of(texts: Mapping[str, str]) -> str:
    """By what a released text is pointed at. It follows from the words, so no number has to cross."""
    written = json.dumps(dict(texts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(written.encode(), digest_size=8, person=b"released text").hexdigest()


class ReleasedStatement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    texts: Lines
    question: Annotated[int, Meta(ge=0)] | None
    """Place of the question in the brief, from 0; None for a statement the convenor gave to start with."""
    answered: RoundedCount
    agree: BandName
    disagree: BandName
    quotable: bool = False
    """Whether its author ticked that this wording may be quoted, with the region and the year and nothing else."""

    @property
    def ref(self) -> str:
        return ref_of(self.texts)


class ReleasedGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    group: Annotated[int, Meta(ge=0)]
    """Its place in the breakdown, from 0."""
    answered: RoundedCount
    agree: BandName
    disagree: BandName


class ComparedStatement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement by group. A group with fewer than ten answers is not among them."""

    texts: Lines
    question: Annotated[int, Meta(ge=0)] | None
    groups: Annotated[tuple[ReleasedGroup, ...], Meta(min_length=1, max_length=12)]
    quotable: bool = False
    """Whether its author ticked that this wording may be quoted, with the region and the year and nothing else."""

    @property
    def ref(self) -> str:
        return ref_of(self.texts)


class TrendCard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What else was noted of a trend. Nothing where nobody said so."""

    direction: Direction
    place: Place | None = None
    known: Annotated[tuple[Known, ...], Meta(max_length=3)] = ()
    hit: Line | None = None
    responds: Line | None = None
    works: Line | None = None


class ReleasedClaim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One assertion, worded by a rapporteur, read back to the room and confirmed there."""

    texts: Lines
    kind: Kind
    topics: Annotated[tuple[Topic, ...], Meta(max_length=2)] = ()
    said_by: SaidBy = SaidBy.PARTICIPANTS
    counted: Ref | None = None
    """The released statement whose answers tell how many see it so; None where nobody counted."""
    trend: TrendCard | None = None

    def __post_init__(self) -> None:
        if self.trend is not None and self.kind != Kind.TREND:
            raise ValueError("only a trend has a trend card")

    @property
    def ref(self) -> str:
        return ref_of(self.texts)


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="release", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    revision: Annotated[int, Meta(ge=1)] = 1
    """Grows by one with each statement that was taken back. Each later one only leaves something out."""
    fictional: bool
    rules: Rules = RULES[2]
    statements: Annotated[tuple[ReleasedStatement, ...], Meta(max_length=2000)]
    breakdown: Breakdown | None = None
    compared: Annotated[tuple[ComparedStatement, ...], Meta(max_length=2000)] = ()
    """In place of the statements, where the brief asked for groups: never beside them (R3). A statement that not nearly
    everybody answered has no part in opinion groups, and stands among the statements."""
    opinion_groups: OpinionGroups | None = None
    """Where the brief asked for them; then there is a breakdown only if they were found."""
    withheld: Annotated[int, Meta(ge=0)]
    """Statements with fewer than ten answers. Depends on who answered, never on the answers."""
    asked_before: Annotated[int, Meta(ge=0)] = 0
    """Statements that were released before for the same people."""
    claims: Annotated[tuple[ReleasedClaim, ...], Meta(max_length=500)] = ()
    """In no order: as their random keys on the floor happen to stand."""
    ledger: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """The hash of this release's entry in the floor's ledger, for the release sheet."""

    def __post_init__(self) -> None:
        by_opinion = self.breakdown is not None and self.breakdown.by == "opinion"
        if by_opinion != (self.opinion_groups == "found"):
            raise ValueError("it is broken down by opinion groups just when some were found")
        if self.breakdown is not None and self.statements and not by_opinion:
            raise ValueError("a release is broken down as a whole: totals beside groups would tell on the others")
        if {each.ref for each in self.statements} & {each.ref for each in self.compared}:
            raise ValueError("a statement stands in it by group and in total, which would tell on the others")
        places = [each.group for statement in self.compared for each in statement.groups]
        if places and (self.breakdown is None or max(places) >= len(self.breakdown.groups)):
            raise ValueError("it has a group that its breakdown does not name")
        there = {each.ref for each in self.everything}
        if any(claim.counted not in there for claim in self.claims if claim.counted):
            raise ValueError("a claim points at a statement that is not in the release")
        if len({claim.ref for claim in self.claims}) < len(self.claims):
            raise ValueError("a claim stands in it twice")

    @property
    def colluders(self) -> int:
        return next(number for number, rules in RULES.items() if rules == self.rules)

    @property
    def everything(self) -> tuple[ReleasedStatement | ComparedStatement, ...]:
        return (*self.statements, *self.compared)


def counted_among(claims: tuple[ReleasedClaim, ...], refs: Set[str]) -> tuple[ReleasedClaim, ...]:
    """The same claims, of which those that point at another statement than these are counted no more."""
    return tuple(
        each if each.counted is None or each.counted in refs else replace(each, counted=None) for each in claims
    )


def named_groups(statement: ComparedStatement, breakdown: Breakdown) -> list[tuple[Lines, ReleasedGroup]]:
    """Each group of a statement beside its name."""
    return [(breakdown.groups[each.group], each) for each in statement.groups]
