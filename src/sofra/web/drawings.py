"""Drawings made of attributes only, since our pages allow no inline style: bands, seats, the edge of the table.

Their colours come from the style sheets. A drawing that shows a number always stands beside the number in words.
"""

from collections.abc import Iterator, Sequence
from math import ceil, cos, floor, pi, sin, sqrt

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext, pgettext_lazy

BAND_WORDS: dict[str, Promise] = {
    "few": pgettext_lazy("band", "Few"),
    "less_than_half": pgettext_lazy("band", "Less than half"),
    "up_to_half": pgettext_lazy("band", "Up to half"),
    "around_half": pgettext_lazy("band", "Around half"),
    "more_than_half": pgettext_lazy("band", "More than half"),
    "broad": pgettext_lazy("band", "Broad"),
}
BAND_FORMS: dict[int, tuple[tuple[str, int], ...]] = {
    2: (("up_to_half", 50), ("more_than_half", 50)),
    3: (("few", 15), ("around_half", 70), ("broad", 15)),
    4: (("few", 15), ("less_than_half", 35), ("more_than_half", 35), ("broad", 15)),
}
"""The words that rooms of different sizes have, and how long each segment is drawn."""
FOUR_WORDS_FROM = {2: 15, 3: 20}
"""By how many may compare notes, and by the released number, which is rounded down: from there on all four are in use.

Of 15 to 19 answers under the rule for three, 19 have four words and the others three. A reader cannot tell, and where
the word is in both, the bar has the three."""

RIM = 520
"""Radius of the edge of the table that comes in at the top of a phone, 360 wide."""
SEATS_AT_THE_EDGE = 24


def band_word(band: str) -> str:
    """The amount word of a band, in the language of the page."""
    return str(BAND_WORDS[band])


def answer_word(answer: str) -> str:
    return {"agree": pgettext("vote", "agree"), "disagree": pgettext("vote", "disagree")}[answer]


def band_form(band: str, answered: int, colluders: int = 2) -> tuple[Sequence[tuple[str, int]], int]:
    """The words of a room of this size with the length of each segment, and the place of the last filled one."""
    if answered >= FOUR_WORDS_FROM[colluders or 2]:
        sizes: tuple[int, ...] = (4, 3, 2)
    else:
        sizes = (3, 4) if answered >= FOUR_WORDS_FROM[2] else (2, 3)
    form: Sequence[tuple[str, int]] = next(BAND_FORMS[size] for size in sizes if band in dict(BAND_FORMS[size]))
    return form, [name for name, _share in form].index(str(band))


def band_bar(band: str, answer: str, answered: int = 20, colluders: int = 2) -> SafeString:
    """A bar filled up to its band, with the word beside it; rooms in which few answered have fewer words."""
    form, filled = band_form(band, answered, colluders)
    segments = format_html_join(
        "",
        '<i class="seg w{}{}"></i>',
        ((share, " on" if place <= filled else "") for place, (_n, share) in enumerate(form)),
    )
    return format_html(
        '<span class="band {}"><span class="segs" aria-hidden="true">{}</span>'
        '<span class="word">{}</span> <span class="what">{}</span></span>',
        answer,
        segments,
        band_word(band),
        answer_word(answer),
    )


def seat_icon(seat: int | None = None) -> SafeString:
    """Where a country sits at the table, 1 at twelve o'clock and on clockwise; all six without a number."""
    places = ((14, 3.6), (23, 8.8), (23, 19.2), (14, 24.4), (5, 19.2), (5, 8.8))
    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        (
            ("all" if not seat else "m" if place == seat else "o", x, y, 3.4 if place == seat else 2.2)
            for place, (x, y) in enumerate(places, start=1)
        ),
    )
    return format_html(
        '<svg class="seatico" viewBox="0 0 28 28" aria-hidden="true"><circle class="t" cx="14" cy="14" r="5"/>{}</svg>',
        dots,
    )


def seat_shape(seat: int) -> SafeString:
    """The shape and colour of a country in a chart, where its place at the table and its name stand first."""
    return format_html(
        '<svg class="shico" viewBox="0 0 20 20" aria-hidden="true"><use href="{}#shape-{}"/></svg>',
        static("sofra/icons.svg"),
        seat,
    )


def table(seats: int, joined: int = 0, spoken: int = 0, *, label: str = "") -> SafeString:
    """The tray with a seat for each place: copper has spoken, ink is here, open is free. In order, never by person."""
    classes = ("st full" if seat < spoken else "st on" if seat < joined else "st" for seat in range(seats))
    circles = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        (
            (name, _short(x), _short(y), _short(r * 0.92))
            for name, (x, y, r) in zip(classes, _places_around(seats), strict=True)
        ),
    )
    return format_html(
        '<svg class="tablesvg" viewBox="0 0 300 300" {}><circle class="plate" cx="150" cy="150" r="112"/>'
        '<use href="{}#border" x="38" y="38" width="224" height="224"/>'
        '<circle class="rimline" cx="150" cy="150" r="112"/>{}</svg>',
        format_html('role="img" aria-label="{}"', label)
        if label
        else format_html("{}", SafeString('aria-hidden="true"')),
        static("sofra/tray.svg"),
        circles,
    )


def _places_around(seats: int) -> Iterator[tuple[float, float, float]]:
    """Centre and radius of each seat, on as many rings as the number needs."""
    rings = next(rings for rings in range(1, 9) if seats <= _room(rings))
    radius = _radius(rings)
    left = seats
    for ring in range(rings):
        here = ceil(left / (rings - ring)) if rings > 1 else left
        for seat in range(here):
            angle = 2 * pi * seat / here - pi / 2
            yield 150 + _ring(ring, radius) * cos(angle), 150 + _ring(ring, radius) * sin(angle), radius
        left -= here


def _ring(ring: int, radius: float) -> float:
    return 122.5 + radius + ring * radius * 2.3


def _radius(rings: int) -> float:
    return min(7.5, 27 / 2.3 / rings)


def _room(rings: int) -> int:
    """Seats that fit on so many rings without touching."""
    radius = _radius(rings)
    return sum(floor(2 * pi * _ring(ring, radius) / (radius * 2.45)) for ring in range(rings))


def edge(seats: int = 0, done: int = 0, *, label: str = "") -> SafeString:
    """The edge of the table at the top of a phone; with seats it carries progress, and `done` seats are taken.

    More seats than fit stand for shares of the way; the number in words, which makes the edge deeper, stays exact.
    """
    lowest = 104 if label else 86
    shown = min(seats, SEATS_AT_THE_EDGE)
    taken = ceil(done * shown / seats) if seats else 0
    circles = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        (
            ("st full" if seat < taken else "st here" if seat == taken else "st", _short(x), _short(y), _short(r))
            for seat, (x, y, r) in enumerate(_places_on_the_edge(shown, taken, lowest))
        ),
    )
    return format_html(
        '<svg class="edge" viewBox="0 0 360 {}" aria-hidden="true">'
        '<path class="plate" d="{}Z"/><path class="rimline" d="{}"/><path class="engraved" d="{}{}"/>{}</svg>{}',
        lowest + 26,
        _arc(0, lowest),
        _arc(0, lowest),
        _arc(7, lowest),
        _arc(11, lowest),
        circles,
        format_html('<p class="count">{}</p>', label) if label else "",
    )


def _arc(inside: int, lowest: int) -> str:
    """The rim, or a line so far inside it, from where it comes in at the top to where it leaves."""
    radius = RIM - inside
    half = sqrt(radius**2 - (RIM - lowest) ** 2)
    return f"M{_short(180 - half)} 0A{radius} {radius} 0 0 0 {_short(180 + half)} 0"


def _places_on_the_edge(seats: int, taken: int, lowest: int) -> Iterator[tuple[float, float, float]]:
    apart = min(30.0, 280 / max(seats - 1, 1))
    radius = min(6.0, apart * 0.42)
    for seat in range(seats):
        x = (seat - (seats - 1) / 2) * apart
        yield 180 + x, lowest - RIM + sqrt(RIM**2 - x**2), radius * (1.25 if seat == taken else 1)


def steps(now: str, *names: str) -> SafeString:
    """The way of a dialogue as seats on a rim: key and name of each step in turn; with an unknown key all are done."""
    keys = names[::2]
    current = keys.index(now) if now in keys else len(keys)
    return format_html(
        '<ol class="steps">{}</ol>',
        format_html_join(
            "", "<li{}>{}</li>", ((_step_mark(place, current), name) for place, name in enumerate(names[1::2]))
        ),
    )


def _step_mark(place: int, current: int) -> SafeString:
    if place == current:
        return SafeString(' class="here" aria-current="step"')
    return SafeString(' class="done"' if place < current else "")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
