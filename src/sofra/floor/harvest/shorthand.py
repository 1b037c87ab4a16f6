"""A claim in one line: "n: Small groups need core money ##" is a need with the two topics that fit best."""

import re
from dataclasses import dataclass

from sofra.analysis.language.script import to_latin
from sofra.hatch.claims import Kind

LETTERS = {
    "t": Kind.TREND,
    "c": Kind.CHALLENGE,
    "u": Kind.CAUSE,
    "i": Kind.IMPACT,
    "r": Kind.RESPONSE,
    "o": Kind.OPPORTUNITY,
    "n": Kind.NEED,
    "f": Kind.OFFER,
    "e": Kind.ENTRY_POINT,
    "p": Kind.PROPOSAL,
    "s": Kind.NEXT_STEP,
    "m": Kind.SENTIMENT,
    "k": Kind.CONTEXT,
    "d": Kind.DISAGREEMENT,
}
"""The same in all languages; a Cyrillic letter counts as its Latin one."""
BEGINNING = re.compile(r"^\s*(\w)\s*:\s*")
END = re.compile(r"\s*(#{1,2})\s*$")


@dataclass(frozen=True)
class Line:
    text: str
    kind: Kind | None
    """None where the line begins with no letter that means one."""
    topics: int
    """How many of the proposed topics to take: none, one or two."""


def read_line(typed: str) -> Line:
    """What somebody typed, taken apart."""
    topics = END.search(typed)
    text = END.sub("", typed)
    begun = BEGINNING.match(text)
    kind = LETTERS.get(to_latin(begun[1]).lower()) if begun else None
    if kind is not None:
        text = BEGINNING.sub("", text)
    return Line(" ".join(text.split()), kind, len(topics[1]) if topics else 0)
