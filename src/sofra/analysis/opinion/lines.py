"""Lines of a CSV file in UTF-8, and what is said of files that hold none."""

import csv
import io
from collections.abc import Iterator, Sequence

from sofra.analysis.opinion.votes import BadVotes

OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


class NotUtf8(BadVotes):
    """The file is no text in UTF-8."""


class NothingInIt(BadVotes):
    """The file is empty."""


class WrongColumns(BadVotes):
    """The first line does not name the columns that are needed."""


def csv_rows(data: bytes) -> Iterator[list[str]]:
    """Rows of a CSV file, the first line among them.

    Raises
    ------
    BadVotes
        If it is empty, no text in UTF-8, or no CSV.
    """
    text = _text(data)
    if not text.strip():
        raise NothingInIt("The file is empty.")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        yield from reader
    except csv.Error as error:
        raise BadVotes(f"Line {reader.line_num} cannot be read: {error}.") from error


def full_rows(rows: Iterator[list[str]], head: Sequence[str]) -> Iterator[list[str]]:
    """Rows that are not blank; a row of another length ends the reading."""
    for line, row in enumerate(rows, start=2):
        if len(row) == len(head):
            yield row
        elif row and any(row):
            raise BadVotes(f"Line {line} has {len(row)} columns and the first line {len(head)}.")


def separated_otherwise(head: Sequence[str]) -> str:
    """What is said of a first line whose columns are separated by another sign; nothing if they are not."""
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(head) == 1 and sign in head[0]:
            return f"The first line has {head[0].count(sign)} {name} and no comma. Save the file with commas."
    return ""


def _text(data: bytes) -> str:
    for mark, name in OTHER_ENCODINGS:
        if data.startswith(mark):
            raise NotUtf8(f"The file ({len(data)} bytes) is written in {name}. Save it as CSV in UTF-8.")
    if b"\x00" in data[:10_000]:
        n_zeros = data.count(b"\x00")
        raise NotUtf8(f"The file holds {n_zeros} zero bytes, so it is no text in UTF-8. Save it as CSV in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotUtf8(f"Line {line} is not written in UTF-8. Save the file as CSV in UTF-8.") from error
