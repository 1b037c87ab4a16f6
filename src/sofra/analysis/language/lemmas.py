"""Keys under which the forms of one word meet, for search and for counting words."""

import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.language.script import to_latin
from sofra.analysis.language.text import clean, fold, one_script_a_word, words_of
from sofra.analysis.language.words import LANGUAGES

_SIMPLEMMA = {"en": "en", "de": "de", "bcms": "hbs", "mk": "mk"}
_SHORTEST = 3


def keys_of(text: str, language: str) -> list[tuple[str, ...]]:
    """For each word of three letters or more, the keys it is found under, in the order of the text.

    Two words with a key in common are forms of one word. Albanian words may have two keys, where two lemmas fit.

    >>> keys_of("Richter, Richtern", "de")
    [('richter',), ('richter',)]
    """
    readable = one_script_a_word(clean(text))
    words = (found.group() for found in words_of(readable))
    return [word_keys(word, language) for word in words if len(word) >= _SHORTEST]


@cache
def word_keys(word: str, language: str) -> tuple[str, ...]:
    """The keys of one word; of a word nobody knows, the folded word itself."""
    if language == "sq":
        return _albanian(word)
    if language not in LANGUAGES:
        return (fold(word),)
    if language == "bcms":
        word = to_latin(word)
    lemma = _simplemma().lemmatize(word, lang=_SIMPLEMMA[language])
    if language == "bcms":
        lemma = _serbian_stemmer().stemWord(lemma.lower())
    return (fold(lemma),)


def distinct(keys: Iterable[tuple[str, ...]]) -> set[str]:
    """All keys of a text, each once."""
    return {key for each in keys for key in each}


def form_hash(folded: str) -> int:
    """The number under which a folded Albanian form stands in the table."""
    return zlib.crc32(folded.encode())


def _albanian(word: str) -> tuple[str, ...]:
    forms, lemmas = _albanian_table()
    wanted = form_hash(fold(word))
    place = int(np.searchsorted(forms, np.uint32(wanted)))
    if place == len(forms) or int(forms[place]) != wanted:
        return (fold(word),)
    return tuple(sorted({f"sq{number}" for number in lemmas[place].tolist()}))


@cache
def _albanian_table() -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    with (files("sofra.analysis.language") / "data" / "sq_lemmas.npz").open("rb") as file:
        table = np.load(file)
        return table["forms"], table["lemmas"]


@cache
def _simplemma() -> Any:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    # The usual dictionaries take 280 MB, these 50; a word takes 40 µs instead of 10, and each is asked once.
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


@cache
def _serbian_stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("serbian")
