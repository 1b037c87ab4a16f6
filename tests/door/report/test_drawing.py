from datetime import date
from itertools import pairwise
from math import atan2, degrees, hypot

from hypothesis import given
from hypothesis import strategies as st

from sofra.door.report.drawing import DEGREES_APART, MIDDLE_X, MIDDLE_Y, MOST_SEATS, SEATS_AT, Spot, months, seats

days_of_a_year = st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=MOST_SEATS).map(sorted)


def degree_of(spot):
    return degrees(atan2(spot.x - MIDDLE_X, MIDDLE_Y - spot.y)) % 360


def test_year_begins_at_twelve_o_clock_and_goes_round():
    spring, autumn = seats([date(2027, 4, 2), date(2027, 10, 1)])

    assert (round(degree_of(spring.seat)), round(degree_of(autumn.seat))) == (90, 269)
    assert (spring.anchor, autumn.anchor) == ("start", "end")


@given(days_of_a_year)
def test_seats_are_in_order_on_the_rim_and_never_cover_each_other(days):
    places = [each.seat for each in seats(days)]
    around = [0 if degree_of(each) > 359.5 else degree_of(each) for each in places]

    assert all(abs(hypot(each.x - MIDDLE_X, each.y - MIDDLE_Y) - SEATS_AT) <= 1 for each in places)
    assert all(later - earlier > DEGREES_APART - 0.6 for earlier, later in pairwise(around))


def test_more_dialogues_than_fit_are_not_drawn():
    assert seats([date(2027, 5, 1)] * MOST_SEATS) != []
    assert seats([date(2027, 5, 1)] * (MOST_SEATS + 1)) == []


def test_months_stand_between_their_lines():
    assert (len(months()), months()[0]) == (12, Spot(399, 117))
