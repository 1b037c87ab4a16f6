"""The glossary as files that an interpreter's own programme reads: CSV, and TBX (ISO 30042) with one entry a term."""

import csv
import io
from collections.abc import Sequence
from xml.etree import ElementTree

from sofra.floor.translations.queries import Term
from sofra.web.languages import BY_CODE, CONTENT_LANGUAGES

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def as_csv(terms: Sequence[Term]) -> bytes:
    """One row a term, one column a language. With the mark by which a table programme knows its letters."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(["id", *CONTENT_LANGUAGES])
    writer.writerows([term.id, *(term.names.get(code, "") for code in CONTENT_LANGUAGES)] for term in terms)
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def as_tbx(terms: Sequence[Term]) -> bytes:
    root = ElementTree.Element(
        "tbx", {"style": "dca", "type": "TBX-Basic", _XML: "en", "xmlns": "urn:iso:std:iso:30042:ed-2"}
    )
    description = ElementTree.SubElement(
        ElementTree.SubElement(ElementTree.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc"
    )
    ElementTree.SubElement(description, "p").text = "Sofra"
    body = ElementTree.SubElement(ElementTree.SubElement(root, "text"), "body")
    for term in terms:
        _entry(body, term)
    return (HEAD + ElementTree.tostring(root, encoding="unicode")).encode()


def _entry(body: ElementTree.Element, term: Term) -> None:
    concept = ElementTree.SubElement(body, "conceptEntry", {"id": term.id.replace(".", "-")})
    for code in CONTENT_LANGUAGES:
        if term.names.get(code):
            section = ElementTree.SubElement(concept, "langSec", {_XML: BY_CODE[code].tag})
            ElementTree.SubElement(ElementTree.SubElement(section, "termSec"), "term").text = term.names[code]
