"""How long a search may take, and what it is to look for."""

import time
from collections.abc import Callable
from dataclasses import asdict

from sofra.analysis.seating import machine_code
from sofra.analysis.seating.planning import STABILITY
from sofra.analysis.seating.race import Effort
from sofra.analysis.seating.state import Dials
from sofra.door.seating.models import Seating

DIALS = {"off": 0.0, "little": 0.5, "normal": 1.0, "much": 4.0}


def usual_seconds(n_people: int) -> float:
    """How long a first plan takes; the page says so beforehand."""
    return 2.0 if n_people <= 150 else 3.0 if n_people <= 400 else 15.0  # noqa: PLR2004


def dials_of(seating: Seating) -> Dials:
    usual = asdict(Dials())
    weights = {name: usual[name] * DIALS[getattr(seating, name)] for name in usual if name != "stability"}
    return Dials(**weights, stability=STABILITY)


def effort_for(seconds: float, n_people: int) -> tuple[Effort, Callable[[], float]]:
    """Moves to try, and the clock that ends them in time."""
    begun = time.monotonic()
    fast = machine_code.kernel()[1]
    return Effort.of_seconds(seconds, n_people, fast=fast), lambda: (time.monotonic() - begun) / seconds


def limit(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
