"""The static pages: they need no server and no script, and every web server can serve them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from sofra.door.report.content import Chart, Evidence, Prose, Report, Section
from sofra.door.report.saying import say
from sofra.door.report.writers.notice import UNCOUNTED, notice_of
from sofra.web.languages import BY_CODE

Files = dict[str, bytes]
FIRST = "index.html"
ON_PAGES_OF_THEIR_OWN = {"countries": "countries.html", "across": "across.html"}
ANNEX = frozenset({"method", "withheld", "versions", "languages"})
EVIDENCE_A_PAGE = 80
ASSETS = "../assets/"


@dataclass(frozen=True)
class Listed:
    """A piece of evidence as it stands in the list."""

    evidence: Evidence
    number: int
    members: tuple[tuple["Member", ...], ...]
    """One each, or the first and the last of a stretch."""


@dataclass(frozen=True)
class Member:
    number: int
    href: str


@dataclass(frozen=True)
class Page:
    file: str
    name: str
    """In the navigation."""
    title: str
    sections: tuple[Section, ...] = ()
    lead: Prose | None = None
    evidence: tuple[Listed, ...] = ()
    parts: tuple[Section, ...] = ()
    """Parts that stand on pages of their own."""

    @property
    def is_first(self) -> bool:
        return self.file == FIRST


@dataclass(frozen=True)
class Entry:
    section: Section
    href: str


def as_site(report: Report, codes: Collection[str], names: Mapping[str, str]) -> Files:
    """The pages of one language, by file name; `codes` are the languages beside it, `names` its other forms."""
    with override(report.code):
        pages = list(_pages(report))
        shared = {
            "report": report,
            "language": BY_CODE[report.code],
            "languages": [BY_CODE[code] for code in codes] if len(codes) > 1 else [],
            "pages": [page for page in pages if page.name],
            "places": _places(report),
            "numbers": report.numbers,
            "contents": [Entry(each, f"{_file_of(each)}#{each.ref}") for each in report.sections],
            "assets": ASSETS,
            "files": names,
            "tray": _tray(),
            "notice": list(notice_of(report)),
            "uncounted": say(UNCOUNTED),
        }
        return {page.file: _written(page, shared) for page in pages}


def _written(page: Page, shared: Mapping[str, object]) -> bytes:
    """Without the white space that templates leave: a page is read more often than its source."""
    html = render_to_string("door/report/edition/page.html", {**shared, "page": page})
    return (re.sub(r"\s*\n\s*", "\n", html).strip() + "\n").encode()


def _pages(report: Report) -> Iterator[Page]:
    groups: dict[str, list[Section]] = {FIRST: []}
    for section in report.sections:
        groups.setdefault(_file_of(section), []).append(section)
    yield Page(FIRST, gettext("Report"), report.title.words, tuple(groups.pop(FIRST)), Prose(report.lead))
    annex = groups.pop("method.html", [])
    for file, sections in groups.items():
        for section in sections:
            yield from _pages_of(section, file)
    yield from _evidence_pages(report)
    yield Page("method.html", gettext("Method"), gettext("Method, languages, and what was withheld"), tuple(annex))


def _pages_of(section: Section, file: str) -> Iterator[Page]:
    """A section on a page, or each of its parts on one, where they carry drawings and would weigh too much."""
    title = section.title.words
    if not any(isinstance(block, Chart) for part in section.parts for block in part.everything):
        yield Page(file, title, title, (section,))
        return
    yield Page(file, title, title, (replace(section, parts=()),), parts=section.parts)
    for part in section.parts:
        yield Page(f"{part.ref}.html", "", part.title.words, (part,))


def _evidence_pages(report: Report) -> Iterator[Page]:
    places, numbers = list(_places(report).values()), report.numbers
    listed = [
        Listed(
            each,
            numbers[each.ref],
            tuple(
                tuple(Member(number, places[number - 1]) for number in sorted(set(ends)))
                for ends in report.members(each)
            ),
        )
        for each in report.evidence
    ]
    for start in range(0, max(len(listed), 1), EVIDENCE_A_PAGE):
        title = gettext("Evidence")
        yield Page(
            _evidence_file(start),
            "" if start else title,
            title,
            evidence=tuple(listed[start : start + EVIDENCE_A_PAGE]),
        )


def _file_of(section: Section) -> str:
    return "method.html" if section.ref in ANNEX else ON_PAGES_OF_THEIR_OWN.get(section.ref, FIRST)


def _evidence_file(place: int) -> str:
    page = place // EVIDENCE_A_PAGE
    return f"evidence-{page + 1}.html" if page else "evidence.html"


def _places(report: Report) -> dict[str, str]:
    return {each.ref: f"{_evidence_file(place)}#{each.ref}" for place, each in enumerate(report.evidence)}


def _tray() -> SafeString:
    """The engraving, for a page that may fetch no second drawing from its disk."""
    drawn = (settings.SOURCE / "web" / "static" / "sofra" / "tray.svg").read_text(encoding="utf-8")
    border = re.search(r"<defs>.*?</defs>.*?<symbol id=\"border\".*?</symbol>", drawn, re.DOTALL)
    return mark_safe(border[0] if border else "")  # noqa: S308  # our own file


# ---------------------------------------------------------------- what all languages share


def assets() -> Files:
    """Style sheet, fonts and icon, once for all languages."""
    web, door = settings.SOURCE / "web" / "static" / "sofra", settings.SOURCE / "door" / "static" / "door"
    styles = [web / "tokens.css", web / "base.css", door / "report.css"]
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in sorted((web / "fonts").iterdir()) if _is_kept(path)}
    return {"report.css": _packed(styles), "favicon.svg": (web / "favicon.svg").read_bytes(), **fonts}


def _is_kept(path: Path) -> bool:
    return path.suffix in {".woff2", ".txt"}


def _packed(styles: Sequence[Path]) -> bytes:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    without_comments = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", without_comments).strip().encode() + b"\n"
