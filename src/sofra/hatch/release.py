"""The release: what passed the release gate, and nothing else. Floor to door."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sofra.hatch.brief import Lines, Slug

BandName = Literal["few", "less_than_half", "up_to_half", "around_half", "more_than_half", "broad"]
RoundedCount = Annotated[int, Meta(ge=0, multiple_of=5)]


class ReleasedStatement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    texts: Lines
    question: Annotated[int, Meta(ge=0)] | None
    """Place of the question in the brief, from 0; None for a statement the convenor gave to start with."""
    answered: RoundedCount
    agree: BandName
    disagree: BandName


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="release", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    revision: Annotated[int, Meta(ge=1)] = 1
    """Grows by one with each statement that was taken back. Each later one only leaves something out."""
    fictional: bool
    rules: Literal["R1-R5 and R8, 2 colluders"] = "R1-R5 and R8, 2 colluders"
    statements: Annotated[tuple[ReleasedStatement, ...], Meta(max_length=2000)]
    withheld: Annotated[int, Meta(ge=0)]
    """Statements with fewer than ten answers. Depends on who answered, never on the answers."""
    asked_before: Annotated[int, Meta(ge=0)] = 0
    """Statements that were released before for the same people."""
    ledger: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """The hash of this release's entry in the floor's ledger, for the release sheet."""
