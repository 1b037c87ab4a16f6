"""How many codes may be tried: so many a minute over all devices, since devices are not told apart."""

import time
from collections import deque
from threading import Lock

TRIES_A_MINUTE = 300


class TooManyTries(ValueError):
    """Guessing 40 bits at this rate stays hopeless; nobody is locked out by name or address."""


class Tries:
    def __init__(self) -> None:
        self._moments: deque[float] = deque()
        self._lock = Lock()

    def count(self) -> None:
        """Count a wrong code, in memory only."""
        with self._lock:
            self._moments.append(time.monotonic())

    def check(self) -> None:
        with self._lock:
            while self._moments and self._moments[0] < time.monotonic() - 60:
                self._moments.popleft()
            if len(self._moments) >= TRIES_A_MINUTE:
                raise TooManyTries(f"{len(self._moments)} wrong codes in a minute")


wrong_codes = Tries()
