"""The report on paper: PDF/UA-1, so that it can be read aloud; set by Typst with our own fonts."""

import json
import re
from pathlib import Path

import typst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sofra.door.preparation.cards import FONTS, NO_DAY
from sofra.door.report.content import (
    Block,
    Chart,
    Evidence,
    Note,
    Points,
    Prose,
    Quote,
    Report,
    Section,
    Sentence,
    Table,
    Text,
    evidence_of,
)
from sofra.door.report.saying import say
from sofra.door.report.writers.notice import UNCOUNTED, notice_of

HERE = Path(__file__).parent
MOST = 6
"""Numbers after one sentence."""

Part = dict[str, object]


class UnprintableReport(ValueError):
    """A report with a letter that none of our fonts has; the message names it."""


def as_pdf(report: Report) -> bytes:
    with override(report.code):
        content = _whole(report)
    try:
        return _without_version(_typeset(content))
    except typst.TypstError as error:
        raise UnprintableReport(str(error)) from error


def _typeset(content: Part) -> bytes:
    made: bytes = typst.compile(
        HERE / "report.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"report": json.dumps(content)},
        timestamp=NO_DAY,
    )
    return made


def _without_version(made: bytes) -> bytes:
    """The name of the typesetter without its version, at the same length, so that no offset moves."""
    return re.sub(rb"Typst [\d.]+", lambda found: b"Typst".ljust(len(found[0])), made)


def _whole(report: Report) -> Part:
    return {
        "language": language_of(report.tag),
        "over": _text(report.over),
        "title": _text(report.title),
        "rehearsal": _text(say(_("Rehearsal: this dialogue is invented."))) if report.fictional else None,
        "lead": [_sentence(each, report) for each in report.lead],
        "notice": [_text(each) for each in notice_of(report)],
        "sections": [_section(each, report) for each in report.sections],
        "evidence": [_evidence(each, report) for each in report.evidence],
        "evidence-title": _text(say(_("Evidence"))),
        "rests-on": _text(say(_("Rests on:"))),
        "uncounted": _text(say(UNCOUNTED)),
    }


def language_of(tag: str) -> dict[str, str]:
    """A page's tag as Typst takes it: sr-Cyrl-ME is lang, script and region."""
    lang, *rest = tag.split("-")
    script = {"script": rest[0].lower()} if rest else {}
    return {"lang": lang, **script, **({"region": rest[1]} if len(rest) > 1 else {})}


def _text(text: Text) -> Part:
    return {"words": text.words, **language_of(text.tag)}


def _numbers(refs: tuple[str, ...], report: Report) -> list[int]:
    return [report.numbers[ref] for ref in refs[:MOST]]


def _sentence(sentence: Sentence, report: Report) -> Part:
    return {
        "text": _text(sentence.text),
        "evidence": _numbers(sentence.evidence, report),
        "label": _text(sentence.label) if sentence.label else None,
        "uncounted": {"words": list(sentence.uncounted), **language_of(sentence.text.tag)},
    }


def _section(section: Section, report: Report) -> Part:
    return {
        "number": section.number,
        "title": _text(section.title),
        "over": _text(section.over) if section.over else None,
        "proof": _sentence(section.proof, report) if section.proof else None,
        "blocks": [_block(each, report) for each in section.blocks],
        "parts": [_section(each, report) for each in section.parts],
    }


def _block(block: Block, report: Report) -> Part:
    match block:
        case Prose(sentences) | Points(sentences):
            kind = "prose" if isinstance(block, Prose) else "points"
            return {"is": kind, "sentences": [_sentence(each, report) for each in sentences]}
        case Chart():
            width = 100 if block.is_wide else 82
            alt = _text(block.alt)
            return {"is": "chart", "svg": block.svg, "alt": alt, "width": width, "table": _table(block.table, report)}
        case Table():
            return {"is": "table", **_table(block, report)}
        case Quote():
            return {"is": "quote", "text": _text(block.text), "evidence": _numbers(evidence_of(block), report)}
        case Note():
            return {"is": "note", "text": _text(block.text)}


def _table(table: Table, report: Report) -> Part:
    return {
        "caption": _text(table.caption),
        "head": [_text(cell) for cell in table.head],
        "rows": [[_text(cell) for cell in row] for row in table.rows],
        "evidence": _numbers(table.evidence, report),
        "numbers": table.numbers,
    }


def _evidence(evidence: Evidence, report: Report) -> Part:
    return {
        "number": report.numbers[evidence.ref],
        "text": _text(evidence.text),
        "about": [_text(each) for each in evidence.about],
        "members": report.members(evidence),
        "links": [{"words": link.words, "url": link.url} for link in evidence.links],
    }
