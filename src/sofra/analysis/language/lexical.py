"""Statements as counts of letter runs: what is left to compare by when no model can be loaded."""

import zlib
from collections.abc import Sequence

import numpy as np

from sofra.analysis.language.text import fold, words_of
from sofra.analysis.language.vectors import Rows, unit_rows

_DIMENSIONS = 1024
_RUNS = (3, 4, 5)


class Lexical:
    """Runs of three to five letters of the folded words, hashed to 1,024 numbers.

    Finds the same words in either script and without diacritics; across languages only names, numbers and loan words.
    """

    id = "lexical:1"

    def rows(self, texts: Sequence[str]) -> Rows:
        """One row a text, shape (n, 1024), unit length."""
        counts = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in words_of(text):
                _count_runs(f" {fold(word.group())} ", row)
        return unit_rows(np.sqrt(counts))


def _count_runs(word: str, row: Rows) -> None:
    for length in _RUNS:
        for start in range(len(word) - length + 1):
            row[zlib.crc32(word[start : start + length].encode()) % _DIMENSIONS] += 1
