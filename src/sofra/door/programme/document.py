"""The shape of a programme file and of the vocabulary it is tagged with."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from sofra.door.programme.dates import Period, Precision, period_as_written

Ref = Annotated[str, Meta(pattern=r"^[a-zA-Z0-9_.-]+$", max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=400)]
Passage = Annotated[str, Meta(min_length=1, max_length=4000)]
DateWritten = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
CountryCode = Literal["RS", "XK", "MK", "AL", "ME", "BA"]
Language = Literal["en", "de", "sq", "bcms", "mk"]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Every part of a file; an unknown field is a slip of the pen, so it is refused."""


class Wording(Part, frozen=True, omit_defaults=True):
    """A text in English and, as far as drafted, in the other languages."""

    en: Line
    de: str = ""
    sq: str = ""
    bcms: str = ""
    mk: str = ""


class Label(Part, frozen=True):
    en: Line
    de: Line
    sq: Line
    bcms: Line
    mk: Line


# ---------------------------------------------------------------- the vocabulary


class TagPart(Label, frozen=True):
    id: Ref
    src: Literal["index", "seed", "field"]
    unsure: tuple[Language, ...] = ()
    min: float | None = None
    note: str = ""


class FacetPart(Part, frozen=True):
    id: Ref
    label: Label
    cardinality: Literal["one", "many"]
    items: tuple[TagPart, ...]
    note: str = ""


class TermPart(Label, frozen=True):
    id: Ref
    unsure: tuple[Language, ...] = ()


class TermsPart(Part, frozen=True):
    items: tuple[TermPart, ...]
    note: str = ""


class Taxonomy(Part, frozen=True):
    version: Literal[1]
    languages: tuple[Language, ...]
    review: dict[Language, str]
    facets: Annotated[tuple[FacetPart, ...], Meta(min_length=1)]
    terms: TermsPart


# ---------------------------------------------------------------- the programme


class SourcePart(Part, frozen=True):
    id: Ref
    title: Line
    url: Annotated[str, Meta(pattern=r"^https?://\S+$", max_length=400)]
    publisher: Line
    note: str = ""


class CountryPart(Part, frozen=True):
    code: CountryCode
    name: Line
    capital: Line
    note: str = ""


class ProgrammePart(Part, frozen=True):
    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Wording
    convenor: Line
    countries: tuple[CountryPart, ...]
    fictional: bool = False
    rhythm: str = ""
    languages_of_public_page: tuple[Language, ...] = ()
    purpose_tags: tuple[Ref, ...] = ()
    definition_of_resilience_public: str = ""


class PrecursorPart(Part, frozen=True):
    id: Ref
    what: Line
    date: DateWritten
    source: Ref
    date_conflict: str = ""
    detail: str = ""


class Crowd(Part, frozen=True):
    """How many came, as a source words it: a number that is surely reached, and the word before it."""

    at_least: Annotated[int, Meta(ge=1)]
    word: Line
    groups: tuple[Ref, ...] = ()
    scope: str = ""
    source: Ref | None = None


class Funder(Part, frozen=True):
    name: Line
    source: Ref


class Grants(Part, frozen=True):
    """Numbers on which the sources disagree; all are kept."""

    values: Annotated[tuple[int, ...], Meta(min_length=1)]
    conflict: Line


class SideMeetings(Part, frozen=True):
    what: Line
    source: Ref
    scope: str = ""


class EditionFacts(Part, frozen=True, omit_defaults=True, kw_only=True):
    """What a source printed about an edition; None where nothing is public."""

    focus_note: str = ""
    participants_total: Crowd | None = None
    funder: Funder | None = None
    linked_grants: Grants | None = None
    side_meetings: SideMeetings | None = None


class EditionPart(EditionFacts, frozen=True, kw_only=True):
    id: Annotated[str, Meta(pattern=r"^ed-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    year: Annotated[int, Meta(ge=1900, le=2200)]
    focus: Wording | None
    aims: tuple[Passage, ...]

    @property
    def slug(self) -> str:
        return self.id.removeprefix("ed-")


class EventPart(Part, frozen=True):
    """A dialogue. The file calls it an event."""

    id: Annotated[str, Meta(pattern=r"^ev-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    edition: Ref
    country: CountryCode | None
    city: Line | None
    level: Literal["level.national", "level.regional"]
    format: Literal["in_person", "hybrid", "online"]
    date_from: DateWritten
    date_to: DateWritten
    precision: Literal["day", "month", "window"]
    participants: Crowd | None
    sources: tuple[Ref, ...]
    note: str = ""

    @property
    def slug(self) -> str:
        return self.id.removeprefix("ev-")

    @property
    def period(self) -> Period:
        return period_as_written(self.date_from, self.date_to, Precision(self.precision))


class ClaimPart(Part, frozen=True):
    id: Ref
    text: Passage
    kind: Ref
    tags: Annotated[tuple[Ref, ...], Meta(min_length=1)]
    voice: Annotated[tuple[Ref, ...], Meta(min_length=1)]
    level: Ref
    about: tuple[Ref, ...] = ()
    area: str = ""
    quantifier: str = ""
    sensitivity_note: str = ""


class HighlightPart(Part, frozen=True):
    id: Ref
    event: Ref | None
    source: Ref
    headline: Wording
    claims: Annotated[tuple[ClaimPart, ...], Meta(min_length=1)]
    edition: Ref | None = None
    beyond_spec: bool = False
    anomaly: str = ""


class FindingPart(Part, frozen=True):
    id: Ref
    text: Passage
    source: Ref
    tags: tuple[Ref, ...] = ()
    country: CountryCode | None = None


class LaunchEvent(Part, frozen=True):
    format: Literal["in_person", "hybrid", "online"]
    minutes: int
    parts: tuple[Line, ...]
    source: Ref


class OutputPart(Part, frozen=True):
    id: Ref
    kind: Literal["report"]
    title: Line
    dated: DateWritten
    from_editions: tuple[Ref, ...]
    findings_public: tuple[FindingPart, ...]
    released: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    languages_seen: tuple[Language, ...] = ()
    basis_public: str = ""
    launch_event: LaunchEvent | None = None


class MeansPart(Part, frozen=True):
    criminality: float
    resilience: float


class YearOfScores(Part, frozen=True):
    criminality: dict[CountryCode, float | None]
    resilience: dict[CountryCode, float | None]
    sources: tuple[Ref, ...]
    global_mean_quoted: MeansPart | None = None


class ContextScores(Part, frozen=True):
    """Read and checked, and never shown: beside what people said they would turn into a ranking."""

    note: Line
    y2021: YearOfScores | None = field(name="2021", default=None)
    y2023: YearOfScores | None = field(name="2023", default=None)


class ProgrammeFile(Part, frozen=True):
    version: Literal[1]
    vocabulary: Line
    programme: ProgrammePart
    sources: tuple[SourcePart, ...]
    editions: tuple[EditionPart, ...]
    events: tuple[EventPart, ...]
    highlights: tuple[HighlightPart, ...]
    rules: tuple[Passage, ...] = ()
    precursors: tuple[PrecursorPart, ...] = ()
    outputs: tuple[OutputPart, ...] = ()
    context_scores: ContextScores | None = None
    not_public_or_not_found: tuple[Passage, ...] = ()
