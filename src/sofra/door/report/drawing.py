"""The year of an edition as a round table: January at twelve o'clock, a seat for each dialogue.

Coordinates are whole numbers, so that no language writes them with a comma of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

MIDDLE_X, MIDDLE_Y = 350, 300
RIM = 205
SEATS_AT, NAMES_AT, MONTHS_AT = 236, 262, 189
DEGREES_APART = 16.0
"""Closer together, and the names would cover each other."""
MOST_SEATS = 14


@dataclass(frozen=True)
class Spot:
    x: int
    y: int


@dataclass(frozen=True)
class Seat:
    seat: Spot
    name: Spot
    anchor: str


def months() -> list[Spot]:
    """Where the numbers of the twelve months stand."""
    return [_spot(MONTHS_AT, 30 * month + 15) for month in range(12)]


def seats(days: Iterable[date]) -> list[Seat]:
    """A seat for each of these days, which are in order; none when there are too many to be told apart."""
    degrees = list(_spread([(day - day.replace(month=1, day=1)).days * 360 / 366 for day in days]))
    return [_seat(each) for each in degrees] if len(degrees) <= MOST_SEATS else []


def _spread(degrees: list[float]) -> Iterator[float]:
    """Days that are too close move on, in order; the last ones never pass the end of the year."""
    last = -DEGREES_APART
    for left, degree in zip(range(len(degrees) - 1, -1, -1), degrees, strict=True):
        last = max(last + DEGREES_APART, min(degree, 358 - left * DEGREES_APART))
        yield last


def _seat(degree: float) -> Seat:
    name = _spot(NAMES_AT, degree)
    anchor = "middle" if abs(name.x - MIDDLE_X) < RIM // 8 else "start" if name.x > MIDDLE_X else "end"
    return Seat(_spot(SEATS_AT, degree), name, anchor)


def _spot(radius: int, degree: float) -> Spot:
    angle = degree * pi / 180
    return Spot(round(MIDDLE_X + radius * sin(angle)), round(MIDDLE_Y - radius * cos(angle)))
