"""Which words are ordinary in which language: one filter a language, a few megabytes in all, read when first asked.

A filter answers *certainly not* or *almost certainly*: with ten bits a word, about one strange word in a hundred passes
for an ordinary one (Bloom, Communications of the ACM 13(7), 1970).
"""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from sofra.analysis.language.text import fold

LANGUAGES = ("en", "de", "sq", "bcms", "mk")
BITS_A_WORD = 10
PLACES_A_WORD = 7
_SHORTEST_PART = 3
_JOINTS = ("", "s", "es", "n", "en", "er", "e")


def bit_places(word: str, n_bits: int) -> list[int]:
    """The seven bits of a filter that stand for a folded word."""
    digest = blake2b(word.encode("utf-8", "replace"), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return [(first + turn * step) % n_bits for turn in range(PLACES_A_WORD)]


@cache
def _filter(name: str) -> bytes:
    return (files("sofra.analysis.language") / "data" / f"{name}.bloom").read_bytes()


def is_in(word: str, name: str) -> bool:
    """Whether a folded word is in the filter of that name: a language, or ``places``."""
    bits = _filter(name)
    return all(bits[place >> 3] >> (place & 7) & 1 for place in bit_places(word, len(bits) * 8))


@cache
def _lines(name: str) -> frozenset[str]:
    text = (files("sofra.analysis.language") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_listed(word: str, name: str) -> bool:
    """Whether a folded word stands in the list of that name: ``first_names`` or ``surnames``."""
    return word in _lines(name)


def is_ordinary(word: str, language: str) -> bool:
    """Whether a word is an ordinary one of the language, in any form; German compounds are taken apart.

    >>> is_ordinary("судиите", "mk"), is_ordinary("Wechselstuben", "de"), is_ordinary("Mitrevska", "mk")
    (True, True, False)
    """
    folded = fold(word)
    return is_in(folded, language) or (language == "de" and _is_compound(folded)) or _is_hyphenated(folded, language)


def _is_compound(folded: str) -> bool:
    for end in range(len(folded) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head, tail = folded[:end], folded[end:]
        if is_in(tail, "de") and any(
            head.endswith(joint)
            and len(head) - len(joint) > _SHORTEST_PART
            and is_in(head[: len(head) - len(joint)], "de")
            for joint in _JOINTS
        ):
            return True
    return False


def _is_hyphenated(folded: str, language: str) -> bool:
    parts = [part for part in folded.replace("’", "'").replace("-", "'").split("'") if part]
    return len(parts) > 1 and all(len(part) == 1 or is_in(part, language) for part in parts)
