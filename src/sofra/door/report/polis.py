"""What a dialogue released, as the files of the Polis set that can leave a room: its statements, and bands.

The rows of votes.csv and participants-votes.csv join one person's answers to everything, so there are none
(docs/decisions/24-polis-sets.md).
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from sofra.door.report.queries import Compared, Published, Report
from sofra.door.report.writers.data import Files, as_csv
from sofra.web.languages import Language, in_language

COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
BANDS = ("comment-id", "question", "group", "answered", "agree", "disagree")
UNKNOWN = ("url", "views", "voters", "voters-in-conv", "commenters")
ACCEPTED = 1
NO_TIME = (1980, 1, 1, 0, 0, 0)
README = """What is in this set

comments.csv
  the statements in the wording that the room saw, with the columns of a Polis export. timestamp, datetime, author-id,
  agrees and disagrees are empty: no time, no author and no count leaves a room.
summary.csv
  title and number of statements; what Polis tells beside that is empty.
bands.csv
  comment-id: as in comments.csv
  question: number of the question from 1; empty for a statement that the convenor gave to start with
  group: of whom it is told, where answers were counted apart; empty for the whole room
  answered: at least so many people answered, in steps of five
  agree, disagree: few, less_than_half, up_to_half, around_half, more_than_half or broad

There is no votes.csv and no participants-votes.csv: a row for each person, even without a name, would join one
person's answers to everything that was asked.
"""
FICTIONAL = "A rehearsal: everything in it is invented."


def as_polis_set(report: Report, language: Language) -> bytes:
    """A ZIP file in one language. The same release gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(report, language).items():
            archive.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _files(report: Report, language: Language) -> Files:
    comments = [
        ("", "", at, "", "", "", ACCEPTED, in_language(each.texts, language)) for at, _, each in _numbered(report)
    ]
    return {
        "comments.csv": as_csv(COMMENTS, comments),
        "summary.csv": as_csv(("topic", str(in_language(report.dialogue.title, language))), _summary(report)),
        "bands.csv": as_csv(BANDS, _bands(report, language)),
        "README.txt": README.encode(),
    }


def _numbered(report: Report) -> Iterator[tuple[int, str, Published | Compared]]:
    """Each statement with its number in the set, and that of its question from 1."""
    at = 0
    for question, under in enumerate(report.by_question, 1):
        for each in under.statements:
            yield at, str(question) if under.texts else "", each
            at += 1


def _summary(report: Report) -> list[Sequence[object]]:
    about = FICTIONAL if report.dialogue.fictional else ""
    return [
        *((name, "") for name in UNKNOWN),
        ("comments", len(report.statements)),
        ("groups", ""),
        ("conversation-description", about),
    ]


def _bands(report: Report, language: Language) -> Iterator[Sequence[object]]:
    for at, question, each in _numbered(report):
        if isinstance(each, Published):
            yield at, question, "", each.answered, each.agree, each.disagree
            continue
        for name, group in each.groups:
            yield at, question, in_language(name, language), group.answered, group.agree, group.disagree
