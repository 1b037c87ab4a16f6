"""What a report on an edition is made from, read once: its claims, its dialogues and what they released."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from sofra.door.highlights.models import Claim, Finding, Highlight
from sofra.door.highlights.queries import with_claims
from sofra.door.programme.document import EditionFacts
from sofra.door.programme.models import Country, Dialogue, Edition, Facet, Source, Tag
from sofra.door.programme.queries import dialogues_of, facts_of
from sofra.door.report.queries import Report as DialogueReport
from sofra.door.report.queries import amount_words, compile_report

CONTEXT = "kind.context"
GENERAL = ".general"


@dataclass(frozen=True)
class Point:
    """One claim, as the report uses it."""

    claim: Claim
    highlight: Highlight
    kind: Tag
    tags: tuple[Tag, ...]
    about: tuple[Tag, ...]
    amounts: tuple[str, ...]
    """Its amount words: that of the source, or else those the grammar finds."""

    @property
    def ref(self) -> str:
        return self.claim.ref

    @property
    def dialogue(self) -> Dialogue | None:
        return self.highlight.dialogue

    @property
    def seat(self) -> int | None:
        return self.dialogue.country.seat if self.dialogue and self.dialogue.country else None

    @property
    def is_held_back(self) -> bool:
        """True in the room and risky in print: a note for those who publish says so."""
        return bool(self.claim.sensitivity_note)


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
    kinds: tuple[Tag, ...]
    sources: tuple[Source, ...]
    published: tuple[Finding, ...]
    """Findings that a report of the convenor printed after this edition."""
    before: Edition | None
    """The edition of the year before, if there was one."""
    promised: tuple[Claim, ...]
    """The next steps that it named."""

    @cached_property
    def by_kind(self) -> dict[str, tuple[Point, ...]]:
        return {kind.ref: tuple(each for each in self.points if each.kind.ref == kind.ref) for kind in self.kinds}

    def of_dialogue(self, dialogue: Dialogue | None) -> tuple[Point, ...]:
        pk = dialogue.pk if dialogue else None
        return tuple(each for each in self.points if each.highlight.dialogue_id == pk)

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
    released = {each.pk: compile_report(each) for each in dialogues}
    points = tuple(_points(highlights))
    before = Edition.objects.filter(programme=edition.programme, year__lt=edition.year).order_by("-year").first()
    return Material(
        edition=edition,
        facts=facts_of(edition),
        countries=tuple(Country.objects.all()),
        dialogues=dialogues,
        highlights=highlights,
        points=points,
        released={pk: report for pk, report in released.items() if report},
        facets={facet.ref: facet for facet in Facet.objects.all()},
        kinds=tuple(Tag.objects.filter(facet__ref="kind").exclude(ref=CONTEXT)),
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
                yield Point(
                    claim=claim,
                    highlight=highlight,
                    kind=claim.kind,
                    tags=tuple(claim.tags.all()),
                    about=tuple(claim.about.all()),
                    amounts=amounts_of(claim),
                )


def amounts_of(claim: Claim) -> tuple[str, ...]:
    if claim.quantifier:
        return tuple(word.strip() for word in claim.quantifier.split(";"))
    return amount_words(claim.text, "en")


def _sources(highlights: Iterable[Highlight], dialogues: Iterable[Dialogue]) -> Iterator[Source]:
    found = {each.source.pk: each.source for each in highlights}
    for dialogue in dialogues:
        found |= {source.pk: source for source in dialogue.sources.all()}
    yield from sorted(found.values(), key=lambda source: source.position)


def _next_steps(edition: Edition) -> Iterable[Claim]:
    return Claim.objects.filter(highlight__edition=edition, kind__ref="kind.next_step").select_related("highlight")
