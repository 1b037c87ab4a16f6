"""The report as a DOCX: real headings, lists and tables, alternative texts, and a language on every run."""

import zipfile
from io import BytesIO
from pathlib import Path

import typst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

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
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))
    return packed.getvalue()


class _Writer:
    """One document on its way; python-docx changes it in place."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paper: Paper = Document()
        self.bookmarks = 0
        _prepare(self.paper, report)

    def whole(self) -> Paper:
        if self.report.fictional:
            self.line(say(_("Rehearsal: this dialogue is invented.")), bold=True)
        self.line(self.report.over, size=9, colour=COPPER, bold=True)
        self.heading(self.report.title, 0)
        self.prose(Prose(self.report.lead))
        for text in notice_of(self.report):
            self.line(text, colour=SOFT)
        for section in self.report.sections:
            self.section(section, 1)
        self.heading(say(_("Evidence")), 1)
        for evidence in self.report.evidence:
            self.evidence(evidence)
        return self.paper

    def section(self, section: Section, level: int) -> None:
        self.heading(section.title, level, section.number)
        if section.over:
            self.line(section.over, size=9, colour=COPPER, bold=True)
        if section.proof and section.proof.uncounted:
            self.uncounted(self.paper.add_paragraph(), section.proof)
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
                paragraph = self.paper.add_paragraph(style="Quote")
                self.say(paragraph, block.text)
                self.leads(paragraph, evidence_of(block))
            case Note():
                self.line(block.text, colour=SOFT)

    # ------------------------------------------------------------ words

    def say(self, paragraph: Paragraph, text: Text) -> Run:
        run = paragraph.add_run(text.words)
        _in_language(run, text.tag)
        return run

    def line(
        self, text: Text, *, size: float | None = None, colour: RGBColor | None = None, bold: bool = False
    ) -> Paragraph:
        paragraph = self.paper.add_paragraph()
        _look(self.say(paragraph, text), size, colour, bold)
        return paragraph

    def heading(self, text: Text, level: int, number: str = "") -> None:
        heading = self.paper.add_heading(level=level)
        if number:
            heading.add_run(f"{number}  ").font.color.rgb = COPPER
        self.say(heading, text)

    def prose(self, block: Prose) -> None:
        paragraph = self.paper.add_paragraph()
        for sentence in block.sentences:
            self.say(paragraph, sentence.text)
            self.leads(paragraph, sentence.evidence)
            if sentence.uncounted:
                self.uncounted(paragraph, sentence)
            paragraph.add_run(" ")

    def point(self, sentence: Sentence) -> None:
        paragraph = self.paper.add_paragraph(style="List Bullet")
        if sentence.label:
            _look(self.say(paragraph, sentence.label), 8, COPPER, True)
            paragraph.add_run().add_break()
        self.say(paragraph, sentence.text)
        self.leads(paragraph, sentence.evidence)
        if sentence.uncounted:
            paragraph.add_run().add_break()
            self.uncounted(paragraph, sentence)

    def uncounted(self, paragraph: Paragraph, sentence: Sentence) -> None:
        words = ", ".join(f"“{word}”" for word in sentence.uncounted)
        _look(self.say(paragraph, Text(f"{words}: ", sentence.text.tag)), 8, SOFT, True)
        _look(self.say(paragraph, say(UNCOUNTED)), 8, SOFT)

    # ------------------------------------------------------------ evidence

    def leads(self, paragraph: Paragraph, refs: tuple[str, ...]) -> None:
        for ref in refs[:MOST]:
            number = self.report.numbers[ref]
            _link_inside(paragraph, f"e{number}", f"[{number}]")

    def evidence(self, evidence: Evidence) -> None:
        number = self.report.numbers[evidence.ref]
        paragraph = self.paper.add_paragraph()
        self.bookmarks += 1
        _bookmark(paragraph, f"e{number}", self.bookmarks)
        _look(paragraph.add_run(f"{number}  "), 9, COPPER, True)
        _look(self.say(paragraph, evidence.text), 9)
        for text in evidence.about:
            _look(paragraph.add_run(" · "), 8, SOFT)
            _look(self.say(paragraph, text), 8, SOFT)
        if evidence.members:
            _look(paragraph.add_run(" · "), 8, SOFT)
            _look(self.say(paragraph, say(_("Rests on:"))), 8, SOFT)
            for ref in evidence.members:
                member = self.report.numbers[ref]
                _link_inside(paragraph, f"e{member}", f" {member}", raised=False)
        for link in evidence.links:
            _look(paragraph.add_run(" · "), 8, SOFT)
            _link_outside(paragraph, link.url, link.words)

    # ------------------------------------------------------------ tables and pictures

    def table(self, table: Table) -> None:
        caption = self.paper.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        self.say(caption, table.caption)
        self.leads(caption, table.evidence)
        grid = self.paper.add_table(rows=1, cols=len(table.head))
        grid.autofit = False
        _rules(grid._tbl)
        _header(grid.rows[0]._tr)
        for place, (cell, text) in enumerate(zip(grid.rows[0].cells, table.head, strict=True)):
            self.cell(cell.paragraphs[0], text, aside=table.numbers and place > 0, bold=True)
        for row in table.rows:
            cells = grid.add_row().cells
            for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
                self.cell(cell.paragraphs[0], text, aside=table.numbers and place > 0)
        for column, width in zip(grid.columns, _widths(table), strict=True):
            column.width = width  # LibreOffice reads the column, Word each cell
            for cell in column.cells:
                cell.width = width
        self.paper.add_paragraph()

    def cell(self, paragraph: Paragraph, text: Text, *, aside: bool, bold: bool = False) -> None:
        _look(self.say(paragraph, text), 7 if aside and bold else 8, INK, bold)
        paragraph.paragraph_format.space_after = Pt(2)
        if aside:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def chart(self, chart: Chart) -> None:
        width = PAGE_WIDE if chart.is_wide else PAGE_WIDE * 4 // 5
        shape = self.paper.add_picture(BytesIO(_as_picture(chart, width)), width=Mm(width))
        described = shape._inline.docPr
        described.set("descr", chart.alt.words)
        described.set("name", chart.table.ref)
        self.table(chart.table)


def _as_picture(chart: Chart, width: int) -> bytes:
    """The drawing in dots, set by the same program and with the same fonts as on paper."""
    made: bytes = typst.compile(
        HERE / "picture.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_AN_INCH,
        sys_inputs={"svg": chart.svg, "width": f"{width}mm"},
        timestamp=NO_DAY,
    )
    return made


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


STYLES = (
    ("Normal", HOUSE, 10), ("Title", GUEST, 28), ("Heading 1", GUEST, 19), ("Heading 2", GUEST, 14),
    ("Heading 3", GUEST, 12), ("Quote", GUEST, 13), ("Caption", GUEST, 11), ("List Bullet", HOUSE, 10),
)  # fmt: skip


def _look(run: Run, size: float | None = None, colour: RGBColor | None = None, bold: bool = False) -> None:
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = colour
    if bold:
        run.font.bold = True


def _in_language(run: Run, tag: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    run._r.get_or_add_rPr().append(language)


def _header(row: object) -> None:
    """The first row is the head of the table, and is repeated on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _rules(table: object) -> None:
    """A line above and below, hairlines between the rows, and none that stands; room for six cities side by side."""
    borders = OxmlElement("w:tblBorders")
    for side, eighths, colour in (("top", "8", INK), ("bottom", "8", INK), ("insideH", "4", LINE)):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", eighths), ("color", str(colour))):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    for each in (borders, margins):
        table.tblPr.append(each)  # type: ignore[attr-defined]


def _widths(table: Table) -> list[Length]:
    """Each column as wide as its longest text asks, within bounds."""
    columns = zip(table.head, *table.rows, strict=True)
    asked = [min(max(FEWEST_LETTERS, *(len(text.words) for text in column)), MOST_LETTERS) for column in columns]
    return [Mm(PAGE_WIDE * letters / sum(asked)) for letters in asked]


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _link_inside(paragraph: Paragraph, place: str, words: str, *, raised: bool = True) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), place)
    _linked(paragraph, link, words, raised=raised)


def _link_outside(paragraph: Paragraph, url: str, words: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _linked(paragraph, link, words, raised=False)


def _linked(paragraph: Paragraph, link: object, words: str, *, raised: bool) -> None:
    run = paragraph.add_run(words)
    _look(run, 8, COPPER)
    run.font.superscript = raised or None
    link.append(run._r)  # type: ignore[attr-defined]
    paragraph._p.append(link)
