"""A list from a spreadsheet: CSV in any of its usual forms, or XLSX. Read in memory, and never worked out."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sofra.door.guests.columns import COLUMNS, column_called, heading_in
from sofra.web.languages import Language

LARGEST_SHEET = 2_000_000
LARGEST_UNPACKED = 40_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 60
DELIMITERS = ";\t,"
ZIP = b"PK\x03\x04"


class BadSheet(ValueError):
    """The file as a whole cannot be taken. Each kind has words of its own on the page."""


class NotASheet(BadSheet):
    pass


class NoNames(BadSheet):
    """No column is called a name, in any of the five languages."""


@dataclass(frozen=True)
class ColumnTwice(BadSheet):
    heading: str


@dataclass(frozen=True)
class TooManyRows(BadSheet):
    rows: int


@dataclass(frozen=True)
class Row:
    line: int
    cells: dict[str, str]
    """By column of ours."""


@dataclass(frozen=True)
class Sheet:
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    """Headings that are none of ours. What stands below them is not read."""


def read_sheet(content: bytes) -> Sheet:
    """The rows of a list whose first line names the columns. Raises `BadSheet`."""
    lines = _from_xlsx(content) if content.startswith(ZIP) else _from_text(content)
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not numbered:
        raise NotASheet("empty")
    if len(numbered) - 1 > MOST_ROWS:
        raise TooManyRows(len(numbered) - 1)
    columns, unknown = _columns(numbered[0][1])
    return Sheet(tuple(Row(number, _cells(columns, line)) for number, line in numbered[1:]), unknown)


def _columns(headings: Sequence[str]) -> tuple[dict[int, str], tuple[str, ...]]:
    columns: dict[int, str] = {}
    unknown = []
    for place, heading in enumerate(headings):
        column = column_called(heading)
        if column in columns.values():
            raise ColumnTwice(heading.strip()[:80])
        if column:
            columns[place] = column
        elif heading.strip():
            unknown.append(heading.strip()[:80])
    if "name" not in columns.values():
        raise NoNames(", ".join(unknown))
    return columns, tuple(unknown)


def _cells(columns: dict[int, str], line: Sequence[str]) -> dict[str, str]:
    return {column: line[place].strip(" ") for place, column in columns.items() if place < len(line)}


def _from_text(content: bytes) -> list[list[str]]:
    candidates = [_split(text) for text in _readings(content)]
    return max(candidates, key=lambda lines: len(_known(lines)))


def _known(lines: Sequence[Sequence[str]]) -> set[str]:
    first: Sequence[str] = next((line for line in lines if any(cell.strip() for cell in line)), [])
    return {column for heading in first if (column := column_called(heading))}


def _readings(content: bytes) -> Iterator[str]:
    """The text, in the encoding that it names or proves; else in the two that spreadsheets of the region write."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield content.decode("utf-16", errors="replace")
        return
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1250", errors="replace")
        yield content.decode("cp1251", errors="replace")


def _split(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotASheet(str(error)) from error


def _from_xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise NotASheet("unpacks to more than it should")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 500, max_col=MOST_COLUMNS, values_only=True)
        return [[_as_text(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, IndexError, OSError) as error:
        raise NotASheet(type(error).__name__) from error


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def template_csv(language: Language) -> bytes:
    """An empty list with the headings of this language, as the spreadsheets of the region open it."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerow(heading_in(column, language) for column in COLUMNS)
    return file.getvalue().encode("utf-8-sig")


def template_xlsx(language: Language) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append([heading_in(column, language) for column in COLUMNS])
    for cells in sheet.columns:
        sheet.column_dimensions[cells[0].column_letter].width = max(len(str(cells[0].value)) + 4, 14)
    book.save(file)
    return file.getvalue()
