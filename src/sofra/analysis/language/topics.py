"""Topics by the words in a sentence alone: quick, without a model, and silent where no word of a theme is said."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from sofra.analysis.language.tags import shipped_themes
from sofra.analysis.language.text import clean, fold, one_script_a_word, words_of

_INSIDE_A_COMPOUND = 5
"""Letters of a German stem that may stand anywhere in a word."""


def topics_in(text: str, language: str, n: int = 2) -> tuple[str, ...]:
    """The shipped themes whose words a sentence says, the best first.

    Parameters
    ----------
    text
        One sentence.
    language
        One of the five languages; for any other nothing is found.
    n
        At most so many.

    Returns
    -------
    tuple of str
        Names of themes, none when no word of any is said. A word that few themes share counts for more: the weight of
        a stem is the logarithm of the number of themes over the number of those that have it.

    Examples
    --------
    >>> topics_in("Small groups need core funding.", "en")
    ('need.funding',)
    """
    words = [fold(found.group()) for found in words_of(one_script_a_word(clean(text)))]
    scores = {theme: _score(stems, words, language) for theme, stems in _stems(language).items()}
    found = [theme for theme, score in scores.items() if score > 0]
    return tuple(sorted(found, key=lambda theme: (-scores[theme], theme))[:n])


@cache
def topic_labels() -> Mapping[str, Mapping[str, str]]:
    """The name of each shipped theme in the five languages, by the theme."""
    return {
        theme.id: {language: lines[1 if language == "en" else 0] for language, lines in theme.about.items()}
        for theme in shipped_themes()
    }


def _score(stems: Mapping[str, float], words: list[str], language: str) -> float:
    return sum(weight for stem, weight in stems.items() if _is_said(stem, words, language))


def _is_said(stem: str, words: list[str], language: str) -> bool:
    if " " in stem:
        return stem in " ".join(words)
    if language == "de" and len(stem) >= _INSIDE_A_COMPOUND:
        return any(stem in word for word in words)
    return any(word.startswith(stem) for word in words)


@cache
def _stems(language: str) -> Mapping[str, Mapping[str, float]]:
    themes = shipped_themes()
    shared = Counter(stem for theme in themes for stem in set(theme.words.get(language, ())))
    return {
        theme.id: {stem: math.log(1 + len(themes) / shared[stem]) for stem in theme.words.get(language, ())}
        for theme in themes
    }
