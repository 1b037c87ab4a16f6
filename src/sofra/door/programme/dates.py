"""Dates as precisely as they are known, and no more."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# Django's own names and contexts, written out so that they reach the catalogues of languages it does not know.
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
MONTHS_AFTER_A_DAY = (
    pgettext_lazy("alt. month", "January"), pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"), pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"), pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"), pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"), pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"), pgettext_lazy("alt. month", "December"),
)  # fmt: skip


class Precision(TextChoices):
    DAY = "day"
    MONTH = "month"
    WINDOW = "window"
    """Some time between two months: which days is not public."""
    YEAR = "year"


@dataclass(frozen=True)
class Period:
    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        """In the language of the page."""
        match self.precision:
            case Precision.DAY:
                return _days(self.first, self.last)
            case Precision.MONTH:
                return _month(self.first)
            case Precision.WINDOW:
                return _window(self.first, self.last)
            case Precision.YEAR:
                return str(self.first.year)


def period_as_written(first: str, last: str, precision: str) -> Period:
    """The period between two dates written as ``2018``, ``2020-11`` or ``2020-12-14``."""
    return Period(_first_day(first), _last_day(last), Precision(precision))


def _first_day(written: str) -> date:
    year, month, day = _parts(written)
    return date(year, month or 1, day or 1)


def _last_day(written: str) -> date:
    year, month, day = _parts(written)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _parts(written: str) -> tuple[int, int, int]:
    year, month, day, *_rest = [int(part) for part in written.split("-")] + [0, 0]
    return year, month, day


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) != (last.year, last.month):
        return gettext("%(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
    return gettext("%(first)d to %(last)d %(month)s %(year)d") % {
        "first": first.day,
        "last": last.day,
        "month": MONTHS_AFTER_A_DAY[first.month - 1],
        "year": first.year,
    }


def _day(day: date) -> str:
    words = {"day": day.day, "month": MONTHS_AFTER_A_DAY[day.month - 1], "year": day.year}
    return gettext("%(day)d %(month)s %(year)d") % words


def _month(day: date) -> str:
    return gettext("%(month)s %(year)d") % {"month": MONTHS[day.month - 1], "year": day.year}


def _window(first: date, last: date) -> str:
    if first.year != last.year:
        words = {"first": _month(first), "last": _month(last)}
        return gettext("between %(first)s and %(last)s, days not public") % words
    return gettext("between %(first)s and %(last)s %(year)d, days not public") % {
        "first": MONTHS_AFTER_A_DAY[first.month - 1],
        "last": MONTHS_AFTER_A_DAY[last.month - 1],
        "year": first.year,
    }


def shown_day(day: date) -> str:
    return str(Period(day, day, Precision.DAY))
