"""Who a sentence may be said to come from: "media from Skopje" only where at least five people fit all of it.

The rule of the room protects affiliation too. A sentence tells of its speakers through four things: whose voice it is,
from which place they come, at which topic's table they sat, and in which language they spoke. Each may be harmless
alone and point at one person beside another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

SMALLEST_VOICE = 5
"""Persons who have to fit a description before it is printed."""

Part = str
PARTS: tuple[Part, ...] = ("voice", "language", "place", "topic")
"""In the order in which they are given up: "participants" says nearly as much as "media"."""


@dataclass(frozen=True)
class Described:
    """What a sentence tells of those who spoke. "" is left open: participants, from anywhere, at any table."""

    voice: str = ""
    place: str = ""
    topic: str = ""
    language: str = ""

    def told(self) -> tuple[Part, ...]:
        """The parts that are not left open."""
        return tuple(part for part in PARTS if getattr(self, part))


@dataclass(frozen=True)
class Present:
    """How many people were there, and how many of each kind. Never who.

    everybody
        Persons in the dialogue; where it is not known exactly, at least so many as there were.
    voice, place, topic, language
        Persons of each voice, from each place, at the table of each topic, speaking each language; where they are
        not known exactly, at most so many as there were. A topic that had no table of its own is not among the
        topics: everybody spoke of it. A voice, place or language that is not named here had nobody.
    """

    everybody: int
    voice: Mapping[str, int] = field(default_factory=dict)
    place: Mapping[str, int] = field(default_factory=dict)
    topic: Mapping[str, int] = field(default_factory=dict)
    language: Mapping[str, int] = field(default_factory=dict)

    def of(self, part: Part, name: str) -> int:
        """Persons of whom one part of a description is true."""
        nobody_named = self.everybody if part == "topic" else 0
        known: Mapping[str, int] = getattr(self, part)
        return known.get(name, nobody_named)


def at_least(described: Described, present: Present) -> int:
    """How many of those present fit a description for certain.

    Parameters
    ----------
    described
        What a sentence tells of its speakers.
    present
        Persons in the dialogue, by voice, place, topic and language.

    Returns
    -------
    int
        From 0 to ``present.everybody``.

    Notes
    -----
    Where only the numbers of each kind are known, and not who is two things at once, this is the lower bound of
    Fréchet (1935): of 18 people 6 are media and 15 speak Macedonian, so that 3 at least are both. It is also what is
    left when a number was rounded the careful way. docs/methods/release.md, "Who said it".

    Examples
    --------
    >>> at_least(Described(voice="media", language="mk"), Present(18, voice={"media": 6}, language={"mk": 15}))
    3
    """
    counts = [present.of(part, getattr(described, part)) for part in described.told()]
    outside = sum(present.everybody - count for count in counts)
    return max(0, present.everybody - outside)


def may_stand(described: Described, present: Present) -> bool:
    """Whether so many people fit that the description points at nobody. Leaving everything open always may.

    >>> may_stand(Described(voice="media"), Present(18, voice={"media": 4}))
    False
    >>> may_stand(Described(), Present(3))
    True
    """
    return not described.told() or at_least(described, present) >= SMALLEST_VOICE


def widened(described: Described, present: Present) -> Described:
    """The description with as little left open as lets it stand; itself, when it may stand as it is.

    Parameters
    ----------
    described
        What a sentence tells of its speakers.
    present
        Persons in the dialogue, by voice, place, topic and language.

    Returns
    -------
    Described
        With the fewest parts left open; among equals, the one that gives up the voice before the language, the
        language before the place, and the topic last. It depends on who was present, never on what was said (R5).

    Examples
    --------
    >>> widened(Described(voice="media", topic="courts"), Present(18, voice={"media": 4}))
    Described(voice='', place='', topic='courts', language='')
    """
    told = described.told()
    ever_wider = (
        replace(described, **dict.fromkeys(left_open, ""))
        for number in range(len(told) + 1)
        for left_open in combinations(told, number)
    )
    return next(each for each in ever_wider if may_stand(each, present))
