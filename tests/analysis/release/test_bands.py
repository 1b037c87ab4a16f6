import pytest
from hypothesis import given
from hypothesis import strategies as st

from sofra.analysis.release.bands import Band, TooFewAnswers, band_edges, band_of, band_sizes, bands

rooms = st.integers(min_value=10, max_value=400)


@pytest.mark.parametrize(
    ("n_answers", "edges"),
    [
        (10, (5, 10)),
        (11, (3, 7, 11)),
        (14, (3, 10, 14)),
        (15, (3, 7, 11, 15)),
        (18, (3, 9, 14, 18)),
        (120, (24, 60, 95, 120)),
    ],
)
def test_edges_of_two_colluders_follow_the_table(n_answers, edges):
    assert band_edges(n_answers) == edges


@pytest.mark.parametrize(("n_answers", "number"), [(10, 2), (13, 2), (14, 3), (18, 3), (19, 4)])
def test_edges_of_three_colluders_need_larger_rooms(n_answers, number):
    assert len(band_edges(n_answers, n_colluders=3)) == number


def test_edges_below_ten_answers_are_refused():
    with pytest.raises(TooFewAnswers, match="9 answers, 10 are needed"):
        band_edges(9)


def test_edges_of_four_colluders_are_refused():
    with pytest.raises(ValueError, match="4 colluders"):
        band_edges(20, n_colluders=4)


@given(rooms, st.sampled_from([2, 3]))
def test_every_count_lies_in_exactly_one_band(n_answers, n_colluders):
    assert sum(band_sizes(n_answers, n_colluders=n_colluders)) == n_answers + 1
    found = [band_of(count, n_answers, n_colluders=n_colluders) for count in range(n_answers + 1)]
    assert found == sorted(found, key=found.index)


def test_a_count_outside_the_room_is_refused():
    with pytest.raises(ValueError, match="19 of 18"):
        band_of(19, 18)


def test_unanimity_is_only_broad():
    assert bands(18, 0, 18).agree == Band.BROAD
    assert bands(15, 3, 18).agree == Band.BROAD


def test_the_number_of_answers_is_rounded_down_to_five():
    assert [bands(0, 0, n).answered for n in (10, 14, 15, 24)] == [10, 10, 15, 20]
