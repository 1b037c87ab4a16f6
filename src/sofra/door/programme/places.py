"""The six capitals: their names, their seats at the table, and where they lie."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

NAMES = {
    "Albania": _("Albania"),
    "Bosnia and Herzegovina": _("Bosnia and Herzegovina"),
    "Kosovo": _("Kosovo"),
    "Montenegro": _("Montenegro"),
    "North Macedonia": _("North Macedonia"),
    "Serbia": _("Serbia"),
    "Belgrade": _("Belgrade"),
    "Podgorica": _("Podgorica"),
    "Pristina": _("Pristina"),
    "Sarajevo": _("Sarajevo"),
    "Skopje": _("Skopje"),
    "Tirana": _("Tirana"),
}


@dataclass(frozen=True)
class Place:
    seat: int
    """From 1 at twelve o'clock, clockwise, about as the capitals lie around their common middle."""
    latitude: float
    longitude: float


SEATS = {
    "RS": Place(1, 44.82, 20.46),
    "XK": Place(2, 42.66, 21.16),
    "MK": Place(3, 41.99, 21.43),
    "AL": Place(4, 41.33, 19.82),
    "ME": Place(5, 42.44, 19.26),
    "BA": Place(6, 43.86, 18.41),
}


def place_name(name: str) -> str:
    """A town or country as the language of the page calls it; one we do not know, as it was written."""
    return str(NAMES.get(name, name))
