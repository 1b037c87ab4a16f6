"""The codes on cards, passes and tickets: eight Crockford characters in two groups, 40 bits, read kindly.

What protects words has sixteen, 80 bits: nobody guesses those, not even with the disk in hand. Entry cards may too.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT: Final = 8
LONG: Final = 16
LENGTHS = (SHORT, LONG)
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class MistypedCode(ValueError):
    """The letters cannot be a code."""


@dataclass(frozen=True)
class WrongLength(MistypedCode):
    letters: int
    needed: Collection[int] = (SHORT,)

    def __str__(self) -> str:
        return f"{self.letters} letters, {' or '.join(map(str, self.needed))} are needed"


@dataclass(frozen=True)
class UnknownLetter(MistypedCode):
    letter: str

    def __str__(self) -> str:
        return f"{self.letter} is not used on cards"


def new_codes(number: int, *, length: int = SHORT) -> list[str]:
    """Different codes in no order."""
    codes: set[str] = set()
    while len(codes) < number:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(length)))
    shuffled = list(codes)
    secrets.SystemRandom().shuffle(shuffled)
    return shuffled


def read_code(typed: str, *, lengths: Collection[int] = (SHORT,)) -> str:
    """The code that was meant: blanks and hyphens do not count, O is 0, I and L are 1.

    >>> read_code(" k4m7-px2o ")
    'K4M7PX20'
    """
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_READ_AS)
    for letter in letters:
        if letter not in ALPHABET:
            raise UnknownLetter(letter)
    if len(letters) not in lengths:
        raise WrongLength(len(letters), lengths)
    return letters


def grouped(code: str) -> str:
    """The code as it is printed and typed, in groups of four letters.

    >>> grouped("K4M7PX20")
    'K4M7-PX20'
    """
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def nullifier(code: str, key: bytes | memoryview) -> str:
    """The keyed hash that is stored in the place of a code, a ticket or a pass."""
    return hashlib.blake2b(code.encode("ascii"), key=bytes(key), digest_size=32).hexdigest()
