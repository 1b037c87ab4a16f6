"""The drawings of a report, made of attributes only: a page may recolour them, paper takes them as they are.

Each stands beside a table that says the same, so a drawing is never the only way to a number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import hypot
from textwrap import wrap

from django.utils.translation import gettext

from sofra.door.programme.dates import Precision
from sofra.door.programme.drawing import Mark
from sofra.web.drawings import band_form

INK, SOFT, LINE, EDGE = "#331a1e", "#5b4442", "#dbd0cb", "#88746d"
COPPER, WASH, PATINA = "#bb6938", "#f4deca", "#237774"
GUEST, HOUSE = "Vollkorn", "Noto Sans"
WIDTH = 760
LABELS_UNTIL = 258
LETTERS_A_LINE = 30
ROW = 40
LINE_APART = 18


def _svg(height: int, parts: Iterable[str], *, left: int = 0, top: int = 0, width: int = WIDTH) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="{left} {top} {width} {height}" '
        f'width="{width}" height="{height}">{"".join(parts)}</svg>'
    )


def _text(x: int, y: int, words: str, *, anchor: str = "start", size: int = 15, kind: str = "ink") -> str:
    """`kind` is ink or soft, or guest for the words of guests."""
    font = GUEST if kind == "guest" else HOUSE
    colour = SOFT if kind == "soft" else INK
    weight = 500 if kind == "guest" else 400
    return (
        f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}" font-family="{font}" font-weight="{weight}" '
        f'font-size="{size}" fill="{colour}">{escape(words)}</text>'
    )


def _lines(x: int, middle: int, words: str, *, letters: int = LETTERS_A_LINE, kind: str = "ink") -> str:
    """Words in as many lines as they need, around a middle."""
    lines = wrap(words, letters) or [""]
    top = middle + 5 - (len(lines) - 1) * LINE_APART // 2
    return "".join(_text(x, top + n * LINE_APART, line, kind=kind) for n, line in enumerate(lines))


def _height(words: str, letters: int = LETTERS_A_LINE, least: int = ROW) -> int:
    return max(least, len(wrap(words, letters)) * LINE_APART + 16)


def _rule(y: int) -> str:
    return f'<path class="line" d="M0 {y}H{WIDTH}" stroke="{LINE}" fill="none"/>'


# ---------------------------------------------------------------- how many of each


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """A bar for each number; nothing is drawn as an open seat, and the number stands beside it."""
    most = max((number for _label, number in rows), default=1) or 1
    parts, y = [], 0
    for label, number in rows:
        height = _height(label, least=30)
        middle = y + height // 2
        parts += [_lines(0, middle, label), _bar(middle, number, most)]
        y += height
    return _svg(y + 4, parts)


def _bar(middle: int, number: int, most: int) -> str:
    x = LABELS_UNTIL + 12
    if not number:
        ring = f'<circle class="open" cx="{x + 6}" cy="{middle}" r="5" fill="none" stroke="{EDGE}" stroke-width="1.4"/>'
        return ring + _text(x + 22, middle + 5, "0", kind="soft")
    length = max(6, round((WIDTH - x - 44) * number / most))
    shape = f'<rect class="copper" x="{x}" y="{middle - 9}" width="{length}" height="18" rx="3" fill="{COPPER}"/>'
    return shape + _text(x + length + 10, middle + 5, str(number))


# ---------------------------------------------------------------- what came up where


def dots(places: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A row for each topic, a column for each place; a dot for each claim up to three, and a number from four on."""
    step = (WIDTH - LABELS_UNTIL) // len(places)
    columns = [LABELS_UNTIL + step * n + step // 2 for n in range(len(places))]
    parts = [_text(x, 18, place, anchor="middle", size=13) for x, place in zip(columns, places, strict=True)]
    y = 30
    for label, counts in rows:
        height = _height(label)
        parts += [_rule(y), _lines(0, y + height // 2, label, kind="guest")]
        parts += [_dots(x, y + height // 2, count) for x, count in zip(columns, counts, strict=True)]
        y += height
    return _svg(y + 2, parts)


MOST_DOTS = 3


def _dots(x: int, y: int, count: int) -> str:
    if count > MOST_DOTS:
        return _text(x, y + 6, str(count), anchor="middle", size=17)
    if not count:
        return f'<circle class="line" cx="{x}" cy="{y}" r="2.5" fill="none" stroke="{LINE}" stroke-width="1.2"/>'
    places = (x + 8 * (2 * n - count + 1) for n in range(count))
    return "".join(f'<circle class="copper" cx="{at}" cy="{y}" r="6.5" fill="{COPPER}"/>' for at in places)


# ---------------------------------------------------------------- the year


@dataclass(frozen=True)
class Span:
    """When something was held, as precisely as it is known."""

    label: str
    first: date
    last: date
    precision: Precision


def year(number: int, spans: Sequence[Span]) -> str:
    """The twelve months as a line: a filled mark where the days are known, an open bar where only a window is."""
    start, step = LABELS_UNTIL - 100, (WIDTH - LABELS_UNTIL + 100) // 12
    bottom = 34 + 34 * len(spans)
    parts = []
    for month in range(12):
        x = start + step * month
        parts.append(f'<path class="line" d="M{x} 26V{bottom}" stroke="{LINE}" fill="none"/>')
        parts.append(_text(x + step // 2, 18, str(month + 1), anchor="middle", size=13, kind="soft"))
    for n, span in enumerate(spans):
        parts += [_text(0, 34 + 34 * n + 18, span.label), _span(span, number, start, step, 34 + 34 * n + 13)]
    return _svg(bottom + 2, parts)


def _span(span: Span, number: int, start: int, step: int, y: int) -> str:
    first, last = _in_months(span.first, number), _in_months(span.last, number) + 1 / 31
    x, width = round(start + step * first), max(9, round(step * (last - first)))
    if span.precision == Precision.DAY:
        return f'<rect class="copper" x="{x}" y="{y - 8}" width="{width}" height="16" rx="4" fill="{COPPER}"/>'
    return (
        f'<rect class="window" x="{x + 2}" y="{y - 7}" width="{width - 4}" height="14" rx="7" fill="{WASH}" '
        f'stroke="{COPPER}" stroke-width="1.5" stroke-dasharray="3 3"/>'
    )


def _in_months(day: date, number: int) -> float:
    """Months since the year began; what lies outside stays at its edge."""
    months = (day.year - number) * 12 + day.month - 1 + (day.day - 1) / 31
    return min(max(months, 0.0), 12.0 - 1 / 31)


# ---------------------------------------------------------------- where


def capitals(marks: Iterable[Mark], names: Iterable[str], held: Iterable[bool]) -> str:
    """The capitals at their true distance, with circles of 100 and 200 km; filled where a dialogue was held."""
    parts = [_circle(112), _circle(224)]
    parts += [_text(93, -62, gettext("100 km"), anchor="middle", size=13, kind="soft")]
    parts += [_text(186, -124, gettext("200 km"), anchor="middle", size=13, kind="soft")]
    for mark, name, is_held in zip(marks, names, held, strict=True):
        parts.append(_capital(mark, name, is_held))
    return _svg(600, parts, left=-380, top=-320)


def _circle(radius: int) -> str:
    return f'<circle class="line" r="{radius}" fill="none" stroke="{LINE}"/>'


def _capital(mark: Mark, name: str, is_held: bool) -> str:
    far = hypot(mark.x, mark.y) or 1.0
    x, y = round(mark.x * (1 - 14 / far)), round(mark.y * (1 - 14 / far))
    spoke = (
        f'<path class="spoke" d="M0 0L{x} {y}" stroke="{COPPER}" stroke-width="1.2" stroke-dasharray="1 5" '
        'stroke-linecap="round" fill="none"/>'
    )
    pin = (
        f'<circle class="{"copper" if is_held else "open"}" cx="{mark.x}" cy="{mark.y}" r="9" '
        f'fill="{COPPER if is_held else "none"}" stroke="{COPPER if is_held else EDGE}" stroke-width="1.6"/>'
    )
    above = mark.anchor == "middle" and mark.name_y < mark.y
    at = mark.name_y - 18 if above else mark.name_y
    words = _text(mark.name_x, at, mark.name, anchor=mark.anchor, size=21, kind="guest")
    return spoke + pin + words + _text(mark.name_x, at + 20, name, anchor=mark.anchor, size=14, kind="soft")


# ---------------------------------------------------------------- bands


@dataclass(frozen=True)
class Banded:
    """What a room answered to one statement; several rows where it was asked by group."""

    words: str
    answers: tuple[tuple[str, str, str, int], ...]
    """Group, if any; bands of agree and disagree; at least so many answers."""
    colluders: int
    """How many may compare notes: the words of a room depend on it."""


def bands(statements: Sequence[Banded], agree: str, disagree: str, word_of: dict[str, str]) -> str:
    """Each statement with two bars, filled up to their band, and its word beside each."""
    parts, y = [], 4
    for statement in statements:
        height = max(_height(statement.words, 36), 66 * len(statement.answers) + 8)
        parts += [_rule(y), _lines(0, y + height // 2, statement.words, letters=36, kind="guest")]
        top = y + (height - 66 * len(statement.answers)) // 2
        for n, (group, agreed, disagreed, answered) in enumerate(statement.answers):
            size = (answered, statement.colluders)
            parts += _pair(top + 66 * n, (group, agree, disagree), (agreed, disagreed), size, word_of)
        y += height
    return _svg(y + 4, parts)


BARS_FROM, BARS_LONG = 350, 140


def _pair(
    top: int, names: tuple[str, str, str], pair: tuple[str, str], size: tuple[int, int], word_of: dict[str, str]
) -> Iterator[str]:
    group, *answers = names
    for n, (band, name, kind) in enumerate(zip(pair, answers, ("agree", "disagree"), strict=True)):
        y = top + 12 + 27 * n
        yield from _segments(band, kind, y, size)
        said = f"{word_of[band]} · {name}" + (f" · {group}" if group else "")
        yield _text(BARS_FROM + BARS_LONG + 12, y + 13, said, size=13)


def _segments(band: str, kind: str, y: int, size: tuple[int, int]) -> Iterator[str]:
    form, filled = band_form(band, *size)
    x = BARS_FROM
    for place, (_name, share) in enumerate(form):
        length = BARS_LONG * share // 100
        yield _segment(x, y, length - 3, kind if place <= filled else "")
        x += length


def _segment(x: int, y: int, length: int, kind: str) -> str:
    """Agree is solid; disagree is hatched, so that the two differ without colour too."""
    colour = {"agree": PATINA, "disagree": COPPER}.get(kind, EDGE)
    fill = PATINA if kind == "agree" else WASH if kind else "none"
    place = f'x="{x}" y="{y}" width="{length}" height="16" rx="2"'
    box = f'<rect class="seg {kind}" {place} fill="{fill}" stroke="{colour}"/>'
    if kind != "disagree":
        return box
    lines = " ".join(f"M{x + at} {y + 16}L{x + min(at + 10, length)} {y + 16 - min(10, length - at) * 16 // 10}"
                     for at in range(0, length - 1, 6))  # fmt: skip
    return f'{box}<path class="hatch" d="{lines}" stroke="{COPPER}" stroke-width="2" fill="none"/>'
