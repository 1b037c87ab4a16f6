"""What was released from a dialogue, piece by piece, as a sentence can rest on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sofra.hatch.claims import Kind, SaidBy
from sofra.hatch.release import ComparedStatement, Release, ReleasedClaim, ReleasedStatement
from sofra.web.languages import Texts


class What(StrEnum):
    CLAIM = "claim"
    STATEMENT = "statement"
    """Its words alone."""
    BANDS = "bands"
    """How many agree and disagree with it: of everybody, or of one group."""


@dataclass(frozen=True)
class Piece:
    """One claim, one statement, or the answers to one statement."""

    key: str
    what: What
    ref: str
    """Of the claim or statement, as the release points at it."""
    texts: Texts
    kind: Kind | None = None
    said_by: SaidBy | None = None
    """Of a claim: whose voice it was released as."""
    agree: str = ""
    disagree: str = ""
    answered: int = 0
    group: Texts | None = None
    quotable: bool = False


def pieces_of(content: Release) -> dict[str, Piece]:
    """Everything that a sentence can rest on, by key, in the order of the release."""
    return {piece.key: piece for piece in _pieces(content)}


def _pieces(content: Release) -> Iterator[Piece]:
    for claim in sorted(content.claims, key=lambda claim: list(Kind).index(claim.kind)):
        yield _of_claim(claim)
    for statement in content.everything:
        yield Piece(
            f"{What.STATEMENT}:{statement.ref}", What.STATEMENT, statement.ref, statement.texts,
            quotable=statement.quotable,
        )  # fmt: skip
        yield from _answers(statement, content)


def _of_claim(claim: ReleasedClaim) -> Piece:
    return Piece(
        f"{What.CLAIM}:{claim.ref}", What.CLAIM, claim.ref, claim.texts, kind=claim.kind, said_by=claim.said_by
    )


def _answers(statement: ReleasedStatement | ComparedStatement, content: Release) -> Iterator[Piece]:
    key = f"{What.BANDS}:{statement.ref}"
    if isinstance(statement, ReleasedStatement):
        yield Piece(
            key, What.BANDS, statement.ref, statement.texts,
            agree=statement.agree, disagree=statement.disagree, answered=statement.answered,
        )  # fmt: skip
        return
    names = content.breakdown.groups if content.breakdown else ()
    for each in statement.groups:
        yield Piece(
            f"{key}:{each.group}", What.BANDS, statement.ref, statement.texts,
            agree=each.agree, disagree=each.disagree, answered=each.answered, group=names[each.group],
        )  # fmt: skip


# ---------------------------------------------------------------- quotes


@dataclass(frozen=True)
class Span:
    """A stretch of a released wording. It holds no words, so what is taken back leaves nothing behind."""

    ref: str
    start: int
    end: int
    digest: str

    def words_in(self, wording: str) -> str:
        """The words, letter for letter; nothing where the wording is another one by now."""
        exact = digest(wording) == self.digest and 0 <= self.start < self.end <= len(wording)
        return wording[self.start : self.end] if exact else ""


def digest(words: str) -> str:
    """SHA-256 of a whole wording, so that a span is known to be cut from it."""
    return sha256(words.encode()).hexdigest()


def span_of(ref: str, wording: str, part: str = "") -> Span | None:
    """Where a part stands in a wording, or all of it; None where it does not, letter for letter."""
    start = wording.find(part)
    if start < 0 or not wording:
        return None
    return Span(ref, start, start + len(part) if part else len(wording), digest(wording))
