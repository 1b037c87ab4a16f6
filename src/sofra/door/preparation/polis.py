"""The words of a Polis set. Its votes, authors and times are not even looked at: the door holds none."""

import io
import zipfile
from dataclasses import dataclass

from sofra.analysis.opinion.comments import Comment, read_comments
from sofra.analysis.opinion.lines import NotUtf8 as NotUtf8
from sofra.analysis.opinion.lines import WrongColumns as WrongColumns
from sofra.analysis.opinion.votes import BadVotes
from sofra.door.preparation.models import LONGEST_LINE

LARGEST_SET = 6_000_000
ZIP = b"PK\x03\x04"
COMMENTS = "comments.csv"
FORMULA_SIGNS = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True)
class WordsOfASet:
    texts: tuple[str, ...]
    """Those that most people answered come first; otherwise as in the file."""
    rejected: int
    too_long: int


class WrongSet(ValueError):
    """A file that is no Polis set. The message says why."""


class NoWords(ValueError):
    def __init__(self, words: WordsOfASet) -> None:
        self.words = words
        super().__init__(f"{words.rejected} rejected, {words.too_long} too long, none left")


def words_of_a_set(content: bytes) -> WordsOfASet:
    """The statements of a set, or of its comments.csv alone, that moderators did not reject."""
    try:
        comments = read_comments(_comments_file(content))
    except (NotUtf8, WrongColumns):
        raise
    except BadVotes as fault:
        raise WrongSet(str(fault)) from fault
    kept = sorted((each for each in comments if not each.rejected), key=lambda each: -each.answers)
    texts = tuple(dict.fromkeys(text for each in kept if (text := _words(each))))
    short = tuple(text for text in texts if len(text) <= LONGEST_LINE)
    words = WordsOfASet(short, len(comments) - len(kept), len(texts) - len(short))
    if not short:
        raise NoWords(words)
    return words


def _words(comment: Comment) -> str:
    """On one line, without the quote that keeps a spreadsheet from running a cell."""
    text = " ".join(comment.text.split())
    return text[1:] if text.startswith(FORMULA_SIGNS) else text


def _comments_file(content: bytes) -> bytes:
    if not content.startswith(ZIP):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found = [each for each in packed.infolist() if each.filename.rpartition("/")[2].endswith(COMMENTS)]
            if len(found) != 1:
                raise WrongSet(f"{len(found)} files in it are called {COMMENTS}")
            if found[0].file_size > LARGEST_SET:
                raise WrongSet(f"{COMMENTS} has {found[0].file_size} bytes, at most {LARGEST_SET} are read")
            return packed.read(found[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise WrongSet(f"ZIP, {type(error).__name__}") from error
