"""Which tags of a taxonomy a statement may bear, in order; a person chooses."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.language.embedding import Embedder
from sofra.analysis.language.memory import remembered
from sofra.analysis.language.text import clean, fold, one_script_a_word, words_of
from sofra.analysis.language.vectors import Rows, Vectors, similarities, unit_rows
from sofra.analysis.language.words import LANGUAGES

Scores = NDArray[np.float64]

# How much each kind of evidence counts; chosen on the development set, docs/methods/language.md.
_NEAREST = 2
_WEIGHT_OF_ABOUT = 0.8
_WEIGHT_OF_WORDS = 0.4
_SURE_MARGIN = 0.08
_SHARPNESS = 5.0
_INSIDE_A_COMPOUND = 5  # letters of a German stem that may stand anywhere in a word


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with what speaks for it.

    `about` are labels and descriptions by language, `says` example sentences by language, `words` folded beginnings of
    words by language. At least one of `about` and `says` must hold something.
    """

    id: str
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)
    says: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag with its score, which is comparable only inside one list; `sure` when it is well ahead of the next one."""

    tag: str
    score: float
    sure: bool


class NoTags(ValueError):
    """A taxonomy without a tag, or a tag without a word about it."""


@dataclass(frozen=True)
class Tagger:
    """Tags with their vectors. Make it once; it embeds every sentence about every tag."""

    embedder: Embedder
    tags: Sequence[Tag]

    def __post_init__(self) -> None:
        empty = [tag.id for tag in self.tags if not any(tag.about.values()) and not any(tag.says.values())]
        if empty or not self.tags:
            raise NoTags(f"nothing is said about {', '.join(empty)}" if empty else "the taxonomy has no tags")

    def suggest(
        self, texts: Sequence[str], languages: Sequence[str], n: int = 3, *, vectors: Vectors | None = None
    ) -> list[tuple[Suggestion, ...]]:
        """The `n` best tags of each text, best first. `vectors` are those of the texts, where they were kept."""
        scores = self.scores(texts, languages, vectors or self.embedder.encode(texts, languages))
        return [self._best(row, n) for row in scores]

    def scores(self, texts: Sequence[str], languages: Sequence[str], vectors: Vectors) -> Scores:
        """How much speaks for each tag, shape (texts, tags): likeness of meaning and words of the subject."""
        meaning, told = similarities(vectors, self._examples), similarities(vectors, self._about)
        nearest = np.stack(
            [_mean_of_best(meaning[:, self._owner == number]) for number in range(len(self.tags))], axis=1
        )
        about = np.stack([_best(told[:, self._about_owner == number]) for number in range(len(self.tags))], axis=1)
        centre = similarities(vectors, self._centres)
        words = np.array([self._words_found(text, language) for text, language in zip(texts, languages, strict=True)])
        found = (
            centre + nearest + _WEIGHT_OF_ABOUT * about + _WEIGHT_OF_WORDS * np.tanh(words.reshape(nearest.shape) / 2)
        )
        return np.asarray(found, dtype=np.float64)

    def grouping_vectors(
        self, texts: Sequence[str], languages: Sequence[str], *, vectors: Vectors | None = None, pull: float = 0.8
    ) -> Vectors:
        """Vectors in which statements about one tag lie closer together than their words alone would put them.

        Beside the meaning stands, with weight `pull`, the square root of each tag's share (softmax of the scores), so
        that the distance between two statements grows with the Hellinger distance between their tags. `vectors` are
        those of the texts, where they were kept.
        """
        meaning = vectors or self.embedder.encode(texts, languages)
        scores = self.scores(texts, languages, meaning)
        shares = np.exp(_SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
        roots = np.sqrt(shares / shares.sum(axis=1, keepdims=True))
        has_words = np.any(meaning.rows != 0, axis=1, keepdims=True)
        rows = unit_rows(np.hstack([meaning.rows, pull * roots * has_words]).astype(np.float32))
        return Vectors(f"{meaning.model}/tags:{len(self.tags)}x{pull}", rows)

    def _best(self, row: Scores, n: int) -> tuple[Suggestion, ...]:
        order = np.argsort(-row, kind="stable")
        ahead = [float(row[place] - row[following]) for place, following in pairwise(order)]
        sure = bool(ahead) and ahead[0] >= _SURE_MARGIN
        return tuple(
            Suggestion(self.tags[place].id, round(float(row[place]), 4), sure and rank == 0)
            for rank, place in enumerate(order[:n])
        )

    @cached_property
    def _sentences(self) -> list[tuple[int, str, str]]:
        """Number of the tag, language and sentence of every example; where a tag has none, what it is about."""
        return [
            (number, language, sentence)
            for number, tag in enumerate(self.tags)
            for language, sentences in (tag.says if any(tag.says.values()) else tag.about).items()
            for sentence in sentences
        ]

    @cached_property
    def _owner(self) -> NDArray[np.int64]:
        return np.array([number for number, _, _ in self._sentences])

    @cached_property
    def _examples(self) -> Vectors:
        return remembered(self.embedder, [each[2] for each in self._sentences], [each[1] for each in self._sentences])

    @cached_property
    def _centres(self) -> Vectors:
        means = [self._examples.rows[self._owner == number].mean(axis=0) for number in range(len(self.tags))]
        return Vectors(self._examples.model, unit_rows(np.array(means)))

    @cached_property
    def _lines(self) -> list[tuple[int, str, str]]:
        """Number of the tag, language and text of every line about it; where a tag has none, what is said of it."""
        return [
            (number, language, line)
            for number, tag in enumerate(self.tags)
            for language, lines in (tag.about if any(tag.about.values()) else tag.says).items()
            for line in lines
        ]

    @cached_property
    def _about_owner(self) -> NDArray[np.int64]:
        return np.array([number for number, _, _ in self._lines])

    @cached_property
    def _about(self) -> Vectors:
        return remembered(self.embedder, [each[2] for each in self._lines], [each[1] for each in self._lines])

    @cached_property
    def _weights(self) -> dict[str, Counter[str]]:
        """For each language, in how many tags each word stands: one that stands in many says little."""
        return {code: Counter(word for tag in self.tags for word in set(tag.words.get(code, ()))) for code in LANGUAGES}

    def _words_found(self, text: str, language: str) -> list[float]:
        words = [fold(found.group()) for found in words_of(one_script_a_word(clean(text)))]
        return [self._weight_of_words(words, tag, language) for tag in self.tags]

    def _weight_of_words(self, words: Sequence[str], tag: Tag, language: str) -> float:
        counts, most = self._weights.get(language, Counter()), math.log(1 + len(self.tags))
        stems = {stem for stem in tag.words.get(language, ()) if _is_said(stem, words, language)}
        return sum(math.log(1 + len(self.tags) / counts[stem]) / most for stem in stems)


def _is_said(stem: str, words: Sequence[str], language: str) -> bool:
    if " " in stem:
        return stem in " ".join(words)
    if language == "de" and len(stem) >= _INSIDE_A_COMPOUND:
        return any(stem in word for word in words)
    return any(word.startswith(stem) for word in words)


def _mean_of_best(likeness: Rows) -> Rows:
    best: Rows = np.sort(likeness, axis=1)[:, -_NEAREST:].mean(axis=1)
    return best


def _best(likeness: Rows) -> Rows:
    best: Rows = likeness.max(axis=1)
    return best


def shipped_themes() -> list[Tag]:
    """The twenty-five themes that Sofra has evidence for, in five languages."""
    return [
        Tag(id=name, about=_lines_about(theme), says=theme["says"], words=theme["words"])
        for name, theme in _themes().items()
    ]


def tags_of(taxonomy: Mapping[str, Any]) -> list[Tag]:
    """The tags of a taxonomy in the form of the sample programme, each with its labels and the evidence we have for it.

    A tag that one of the shipped themes covers has that theme's words as well; labels are its sentences.
    """
    covering = {covered: theme for theme in _themes().values() for covered in theme["covers"]}
    return [
        Tag(
            id=item["id"],
            about={code: (item[code],) for code in LANGUAGES if item.get(code)},
            words=covering[item["id"]]["words"] if item["id"] in covering else {},
        )
        for facet in taxonomy.get("facets", ())
        for item in facet.get("items", ())
    ]


def _lines_about(theme: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    labels: dict[str, list[str]] = theme["labels"]
    return {language: [*([theme["about"]] if language == "en" else []), *lines] for language, lines in labels.items()}


@cache
def _themes() -> dict[str, Any]:
    import yaml

    text = (files("sofra.analysis.language") / "data" / "themes.yaml").read_text(encoding="utf-8")
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader in C, where the package has it
    themes: dict[str, Any] = yaml.load(text, Loader=quick)  # noqa: S506  both are safe loaders
    return themes
