"""What a report on an edition is made from, read once: its claims, its dialogues and what they released."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import override

from sofra.door.highlights.models import Claim, Finding, Highlight
from sofra.door.highlights.queries import with_claims
from sofra.door.programme.document import EditionFacts
from sofra.door.programme.models import Country, Dialogue, Edition, Facet, Source, Tag
from sofra.door.programme.queries import dialogues_of, facts_of
from sofra.door.report.queries import Report as DialogueReport
from sofra.door.report.queries import amount_words, bands_of, compile_report, unsupported_words
from sofra.hatch.claims import Kind
from sofra.hatch.release import ReleasedClaim
from sofra.web.claims import KINDS
from sofra.web.languages import BY_CODE, CONTENT_LANGUAGES, Texts

CONTEXT = "kind.context"
GENERAL = ".general"


@dataclass(frozen=True)
class KindName:
    """A kind of claim: from the vocabulary, or disagreement, which has none there and is a line of its own."""

    ref: str
    label: Texts = field(compare=False)


@dataclass(frozen=True)
class Point:
    """One claim, as the report uses it: restated from a public source, or confirmed by a room."""

    ref: str
    text: str
    language: str
    kind: KindName
    tags: tuple[Tag, ...]
    dialogue: Dialogue | None
    year: int
    amounts: tuple[str, ...]
    """Its amount words: that of the source, or else those the grammar finds."""
    uncounted: tuple[str, ...]
    """Those of them that no vote bears out."""
    about: tuple[Tag, ...] = ()
    highlight: Highlight | None = None
    """What a public source says; None where a room confirmed the claim."""
    released: ReleasedClaim | None = None
    bands: tuple[tuple[str, str], ...] = ()
    """Of the statement whose vote counts it."""
    is_held_back: bool = False
    """True in the room and risky in print: a note for those who publish says so."""

    @property
    def seat(self) -> int | None:
        return self.dialogue.country.seat if self.dialogue and self.dialogue.country else None

    @property
    def counted(self) -> str:
        """How the release points at the statement whose vote tells how many see it so; nothing where none does."""
        return self.released.counted or "" if self.released else ""


@dataclass(frozen=True)
class Material:
    edition: Edition
    facts: EditionFacts
    countries: tuple[Country, ...]
    dialogues: tuple[Dialogue, ...]
    highlights: tuple[Highlight, ...]
    points: tuple[Point, ...]
    released: dict[int, DialogueReport]
    """What came through the hatch, by dialogue."""
    facets: dict[str, Facet]
    kinds: tuple[KindName, ...]
    sources: tuple[Source, ...]
    published: tuple[Finding, ...]
    """Findings that a report of the convenor printed after this edition."""
    before: Edition | None
    """The edition of the year before, if there was one."""
    promised: tuple[tuple[str, str], ...]
    """The next steps that it named: words and their language."""

    @cached_property
    def by_kind(self) -> dict[str, tuple[Point, ...]]:
        return {kind.ref: tuple(each for each in self.points if each.kind.ref == kind.ref) for kind in self.kinds}

    def confirmed_in(self, dialogue: Dialogue) -> tuple[Point, ...]:
        return tuple(each for each in self.points if each.released and each.dialogue == dialogue)

    def tagged(self, *facets: str) -> dict[Tag, tuple[Point, ...]]:
        """The points under each tag of these facets, in the order of the vocabulary; no tag without a point."""
        found: dict[Tag, list[Point]] = {}
        for point in self.points:
            for tag in point.tags:
                if tag.facet.ref in facets:
                    found.setdefault(tag, []).append(point)
        in_order = sorted(found, key=lambda tag: (tag.facet.position, tag.position))
        return {tag: tuple(found[tag]) for tag in in_order}

    @property
    def markets(self) -> tuple[Point, ...]:
        """Points that name a market, and not organised crime in general."""
        named = (tag for tag in self.tagged("market") if not tag.ref.endswith(GENERAL))
        refs = {tag.ref for tag in named}
        return tuple(each for each in self.points if any(tag.ref in refs for tag in each.tags))


def material_of(edition: Edition) -> Material:
    highlights = tuple(each for each in _with_about(edition.highlights.results()) if _says_something(each))
    dialogues = tuple(dialogues_of(edition))
    released = _released(dialogues)
    points = (*_points(highlights), *_confirmed(released))
    before = Edition.objects.filter(programme=edition.programme, year__lt=edition.year).order_by("-year").first()
    return Material(
        edition=edition,
        facts=facts_of(edition),
        countries=tuple(Country.objects.all()),
        dialogues=dialogues,
        highlights=highlights,
        points=points,
        released=released,
        facets={facet.ref: facet for facet in Facet.objects.all()},
        kinds=_kinds(points),
        sources=tuple(_sources(highlights, dialogues)),
        published=tuple(Finding.objects.filter(output__editions=edition).select_related("source", "output")),
        before=before,
        promised=tuple(_next_steps(before)) if before else (),
    )


def _with_about(highlights: QuerySet[Highlight]) -> QuerySet[Highlight]:
    return with_claims(highlights).prefetch_related("claims__about")


def _says_something(highlight: Highlight) -> bool:
    return any(claim.kind.ref != CONTEXT for claim in highlight.claims.all())


def _points(highlights: Collection[Highlight]) -> Iterator[Point]:
    """Every claim but those that only tell what happened."""
    for highlight in highlights:
        for claim in highlight.claims.all():
            if claim.kind.ref != CONTEXT:
                amounts = amounts_of(claim)
                yield Point(
                    ref=claim.ref,
                    text=claim.text,
                    language="en",
                    kind=KindName(claim.kind.ref, claim.kind.label),
                    tags=tuple(claim.tags.all()),
                    about=tuple(claim.about.all()),
                    dialogue=highlight.dialogue,
                    year=highlight.edition.year,
                    amounts=amounts,
                    uncounted=amounts,
                    highlight=highlight,
                    is_held_back=bool(claim.sensitivity_note),
                )


def amounts_of(claim: Claim) -> tuple[str, ...]:
    if claim.quantifier:
        return tuple(word.strip() for word in claim.quantifier.split(";"))
    return amount_words(claim.text, "en")


# ---------------------------------------------------------------- what rooms confirmed


def _released(dialogues: Iterable[Dialogue]) -> dict[int, DialogueReport]:
    found = {each.pk: compile_report(each) for each in dialogues}
    return {pk: report for pk, report in found.items() if report}


def _confirmed(released: Mapping[int, DialogueReport]) -> Iterator[Point]:
    """The claims that crossed with the releases, but for those that only tell what happened."""
    tags = {tag.ref: tag for tag in Tag.objects.select_related("facet")}
    for report in released.values():
        for claim in sorted(report.claims, key=lambda claim: list(Kind).index(claim.kind)):
            if claim.kind is not Kind.CONTEXT:
                yield _of_released(claim, report, tags)


def _of_released(claim: ReleasedClaim, report: DialogueReport, tags: Mapping[str, Tag]) -> Point:
    language, text = next(iter(claim.texts.items()))
    bands = tuple(pair for each in report.statements if each.ref == claim.counted for pair in bands_of(each))
    return Point(
        ref=f"claim-{report.dialogue.slug}-{claim.ref}",
        text=text,
        language=language,
        kind=kind_name(claim.kind),
        tags=tuple(tags[topic] for topic in claim.topics if topic in tags),
        dialogue=report.dialogue,
        year=report.dialogue.edition.year,
        amounts=amount_words(text, language),
        uncounted=unsupported_words(text, BY_CODE[language].tag, bands),
        released=claim,
        bands=bands,
    )


def kind_name(kind: Kind) -> KindName:
    """As both sides call it, in every language: the vocabulary has no word for disagreement."""
    label = {}
    for code in CONTENT_LANGUAGES:
        with override(code):
            label[code] = str(KINDS[kind])
    return KindName(f"kind.{kind}", label)


def _kinds(points: Iterable[Point]) -> tuple[KindName, ...]:
    """Those of the vocabulary, and those that it lacks and a room used."""
    known = [KindName(tag.ref, tag.label) for tag in Tag.objects.filter(facet__ref="kind").exclude(ref=CONTEXT)]
    return tuple(dict.fromkeys([*known, *(point.kind for point in points)]))


def _sources(highlights: Iterable[Highlight], dialogues: Iterable[Dialogue]) -> Iterator[Source]:
    found = {each.source.pk: each.source for each in highlights}
    for dialogue in dialogues:
        found |= {source.pk: source for source in dialogue.sources.all()}
    yield from sorted(found.values(), key=lambda source: source.position)


def _next_steps(edition: Edition) -> Iterator[tuple[str, str]]:
    claims = Claim.objects.filter(highlight__edition=edition, kind__ref="kind.next_step")
    yield from ((claim.text, "en") for claim in claims)
    for point in _confirmed(_released(dialogues_of(edition))):
        if point.kind.ref == f"kind.{Kind.NEXT_STEP}":
            yield point.text, point.language
