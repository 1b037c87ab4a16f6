import re

import pytest
from django.utils.translation import override

from sofra.analysis.release.bands import band_of, band_sizes
from sofra.web import drawings


def classes(drawing: str) -> list[str]:
    return re.findall(r'<circle class="(st[^"]*)"', drawing)


@pytest.mark.parametrize(
    ("band", "answered", "colluders", "segments"),
    [
        ("few", 20, 2, ["seg w15 on", "seg w35", "seg w35", "seg w15"]),
        ("more_than_half", 20, 2, ["seg w15 on", "seg w35 on", "seg w35 on", "seg w15"]),
        ("broad", 20, 2, ["seg w15 on", "seg w35 on", "seg w35 on", "seg w15 on"]),
        ("few", 10, 2, ["seg w15 on", "seg w70", "seg w15"]),
        ("around_half", 10, 2, ["seg w15 on", "seg w70 on", "seg w15"]),
        ("more_than_half", 10, 2, ["seg w50 on", "seg w50 on"]),
        ("few", 15, 2, ["seg w15 on", "seg w35", "seg w35", "seg w15"]),
        ("few", 15, 3, ["seg w15 on", "seg w70", "seg w15"]),
        ("broad", 15, 3, ["seg w15 on", "seg w70 on", "seg w15 on"]),
        ("around_half", 15, 3, ["seg w15 on", "seg w70 on", "seg w15"]),
        ("less_than_half", 15, 3, ["seg w15 on", "seg w35 on", "seg w35", "seg w15"]),
        ("few", 20, 3, ["seg w15 on", "seg w35", "seg w35", "seg w15"]),
        ("few", 10, 3, ["seg w15 on", "seg w70", "seg w15"]),
        ("up_to_half", 10, 3, ["seg w50 on", "seg w50"]),
    ],
)
def test_band_bar_is_filled_up_to_its_band(band: str, answered: int, colluders: int, segments: list[str]) -> None:
    bar = drawings.band_bar(band, "agree", answered, colluders)

    assert re.findall(r'<i class="([^"]*)">', bar) == segments


@pytest.mark.parametrize("colluders", [2, 3])
def test_band_bar_has_as_many_segments_as_some_room_of_its_size_has_words(colluders: int) -> None:
    """Of all rooms that round down to the same number, and with every word that they have."""
    for n_answers in range(10, 60):
        words = band_sizes(n_answers, n_colluders=colluders)
        for count in (0, n_answers // 2, n_answers):
            band = band_of(count, n_answers, n_colluders=colluders)
            bar = drawings.band_bar(band, "agree", n_answers - n_answers % 5, colluders)
            alike = [
                len(band_sizes(n, n_colluders=colluders))
                for n in range(n_answers - n_answers % 5, n_answers - n_answers % 5 + 5)
                if band in {band_of(each, n, n_colluders=colluders) for each in range(n + 1)}
            ]
            assert bar.count("<i class") == min(alike) <= len(words)


def test_band_bar_says_its_word_and_no_number() -> None:
    with override("en"):
        bar = drawings.band_bar("more_than_half", "disagree")

    assert re.sub(r"<[^>]*>", "", bar) == "More than half disagree"


def test_table_has_a_seat_for_each_place_in_order() -> None:
    seats = classes(drawings.table(34, joined=27, spoken=19))

    assert seats == ["st full"] * 19 + ["st on"] * 8 + ["st"] * 7


@pytest.mark.parametrize("number", [1, 10, 44, 60, 180, 400])
def test_seats_never_touch_in_a_room_of_any_size(number: int) -> None:
    places = list(drawings._places_around(number))

    nearest = (
        min(
            ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 / (r * 2)
            for n, (x1, y1, r) in enumerate(places)
            for x2, y2, _ in places[n + 1 :]
        )
        if number > 1
        else 2
    )
    assert len(places) == number
    assert nearest > 0.95  # drawn at 0.92 of the radius
    assert all(x - r >= 0 and x + r <= 300 for x, _, r in places)


def test_edge_marks_the_place_where_somebody_is() -> None:
    assert classes(drawings.edge(3, 1)) == ["st full", "st here", "st"]
    assert classes(drawings.edge(3, 3)) == ["st full"] * 3


def test_edge_stays_readable_with_sixty_statements() -> None:
    seats = classes(drawings.edge(60, 30, label="30 of 60"))

    assert seats == ["st full"] * 12 + ["st here"] + ["st"] * 11


def test_steps_are_all_done_past_the_end() -> None:
    assert drawings.steps("b", "a", "One", "b", "Two") == (
        '<ol class="steps"><li class="done">One</li><li class="here" aria-current="step">Two</li></ol>'
    )
    assert drawings.steps("released", "a", "One") == '<ol class="steps"><li class="done">One</li></ol>'
