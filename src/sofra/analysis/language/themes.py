"""Grouping statements of several languages into themes, with the evidence from which a person names each theme."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.language.lemmas import keys_of
from sofra.analysis.language.tags import Tagger
from sofra.analysis.language.text import clean, words_of
from sofra.analysis.language.vectors import Rows, Vectors, unit_rows

_APART = 1.1  # how far two groups may be, in the sense of Ward, and still be one theme
_EVIDENCE = 3
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Theme:
    """Statements that belong together.

    `members` are places in the list, `nearest` those of them that stand closest to the middle, best first. `words`
    gives for each language the words that set this theme apart from the others, best first, as they were written.
    """

    members: tuple[int, ...]
    nearest: tuple[int, ...]
    words: dict[str, tuple[str, ...]]


def group(vectors: Vectors, n_themes: int | None = None) -> NDArray[np.int64]:
    """The number of its theme for each row, 0, 1, 2 and so on, in the order in which themes first appear.

    Parameters
    ----------
    vectors
        Rows of shape (n, d), best those of `Tagger.grouping_vectors`. A row of zeros makes a theme of its own.
    n_themes
        How many themes; when nothing is said, groups are joined while they are near.

    Notes
    -----
    Ward's criterion (Journal of the American Statistical Association 58, 1963). The same rows give the same themes.
    """
    if len(vectors) <= 1:
        return np.zeros(len(vectors), dtype=np.int64)
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(np.asarray(vectors.rows, dtype=np.float64), method="ward")
    if n_themes is None:
        labels = fcluster(tree, t=_APART, criterion="distance")
    else:
        labels = fcluster(tree, t=max(1, n_themes), criterion="maxclust")
    order: dict[int, int] = {}
    return np.array([order.setdefault(int(label), len(order)) for label in labels], dtype=np.int64)


def describe(
    labels: Sequence[int] | NDArray[np.int64], texts: Sequence[str], languages: Sequence[str], vectors: Vectors
) -> tuple[Theme, ...]:
    """Each theme with its members, the statements in its middle and its telling words, in the order of the numbers."""
    members: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        members[int(label)].append(place)
    words = _telling_words(labels, texts, languages)
    return tuple(Theme(tuple(m), _nearest(m, vectors.rows), words[label]) for label, m in sorted(members.items()))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme with the tag that most of its statements bear first, and the id of the model that grouped it."""

    theme: Theme
    tag: str
    model: str


def propose(
    tagger: Tagger, texts: Sequence[str], languages: Sequence[str], vectors: Vectors, n_themes: int | None = None
) -> tuple[Proposal, ...]:
    """Themes of n texts with a tag for each, in the order in which they first appear.

    Parameters
    ----------
    vectors
        Those of `Embedder.encode`, n rows, from the tagger's own embedder.
    n_themes
        How many themes; when nothing is said, groups are joined while they are near.
    """
    if not texts:
        return ()
    near = tagger.grouping_vectors(texts, languages, vectors=vectors)
    first = [each[0].tag for each in tagger.suggest(texts, languages, 1, vectors=vectors)]
    themes = describe(group(near, n_themes), texts, languages, near)
    return tuple(
        Proposal(theme, _most_often([first[place] for place in theme.members]), near.model) for theme in themes
    )


def _most_often(tags: Sequence[str]) -> str:
    return max(sorted(set(tags)), key=tags.count)


def _nearest(members: Sequence[int], rows: Rows) -> tuple[int, ...]:
    middle = unit_rows(rows[list(members)].mean(axis=0, keepdims=True))[0]
    likeness = rows[list(members)] @ middle
    return tuple(members[place] for place in np.argsort(-likeness, kind="stable")[:_EVIDENCE])


def _telling_words(
    labels: Sequence[int] | NDArray[np.int64], texts: Sequence[str], languages: Sequence[str]
) -> dict[int, dict[str, tuple[str, ...]]]:
    """Class-based tf-idf: how often a word stands in the theme, times how rarely in the others of its language."""
    inside: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    overall: dict[str, Counter[str]] = defaultdict(Counter)
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for label, text, language in zip(labels, texts, languages, strict=True):
        for key, word in _keyed_words(text, language):
            inside[int(label), language][key] += 1
            overall[language][key] += 1
            written[language, key][word] += 1
    result: dict[int, dict[str, tuple[str, ...]]] = {int(label): {} for label in labels}
    for (label, language), counts in inside.items():
        best = sorted(counts, key=lambda key: (-_tells(counts, overall[language], key), key))[:_LABEL_WORDS]
        result[label][language] = tuple(written[language, key].most_common(1)[0][0] for key in best)
    return result


def _keyed_words(text: str, language: str) -> list[tuple[str, str]]:
    """First key and word of each word that is long enough to tell something."""
    words = [found.group() for found in words_of(clean(text)) if len(found.group()) > _LABEL_WORDS]
    return [(keys_of(word, language)[0][0], word.lower()) for word in words if keys_of(word, language)]


def _tells(inside: Counter[str], overall: Counter[str], key: str) -> float:
    return inside[key] * math.log(1 + sum(overall.values()) / (1 + overall[key]) / max(1, len(inside)))
