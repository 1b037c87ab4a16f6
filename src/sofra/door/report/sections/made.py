"""Part 1: how the report was made, and what came out: kinds of claims, empty aims, amount words without a count."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sofra.door.report import charts
from sofra.door.report.content import Chart, Note, Prose, Section, Sentence, Table, Text
from sofra.door.report.material import KindName, Material
from sofra.door.report.saying import here, in_english, in_one_language, labelled, listed, say, sentence
from sofra.door.report.shelf import Shelf, edition_ref


def made(material: Material, shelf: Shelf) -> Section:
    shelf.count(
        "kinds",
        say(_("All claims of this edition, by kind")),
        (point.ref for point in material.points),
        about=(here(str(len(material.points))), *_per_kind(material)),
    )
    return Section(
        ref="made",
        title=say(_("How this was made, and what came out")),
        blocks=(
            Prose(tuple(_basis(material, shelf))),
            Note(say(_("A number in a circle leads to what its sentence rests on."))),
        ),
        parts=(_kinds(material, shelf), _aims(material), _amounts(material, shelf)),
    )


def _per_kind(material: Material) -> Iterator[Text]:
    for kind in material.kinds:
        said = labelled(kind.label)
        yield here(f"{said.words}: {len(material.by_kind[kind.ref])}")


def _basis(material: Material, shelf: Shelf) -> Iterator[Sentence]:
    restated = [point for point in material.points if point.highlight]
    points, highlights = len(restated), len(material.highlights)
    yield from _confirmed(material, shelf)
    if points:
        yield sentence(
            ngettext_lazy(
                "This report rests on %(number)d claim, restated from public sources in our own words.",
                "This report rests on %(number)d claims, restated from public sources in our own words.",
                "number",
            ),
            "count-kinds" if points == len(material.points) else _restated(material, shelf),
            number=points,
        )
        yield sentence(
            ngettext_lazy(
                "They stand under %(number)d highlight.", "They stand under %(number)d highlights.", "number"
            ),
            "count-kinds",
            number=highlights,
        )
    released = sum(len(report.statements) for report in material.released.values())
    if released:
        yield sentence(
            ngettext_lazy(
                "%(number)d statement passed the release gate of a dialogue.",
                "%(number)d statements passed the release gate of a dialogue.",
                "number",
            ),
            _released(shelf),
            number=released,
        )
    else:
        yield sentence(
            _("No votes of this edition are public, so how widely something is shared is not measured."),
            edition_ref(material.edition),
        )


def _confirmed(material: Material, shelf: Shelf) -> Iterator[Sentence]:
    confirmed = [point.ref for point in material.points if point.released]
    if confirmed:
        words = ngettext_lazy(
            "%(number)d claim was read back to a room and confirmed there.",
            "%(number)d claims were read back to a room and confirmed there.",
            "number",
        )
        ref = shelf.count("confirmed", say(_("Claims that a room confirmed")), confirmed)
        yield sentence(words, ref, number=len(confirmed))


def _restated(material: Material, shelf: Shelf) -> str:
    refs = (point.ref for point in material.points if point.highlight)
    return shelf.count("restated", say(_("Claims restated from public sources")), refs)


def _released(shelf: Shelf) -> str:
    statements = (ref for ref in shelf.found if ref.startswith("statement-"))
    return shelf.count("released", say(_("All statements that were released")), statements)


# ---------------------------------------------------------------- kinds


def _kinds(material: Material, shelf: Shelf) -> Section:
    rows = [(labelled(kind.label), len(material.by_kind[kind.ref])) for kind in material.kinds]
    table = Table(
        "kinds",
        say(_("What kinds of claims came out")),
        (say(_("Kind of claim")), say(_("Claims"))),
        tuple((label, here(str(number))) for label, number in rows),
        ("count-kinds",),
    )
    alt = say(_("A bar for each kind of claim; the table beside it holds the same numbers."))
    return Section(
        ref="kinds",
        title=say(_("What kinds of claims came out")),
        blocks=(
            Prose(tuple(_about_kinds(material, shelf))),
            Chart(charts.bars([(label.words, number) for label, number in rows]), alt, table),
        ),
    )


def _about_kinds(material: Material, shelf: Shelf) -> Iterator[Sentence]:
    counts = {kind: len(material.by_kind[kind.ref]) for kind in material.kinds}
    everything = len(material.points)
    if everything:
        most = max(counts, key=lambda kind: counts[kind])
        words = _("The kind that came up most often is “%(kind)s”, in %(number)d of %(all)d claims.")
        values = {"kind": labelled(most.label), "number": counts[most], "all": everything}
        yield sentence(words, "count-kinds", **values)
    empty = [labelled(kind.label).words for kind, number in counts.items() if not number]
    if empty:
        yield sentence(_("Kinds with 0 claims: %(kinds)s."), "count-kinds", kinds=listed(empty))
    yield sentence(
        _("Claims that name an illicit market, and not organised crime in general: %(number)d of %(all)d."),
        _markets(material, shelf),
        number=len(material.markets),
        all=everything,
    )


def _markets(material: Material, shelf: Shelf) -> tuple[str, ...]:
    members = [point.ref for point in material.markets]
    named = say(_("Claims that name an illicit market"))
    return ("count-kinds", shelf.count("markets", named, members)) if members else ("count-kinds",)


# ---------------------------------------------------------------- aims


def _aims(material: Material) -> Section:
    edition = edition_ref(material.edition)
    named = [(aim, kind) for aim in material.edition.aims for kind in kinds_named_in(aim, material.kinds)]
    rows = tuple(
        (in_english(aim), labelled(kind.label), here(str(len(material.by_kind[kind.ref])))) for aim, kind in named
    )
    table = Table(
        "aims",
        say(_("The aims, and the claims that came out")),
        (say(_("Aim of the edition")), say(_("Kind of claim it names")), say(_("Claims"))),
        rows,
        (edition, "count-kinds"),
        numbers=False,
    )
    return Section(
        ref="aims",
        title=say(_("Which aims stayed empty")),
        blocks=(Prose(tuple(_about_aims(material, named))), *([table] if rows else [])),
    )


def _about_aims(material: Material, named: list[tuple[str, KindName]]) -> Iterator[Sentence]:
    refs = (edition_ref(material.edition), "count-kinds")
    kinds = list(dict.fromkeys(kind for _aim, kind in named))
    empty = [labelled(kind.label).words for kind in kinds if not material.by_kind[kind.ref]]
    if not kinds:
        yield sentence(_("No aims of this edition are recorded that name a kind of claim."), refs)
    elif empty:
        words = _("The aims name %(number)d kinds of claims; with 0 claims stayed: %(kinds)s.")
        yield sentence(words, refs, number=len(kinds), kinds=listed(empty))
    else:
        words = _("The aims name %(number)d kinds of claims, and at least one claim of each came out.")
        yield sentence(words, refs, number=len(kinds))


def kinds_named_in(aim: str, kinds: tuple[KindName, ...]) -> list[KindName]:
    """The kinds whose English name, or one of its alternatives, stands in an aim: "Trend or current issue"."""
    return [kind for kind in kinds if any(_stands_in(word, aim) for word in kind.label["en"].split(" or "))]


def _stands_in(name: str, aim: str) -> bool:
    return re.search(rf"\b{re.escape(name)}(?:s|es)?\b", aim, re.IGNORECASE) is not None


# ---------------------------------------------------------------- amount words


def _amounts(material: Material, shelf: Shelf) -> Section:
    carrying = [point for point in material.points if point.amounts]
    words = Counter((word, point.language) for point in carrying for word in point.amounts)
    uncounted = Counter((word, point.language) for point in carrying for word in point.uncounted)
    ref = shelf.count(
        "amounts", say(_("Claims with an amount word")), [each.ref for each in carrying],
        about=(here(str(len(carrying))),),
    )  # fmt: skip
    rows = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    table = Table(
        "amounts",
        say(_("Amount words of the claims, in their language")),
        (say(_("Amount word")), say(_("Claims")), say(_("Counted"))),
        tuple(
            (in_one_language(f"“{word}”", language), here(str(number)), here(str(number - uncounted[word, language])))
            for (word, language), number in rows
        ),
        (ref,),
    )
    said = sentence(
        _("%(number)d of %(all)d claims carry an amount word; behind %(counted)d of these words stands a count."),
        ref,
        counted=words.total() - uncounted.total(),
        number=len(carrying),
        all=len(material.points),
    )
    return Section(
        ref="amounts",
        title=say(_("Amount words that nobody counted")),
        blocks=(Prose((said,)), *([table] if rows else [])),
    )
