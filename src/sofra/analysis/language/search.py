"""Finding statements in any language, by the forms of the words asked for and by what they mean."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.language.embedding import Embedder
from sofra.analysis.language.lemmas import distinct, keys_of
from sofra.analysis.language.vectors import Vectors, similarities, unit_rows

_WEIGHT_OF_WORDS = 0.5
_FEEDBACK_FROM = 1
_WEIGHT_OF_FEEDBACK = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """The place of a text in the list that was searched, with a score that is comparable inside one answer."""

    place: int
    score: float


@dataclass(frozen=True)
class Index:
    """Texts with the keys of their words and their vectors, which are made when none were kept."""

    embedder: Embedder
    texts: Sequence[str]
    languages: Sequence[str]
    kept: Vectors | None = None

    @cached_property
    def vectors(self) -> Vectors:
        return self.kept or self.embedder.encode(self.texts, self.languages)

    @cached_property
    def _keys(self) -> list[set[str]]:
        return [distinct(keys_of(text, language)) for text, language in zip(self.texts, self.languages, strict=True)]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(key for keys in self._keys for key in keys)

    def search(self, query: str, language: str, n: int = 10) -> tuple[Hit, ...]:
        """The `n` best texts in any language, best first; none for a query without words.

        The best text is added to the question and the texts are read again, so that what says the same in another
        language follows it (Rocchio, in: The SMART Retrieval System, 1971).
        """
        keys = keys_of(query, language)
        if not keys or not len(self.texts):
            return ()
        asked = self.embedder.encode([query], [language])
        first = self._scores(keys, asked)
        best = np.argsort(-first, kind="stable")[:_FEEDBACK_FROM]
        widened = asked.rows + _WEIGHT_OF_FEEDBACK * self.vectors.rows[best].mean(axis=0, keepdims=True)
        scores = self._scores(keys, Vectors(asked.model, unit_rows(widened)))
        return tuple(
            Hit(int(place), round(float(scores[place]), 4)) for place in np.argsort(-scores, kind="stable")[:n]
        )

    def _scores(self, keys: Sequence[tuple[str, ...]], asked: Vectors) -> NDArray[np.float64]:
        words = np.array([self._overlap(keys, place) for place in range(len(self.texts))])
        return np.asarray(_WEIGHT_OF_WORDS * words + similarities(asked, self.vectors)[0], dtype=np.float64)

    def _overlap(self, keys: Sequence[tuple[str, ...]], place: int) -> float:
        """Share of the words asked for that the text has, rare words counting more; 0 to 1."""
        weights = [self._rarity(each) for each in keys]
        found = [weight for each, weight in zip(keys, weights, strict=True) if self._keys[place] & set(each)]
        return sum(found) / sum(weights)

    def _rarity(self, keys: tuple[str, ...]) -> float:
        seen = max(self._counts[key] for key in keys)
        return math.log(1 + len(self.texts) / (1 + seen)) + 0.1
