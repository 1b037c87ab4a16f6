"""The meetings of the programme that is attacked after it was published; both sides know them."""

from dataclasses import dataclass

YEARS = (2026, 2027)
COUNTRIES = ("RS", "XK", "MK", "AL", "ME", "BA")
"""In the order of the groups of a breakdown by country."""
LANGUAGES = ("en", "de", "sq", "bcms", "mk")


@dataclass(frozen=True)
class Meeting:
    year: int
    country: str = ""
    """None for the region."""
    breakdown: str = ""

    @property
    def slug(self):
        return f"attack-{self.country.lower() or 'region'}-{self.year}"

    @property
    def seats(self):
        return 20 if self.country else 120


MEETINGS = tuple(
    meeting
    for year, breakdown in zip(YEARS, ("country", "sector"), strict=True)
    for meeting in (*(Meeting(year, country) for country in COUNTRIES), Meeting(year, breakdown=breakdown))
)
