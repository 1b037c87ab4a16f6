"""How much may be tried: so many a minute in all, and fewer from one network. Counted in memory only."""

import time
from collections import defaultdict, deque
from threading import Lock

from django.http import HttpRequest

from sofra.web.networks import networks

WINDOW = 60.0


class TooManyTries(ValueError):
    """Nobody is locked out by name or address: it ends by itself, within a minute."""


class Tries:
    """Wrong tries of the last minute.

    A whole room may share one address, so what one network may try is more than a room mistypes. It keeps a guesser in
    one network from using up what all others may try.
    """

    def __init__(self, *, in_all: int, from_one_network: int) -> None:
        self.in_all, self.from_one_network = in_all, from_one_network
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._moments: dict[str, deque[float]] = defaultdict(deque)

    def count(self, request: HttpRequest) -> None:
        """Count a wrong one."""
        with self._lock:
            for name in self._names(request):
                self._moments[name].append(time.monotonic())

    def check(self, request: HttpRequest) -> None:
        with self._lock:
            self._drop_old()
            for name, limit in self._names(request).items():
                tried = len(self._moments.get(name, ()))
                if tried >= limit:
                    raise TooManyTries(f"{tried} wrong tries in a minute")

    def _names(self, request: HttpRequest) -> dict[str, int]:
        network = networks.name_of(request)
        return {"": self.in_all} | ({network: self.from_one_network} if network else {})

    def _drop_old(self) -> None:
        for name in list(self._moments):
            moments = self._moments[name]
            while moments and moments[0] < time.monotonic() - WINDOW:
                moments.popleft()
            if not moments:
                del self._moments[name]
