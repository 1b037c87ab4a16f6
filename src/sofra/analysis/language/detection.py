"""Which language a text is probably in: a proposal that its author may overrule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sofra.analysis.language.text import clean, fold, one_script_a_word, script_of, words_of
from sofra.analysis.language.words import LANGUAGES, is_in

_OURS = {
    "ENGLISH": "en",
    "GERMAN": "de",
    "ALBANIAN": "sq",
    "BOSNIAN": "bcms",
    "CROATIAN": "bcms",
    "SERBIAN": "bcms",
    "MACEDONIAN": "mk",
}
_NEIGHBOURS = ("SLOVENE", "BULGARIAN", "ITALIAN")
_ONLY_MACEDONIAN = re.compile("[ѓќѕЃЌЅѐѝ]")
_ONLY_BCMS = re.compile("[ђћЂЋ]")
_ONLY_OURS = re.compile("[ђћѓќѕјљњџćđ]", re.IGNORECASE)  # no Slovene, Bulgarian or Russian text has these
_ONLY_THEIRS = re.compile("[йщъьыэюя]", re.IGNORECASE)
# Small words and endings that only one of the two languages in Cyrillic letters has.
_TELLING = {
    "bcms": re.compile(
        r"\b(?:је|су|у|са|није|нису|јер|који|коју|којим|ће|што|шта|ово|ова|ови|овај|тај|али|након|због|сам|смо)\b"
    ),
    "mk": re.compile(
        r"\b(?:во|со|ги|ја|го|му|им|ќе|е|дека|кои|кој|овој|оваа|овие|тоа|тој|таа|тие|сум|сме|беше|биле|бидејќи|поради|меѓу|од|но)\b|\w{3}(?:от|ите|ата|ово)\b"
    ),
}
_WORDS_READ = 120
_ENOUGH_WORDS = 5  # below that a neighbour is not told from one of ours
_WEIGHT_OF_WORDS = 3
_WEIGHT_OF_TELLING = 2  # each such word doubles the confidence
_ABROAD = 0.35  # with fewer ordinary words than that it is none of the five
_AT_HOME = 0.85  # this share of ordinary words is not another language's


@dataclass(frozen=True, slots=True)
class Detection:
    """A proposal for the language of a text.

    `language` is ``en``, ``de``, ``sq``, ``bcms`` or ``mk``, or ``""`` when there are no words or they are of another
    language; `reason` then says which of the two, ``no words`` or ``another language``. `script` is ``Latn``, ``Cyrl``
    or ``""``. `confidence` lies between 0 and 1 and is the share of the best of the five, not a probability.
    """

    language: str
    script: str
    confidence: float
    reason: str = ""


def detect(text: str) -> Detection:
    """The language of a text, if it is one of the five.

    Macedonian in Latin letters is taken for BCMS; only its author can say better. A neighbouring language, such as
    Slovene or Bulgarian, is told apart from five words on.

    >>> detect("Нема итно засолниште за новинари").language
    'mk'
    >>> detect("12.04.2021").reason
    'no words'
    """
    readable = one_script_a_word(clean(text))
    words = [found.group() for found in words_of(readable)[:_WORDS_READ]]
    script = script_of(readable)
    if not words:
        return Detection("", script, 0.0, "no words")
    start = " ".join(words)
    shares = _shares_of_words(words)
    scores = _scores(start, shares, script)
    best = max(LANGUAGES, key=lambda language: scores[language])
    if _ONLY_THEIRS.search(start) or (len(words) >= _ENOUGH_WORDS and _is_strange(start, shares[best])):
        return Detection("", script, 0.0, "another language")
    return Detection(best, script, scores[best])


def _shares_of_words(words: list[str]) -> dict[str, float]:
    folded = [fold(word) for word in words]
    return {language: sum(is_in(word, language) for word in folded) / len(folded) for language in LANGUAGES}


def _scores(text: str, shares: Mapping[str, float], script: str) -> dict[str, float]:
    """Confidences of the five, adding up to one: letters first, then lingua times the share of ordinary words."""
    if _ONLY_MACEDONIAN.search(text) and not _ONLY_BCMS.search(text):
        return {language: float(language == "mk") for language in LANGUAGES}
    if _ONLY_BCMS.search(text) and not _ONLY_MACEDONIAN.search(text):
        return {language: float(language == "bcms") for language in LANGUAGES}
    possible = ("bcms", "mk") if script == "Cyrl" else ("en", "de", "sq", "bcms")
    confidence = _confidences(text)
    raw = {
        language: (confidence[language] + 0.01) * (shares[language] + 0.05) ** _WEIGHT_OF_WORDS
        if language in possible
        else 0.0
        for language in LANGUAGES
    }
    if script == "Cyrl":
        for language, telling in _TELLING.items():
            raw[language] *= _WEIGHT_OF_TELLING ** len(telling.findall(text.lower()))
    total = sum(raw.values())
    return {language: score / total for language, score in raw.items()}


def _confidences(text: str) -> dict[str, float]:
    sums = dict.fromkeys(LANGUAGES, 0.0)
    for each in _detector(tuple(_OURS)).compute_language_confidence_values(text):
        sums[_OURS[each.language.name]] += each.value
    return sums


def _is_strange(text: str, share: float) -> bool:
    return share < _ABROAD or (share < _AT_HOME and _is_a_neighbours(text))


def _is_a_neighbours(text: str) -> bool:
    if _ONLY_OURS.search(text):
        return False
    found = _detector((*_OURS, *_NEIGHBOURS)).detect_language_of(text)
    return found is not None and found.name in _NEIGHBOURS


@cache
def _detector(names: tuple[str, ...]) -> Any:
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in names)).build()
