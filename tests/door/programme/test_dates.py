import pytest
from django.utils import translation

from sofra.door.programme.dates import Precision, period_as_written


@pytest.mark.parametrize(
    ("first", "last", "precision", "shown"),
    [
        ("2020-12-14", "2020-12-16", "day", "14 to 16 December 2020"),
        ("2021-10-28", "2021-10-28", "day", "28 October 2021"),
        ("2021-10-30", "2021-11-02", "day", "30 October 2021 to 2 November 2021"),
        ("2020-11", "2020-11", "month", "November 2020"),
        ("2021-10", "2021-11", "window", "between October and November 2021, days not public"),
        ("2020-11", "2021-02", "window", "between November 2020 and February 2021, days not public"),
        ("2018", "2018", "year", "2018"),
    ],
)
def test_period_is_shown_as_precisely_as_known(first, last, precision, shown):
    assert str(period_as_written(first, last, Precision(precision))) == shown


def test_period_in_german_names_the_month_in_german():
    with translation.override("de"):
        assert str(period_as_written("2020-11-14", "2020-11-16", Precision.DAY)) == "14. bis 16. November 2020"


def test_month_ends_on_its_last_day():
    period = period_as_written("2020-02", "2020-02", Precision.MONTH)

    assert (period.first.isoformat(), period.last.isoformat()) == ("2020-02-01", "2020-02-29")
