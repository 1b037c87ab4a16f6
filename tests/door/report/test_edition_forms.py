"""PDF, DOCX and open data of a report, read with other programs than those that wrote them."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader

from sofra.door.programme.models import Edition
from sofra.door.report.content import Chart, Text
from sofra.door.report.outline import compile_edition
from sofra.door.report.writers.data import COLUMNS, as_data
from sofra.door.report.writers.docx import as_docx
from sofra.door.report.writers.pdf import UnprintableReport, as_pdf, language_of
from sofra.web.languages import BY_CODE
from tests.door.report.test_edition import programme  # noqa: F401  a fixture

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the report back")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def report(programme):  # noqa: F811
    return compile_edition(Edition.objects.get(slug="2020"), "mk")


def pictures(report):
    return [block for block in report.blocks if isinstance(block, Chart)]


def poppler(command, pdf, *arguments):
    return subprocess.run([command, *arguments, "-"], input=pdf, capture_output=True, check=True).stdout.decode(
        errors="replace"
    )


# ---------------------------------------------------------------- PDF


@needs_poppler
def test_pdf_is_tagged_and_names_its_language_and_standard(report):
    pdf = as_pdf(report)

    told = poppler("pdfinfo", pdf)
    assert re.search(r"Tagged: +yes", told)
    assert "Дијалози за отпорност" in told
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert re.search(rb"/Lang ?\(mk\)", pdf)
    structure = poppler("pdfinfo", pdf, "-struct")
    assert structure.count("Figure") == len(pictures(report))
    for name in ("H1", "H2", "H3", "Table", "TH", "L ", "LI"):
        assert name in structure


def alternative_texts(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, reader.trailer["/Size"]):
        found = reader.get_object(number)
        if isinstance(found, dict) and "/Alt" in found:
            yield str(found["/Alt"])


@needs_poppler
def test_pdf_holds_every_sentence_and_every_alternative_text(report):
    pdf = as_pdf(report)
    words = re.sub(r"\s+", "", text_of(pdf))
    lost = [each.text.words for each in report.sentences if re.sub(r"\s+", "", each.text.words) not in words]
    assert lost == []
    assert {chart.alt.words for chart in pictures(report)} <= set(alternative_texts(pdf))


def text_of(pdf):
    """Without the hyphens that a line's end brings, and without footers, which begin 787 points below the top."""
    command = ["pdftotext", "-raw", "-nopgbrk", "-H", "780", "-W", "600", "-x", "0", "-y", "0", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return re.sub(r"[-\u00ad\u2010]\n", "", text)


def test_pdf_tells_no_day_and_no_version(report):
    pdf = as_pdf(report)
    assert pdf == as_pdf(report)
    assert not re.search(rb"Typst \d|/CreationDate|/ModDate|xmp:CreateDate|/Author|/Producer", pdf)


@pytest.mark.parametrize(("tag", "said"), [
    ("mk", {"lang": "mk"}), ("sr-Cyrl-ME", {"lang": "sr", "script": "cyrl", "region": "ME"}),
])  # fmt: skip
def test_languages_reach_the_typesetter(tag, said):
    assert language_of(tag) == said


# ---------------------------------------------------------------- DOCX


def test_docx_has_headings_tables_and_pictures_with_words(report):
    paper = Document(io.BytesIO(as_docx(report)))

    headings = [each.style.name for each in paper.paragraphs if each.style.name.startswith(("Heading", "Title"))]
    assert headings.count("Title") == 1
    assert headings.count("Heading 1") == len(report.sections) + 1
    assert "Heading 3" in headings
    described = paper.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert [each.get("descr") for each in described] == [chart.alt.words for chart in pictures(report)]
    assert all(table.rows[0]._tr.find(f".//{WORD}tblHeader") is not None for table in paper.tables)


def test_docx_holds_every_sentence_with_its_language(report):
    paper = Document(io.BytesIO(as_docx(report)))
    runs = {}
    for run in paper.element.body.iter(f"{WORD}r"):
        language = run.find(f"{WORD}rPr/{WORD}lang")
        words = "".join(each.text or "" for each in run.iter(f"{WORD}t"))
        runs.setdefault(words, set()).add(language.get(f"{WORD}val") if language is not None else None)
    assert [each.text for each in report.sentences if each.text.tag not in runs.get(each.text.words, set())] == []


def test_links_of_a_docx_lead_to_places_that_are_there(report):
    body = Document(io.BytesIO(as_docx(report))).element.body
    places = {each.get(f"{WORD}name") for each in body.iter(f"{WORD}bookmarkStart")}
    named = {each.get(f"{WORD}anchor") for each in body.iter(f"{WORD}hyperlink")} - {None}
    assert named
    assert named <= places


def test_docx_tells_nobody_and_no_day(report):
    made = as_docx(report)
    assert made == as_docx(report)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = etree.fromstring(packed.read("docProps/core.xml"))
        told = {etree.QName(each).localname: each.text or "" for each in core}
        everything = b"".join(packed.read(name) for name in packed.namelist() if name.startswith("docProps"))
    assert {told[name] for name in ("creator", "lastModifiedBy", "description")} <= {""}
    assert told["created"] == told["modified"] == "2000-01-01T00:00:00Z"
    assert b"python-docx" not in everything


# ---------------------------------------------------------------- open data


def table_in(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))


def test_every_column_is_in_the_dictionary_and_the_licence_is_named(report):
    files = as_data(report)
    readme = files["README.txt"].decode()
    for name, columns in COLUMNS.items():
        assert next(csv.reader(io.StringIO(files[name].decode("utf-8-sig")))) == list(columns)
        assert all(f"  {column}: " in readme for column in columns)
    assert "Licence" in readme


def test_data_hold_what_the_report_holds(report):
    files = as_data(report)
    evidence = table_in(files, "evidence.csv")
    assert [row["ref"] for row in evidence] == [each.ref for each in report.evidence]
    assert [row["text"] for row in table_in(files, "sentences.csv")] == [each.text.words for each in report.sentences]
    known = {row["ref"] for row in evidence}
    assert all(known.issuperset(row["evidence"].split()) for row in table_in(files, "sentences.csv"))
    whole = json.loads(files["report.json"])
    assert (whole["format"], whole["year"], len(whole["evidence"])) == (1, 2020, len(evidence))


def test_a_cell_is_never_a_formula(report):
    planted = replace(report.evidence[0], text=Text('=HYPERLINK("http://example.org")', "en"))
    files = as_data(replace(report, evidence=(planted, *report.evidence[1:])))
    assert table_in(files, "evidence.csv")[0]["text"].startswith("'=")


def test_a_letter_that_no_font_has_is_named_and_nothing_is_written(report):
    title = Text("Нешто \u6f22", "mk")
    with pytest.raises(UnprintableReport, match="\u6f22"):
        as_pdf(replace(report, title=title))


@pytest.mark.parametrize("code", BY_CODE)
@needs_poppler
def test_no_letter_is_missing_on_paper(programme, code):  # noqa: F811
    """A glyph that no font has is drawn as a box and read back as nothing that was written."""
    report = compile_edition(Edition.objects.get(slug="2021"), code)
    letters = {letter for text in report.texts for letter in text.words if not letter.isspace()}
    assert letters - set(text_of(as_pdf(report))) <= {"-"}
