"""The ledger: everything ever released, in a chain, and whether one more release may follow.

A release can be harmless alone and harmful beside an older one: eleven people this year and twelve the next, in the
same words, tell what the newcomer answered. So one wording is released once for the same people: not again in another
language or script, not in a second round, not next year, and not for a region over its countries.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sofra.analysis.language.script import to_latin
from sofra.analysis.release.bands import MINIMUM_ANSWERS

BEGINNING = "0" * 64
"""What the first entry follows."""
WHOLE_ROOM = "room"
"""The one group of a release that is not broken down."""


@dataclass(frozen=True)
class Group:
    """Answers of one group, rounded down as they leave."""

    name: str
    answered: int


@dataclass(frozen=True)
class Released:
    """One question that left: marks of its wording in each language, and its groups. A claim, which nobody answers,
    has none."""

    marks: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Entry:
    """One release.

    dialogue
        Its public name.
    version
        1 at first; more when something was taken back and the release left again without it.
    people
        Countries whose people were asked, by their codes.
    rules
        The rules it was made under.
    previous, own
        SHA-256 of the entry before this one, and of this one.
    """

    dialogue: str
    version: int
    people: tuple[str, ...]
    rules: str
    questions: tuple[Released, ...]
    previous: str
    own: str


@dataclass(frozen=True)
class Request:
    """A question that asks to leave, with the exact number of answers a group. Never the answers themselves (R5)."""

    dialogue: str
    people: tuple[str, ...]
    marks: tuple[str, ...]
    planned: tuple[str, ...]
    answered: Mapping[str, int]


@dataclass(frozen=True)
class Refusal:
    """Why a question, or one group of it, stays in the room."""

    why: Literal["too_few", "not_planned", "released_before"]
    group: str = ""
    dialogue: str = ""


class BrokenChain(ValueError):
    """The ledger was changed after it was written. The message names the first entry that does not fit."""


def marks_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two wordings the same: one hash a language, blind to case, blanks, punctuation and script.

    >>> marks_of({"en": "Donors listen."}) == marks_of({"en": "donors  listen"})
    True
    >>> marks_of({"bcms": "Ко слуша?"}) == marks_of({"bcms": "Ko sluša"})
    True
    """
    return tuple(sorted(_mark(language, text) for language, text in texts.items()))


def _mark(language: str, text: str) -> str:
    latin = to_latin(text) if language == "bcms" else text
    letters = "".join(letter for letter in unicodedata.normalize("NFKC", latin).casefold() if letter.isalnum())
    return hashlib.sha256(f"{language} {letters}".encode()).hexdigest()


def judge(request: Request, ledger: Iterable[Entry]) -> tuple[Refusal, ...]:
    """Everything that speaks against this question leaving; nothing when it may leave whole.

    Parameters
    ----------
    request
        Who answered, by group. Groups have no member in common.
    ledger
        Every release ever made.

    Notes
    -----
    R1 (ten), R2 (once), R3 (apart) and R5 (blind) of docs/methods/release.md. A refusal for too few concerns one
    group; each other refusal concerns the whole question.

    Examples
    --------
    >>> once = Request("lipova", ("mk",), marks_of({"en": "Donors listen."}), ("room",), {"room": 9})
    >>> judge(once, [])
    (Refusal(why='too_few', group='room', dialogue=''),)
    """
    before = next((entry.dialogue for entry in ledger if _asked_in(request, entry)), None)
    if before is not None:
        return (Refusal("released_before", dialogue=before),)
    if set(request.answered) - set(request.planned):
        return (Refusal("not_planned"),)
    return tuple(Refusal("too_few", group=name) for name, count in request.answered.items() if count < MINIMUM_ANSWERS)


def _asked_in(request: Request, entry: Entry) -> bool:
    same_people = set(request.people) & set(entry.people) or request.dialogue == entry.dialogue
    return bool(same_people) and any(each.groups and set(request.marks) & set(each.marks) for each in entry.questions)


def append(
    ledger: Sequence[Entry],
    *,
    dialogue: str,
    version: int,
    people: tuple[str, ...],
    rules: str,
    questions: tuple[Released, ...],
) -> Entry:
    """The entry that follows the last one of this ledger."""
    previous = ledger[-1].own if ledger else BEGINNING
    draft = Entry(dialogue, version, people, rules, questions, previous, own="")
    return Entry(dialogue, version, people, rules, questions, previous, own=_hash(draft))


def verify(ledger: Iterable[Entry]) -> str:
    """The hash of the last entry, when each one is unchanged and follows the one before it.

    Raises
    ------
    BrokenChain
        At the first entry that was changed, removed, added or moved.
    """
    last = BEGINNING
    for place, entry in enumerate(ledger, 1):
        if entry.previous != last:
            raise BrokenChain(f"entry {place} ({entry.dialogue}) does not follow the one before it")
        if entry.own != _hash(entry):
            raise BrokenChain(f"entry {place} ({entry.dialogue}) was changed")
        last = entry.own
    return last


def _hash(entry: Entry) -> str:
    content = {name: value for name, value in asdict(entry).items() if name != "own"}
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
