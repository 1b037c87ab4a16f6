"""The statements of a Polis set: its comments.csv."""

from dataclasses import dataclass

from sofra.analysis.opinion.lines import WrongColumns, csv_rows, full_rows, separated_otherwise

NEEDED = ("comment-id", "moderated")
REJECTED = "-1"
LONGEST_COUNT = 10
"""Digits."""


@dataclass(frozen=True)
class Comment:
    """One statement of a Polis set.

    name
        Its number there.
    text
        Its words, empty where the file has none.
    rejected
        Whether moderators rejected it.
    answers
        How many agreed or disagreed, 0 where the file does not say.
    """

    name: str
    text: str
    rejected: bool
    answers: int


def read_comments(data: bytes) -> list[Comment]:
    """The statements of a ``comments.csv``, in the order of the file.

    Parameters
    ----------
    data
        The file: UTF-8, columns ``comment-id`` and ``moderated``, and, where it has them, ``comment-body``,
        ``agrees`` and ``disagrees``.

    Raises
    ------
    BadVotes
        If it is none. The message carries lines and counts.

    Examples
    --------
    >>> read_comments(b"comment-id,moderated,comment-body\\n7,-1,Roads first.\\n")
    [Comment(name='7', text='Roads first.', rejected=True, answers=0)]
    """
    rows = csv_rows(data)
    head = [name.strip() for name in next(rows, [])]
    if not set(NEEDED) <= set(head):
        found = ", ".join(name[:20] for name in head[:8]) or "none"
        missing = f"comments.csv has no columns comment-id and moderated, but {found}."
        raise WrongColumns(separated_otherwise(head) or missing)
    return [_comment(dict(zip(head, row, strict=True))) for row in full_rows(rows, head)]


def rejected_names(data: bytes) -> set[str]:
    """Names of the statements that moderators rejected."""
    return {each.name for each in read_comments(data) if each.rejected}


def _comment(cells: dict[str, str]) -> Comment:
    return Comment(
        name=cells["comment-id"].strip(),
        text=cells.get("comment-body", ""),
        rejected=cells["moderated"].strip() == REJECTED,
        answers=_count(cells.get("agrees", "")) + _count(cells.get("disagrees", "")),
    )


def _count(cell: str) -> int:
    return int(cell) if cell.isdecimal() and len(cell) < LONGEST_COUNT else 0
