from collections.abc import Iterable
from pathlib import Path

import msgspec
from django.db import models, transaction

from sofra.door.highlights.models import Claim, Finding, Highlight, Output
from sofra.door.programme.actions import load_programme, period_by_length
from sofra.door.programme.document import ClaimPart, FindingPart, HighlightPart, OutputPart
from sofra.door.programme.models import Country, Dialogue, Edition, Programme, Source, Tag
from sofra.door.programme.reading import Documents, read_documents


def load_sample(folder: Path) -> Programme:
    """The real programme of 2020 and 2021, as it comes with Sofra."""
    return load_files(folder / "programme-2020-2021.yaml", folder / "taxonomy.yaml")


def load_files(programme: Path, taxonomy: Path) -> Programme:
    """Everything in a programme file, or nothing of it and a ProgrammeFault."""
    documents = read_documents(programme, taxonomy)
    with transaction.atomic():
        loaded = load_programme(documents)
        load_highlights(loaded, documents)
    return loaded


@transaction.atomic
def load_highlights(programme: Programme, documents: Documents) -> None:
    """Replace all highlights and outputs of a programme by those of its file."""
    Highlight.objects.filter(edition__programme=programme).delete()
    Output.objects.filter(programme=programme).delete()
    known = _Known()
    for n, part in enumerate(documents.programme.highlights):
        _load_highlight(n, part, known)
    for output in documents.programme.outputs:
        _load_output(programme, output, known)


class _Known:
    """What a highlight may name, looked up once."""

    def __init__(self) -> None:
        self.sources = {source.ref: source for source in Source.objects.all()}
        self.tags = {tag.ref: tag for tag in Tag.objects.all()}
        self.countries = {country.code: country for country in Country.objects.all()}
        self.editions = {f"ed-{edition.slug}": edition for edition in Edition.objects.all()}
        self.dialogues = {f"ev-{each.slug}": each for each in Dialogue.objects.select_related("edition")}


def _load_highlight(position: int, part: HighlightPart, known: _Known) -> None:
    dialogue = known.dialogues[part.event] if part.event else None
    highlight = Highlight.objects.create(
        ref=part.id,
        edition=dialogue.edition if dialogue else known.editions[part.edition or ""],
        dialogue=dialogue,
        source=known.sources[part.source],
        headline=msgspec.to_builtins(part.headline),
        beyond_spec=part.beyond_spec,
        anomaly=part.anomaly,
        position=position,
    )
    claims = Claim.objects.bulk_create(_claim(highlight, n, claim, known) for n, claim in enumerate(part.claims))
    for claim, said in zip(claims, part.claims, strict=True):
        _tie(Claim.tags.through, claim, said.tags, known)
        _tie(Claim.voices.through, claim, said.voice, known)
        _tie(Claim.about.through, claim, said.about, known)


def _claim(highlight: Highlight, position: int, part: ClaimPart, known: _Known) -> Claim:
    return Claim(
        ref=part.id,
        highlight=highlight,
        text=part.text,
        kind=known.tags[part.kind],
        level=known.tags[part.level],
        area=part.area,
        quantifier=part.quantifier,
        sensitivity_note=part.sensitivity_note,
        position=position,
    )


def _tie(through: type[models.Model], claim: Claim, names: Iterable[str], known: _Known) -> None:
    """Tags of a claim that is new, and so has none yet."""
    through._default_manager.bulk_create(through(claim=claim, tag=known.tags[name]) for name in names)


def _load_output(programme: Programme, part: OutputPart, known: _Known) -> None:
    dated = period_by_length(part.dated)
    output = Output.objects.create(
        programme=programme,
        ref=part.id,
        title=part.title,
        dated_from=dated.first,
        dated_to=dated.last,
        dated_precision=dated.precision,
        released=part.released,
        languages=list(part.languages_seen),
        basis=part.basis_public,
        launch=msgspec.to_builtins(part.launch_event),
    )
    output.editions.set(known.editions[name] for name in part.from_editions)
    for n, finding in enumerate(part.findings_public):
        _load_finding(output, n, finding, known)


def _load_finding(output: Output, position: int, part: FindingPart, known: _Known) -> None:
    finding = Finding.objects.create(
        output=output,
        ref=part.id,
        text=part.text,
        source=known.sources[part.source],
        country=known.countries[part.country] if part.country else None,
        position=position,
    )
    finding.tags.set(known.tags[name] for name in part.tags)
