"""Where the six capitals stand in our two drawings: around the table, and at their true distance from each other.

Coordinates are whole numbers, so that no language writes them with a comma of its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from sofra.door.programme.models import Country
from sofra.door.programme.places import SEATS, Place

RIM = 235
KM_A_DEGREE = 111.2
UNITS_A_KM = 1.12
LABELS = {1: ("middle", 0, -28), 2: ("start", 24, -6), 3: ("start", 24, 18),
          4: ("middle", 0, 44), 5: ("end", -24, 18), 6: ("end", -24, -6)}  # fmt: skip
"""Of each seat: how its name is anchored, and how far from the seat it stands."""


@dataclass(frozen=True)
class Mark:
    """A capital in a drawing: the point, and where its name stands."""

    name: str
    x: int
    y: int
    anchor: str
    name_x: int
    name_y: int
    taken: bool = True


def around_the_table(countries: Iterable[Country], taken: Collection[int]) -> tuple[Mark, ...]:
    """The seats of a table 600 by 600; those in `taken` are filled."""
    return tuple(_seat(country, country.seat in taken) for country in countries)


def on_the_map(countries: Iterable[Country]) -> tuple[Mark, ...]:
    """The capitals around their common middle at (0, 0), 1.12 units a kilometre."""
    return tuple(_pin(country) for country in countries)


def farthest_in_km() -> float:
    """How far the outermost of the six capitals lies from their common middle."""
    return max(hypot(*_km_from_the_middle(place)) for place in SEATS.values())


def _seat(country: Country, taken: bool) -> Mark:
    angle = radians(60 * (country.seat - 1) - 90)
    x, y = round(300 + RIM * cos(angle)), round(300 + RIM * sin(angle))
    anchor, aside, below = LABELS[country.seat]
    return Mark(country.shown_capital, x, y, anchor, x + aside, y + below, taken)


def _pin(country: Country) -> Mark:
    east, north = _km_from_the_middle(SEATS[country.code])
    x, y = round(east * UNITS_A_KM), round(-north * UNITS_A_KM)
    anchor, aside, below = LABELS[country.seat]
    return Mark(country.shown_capital, x, y, anchor, x + aside * 3 // 4, y + below * 3 // 4)


def _km_from_the_middle(place: Place) -> tuple[float, float]:
    latitude = sum(each.latitude for each in SEATS.values()) / len(SEATS)
    longitude = sum(each.longitude for each in SEATS.values()) / len(SEATS)
    east = (place.longitude - longitude) * cos(radians(latitude)) * KM_A_DEGREE
    return east, (place.latitude - latitude) * KM_A_DEGREE
