"""What is marked in a text for the reader. Marks order the queue and ask for a second reader; they decide nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

POINTS_AT_NOBODY = frozenset({"url"})


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, with the kind of its mark, or with none."""

    text: str
    kind: str = ""


def points_at_somebody(pieces: Iterable[Piece]) -> bool:
    """Whether something is marked by which one person could be found: a name, a number, an address, an office held."""
    return any(piece.kind and piece.kind not in POINTS_AT_NOBODY for piece in pieces)


def rank(pieces: Iterable[Piece]) -> int:
    """The place in the queue: names, contacts and numbers first, then other marks, then the rest."""
    kinds = {piece.kind for piece in pieces if piece.kind}
    if kinds - POINTS_AT_NOBODY - {"self"}:
        return 0
    return 1 if kinds else 2
