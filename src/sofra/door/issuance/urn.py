"""The urn: codes for guests without scripts, in the memory of this process and nowhere else."""

import secrets
from collections.abc import Iterable
from threading import Lock


class UrnIsEmpty(ValueError):
    """No code is left, or none was laid in since the door was started."""


class Urn:
    def __init__(self) -> None:
        self._codes: dict[str, list[str]] = {}
        self._lock = Lock()

    def lay_in(self, dialogue: str, codes: Iterable[str]) -> None:
        with self._lock:
            self._codes.setdefault(dialogue, []).extend(codes)

    def draw(self, dialogue: str) -> str:
        """One code, chosen at random and forgotten in the same moment."""
        with self._lock:
            codes = self._codes.get(dialogue)
            if not codes:
                raise UrnIsEmpty(f"no code for {dialogue}")
            return codes.pop(secrets.randbelow(len(codes)))

    def left(self, dialogue: str) -> int:
        with self._lock:
            return len(self._codes.get(dialogue, ()))


urn = Urn()
