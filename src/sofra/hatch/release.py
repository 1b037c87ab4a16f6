"""The release: what passed the release gate, and nothing else. Floor to door."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sofra.hatch.brief import Breakdown, Lines, Slug

BandName = Literal["few", "less_than_half", "up_to_half", "around_half", "more_than_half", "broad"]
RoundedCount = Annotated[int, Meta(ge=0, multiple_of=5)]


class ReleasedStatement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    texts: Lines
    question: Annotated[int, Meta(ge=0)] | None
    """Place of the question in the brief, from 0; None for a statement the convenor gave to start with."""
    answered: RoundedCount
    agree: BandName
    disagree: BandName


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


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="release", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    revision: Annotated[int, Meta(ge=1)] = 1
    """Grows by one with each statement that was taken back. Each later one only leaves something out."""
    fictional: bool
    rules: Literal["R1-R5 and R8, 2 colluders"] = "R1-R5 and R8, 2 colluders"
    statements: Annotated[tuple[ReleasedStatement, ...], Meta(max_length=2000)]
    breakdown: Breakdown | None = None
    compared: Annotated[tuple[ComparedStatement, ...], Meta(max_length=2000)] = ()
    """In place of the statements, where the brief asked for groups: never beside them (R3)."""
    withheld: Annotated[int, Meta(ge=0)]
    """Statements with fewer than ten answers. Depends on who answered, never on the answers."""
    asked_before: Annotated[int, Meta(ge=0)] = 0
    """Statements that were released before for the same people."""
    ledger: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """The hash of this release's entry in the floor's ledger, for the release sheet."""

    def __post_init__(self) -> None:
        if self.breakdown is not None and self.statements:
            raise ValueError("a release is broken down as a whole: totals beside groups would tell on the others")
        places = [each.group for statement in self.compared for each in statement.groups]
        if places and (self.breakdown is None or max(places) >= len(self.breakdown.groups)):
            raise ValueError("it has a group that its breakdown does not name")

    @property
    def everything(self) -> tuple[ReleasedStatement | ComparedStatement, ...]:
        return (*self.statements, *self.compared)


def named_groups(statement: ComparedStatement, breakdown: Breakdown) -> list[tuple[Lines, ReleasedGroup]]:
    """Each group of a statement beside its name."""
    return [(breakdown.groups[each.group], each) for each in statement.groups]
