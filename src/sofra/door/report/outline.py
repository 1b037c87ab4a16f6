"""The skeleton of a report, and how one is put together in one language."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sofra.door.programme.models import Edition
from sofra.door.report.checks import UnprovenReport, faults_of
from sofra.door.report.content import Report, Section, Sentence, Text, evidence_of
from sofra.door.report.history import History, history
from sofra.door.report.material import Material, material_of
from sofra.door.report.queries import unsupported_words
from sofra.door.report.saying import labelled, listed, say, sentence
from sofra.door.report.sections.across import across, bridges, common, needs
from sofra.door.report.sections.after import last_year, recommendations
from sofra.door.report.sections.annex import languages, method, withheld
from sofra.door.report.sections.countries import countries
from sofra.door.report.sections.made import made
from sofra.door.report.sections.year import the_year
from sofra.door.report.shelf import Shelf, edition_ref
from sofra.web.languages import BY_CODE

CHAPTERS = (made, the_year, countries, across, needs, bridges, common, last_year, recommendations)
ANNEX = (method, withheld)


NOT_PUBLISHED = History()


def compile_edition(edition: Edition, code: str) -> Report:
    """The report on an edition in one language of the pages; refused if a sentence has nothing under it."""
    return compile_material(material_of(edition), code)


def compile_material(material: Material, code: str, kept: History = NOT_PUBLISHED) -> Report:
    with override(code):
        report = _put_together(material, code, kept)
    if faults := faults_of(report, unsupported_words):
        raise UnprovenReport(faults)
    return report


def _put_together(material: Material, code: str, kept: History) -> Report:
    shelf, edition = Shelf(material), material.edition
    sections = [_numbered(chapter(material, shelf), number) for number, chapter in enumerate(CHAPTERS, 1)]
    sections += [*(chapter(material, shelf) for chapter in ANNEX), history(kept, shelf)]
    here = edition_ref(edition)
    report = Report(
        slug=edition.slug,
        year=edition.year,
        version=kept.number,
        code=code,
        tag=BY_CODE[code].tag,
        fictional=edition.fictional,
        over=_over(edition, kept),
        title=labelled(edition.programme.name),
        lead=tuple(_lead(material)),
        sections=tuple(sections),
        evidence=(),
    )
    refs = [ref for block in report.blocks for ref in evidence_of(block)]
    refs += [ref for each in report.sentences for ref in each.evidence]
    whole = replace(report, evidence=shelf.in_order([*refs, here]))
    return replace(whole, sections=(*whole.sections, languages(whole.texts, material)))


def _over(edition: Edition, kept: History) -> Text:
    if kept.number is None:
        return say(_("Report on the edition %(year)d"), year=edition.year)
    return say(_("Report on the edition %(year)d, version %(number)d"), year=edition.year, number=kept.number)


def _lead(material: Material) -> Iterator[Sentence]:
    """What the report is, and its first finding: how much came out of each kind that the year asked for."""
    edition = material.edition
    words = _("What was said in the dialogues of %(year)d, no more loudly than it was said.")
    yield sentence(words, edition_ref(edition), year=edition.year)
    if edition.focus:
        words = _("The focus of the year was: %(focus)s.")
        yield sentence(words, edition_ref(edition), focus=labelled(edition.focus))
    if material.points:
        kinds = sorted(material.kinds, key=lambda kind: -len(material.by_kind[kind.ref]))
        counted = [f"{labelled(kind.label)} {len(material.by_kind[kind.ref])}" for kind in kinds]
        words = _("%(number)d claims came out, by kind: %(counts)s.")
        yield sentence(words, "count-kinds", number=len(material.points), counts=listed(counted))


def _numbered(section: Section, number: int) -> Section:
    return replace(section, number=str(number))
