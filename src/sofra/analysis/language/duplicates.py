"""Statements that may say the same: proposals for a person. Nothing is ever merged by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sofra.analysis.language.embedding import Embedder
from sofra.analysis.language.lemmas import distinct, keys_of
from sofra.analysis.language.text import fold, words_of
from sofra.analysis.language.vectors import Vectors, similarities

PROPOSED_FROM = 0.58
_WEIGHT_OF_WORDS = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in a list, how alike they are (about 0 to 1), and whether they are the same words in the same order.

    Only `same_words` may spare somebody a decision: case, script, diacritics and punctuation aside, nothing differs.
    """

    one: int
    other: int
    likeness: float
    same_words: bool


def likeness(embedder: Embedder, one: str, other: str, languages: tuple[str, str]) -> float:
    """How alike two texts are: likeness of meaning, and inside one language also of words."""
    vectors = embedder.encode([one, other], languages)
    return float(_likeness(similarities(vectors, vectors)[0, 1], one, other, languages))


Read = tuple[Sequence[str], Sequence[str], Vectors]
"""Texts, their languages and their vectors, equally many of each."""


def nearest(
    about: tuple[str, str, Vectors], among: Read, *, at_least: float = PROPOSED_FROM
) -> list[tuple[int, float]]:
    """Which texts may say the same as one text: their places with how alike they are, most alike first.

    Parameters
    ----------
    about
        The text, its language and its vector, one row.
    among
        n texts with their languages and vectors, of the same model.
    at_least
        The likeness, about 0 to 1, from which a text is given.
    """
    (text, language, vector), (texts, languages, vectors) = about, among
    meaning = similarities(vector, vectors)[0]
    near = np.flatnonzero(meaning >= at_least - _WEIGHT_OF_WORDS).tolist()
    found = [(place, _likeness(meaning[place], text, texts[place], (language, languages[place]))) for place in near]
    kept = [(place, round(likeness, 4)) for place, likeness in found if likeness >= at_least]
    return sorted(kept, key=lambda each: (-each[1], each[0]))


def find_duplicates(
    texts: Sequence[str], languages: Sequence[str], vectors: Vectors, *, at_least: float = PROPOSED_FROM
) -> tuple[Pair, ...]:
    """Pairs of texts that may say the same, most alike first.

    Parameters
    ----------
    texts, languages
        n texts with their languages.
    vectors
        Their vectors from `Embedder.encode`, n rows.
    at_least
        The likeness from which a pair is proposed.

    Notes
    -----
    Two statements with the same words and another claim reach 0.76, so no likeness is enough to merge them:
    docs/methods/language.md.
    """
    meaning = similarities(vectors, vectors)
    near = np.argwhere(np.triu(meaning >= at_least - _WEIGHT_OF_WORDS, k=1))
    plain = [_plain(text) for text in texts]
    pairs = [
        Pair(
            int(one),
            int(other),
            round(_likeness(meaning[one, other], texts[one], texts[other], (languages[one], languages[other])), 4),
            bool(plain[one]) and plain[one] == plain[other],
        )
        for one, other in near
    ]
    kept = (pair for pair in pairs if pair.likeness >= at_least or pair.same_words)
    return tuple(sorted(kept, key=lambda pair: (-pair.likeness, pair.one, pair.other)))


def _likeness(meaning: float, one: str, other: str, languages: tuple[str, str]) -> float:
    if languages[0] != languages[1]:
        return float(meaning)
    first, second = (distinct(keys_of(text, language)) for text, language in zip((one, other), languages, strict=True))
    shared = len(first & second) / len(first | second) if first | second else 0.0
    return float((1 - _WEIGHT_OF_WORDS) * meaning + _WEIGHT_OF_WORDS * shared)


def _plain(text: str) -> str:
    return " ".join(fold(found.group()) for found in words_of(text))
