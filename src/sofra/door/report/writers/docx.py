"""The report as a DOCX: real headings, lists and tables, alternative texts, and a language on every run."""

import json
import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from sofra.door.preparation.cards import FONTS, NO_DAY
from sofra.door.report.content import (
    Block,
    Chart,
    Evidence,
    Link,
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

INK, SOFT, COPPER = RGBColor(0x33, 0x1A, 0x1E), RGBColor(0x5B, 0x44, 0x42), RGBColor(0x76, 0x39, 0x1A)
LINE = RGBColor(0xDB, 0xD0, 0xCB)
HERE = Path(__file__).parent
PAGE_WIDE = 162
FEWEST_LETTERS, MOST_LETTERS = 12, 36
DOTS_AN_INCH = 144
MOST = 6
GUEST, HOUSE = "Vollkorn", "Noto Sans"


def as_docx(report: Report) -> bytes:
    with override(report.code):
        made = BytesIO()
        _Writer(report).whole().save(made)
    return _without_dates(made.getvalue())


def _without_dates(made: bytes) -> bytes:
    """The same parts in the same order, each as if packed on the first day that the format knows."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # A picture is packed already.
            part.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return packed.getvalue()


class _Writer:
    """One document on its way; python-docx changes it in place."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pictures = _as_pictures([block for block in report.blocks if isinstance(block, Chart)])
        self.paper: Paper = Document()
        _prepare(self.paper, report)
        self.addresses: dict[str, str] = {}
        self.end: Any = self.paper.element.body.sectPr

    def whole(self) -> Paper:
        if self.report.fictional:
            self.line(say(_("Rehearsal: this dialogue is invented.")), STRONG)
        self.line(self.report.over, LABEL)
        self.heading(self.report.title, 0)
        self.prose(Prose(self.report.lead))
        for text in notice_of(self.report):
            self.line(text, SMALL)
        for section in self.report.sections:
            self.section(section, 1)
        self.heading(say(_("Evidence")), 1)
        for evidence in self.report.evidence:
            self.evidence(evidence)
        return self.paper

    def section(self, section: Section, level: int) -> None:
        self.heading(section.title, level, section.number)
        if section.over:
            self.line(section.over, LABEL)
        if section.proof and section.proof.uncounted:
            self.uncounted(self.paragraph(), section.proof)
        for block in section.blocks:
            self.block(block)
        for part in section.parts:
            self.section(part, level + 1)

    def block(self, block: Block) -> None:
        match block:
            case Prose():
                self.prose(block)
            case Points(sentences):
                for sentence in sentences:
                    self.point(sentence)
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)
            case Quote():
                paragraph = self.paragraph("Quote")
                self.say(paragraph, block.text)
                self.leads(paragraph, evidence_of(block))
            case Note():
                self.line(block.text, SMALL)

    # ------------------------------------------------------------ words

    def paragraph(self, style: str = "") -> Any:
        """A new one at the end, made directly: python-docx looks through all styles for each."""
        paragraph = self.end.makeelement(_name("w:p"))
        self.end.addprevious(paragraph)
        if style:
            _below(_below(paragraph, "w:pPr"), "w:pStyle", val=_id(style))
        return paragraph

    def say(self, paragraph: Any, text: Text, style: str = "") -> None:
        _run(paragraph, text.words, text.tag, style)

    def line(self, text: Text, style: str = "") -> None:
        self.say(self.paragraph(), text, style)

    def heading(self, text: Text, level: int, number: str = "") -> None:
        heading = self.paragraph(f"Heading {level}" if level else "Title")
        if number:
            _run(heading, f"{number}  ", text.tag)
        self.say(heading, text)

    def prose(self, block: Prose) -> None:
        paragraph = self.paragraph()
        for sentence in block.sentences:
            self.say(paragraph, sentence.text)
            self.leads(paragraph, sentence.evidence)
            if sentence.uncounted:
                self.uncounted(paragraph, sentence)
            _run(paragraph, " ", self.report.tag)

    def point(self, sentence: Sentence) -> None:
        paragraph = self.paragraph("List Bullet")
        if sentence.label:
            self.say(paragraph, sentence.label, LABEL)
            _break(paragraph)
        self.say(paragraph, sentence.text)
        self.leads(paragraph, sentence.evidence)
        if sentence.uncounted:
            _break(paragraph)
            self.uncounted(paragraph, sentence)

    def uncounted(self, paragraph: Any, sentence: Sentence) -> None:
        words = ", ".join(f"“{word}”" for word in sentence.uncounted)
        _run(paragraph, f"{words}: ", sentence.text.tag, STRONG)
        self.say(paragraph, say(UNCOUNTED), SMALL)

    # ------------------------------------------------------------ evidence

    def leads(self, paragraph: Any, refs: tuple[str, ...]) -> None:
        for ref in refs[:MOST]:
            self.link(paragraph, self.report.numbers[ref], "[{}]", LEAD)

    def link(self, paragraph: Any, number: int, form: str, style: str) -> None:
        link = _below(paragraph, "w:hyperlink", anchor=f"e{number}")
        _fill(_below(link, "w:r"), form.format(number), self.report.tag, style)

    def evidence(self, evidence: Evidence) -> None:
        number = self.report.numbers[evidence.ref]
        paragraph = self.paragraph(EVIDENCE)
        _below(paragraph, "w:bookmarkStart", id=str(number), name=f"e{number}")
        _below(paragraph, "w:bookmarkEnd", id=str(number))
        _run(paragraph, f"{number}  ", self.report.tag, STRONG)
        self.say(paragraph, evidence.text)
        for text in evidence.about:
            _run(paragraph, " · ", self.report.tag, SMALL)
            self.say(paragraph, text, SMALL)
        if evidence.members:
            _run(paragraph, " · ", self.report.tag, SMALL)
            self.say(paragraph, say(_("Rests on:")), SMALL)
            for first, last in self.report.members(evidence):
                self.link(paragraph, first, " {}", LABEL)
                if last > first:
                    self.link(paragraph, last, "–{}", LABEL)
        for each in evidence.links:
            _run(paragraph, " · ", self.report.tag, SMALL)
            self.link_outside(paragraph, each)

    def link_outside(self, paragraph: Any, link: Link) -> None:
        if link.url not in self.addresses:
            self.addresses[link.url] = self.paper.part.relate_to(
                link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        outside = _below(paragraph, "w:hyperlink")
        outside.set(_name("r:id"), self.addresses[link.url])
        _fill(_below(outside, "w:r"), link.words, "en", SMALL)

    # ------------------------------------------------------------ tables and pictures

    def table(self, table: Table) -> None:
        caption = self.paragraph("Caption")
        _below(caption.pPr, "w:keepNext")
        self.say(caption, table.caption)
        self.leads(caption, table.evidence)
        widths = _widths(table)
        grid = self.paper.add_table(rows=0, cols=len(table.head))
        grid.autofit = False
        _rules(grid._tbl)
        for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width  # LibreOffice reads the column, Word each cell
        for number, row in enumerate((table.head, *table.rows)):
            cells = grid._tbl.add_tr()
            if not number:
                _below(cells.get_or_add_trPr(), "w:tblHeader", val="true")
            for place, (text, width) in enumerate(zip(row, widths, strict=True)):
                cell = cells.add_tc()
                cell.width = width
                self.cell(cell.p_lst[0], text, STRONG if not number else "", table.numbers and place > 0)
        self.paragraph()

    def cell(self, paragraph: Any, text: Text, style: str, aside: bool) -> None:
        properties = _below(paragraph, "w:pPr")
        _below(properties, "w:pStyle", val=CELL)
        if aside:
            _below(properties, "w:jc", val="right")
        _fill(_below(paragraph, "w:r"), text.words, text.tag, style)

    def chart(self, chart: Chart) -> None:
        picture = BytesIO(self.pictures[chart.table.ref])
        shape = self.paper.add_picture(picture, width=Mm(_width(chart)))
        described = shape._inline.docPr
        described.set("descr", chart.alt.words)
        described.set("name", chart.table.ref)
        self.table(chart.table)


def _width(chart: Chart) -> int:
    return PAGE_WIDE if chart.is_wide else PAGE_WIDE * 4 // 5


def _as_pictures(charts: Sequence[Chart]) -> dict[str, bytes]:
    """The drawings in dots, set by the same program and with the same fonts as on paper; all at once."""
    drawings = json.dumps([{"svg": chart.svg, "width": _width(chart)} for chart in charts])
    made = typst.compile(
        HERE / "picture.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_AN_INCH,
        sys_inputs={"drawings": drawings},
        timestamp=NO_DAY,
    )
    pages = made if isinstance(made, list) else [made]
    return {chart.table.ref: page for chart, page in zip(charts, pages, strict=False)}


# ---------------------------------------------------------------- what the format wants


def _prepare(paper: Paper, report: Report) -> None:
    properties = paper.core_properties
    properties.title = f"{report.over.words} · {report.title.words}"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = NO_DAY.replace(tzinfo=None)
    properties.revision = 1
    properties.language = report.tag
    part = paper.sections[0]
    part.page_width, part.page_height = Mm(210), Mm(297)
    part.left_margin = part.right_margin = Mm(24)
    part.top_margin = part.bottom_margin = Mm(22)
    for name, font, size in STYLES:
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in list(fonts.attrib):
            del fonts.attrib[each]
        for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(each), font)
    _add_own_styles(paper)


STYLES = (
    ("Normal", HOUSE, 10), ("Title", GUEST, 28), ("Heading 1", GUEST, 19), ("Heading 2", GUEST, 14),
    ("Heading 3", GUEST, 12), ("Quote", GUEST, 13), ("Caption", GUEST, 11), ("List Bullet", HOUSE, 10),
)  # fmt: skip
LEAD, LABEL, SMALL, STRONG, EVIDENCE, CELL = "Lead", "Label", "Small", "Strong small", "Evidence", "Cell"
OWN = ((LEAD, 8, COPPER, True), (LABEL, 8, COPPER, True), (SMALL, 8, SOFT, False), (STRONG, 8, SOFT, True))


def _add_own_styles(paper: Paper) -> None:
    """A style for each of our roles, so that an editor can change them all at once."""
    for name, size, colour, bold in OWN:
        font = paper.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
        font.size, font.color.rgb, font.bold = Pt(size), colour, bold
        font.superscript = True if name == LEAD else None
    for name, size, after in ((EVIDENCE, 9, 4), (CELL, 8, 2)):
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = paper.styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)


def _rules(table: Any) -> None:
    """A line above and below, hairlines between the rows, and none that stands; room for six cities side by side."""
    borders = _below(table.tblPr, "w:tblBorders")
    for side, eighths, colour in (("top", "8", INK), ("bottom", "8", INK), ("insideH", "4", LINE)):
        _below(borders, f"w:{side}", val="single", sz=eighths, color=str(colour))
    margins = _below(table.tblPr, "w:tblCellMar")
    for side in ("left", "right"):
        _below(margins, f"w:{side}", w="40", type="dxa")


def _widths(table: Table) -> list[Length]:
    """Each column as wide as its longest text asks, within bounds."""
    columns = zip(table.head, *table.rows, strict=True)
    asked = [min(max(FEWEST_LETTERS, *(len(text.words) for text in column)), MOST_LETTERS) for column in columns]
    return [Mm(PAGE_WIDE * letters / sum(asked)) for letters in asked]


# ---------------------------------------------------------------- elements, made directly: a report has thousands


@cache
def _name(name: str) -> str:
    """As XML has it: the name space in full."""
    full: str = qn(name)
    return full


def _id(style: str) -> str:
    return style.replace(" ", "")


def _below(parent: Any, kind: str, **attributes: str) -> Any:
    child = parent.makeelement(_name(kind), {_name(f"w:{name}"): value for name, value in attributes.items()})
    parent.append(child)
    return child


def _break(paragraph: Any) -> None:
    _below(_below(paragraph, "w:r"), "w:br")


def _run(paragraph: Any, words: str, tag: str, style: str = "") -> None:
    _fill(_below(paragraph, "w:r"), words, tag, style)


def _fill(run: Any, words: str, tag: str, style: str) -> None:
    properties = _below(run, "w:rPr")
    if style:
        _below(properties, "w:rStyle", val=_id(style))
    _below(properties, "w:lang", val=tag)
    text = _below(run, "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
