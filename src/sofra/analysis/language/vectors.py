"""Vectors of meaning, which know their model, and the step that lets statements of different languages be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


class OtherModel(ValueError):
    """Vectors of two models were about to be compared."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"vectors of {one} cannot be compared with vectors of {other}")


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Rows of unit length (or of zeros, for a text without words) with the model that made them."""

    model: str
    rows: Rows

    def __len__(self) -> int:
        return len(self.rows)


def similarities(one: Vectors, other: Vectors) -> Rows:
    """Cosine of every row with every other row.

    Parameters
    ----------
    one, other
        Vectors of the same model, shapes (n, d) and (m, d).

    Returns
    -------
    array of shape (n, m)
        From -1 to 1; 0 where a text had no words.

    Raises
    ------
    OtherModel
        If the two were made by different models, or by one model with different means.
    """
    if one.model != other.model:
        raise OtherModel(one.model, other.model)
    result: Rows = one.rows @ other.rows.T
    return result


def unit_rows(rows: Rows) -> Rows:
    """Each row divided by its length; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Rows = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return result


def centred(rows: Rows, languages: Sequence[str], means: Mapping[str, Rows]) -> Rows:
    """Rows without what they have in common with every other text of their language.

    Parameters
    ----------
    rows
        Shape (n, d), unit length; rows of zeros stay zero.
    languages
        One code a row; the mean of all languages is taken for one that has no mean.
    means
        Language to mean vector of shape (d,).

    Notes
    -----
    Without it a multilingual model finds the same language before the same subject: docs/methods/language.md.
    """
    if not means:
        return rows
    common = np.mean(list(means.values()), axis=0)
    shifts = np.array([means.get(language, common) for language in languages], dtype=np.float32).reshape(rows.shape)
    has_words = np.any(rows != 0, axis=1, keepdims=True)
    return unit_rows(np.where(has_words, rows - shifts, 0).astype(np.float32))
