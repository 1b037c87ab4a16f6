"""Reading a programme file with its vocabulary, and what must be true of both together."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sofra.door.programme.dates import Period, Precision, period_as_written
from sofra.door.programme.document import ClaimPart, EventPart, ProgrammeFile, Taxonomy
from sofra.door.programme.sheet import Sheet, Step, read_sheet

Way = tuple[Step, ...]


@dataclass(frozen=True)
class Documents:
    """A programme and its vocabulary, checked against each other, with the sheet for faults found later."""

    programme: ProgrammeFile
    taxonomy: Taxonomy
    sheet: Sheet


def read_documents(programme: Path, taxonomy: Path) -> Documents:
    """Both files, or ProgrammeFault with the line and the reason."""
    taxonomy_sheet = read_sheet(taxonomy)
    vocabulary = taxonomy_sheet.read_as(Taxonomy)
    _refuse_doubles(taxonomy_sheet, _ids_of_taxonomy(vocabulary))
    sheet = read_sheet(programme)
    content = sheet.read_as(ProgrammeFile)
    _refuse_doubles(sheet, _ids_of_programme(content))
    _refuse_unknown(sheet, content, vocabulary)
    _refuse_impossible_dates(sheet, content)
    return Documents(content, vocabulary, sheet)


# ---------------------------------------------------------------- nothing is called by two names, or named and missing


@dataclass(frozen=True)
class Mention:
    """A place that names something which must exist elsewhere."""

    path: Way
    name: str
    known: Collection[str]
    what: str


def _ids_of_taxonomy(vocabulary: Taxonomy) -> Iterator[tuple[Way, str]]:
    for f, facet in enumerate(vocabulary.facets):
        yield ("facets", f, "id"), facet.id
        for i, item in enumerate(facet.items):
            yield ("facets", f, "items", i, "id"), item.id
    for i, term in enumerate(vocabulary.terms.items):
        yield ("terms", "items", i, "id"), term.id


def _ids_of_programme(content: ProgrammeFile) -> Iterator[tuple[Way, str]]:
    for key in ("sources", "precursors", "editions", "events", "highlights", "outputs"):
        for n, each in enumerate(getattr(content, key)):
            yield (key, n, "id"), each.id
    for h, highlight in enumerate(content.highlights):
        for c, claim in enumerate(highlight.claims):
            yield ("highlights", h, "claims", c, "id"), claim.id
    for o, output in enumerate(content.outputs):
        for n, finding in enumerate(output.findings_public):
            yield ("outputs", o, "findings_public", n, "id"), finding.id


def _refuse_doubles(sheet: Sheet, ids: Iterator[tuple[Way, str]]) -> None:
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            raise sheet.fault(path, f"the id '{name}' is given twice")
        seen.add(name)


def _refuse_unknown(sheet: Sheet, content: ProgrammeFile, vocabulary: Taxonomy) -> None:
    for mention in _mentions(content, vocabulary):
        if mention.name not in mention.known:
            close = get_close_matches(mention.name, mention.known, n=1)
            hint = f", perhaps '{close[0]}'" if close else ""
            raise sheet.fault(mention.path, f"there is no {mention.what} '{mention.name}'{hint}")
    for h, highlight in enumerate(content.highlights):
        if not highlight.event and not highlight.edition:
            raise sheet.fault(("highlights", h), "it names neither an event nor an edition")


def _refuse_impossible_dates(sheet: Sheet, content: ProgrammeFile) -> None:
    dates = [(("precursors", n, "date"), each.date) for n, each in enumerate(content.precursors)]
    dates += [(("outputs", n, "dated"), each.dated) for n, each in enumerate(content.outputs)]
    for path, written in dates:
        _period(sheet, path, written, written)
    for n, event in enumerate(content.events):
        _refuse_vague_days(sheet, n, event)
        period = _period(sheet, ("events", n, "date_from"), event.date_from, event.date_to)
        if period.first > period.last:
            raise sheet.fault(("events", n, "date_to"), "it ends before it begins")


def _refuse_vague_days(sheet: Sheet, n: int, event: EventPart) -> None:
    whole = len("2020-12-14")
    if event.precision == "day" and (len(event.date_from) < whole or len(event.date_to) < whole):
        raise sheet.fault(("events", n, "precision"), "the precision is 'day', but a date has no day")


def _period(sheet: Sheet, path: Way, first: str, last: str) -> Period:
    try:
        return period_as_written(first, last, Precision.DAY)
    except ValueError as error:
        raise sheet.fault(path, f"there is no such date: {error}") from error


def _mentions(content: ProgrammeFile, vocabulary: Taxonomy) -> Iterator[Mention]:
    tags = {facet.id: {item.id for item in facet.items} for facet in vocabulary.facets}
    sources = {source.id for source in content.sources}
    every_tag = set().union(*tags.values())
    yield from _all(("programme", "purpose_tags"), content.programme.purpose_tags, every_tag, "tag")
    for n, precursor in enumerate(content.precursors):
        yield Mention(("precursors", n, "source"), precursor.source, sources, "source")
    yield from _of_editions(content, sources, tags.get("voice", set()))
    yield from _of_events(content, sources, tags.get("level", set()))
    yield from _of_highlights(content, sources, tags)
    yield from _of_outputs(content, sources, every_tag)


def _all(way: Way, names: Iterable[str], known: Collection[str], what: str) -> Iterator[Mention]:
    for n, name in enumerate(names):
        yield Mention((*way, n), name, known, what)


def _of_editions(content: ProgrammeFile, sources: set[str], voices: set[str]) -> Iterator[Mention]:
    for n, edition in enumerate(content.editions):
        way: Way = ("editions", n)
        crowd = edition.participants_total
        if crowd:
            yield from _all((*way, "participants_total", "groups"), crowd.groups, voices, "voice tag")
        for name in ("participants_total", "funder", "side_meetings"):
            fact = getattr(edition, name)
            if fact and fact.source:
                yield Mention((*way, name, "source"), fact.source, sources, "source")


def _of_events(content: ProgrammeFile, sources: set[str], levels: set[str]) -> Iterator[Mention]:
    editions = {edition.id for edition in content.editions}
    countries = {country.code for country in content.programme.countries}
    for n, event in enumerate(content.events):
        way: Way = ("events", n)
        yield Mention((*way, "edition"), event.edition, editions, "edition")
        yield Mention((*way, "level"), event.level, levels, "level tag")
        yield from _all((*way, "sources"), event.sources, sources, "source")
        if event.country:
            yield Mention((*way, "country"), event.country, countries, "country")


def _of_highlights(content: ProgrammeFile, sources: set[str], tags: dict[str, set[str]]) -> Iterator[Mention]:
    editions = {edition.id for edition in content.editions}
    events = {event.id for event in content.events}
    for n, highlight in enumerate(content.highlights):
        way: Way = ("highlights", n)
        yield Mention((*way, "source"), highlight.source, sources, "source")
        if highlight.event:
            yield Mention((*way, "event"), highlight.event, events, "event")
        if highlight.edition:
            yield Mention((*way, "edition"), highlight.edition, editions, "edition")
        for c, claim in enumerate(highlight.claims):
            yield from _of_claim((*way, "claims", c), claim, tags)


def _of_claim(way: Way, claim: ClaimPart, tags: dict[str, set[str]]) -> Iterator[Mention]:
    yield Mention((*way, "kind"), claim.kind, tags.get("kind", set()), "kind")
    yield Mention((*way, "level"), claim.level, tags.get("level", set()), "level tag")
    yield from _all((*way, "tags"), claim.tags, set().union(*tags.values()), "tag")
    yield from _all((*way, "voice"), claim.voice, tags.get("voice", set()), "voice tag")
    yield from _all((*way, "about"), claim.about, tags.get("voice", set()), "voice tag")


def _of_outputs(content: ProgrammeFile, sources: set[str], tags: set[str]) -> Iterator[Mention]:
    editions = {edition.id for edition in content.editions}
    countries = {country.code for country in content.programme.countries}
    for n, output in enumerate(content.outputs):
        yield from _all(("outputs", n, "from_editions"), output.from_editions, editions, "edition")
        for f, finding in enumerate(output.findings_public):
            way: Way = ("outputs", n, "findings_public", f)
            yield Mention((*way, "source"), finding.source, sources, "source")
            yield from _all((*way, "tags"), finding.tags, tags, "tag")
            if finding.country:
                yield Mention((*way, "country"), finding.country, countries, "country")
