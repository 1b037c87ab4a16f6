"""The report as open data: CSV tables, the whole content as JSON, and what each column means."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

from sofra.door.report.content import Chart, Kind, Report, Table

Files = dict[str, bytes]

COLUMNS = {
    "evidence.csv": {
        "number": "its number in the report",
        "ref": "its permanent name",
        "kind": "claim, statement, fact or count",
        "text": "its words, in the language of the column beside it",
        "language": "language tag of the text",
        "state": "original, draft, checked, approved, stale or missing (then the text is in another language)",
        "about": "what else is known: place and time, kind, whether it was measured; separated by |",
        "members": "the evidence that a count rests on, separated by blanks",
        "tags": "topics, as references to the vocabulary, separated by blanks",
        "sources": "addresses of the texts it was printed in, separated by blanks",
    },
    "sentences.csv": {
        "number": "place in the report, from 1",
        "text": "the sentence",
        "language": "language tag of the text",
        "state": "as in evidence.csv",
        "origin": "counted (made by Sofra from its evidence), claim (word for word) or written (by an author)",
        "evidence": "what it rests on, as references into evidence.csv, separated by blanks",
        "uncounted": "its amount words that nobody counted, separated by |",
    },
    "bands.csv": {
        "statement": "reference into evidence.csv",
        "group": "number of the group from 1, where the statement was asked by group; empty for everybody",
        "agree": "band of those who agree: few, less_than_half, up_to_half, around_half, more_than_half or broad",
        "disagree": "band of those who disagree",
    },
    "tables.csv": {
        "table": "name of the table in the report",
        "row": "number of the row from 1",
        "column": "heading of the column",
        "value": "what stands in the cell",
    },
}
LICENCE = "The convenor has named no licence for this report. Ask before you publish it again."


def as_data(report: Report) -> Files:
    rows = {
        "evidence.csv": _evidence(report),
        "sentences.csv": _sentences(report),
        "bands.csv": _bands(report),
        "tables.csv": _tables(report),
    }
    files = {name: as_csv(tuple(COLUMNS[name]), rows[name]) for name in COLUMNS}
    files["report.json"] = _as_json(report)
    files["README.txt"] = _readme(report)
    return files


def _evidence(report: Report) -> Iterable[Sequence[object]]:
    for number, each in enumerate(report.evidence, 1):
        yield (
            number, each.ref, each.kind, each.text.words, each.text.tag, each.text.state,
            " | ".join(about.words for about in each.about), " ".join(each.members), " ".join(each.tags),
            " ".join(link.url for link in each.links),
        )  # fmt: skip


def _sentences(report: Report) -> Iterable[Sequence[object]]:
    for number, each in enumerate(report.sentences, 1):
        text = each.text
        evidence = " ".join(each.evidence)
        yield number, text.words, text.tag, text.state, each.origin, evidence, " | ".join(each.uncounted)


def _bands(report: Report) -> Iterable[Sequence[object]]:
    for each in report.evidence:
        if each.kind is Kind.STATEMENT:
            for group, (agree, disagree) in enumerate(each.bands, 1):
                yield each.ref, group if len(each.bands) > 1 else "", agree, disagree


def _tables(report: Report) -> Iterable[Sequence[object]]:
    for block in report.blocks:
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            for number, row in enumerate(table.rows, 1):
                for head, cell in zip(table.head, row, strict=False):
                    yield table.ref, number, head.words, cell.words


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """With the mark that lets a spreadsheet know it is UTF-8; a cell that it would run as a formula is quoted."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _as_json(report: Report) -> bytes:
    content = asdict(report, dict_factory=_without_drawings)
    return (json.dumps({"format": 1, **content}, ensure_ascii=False, indent=1) + "\n").encode()


def _without_drawings(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A drawing says nothing that its table does not."""
    return {name: value for name, value in pairs if name != "svg"}


def _readme(report: Report) -> bytes:
    lines = [f"{report.over.words}: {report.title.words}", "", "What is in this folder", ""]
    for name, columns in COLUMNS.items():
        lines += [name, *(f"  {column}: {meaning}" for column, meaning in columns.items()), ""]
    lines += ["report.json", "  the whole report: sections, sentences, tables and evidence; its format is 1", ""]
    lines += ["All CSV files are UTF-8 with a byte order mark. Bands are never numbers: no count leaves a room.", ""]
    lines += ["Licence", f"  {LICENCE}", ""]
    return "\r\n".join(lines).encode()
