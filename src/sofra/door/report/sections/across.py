"""Parts 4 to 7: across countries, needs and offers, bridges with government, common areas of work."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.highlights.queries import TOPIC_FACETS
from sofra.door.programme.models import Tag
from sofra.door.report import charts
from sofra.door.report.content import Block, Chart, Points, Prose, Section, Sentence, Table
from sofra.door.report.material import Material, Point
from sofra.door.report.queries import Finding
from sofra.door.report.saying import here, labelled, listed, say, sentence
from sofra.door.report.sections.compared import in_several_places
from sofra.door.report.sections.countries import FINDINGS
from sofra.door.report.shelf import Shelf, edition_ref, point_sentence

BRIDGES = ("entry",)
BRIDGE_TAGS = frozenset({"need.institutions", "response.gov_dialogue"})
MOST_ROWS = 14
SEVERAL = 2
"""Places from which on a topic is shared."""

Topics = dict[Tag, tuple[Point, ...]]


def places_of(points: Iterable[Point]) -> set[int | None]:
    """The seats they came from; None stands for the region as a whole."""
    return {point.seat for point in points}


def shared(topics: Topics) -> Topics:
    """Those that came up in several places, the most widely shared first."""
    found = {tag: points for tag, points in topics.items() if len(places_of(points)) >= SEVERAL}
    in_order = sorted(found, key=lambda tag: (-len(places_of(found[tag])), -len(found[tag]), tag.ref))
    return {tag: found[tag] for tag in in_order}


def _count(tag: Tag, points: Sequence[Point], shelf: Shelf) -> str:
    what = say(_("Claims on: %(topic)s"), topic=labelled(tag.label))
    return shelf.count(tag.ref, what, (point.ref for point in points))


def _chart(name: str, caption: Promise | str, topics: Topics, material: Material, shelf: Shelf) -> Chart:
    seats: list[int | None] = [*(country.seat for country in material.countries), None]
    names = [*(country.shown_capital for country in material.countries), gettext("Region")]
    counts = [(labelled(tag.label), [_at(points, seat) for seat in seats]) for tag, points in topics.items()]
    table = Table(
        name,
        say(caption),
        (say(_("Topic")), *(here(each) for each in names)),
        tuple((label, *(here(str(number)) for number in numbers)) for label, numbers in counts),
        tuple(_count(tag, points, shelf) for tag, points in topics.items()),
    )
    alt = say(_("A row for each topic and a column for each place; a dot is one claim."))
    return Chart(charts.dots(names, [(label.words, numbers) for label, numbers in counts]), alt, table)


def _at(points: Iterable[Point], seat: int | None) -> int:
    return sum(point.seat == seat for point in points)


def _shown(points: Iterable[Point]) -> tuple[Sentence, ...]:
    return tuple(point_sentence(point) for point in points if not point.is_held_back)


# ---------------------------------------------------------------- across countries


def across(material: Material, shelf: Shelf) -> Section:
    topics = dict(list(shared(material.tagged(*TOPIC_FACETS)).items())[:MOST_ROWS])
    blocks: list[Block] = [Prose(tuple(_about_topics(topics, material, shelf)))]
    if topics:
        blocks.append(_chart("across", _("What came up in several places"), topics, material, shelf))
    return Section(
        ref="across",
        title=say(_("Across countries")),
        blocks=tuple(blocks),
        parts=(_agreements(material, shelf), *_measured(topics, shelf)),
    )


def _measured(topics: Topics, shelf: Shelf) -> Iterator[Section]:
    """How many of the claims on shared topics a vote counts; of the others nobody knows how many see it so."""
    if not topics:
        return
    rows = [(tag, points, sum(bool(point.counted) for point in points)) for tag, points in topics.items()]
    everything = {point.ref: point for points in topics.values() for point in points}
    values = {"all": len(everything), "counted": sum(bool(point.counted) for point in everything.values())}
    refs = tuple(_count(tag, points, shelf) for tag, points, _counted in rows)
    words = _("Of %(all)d claims on these topics, %(counted)d point at a vote; of the others nobody counted.")
    table = Table(
        "measured",
        say(_("What nobody counted")),
        (say(_("Topic")), say(_("Claims")), say(_("Counted by a vote"))),
        tuple((labelled(tag.label), here(str(len(points))), here(str(counted))) for tag, points, counted in rows),
        refs,
    )
    yield Section("measured", say(_("What nobody counted")), (Prose((sentence(words, refs, **values),)), table))


def _about_topics(topics: Topics, material: Material, shelf: Shelf) -> Iterator[Sentence]:
    if not topics:
        yield sentence(_("0 topics came up in several places."), "count-kinds")
    for tag, points in list(topics.items())[:3]:
        yield sentence(
            _("“%(topic)s” came up in %(places)d places: %(names)s."),
            _count(tag, points, shelf),
            topic=labelled(tag.label),
            places=len(places_of(points)),
            names=listed(_names(points, material)),
        )


def _names(points: Iterable[Point], material: Material) -> list[str]:
    seats = places_of(points)
    names = [country.shown_capital for country in material.countries if country.seat in seats]
    return [*names, gettext("Region")] if None in seats else names


def _agreements(material: Material, shelf: Shelf) -> Section:
    title = say(_("Agreements and differences"))
    if not material.released:
        words = _("Votes of this edition are not public: neither agreement nor disagreement was measured.")
        return Section("agreements", title, (Prose((sentence(words, edition_ref(material.edition)),)),))
    rows = []
    for dialogue in material.dialogues:
        if report := material.released.get(dialogue.pk):
            found = [each.finding for each in report.statements]
            rows.append((here(dialogue.place), *(here(str(found.count(each))) for each in Finding)))
    refs = tuple(f"count-released-{each.slug}" for each in material.dialogues if each.pk in material.released)
    table = Table(
        "agreements",
        say(_("How many statements each room agreed on, declined or was divided over")),
        (say(_("Place")), *(say(FINDINGS[each]) for each in Finding)),
        tuple(rows),
        tuple(ref for ref in refs if ref in shelf.found) or ("count-released",),
    )
    note = sentence(_("Rooms are not compared by number: each answered its own statements."), table.evidence)
    return Section("agreements", title, (Prose((note,)), table, *in_several_places(material)))


# ---------------------------------------------------------------- needs and offers


def needs(material: Material, shelf: Shelf) -> Section:
    named, offered = material.by_kind.get("kind.need", ()), material.by_kind.get("kind.offer", ())
    blocks: list[Block] = [
        Prose(
            (
                sentence(
                    ngettext_lazy("%(number)d claim is a need.", "%(number)d claims are needs.", "number"),
                    "count-kinds",
                    number=len(named),
                ),
                sentence(
                    ngettext_lazy(
                        "%(number)d claim is an offer of help.", "%(number)d claims are offers of help.", "number"
                    ),
                    "count-kinds",
                    number=len(offered),
                ),
            )
        )
    ]
    if _shown((*named, *offered)):
        blocks.append(Points(_shown((*named, *offered))))
    topics = material.tagged("need")
    if topics:
        caption = _("Needs that claims of all kinds touch, by place")
        blocks.append(_chart("needs", caption, topics, material, shelf))
    return Section(ref="needs", title=say(_("Needs and offers")), blocks=tuple(blocks))


# ---------------------------------------------------------------- bridges


def bridges(material: Material, shelf: Shelf) -> Section:
    entries = material.by_kind.get("kind.entry_point", ())
    touching = [point for point in material.points if _is_about_bridges(point)]
    said = [
        sentence(
            ngettext_lazy(
                "%(number)d claim is an entry point for work with government.",
                "%(number)d claims are entry points for work with government.",
                "number",
            ),
            "count-kinds",
            number=len(entries),
        ),
        sentence(_("What was asked of government and what was answered is not public."), edition_ref(material.edition)),
    ]
    if touching:
        what = say(_("Claims that touch work with government"))
        ref = shelf.count("bridges", what, (point.ref for point in touching))
        words = ngettext_lazy(
            "%(number)d claim touches work with government:",
            "%(number)d claims touch work with government:",
            "number",
        )
        said.append(sentence(words, ref, number=len(touching)))
    return Section(
        ref="bridges",
        title=say(_("Bridges with government")),
        blocks=(Prose(tuple(said)), *([Points(_shown(touching))] if _shown(touching) else [])),
    )


def _is_about_bridges(point: Point) -> bool:
    return any(tag.facet.ref in BRIDGES or tag.ref in BRIDGE_TAGS for tag in point.tags)


# ---------------------------------------------------------------- common areas of work


def common(material: Material, shelf: Shelf) -> Section:
    topics = shared(material.tagged("need", "response"))
    rule = _("A common area of work is a need or a response that came up in several places: here %(number)d.")
    refs = tuple(_count(tag, points, shelf) for tag, points in topics.items()) or ("count-kinds",)
    table = Table(
        "common",
        say(_("Common areas of work")),
        (say(_("Area")), say(_("Where it came up")), say(_("Claims")), say(_("Who carries it"))),
        tuple(
            (
                labelled(tag.label),
                here(listed(_names(points, material))),
                here(str(len(points))),
                say(pgettext_lazy("who carries an area of work", "not recorded")),
            )
            for tag, points in topics.items()
        ),
        refs,
        numbers=False,
    )
    return Section(
        ref="common",
        title=say(_("Common areas of work, and who carries them")),
        blocks=(Prose((sentence(rule, refs, number=len(topics)),)), *([table] if topics else [])),
    )
