"""Every page to write on carries a code of its own: it becomes the take-back code for whoever asks for one.

It also tells a double click from a second statement. Which pages were sent lately is known in memory only.
"""

import hashlib
import secrets
from collections import deque
from threading import Lock

MANY = 2_000
"""Pages remembered: more than a room of four hundred sends in the minutes in which somebody may click twice."""


class SentPages:
    def __init__(self) -> None:
        self._hashes: deque[str] = deque(maxlen=MANY)
        self._lock = Lock()

    def remember(self, code: str) -> None:
        with self._lock:
            self._hashes.append(hash_of(code))

    def knows(self, code: str) -> bool:
        with self._lock:
            return hash_of(code) in self._hashes


def hash_of(code: str) -> str:
    """What is kept in the place of a take-back code. With 80 bits it needs no key to be one-way."""
    return hashlib.blake2b(code.encode("ascii"), digest_size=32, person=b"take back").hexdigest()


def hash_of_no_code() -> str:
    """Looks like any other, and belongs to no code."""
    return secrets.token_hex(32)


sent_pages = SentPages()
