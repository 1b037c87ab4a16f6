from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from sofra.analysis.language.topics import topic_labels
from sofra.door.highlights.models import Claim, Finding, Highlight, Output
from sofra.door.programme.document import EditionFacts
from sofra.door.programme.drawing import Mark, around_the_table
from sofra.door.programme.models import Country, Dialogue, Edition, Facet, Precursor, Programme, Source, Tag
from sofra.door.programme.queries import amount, dialogues_of, facts_of
from sofra.door.releases.models import Release
from sofra.hatch.claims import Kind
from sofra.hatch.release import ReleasedClaim
from sofra.web.languages import Texts

TOPIC_FACETS = ("challenge", "need", "corruption", "response", "entry")
"""What a dialogue talks about. The other facets say how, by whom and at which level."""
MOST_DOTS = 4


# ---------------------------------------------------------------- one edition


@dataclass(frozen=True)
class DialogueInFull:
    dialogue: Dialogue
    participants: str
    """As the source words it, or empty where nothing is public."""
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True)
class EditionInFull:
    edition: Edition
    facts: EditionFacts
    participants: str
    groups: tuple[Tag, ...]
    fact_sources: tuple[Source, ...]
    dialogues: tuple[DialogueInFull, ...]
    of_the_region: tuple[Highlight, ...]
    """Highlights that no single dialogue stands for."""
    context: tuple[Highlight, ...]
    """Lines that a source prints among its highlights, and that are none."""
    table: tuple[Mark, ...]

    @property
    def grants(self) -> str:
        """Every number that a source gives, since they disagree."""
        return ", ".join(str(number) for number in self.facts.linked_grants.values) if self.facts.linked_grants else ""

    @property
    def n_national(self) -> int:
        return sum(each.dialogue.level == Dialogue.Level.NATIONAL for each in self.dialogues)

    @property
    def n_regional(self) -> int:
        return len(self.dialogues) - self.n_national

    @property
    def n_highlights(self) -> int:
        return sum(len(each.highlights) for each in self.dialogues) + len(self.of_the_region)


def edition_in_full(edition: Edition) -> EditionInFull:
    facts = facts_of(edition)
    crowd = facts.participants_total
    results = list(with_claims(edition.highlights.results()))
    dialogues = list(dialogues_of(edition))
    seats = {dialogue.country.seat for dialogue in dialogues if dialogue.country}
    return EditionInFull(
        edition=edition,
        facts=facts,
        participants=amount(crowd.at_least, crowd.word) if crowd else "",
        groups=tuple(Tag.objects.filter(ref__in=crowd.groups)) if crowd else (),
        fact_sources=tuple(Source.objects.filter(ref__in=_sources_named_in(facts))),
        dialogues=tuple(_in_full(dialogue, results) for dialogue in dialogues),
        of_the_region=tuple(each for each in results if each.dialogue_id is None),
        context=tuple(with_claims(edition.highlights.context())),
        table=around_the_table(Country.objects.all(), taken=seats),
    )


def _sources_named_in(facts: EditionFacts) -> set[str]:
    with_source = (facts.participants_total, facts.funder, facts.side_meetings)
    return {fact.source for fact in with_source if fact and fact.source}


def highlights_of(dialogue: Dialogue) -> QuerySet[Highlight]:
    """The highlights of one dialogue with all that is shown of them; context lines are left out."""
    return with_claims(dialogue.highlights.results())


def with_claims(highlights: QuerySet[Highlight]) -> QuerySet[Highlight]:
    return highlights.select_related("source", "edition", "dialogue__country").prefetch_related(
        "claims__kind", "claims__voices", "claims__tags__facet"
    )


def _in_full(dialogue: Dialogue, results: Iterable[Highlight]) -> DialogueInFull:
    number = dialogue.participants_at_least
    return DialogueInFull(
        dialogue,
        amount(number, dialogue.participants_word) if number else "",
        tuple(each for each in results if each.dialogue_id == dialogue.pk),
    )


# ---------------------------------------------------------------- what came up where


@dataclass(frozen=True)
class Cell:
    """In how many highlights of one country a topic came up."""

    count: int

    @property
    def dots(self) -> tuple[int, ...]:
        """Where the dots stand in a drawing 44 wide; none when the number alone is clearer."""
        if self.count > MOST_DOTS:
            return ()
        return tuple(22 + 8 * (2 * place - self.count + 1) for place in range(self.count))


@dataclass(frozen=True)
class TopicRow:
    tag: Tag
    cells: tuple[Cell, ...]
    """In the order of the seats, and last the region as a whole."""


@dataclass(frozen=True)
class TopicGroup:
    facet: Facet
    rows: tuple[TopicRow, ...]


@dataclass(frozen=True)
class TopicTable:
    countries: tuple[Country, ...]
    groups: tuple[TopicGroup, ...]


def topic_table(edition: Edition | None = None, facets: Iterable[str] = TOPIC_FACETS) -> TopicTable:
    """What came up where, in one edition or in all real ones. A topic that came up nowhere has no row."""
    countries = tuple(Country.objects.all())
    counts = _highlights_by_tag_and_seat(edition)
    groups = []
    for facet in Facet.objects.filter(ref__in=facets).prefetch_related("tags"):
        rows = tuple(_row(tag, countries, counts) for tag in facet.tags.all() if tag.pk in counts)
        if rows:
            groups.append(TopicGroup(facet, rows))
    return TopicTable(countries, tuple(groups))


def _highlights_by_tag_and_seat(edition: Edition | None) -> dict[int, dict[int | None, int]]:
    claims = Claim.objects.filter(highlight__anomaly="")
    if edition:
        claims = claims.filter(highlight__edition=edition)
    else:
        claims = claims.filter(highlight__edition__programme__fictional=False)
    rows = claims.values_list("tags", "highlight__dialogue__country__seat").annotate(Count("highlight", distinct=True))
    counts: dict[int, dict[int | None, int]] = {}
    for tag, seat, count in rows.order_by():
        counts.setdefault(tag, {})[seat] = count
    return counts


def _row(tag: Tag, countries: Iterable[Country], counts: dict[int, dict[int | None, int]]) -> TopicRow:
    here = counts[tag.pk]
    seats: list[int | None] = [*(country.seat for country in countries), None]
    return TopicRow(tag, tuple(Cell(here.get(seat, 0)) for seat in seats))


@dataclass(frozen=True)
class TopicPage:
    tag: Tag
    claims: tuple[Claim, ...]


def topic_page(ref: str) -> TopicPage:
    """A topic with the claims in which it came up, edition by edition in the order of the seats."""
    tag = Tag.objects.select_related("facet").filter(ref=ref).first()
    if tag is None:
        raise Http404
    claims = (
        tag.claims.filter(highlight__anomaly="", highlight__edition__programme__fictional=False)
        .select_related("kind", "highlight__source", "highlight__edition", "highlight__dialogue__country")
        .prefetch_related("voices")
        .order_by("highlight__edition__year", "highlight__dialogue__country__seat", "highlight__position", "position")
    )
    return TopicPage(tag, tuple(claims))


# ---------------------------------------------------------------- where it all comes from


@dataclass(frozen=True)
class SourcesPage:
    sources: tuple[Source, ...]
    outputs: tuple[Output, ...]
    precursors: tuple[Precursor, ...]
    programmes: tuple[Programme, ...]
    n_tags: int
    n_facets: int


def sources_page() -> SourcesPage:
    findings = Finding.objects.select_related("source", "country").prefetch_related("tags")
    outputs = Output.objects.filter(programme__fictional=False).prefetch_related("editions")
    return SourcesPage(
        sources=tuple(Source.objects.all()),
        outputs=tuple(outputs.prefetch_related(Prefetch("findings", findings))),
        precursors=tuple(Precursor.objects.filter(programme__fictional=False).select_related("source")),
        programmes=tuple(Programme.objects.filter(fictional=False)),
        n_tags=Tag.objects.count(),
        n_facets=Facet.objects.count(),
    )


# ---------------------------------------------------------------- what a room confirmed


@dataclass(frozen=True)
class ConfirmedClaim:
    """A claim that a room confirmed and released."""

    content: ReleasedClaim
    topics: tuple[Texts, ...]
    counted_by: Texts | None
    """The released statement that tells how many see it so; None where nobody counted."""


def confirmed_claims(dialogue: Dialogue) -> list[ConfirmedClaim]:
    """The claims in a dialogue's release, by kind in the order of the kinds; within a kind in no order."""
    kept = Release.objects.filter(dialogue=dialogue).first()
    if kept is None:
        return []
    content, kinds, names = kept.content, list(Kind), topic_labels()
    statements = {each.ref: each.texts for each in content.everything}
    return [
        ConfirmedClaim(
            content=claim,
            topics=tuple(names[topic] for topic in claim.topics if topic in names),
            counted_by=statements.get(claim.counted or ""),
        )
        for claim in sorted(content.claims, key=lambda claim: kinds.index(claim.kind))
    ]
