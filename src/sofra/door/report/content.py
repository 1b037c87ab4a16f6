"""The content of a report, in one language: sections of sentences, tables and charts, and the evidence under them.

It is made once by `outline` and read by all writers, so that no form of a report can say what another does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

WIDE_FROM = 3
"""Columns of a table, above which nothing fits beside it."""


class State(StrEnum):
    """How far a text has come in the language it is shown in."""

    ORIGINAL = "original"
    DRAFT = "draft"
    """Translated, and read by no native speaker yet."""
    CHECKED = "checked"
    APPROVED = "approved"
    STALE = "stale"
    """Translated from words that have changed since."""
    MISSING = "missing"
    """Not translated: it is shown in another language."""


@dataclass(frozen=True)
class Text:
    words: str
    tag: str
    """The language that the words are really in."""
    state: State = State.ORIGINAL

    def __str__(self) -> str:
        return self.words


class Origin(StrEnum):
    """Why a sentence may stand in a report."""

    COUNTED = "counted"
    """Made by Sofra from counts that its evidence lists."""
    CLAIM = "claim"
    """A claim, word for word."""
    WRITTEN = "written"
    """Written by an author."""


@dataclass(frozen=True)
class Sentence:
    text: Text
    evidence: tuple[str, ...]
    origin: Origin = Origin.COUNTED
    label: Text | None = None
    """What stands before it: the kind of a claim."""
    uncounted: tuple[str, ...] = ()
    """Its amount words that nobody counted. Every writer says so beside it."""


@dataclass(frozen=True)
class Prose:
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Points:
    """Sentences one under the other."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Table:
    ref: str
    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    """The first cell of each is its heading."""
    evidence: tuple[str, ...]
    numbers: bool = True
    """Whether the cells after the first are short and stand in the middle."""


@dataclass(frozen=True)
class Chart:
    """A drawing, and beside it the table that says the same."""

    svg: str
    alt: Text
    table: Table

    @property
    def is_wide(self) -> bool:
        """Whether drawing and table stand one below the other."""
        return len(self.table.head) > WIDE_FROM


@dataclass(frozen=True)
class Quote:
    """An exact span of words in the evidence."""

    text: Text
    evidence: str
    start: int
    end: int
    digest: str
    """SHA-256 of all the words that the span is cut from."""

    @property
    def refs(self) -> tuple[str, ...]:
        return (self.evidence,)


@dataclass(frozen=True)
class Note:
    """Something about the report itself, such as what is missing from it."""

    text: Text


Block = Prose | Points | Table | Chart | Quote | Note


@dataclass(frozen=True)
class Section:
    ref: str
    title: Text
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()
    number: str = ""
    over: Text | None = None
    """A line above the title: when and how a dialogue was held."""
    proof: Sentence | None = None
    """The title once more, where it says something that needs evidence."""

    @property
    def titles(self) -> Iterator[Sentence]:
        if self.proof:
            yield self.proof
        for part in self.parts:
            yield from part.titles

    @property
    def everything(self) -> Iterator[Block]:
        yield from self.blocks
        for part in self.parts:
            yield from part.everything


class Kind(StrEnum):
    """What a piece of evidence is."""

    CLAIM = "claim"
    STATEMENT = "statement"
    FACT = "fact"
    """A fact about an edition or a dialogue, printed in a source or kept at the desk."""
    COUNT = "count"
    """Claims or statements that were counted."""


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class Evidence:
    ref: str
    kind: Kind
    text: Text
    about: tuple[Text, ...] = ()
    """What is known of it, in short pieces."""
    members: tuple[str, ...] = ()
    """Other evidence that a count rests on."""
    links: tuple[Link, ...] = ()
    bands: tuple[tuple[str, str], ...] = ()
    """Of a statement: its bands of agree and disagree, one pair for everybody or one for each group. Of a claim: those
    of the statement whose vote counts it."""
    tags: tuple[str, ...] = ()
    """References to the vocabulary, for the open data."""


@dataclass(frozen=True)
class Report:
    slug: str
    year: int
    version: int | None
    """None where it is not published."""
    code: str
    """The language of the page, as addresses write it."""
    tag: str
    fictional: bool
    over: Text
    title: Text
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    """In the order in which the report first leans on it."""

    @cached_property
    def by_ref(self) -> dict[str, Evidence]:
        return {each.ref: each for each in self.evidence}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """What the evidence is called in the text."""
        return {each.ref: number for number, each in enumerate(self.evidence, 1)}

    def members(self, evidence: Evidence) -> tuple[tuple[int, int], ...]:
        """What a count rests on, by number, as stretches from first to last."""
        return stretches(self.numbers[ref] for ref in evidence.members)

    @property
    def blocks(self) -> Iterator[Block]:
        yield Prose(self.lead)
        for section in self.sections:
            yield from section.everything

    @property
    def sentences(self) -> Iterator[Sentence]:
        for section in self.sections:
            yield from section.titles
        for block in self.blocks:
            if isinstance(block, Prose | Points):
                yield from block.sentences

    @property
    def texts(self) -> Iterator[Text]:
        """Every text that can be in a language of its own, sentences first."""
        for sentence in self.sentences:
            yield sentence.text
        for block in self.blocks:
            if isinstance(block, Quote | Note):
                yield block.text
        for evidence in self.evidence:
            yield evidence.text


def evidence_of(block: Block) -> tuple[str, ...]:
    match block:
        case Prose(sentences) | Points(sentences):
            return tuple(ref for sentence in sentences for ref in sentence.evidence)
        case Chart():
            return block.table.evidence
        case Table():
            return block.evidence
        case Quote():
            return (block.evidence,)
        case Note():
            return ()


def stretches(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers in order, those that follow on each other as first and last: a count may rest on hundreds."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
