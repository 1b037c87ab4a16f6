"""Names of persons in a text, recall first: a word that is neither ordinary nor a place is taken for a name.

No model: whether a word is ordinary is asked of `words`, and the rest are rules that a moderator can follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sofra.analysis.language.text import fold, words_of
from sofra.analysis.language.words import LANGUAGES, is_in, is_listed, is_ordinary

_LOCATIVES = frozenset({"in", "im", "u", "vo", "ne", "en", "te", "prej", "afer", "near", "around", "towards", "nach"})
_NOUN_ENDINGS = ("", "a", "u", "e", "i", "o", "om", "em", "ov", "ova", "ev", "in", "ina", "'s", "’s", "t")
_ALBANIAN_ENDINGS = ("n", "in", "it", "un", "ut", "s", "se", "es", "en", "ne", "ve", "ta")
_CASE_ENDINGS = _NOUN_ENDINGS + _ALBANIAN_ENDINGS
_SLAVIC_SURNAMES = ("ic", "ica", "icu", "icem", "icevi", "vski", "vska", "vskog", "vskom", "vskiot", "oski", "eski")
_SURNAME_ENDINGS = (*_SLAVIC_SURNAMES, "shi", "haj", "naj", "liu", "iqi")
_SHORTEST_NAME = 2
_ENOUGH_TO_SHOUT = 3
_SHORTEST_STEM = 3
# What a person does right after the name; a first name that is also a word needs it at the beginning of a sentence.
_DOES = frozenset(
    {
        "je",
        "e",
        "ka",
        "ima",
        "radi",
        "kaze",
        "tha",
        "said",
        "says",
        "saw",
        "has",
        "hat",
        "rece",
        "rekao",
        "rekla",
        "veli",
    }
)
_SHORTEST_PLACE = 4
_RELATED = re.compile(
    r"(?:sk|sck|ck|zk|shk|st)(?:i|a|o|e|u|ih|im|om|oj|og|oga|omu|ima|iot|ata|oto|ite)$"
    r"|(?:ian|ans?|ish|ese|er|ern|isch\w*)$"
)
_SENTENCE_ENDS = '.!?…:;\n"„“”»«(–—•*'


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    folded: str
    opens: bool  # a capital says nothing: the first word of a sentence or quotation, or all is in capitals
    place: bool
    ordinary: bool
    first_name: bool


def find_people(text: str) -> list[tuple[int, int]]:
    """Places of names of persons, neighbours joined to one span, in order."""
    language = likely_language(text)
    words = _read(text, language)
    named = [_is_name(words, number, language) for number in range(len(words))]
    for number in range(1, len(words)):  # a surname after a name, a first name before one
        if named[number - 1] and _goes_on(words[number - 1], words[number], text):
            named[number] = True
    return _joined(words, named, text)


def likely_language(text: str) -> str:
    """The language in which most words of the text are ordinary; a quick guess for the rules here, not a detection."""
    folded = [fold(found.group()) for found in words_of(text)[:60]]
    shares = {language: sum(is_in(word, language) for word in folded) for language in LANGUAGES}
    if re.search("[ѓќѕЃЌЅ]", text):
        return "mk"
    if re.search("[ђћЂЋ]", text):
        return "bcms"
    return max(LANGUAGES, key=lambda language: shares[language])


def _read(text: str, language: str) -> list[_Word]:
    capitals, small = sum(letter.isupper() for letter in text), sum(letter.islower() for letter in text)
    found = words_of(text)
    shouted = capitals > small and len(found) >= _ENOUGH_TO_SHOUT
    return [_word(each, text, language, shouted) for each in found]


def _word(found: re.Match[str], text: str, language: str, shouted: bool) -> _Word:
    before = text[: found.start()].rstrip(" \t\u00a0'‘’")
    word = fold(found.group())
    return _Word(
        start=found.start(),
        end=found.end(),
        text=found.group().capitalize() if shouted else found.group(),
        folded=word,
        opens=shouted or not before or before[-1] in _SENTENCE_ENDS,
        place=_is_place(word),
        ordinary=is_ordinary(found.group(), language),
        first_name=any(is_listed(base, "first_names") for base in _bases(word)),
    )


def _bases(folded: str) -> list[str]:
    """The word without each ending that it may bear: Zoranu, Zoran; Miren, Mira."""
    stems = [
        folded[: len(folded) - len(end)]
        for end in _CASE_ENDINGS
        if folded.endswith(end) and len(folded) - len(end) >= _SHORTEST_STEM
    ]
    return [base for stem in stems for base in (stem, stem + "a", stem + "o", stem + "e")] if stems else [folded]


def _is_place(folded: str) -> bool:
    return is_in(folded, "places") or any(
        is_in(part, "places") for part in _bases(folded) if len(part) >= _SHORTEST_PLACE
    )


def _is_name(words: Sequence[_Word], number: int, language: str) -> bool:
    word = words[number]
    before = words[number - 1] if number else None
    after = words[number + 1] if number + 1 < len(words) else None
    if len(word.folded) < _SHORTEST_NAME:
        return False
    if not word.text[0].isupper():
        return _is_small_name(word, after)
    if before and _is_title(before) and (not word.ordinary or is_listed(before.folded, "titles")):
        return not word.opens
    return _is_capital_name(word, before, after, language)


def _is_small_name(word: _Word, after: _Word | None) -> bool:
    """A first name that is no other word, or that a surname follows; telephones leave out capitals."""
    if not word.first_name or len(word.folded) <= _SHORTEST_PLACE:
        return False
    surname_follows = bool(after and after.folded.endswith(_SURNAME_ENDINGS) and not after.ordinary)
    return surname_follows or not (word.ordinary or word.place)


def _is_capital_name(word: _Word, before: _Word | None, after: _Word | None, language: str) -> bool:
    says_little = word.opens or language == "de"  # there every sentence, here every noun begins with a capital
    if word.first_name and not (word.ordinary and says_little):
        return not is_in(word.folded, "places")
    if is_listed(word.folded, "surnames") and not says_little:
        return not is_in(word.folded, "places")
    if word.place or word.ordinary or (word.text.isupper() and not word.folded.endswith(_SURNAME_ENDINGS)):
        return bool(word.first_name and after and (_looks_like_surname(after) or _is_doing(word, after)))
    return not _is_somewhere(before, word)


def _is_title(word: _Word) -> bool:
    begins = (word.folded[:end] for end in range(_SHORTEST_STEM, len(word.folded) + 1))
    return is_listed(word.folded, "titles") or any(is_listed(begin, "roles") for begin in begins)


def _looks_like_surname(word: _Word) -> bool:
    return (
        word.text[0].isupper()
        and not word.place
        and (not word.ordinary or any(is_listed(base, "surnames") for base in _bases(word.folded)))
    )


def _is_doing(word: _Word, after: _Word) -> bool:
    return after.folded in _DOES and is_listed(word.folded, "first_names") and not word.place


def _is_somewhere(before: _Word | None, word: _Word) -> bool:
    """An unknown place, or what belongs to one: after *in*, or with the ending of an adjective."""
    if word.folded.endswith(_SURNAME_ENDINGS):
        return False
    return bool(_RELATED.search(word.folded)) or bool(before and before.folded in _LOCATIVES)


def _goes_on(before: _Word, word: _Word, text: str) -> bool:
    """Whether a word right after a name belongs to it; in small letters only when it is no other word."""
    if word.opens or text[before.end : word.start].strip(" .\u00a0"):
        return False
    if word.text[0].isupper():
        return not word.text.isupper() or word.folded.endswith(_SURNAME_ENDINGS)
    return not before.text[0].isupper() and not word.ordinary


def _joined(words: Sequence[_Word], named: Sequence[bool], text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for word, is_name in zip(words, named, strict=True):
        if is_name and spans and text[spans[-1][1] : word.start].strip(" .\u00a0") == "":
            spans[-1] = (spans[-1][0], word.end)
        elif is_name:
            spans.append((word.start, word.end))
    return spans
