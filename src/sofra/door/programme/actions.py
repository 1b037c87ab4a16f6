from datetime import date

import msgspec
from django.db import transaction

from sofra.door.programme.dates import Period, Precision, period_as_written
from sofra.door.programme.document import EditionFacts, EditionPart, EventPart
from sofra.door.programme.models import Country, Dialogue, Edition, Facet, Precursor, Programme, Source, Tag
from sofra.door.programme.places import SEATS
from sofra.door.programme.reading import Documents
from sofra.web.languages import CONTENT_LANGUAGES, Texts

PRECISION_OF_PARTS = {1: Precision.YEAR, 2: Precision.MONTH, 3: Precision.DAY}


def create_programme(*, slug: str, name: Texts, convenor: str, fictional: bool = False) -> Programme:
    return Programme.objects.create(slug=slug, name=dict(name), convenor=convenor, fictional=fictional)


def create_edition(programme: Programme, *, slug: str, year: int, focus: Texts | None = None) -> Edition:
    return Edition.objects.create(programme=programme, slug=slug, year=year, focus=dict(focus) if focus else None)


def create_dialogue(
    edition: Edition,
    *,
    slug: str,
    title: Texts,
    city: str,
    country: Country | None,
    level: str,
    format: str,  # noqa: A002  # the field's word
    date_from: date,
    date_to: date,
) -> Dialogue:
    """Add a dialogue whose days are known."""
    return Dialogue.objects.create(
        edition=edition,
        slug=slug,
        title=dict(title),
        city=city,
        country=country,
        level=level,
        format=format,
        date_from=date_from,
        date_to=date_to,
    )


@transaction.atomic
def load_programme(documents: Documents) -> Programme:
    """Bring programme, editions, dialogues and vocabulary to what the files say; a second time changes nothing."""
    _refuse_taken_slugs(documents)
    _load_vocabulary(documents)
    _load_sources(documents)
    _load_countries(documents)
    programme = _load_head(documents)
    _load_precursors(programme, documents)
    editions = {part.id: _load_edition(programme, part) for part in documents.programme.editions}
    for part in documents.programme.events:
        _load_dialogue(editions[part.edition], part)
    return programme


def period_by_length(written: str) -> Period:
    """The period of a date written alone, which is as precise as it is long."""
    return period_as_written(written, written, PRECISION_OF_PARTS[written.count("-") + 1])


def _refuse_taken_slugs(documents: Documents) -> None:
    """A file may not overwrite what another programme, or a convenor at the desk, already has."""
    slug = documents.programme.programme.id
    taken_editions = set(Edition.objects.exclude(programme__slug=slug).values_list("slug", flat=True))
    taken_dialogues = set(Dialogue.objects.exclude(edition__programme__slug=slug).values_list("slug", flat=True))
    for n, edition in enumerate(documents.programme.editions):
        if edition.slug in taken_editions:
            raise documents.sheet.fault(("editions", n, "id"), f"another programme has an edition '{edition.slug}'")
    for n, event in enumerate(documents.programme.events):
        if event.slug in taken_dialogues:
            raise documents.sheet.fault(("events", n, "id"), f"another programme has a dialogue '{event.slug}'")


def _load_vocabulary(documents: Documents) -> None:
    facets = [
        Facet(ref=f.id, label=_labels(f.label), cardinality=f.cardinality, note=f.note, position=n)
        for n, f in enumerate(documents.taxonomy.facets)
    ]
    Facet.objects.bulk_create(
        facets,
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["label", "cardinality", "note", "position"],
    )
    known = {facet.ref: facet for facet in Facet.objects.all()}
    tags = [
        Tag(
            ref=item.id,
            facet=known[facet.id],
            label=_labels(item),
            unsure=list(item.unsure),
            review=dict(documents.taxonomy.review),
            position=n,
        )
        for facet in documents.taxonomy.facets
        for n, item in enumerate(facet.items)
    ]
    Tag.objects.bulk_create(
        tags,
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["facet", "label", "unsure", "review", "position"],
    )


def _labels(part: object) -> dict[str, str]:
    return {language: getattr(part, language) for language in CONTENT_LANGUAGES}


def _load_sources(documents: Documents) -> None:
    sources = [
        Source(ref=s.id, title=s.title, url=s.url, publisher=s.publisher, note=s.note, position=n)
        for n, s in enumerate(documents.programme.sources)
    ]
    Source.objects.bulk_create(
        sources,
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["title", "url", "publisher", "note", "position"],
    )


def _load_countries(documents: Documents) -> None:
    countries = [
        Country(code=c.code, name=c.name, capital=c.capital, seat=SEATS[c.code].seat)
        for c in documents.programme.programme.countries
    ]
    Country.objects.bulk_create(
        countries, update_conflicts=True, unique_fields=["code"], update_fields=["name", "capital", "seat"]
    )


def _load_head(documents: Documents) -> Programme:
    head = documents.programme.programme
    programme, _created = Programme.objects.update_or_create(
        slug=head.id,
        defaults={
            "name": msgspec.to_builtins(head.name),
            "convenor": head.convenor,
            "fictional": head.fictional,
            "not_public": list(documents.programme.not_public_or_not_found),
        },
    )
    return programme


def _load_precursors(programme: Programme, documents: Documents) -> None:
    for part in documents.programme.precursors:
        period = period_by_length(part.date)
        Precursor.objects.update_or_create(
            ref=part.id,
            defaults={
                "programme": programme,
                "what": part.what,
                "date_from": period.first,
                "date_to": period.last,
                "precision": period.precision,
                "date_conflict": part.date_conflict,
                "detail": part.detail,
                "source": Source.objects.get(ref=part.source),
            },
        )


def _load_edition(programme: Programme, part: EditionPart) -> Edition:
    facts = EditionFacts(**{name: getattr(part, name) for name in EditionFacts.__struct_fields__})
    edition, _created = Edition.objects.update_or_create(
        slug=part.slug,
        defaults={
            "programme": programme,
            "year": part.year,
            "focus": msgspec.to_builtins(part.focus),
            "aims": list(part.aims),
            "facts": msgspec.to_builtins(facts),
        },
    )
    return edition


def _load_dialogue(edition: Edition, part: EventPart) -> None:
    crowd = part.participants
    dialogue, _created = Dialogue.objects.update_or_create(
        slug=part.slug,
        defaults={
            "edition": edition,
            "city": part.city or "",
            "country": Country.objects.get(code=part.country) if part.country else None,
            "level": part.level.removeprefix("level."),
            "format": part.format,
            "date_from": part.period.first,
            "date_to": part.period.last,
            "precision": part.precision,
            "note": part.note,
            "participants_at_least": crowd.at_least if crowd else None,
            "participants_word": crowd.word if crowd else "",
        },
    )
    dialogue.sources.set(Source.objects.filter(ref__in=part.sources))
