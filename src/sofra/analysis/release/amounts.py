"""Amount words: which of them a sentence uses, and whether released bands bear them out.

A small grammar for five languages. It reads words, not meaning, and it errs on the side of asking: a word that may be
an amount is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sofra.analysis.language.script import to_latin
from sofra.analysis.release.bands import Band
from sofra.analysis.release.words import bcms, de, en, mk, sq

WORDS = {"en": en, "de": de, "sq": sq, "bcms": bcms, "mk": mk}
LANGUAGES = tuple(WORDS)
ONE_LETTER = {"lj": "ǉ", "nj": "ǌ", "dž": "ǆ"}
"""What Latin writes with two letters and Cyrillic with one."""
CLAUSE = re.compile(r"[.;:!?,–—]|\n")


class Amount(StrEnum):
    """What an amount word says, from the strongest to the weakest."""

    ALL = "all"
    NOBODY = "nobody"
    MOST = "most"
    MAJORITY = "majority"
    MANY = "many"
    AROUND_HALF = "around_half"
    UP_TO_HALF = "up_to_half"
    SOME = "some"
    MINORITY = "minority"
    FEW = "few"
    AGREEMENT = "agreement"
    DIVIDED = "divided"


class Side(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"


BORNE_OUT_BY = {
    Amount.ALL: frozenset[Band](),
    Amount.NOBODY: frozenset[Band](),
    Amount.MOST: frozenset({Band.BROAD}),
    Amount.MAJORITY: frozenset({Band.MORE_THAN_HALF, Band.BROAD}),
    Amount.MANY: frozenset({Band.MORE_THAN_HALF, Band.BROAD}),
    Amount.AROUND_HALF: frozenset({Band.AROUND_HALF}),
    Amount.UP_TO_HALF: frozenset({Band.UP_TO_HALF, Band.LESS_THAN_HALF, Band.FEW}),
    Amount.SOME: frozenset({Band.LESS_THAN_HALF, Band.AROUND_HALF, Band.MORE_THAN_HALF, Band.BROAD}),
    Amount.MINORITY: frozenset({Band.LESS_THAN_HALF, Band.FEW}),
    Amount.FEW: frozenset({Band.FEW}),
    Amount.AGREEMENT: frozenset({Band.BROAD}),
    Amount.DIVIDED: frozenset({Band.LESS_THAN_HALF, Band.AROUND_HALF, Band.MORE_THAN_HALF}),
}
"""*All* and *nobody* are borne out by nothing: no band says either. `few` and `up_to_half` begin at none, so they never
bear out *some*."""


@dataclass(frozen=True)
class Counted:
    """The released bands of one statement that a sentence points at."""

    agree: Band
    disagree: Band

    def band(self, side: Side) -> Band:
        return self.agree if side is Side.AGREE else self.disagree


@dataclass(frozen=True)
class AmountWord:
    """One amount word in a sentence.

    start, end
        Where it stands, in characters of the sentence as it was given.
    amount
        What it says.
    side
        Whether it speaks of those who agree or of those who disagree.
    """

    start: int
    end: int
    amount: Amount
    side: Side


def find_amounts(sentence: str, language: str) -> tuple[AmountWord, ...]:
    """The amount words of a sentence, from left to right.

    Parameters
    ----------
    sentence
        One sentence, of any length.
    language
        One of ``LANGUAGES``; ``bcms`` in either script.

    Raises
    ------
    ValueError
        If there is no grammar for the language.

    Notes
    -----
    Words in `words`, inflected forms included. The word of agreement in a clause that already has an amount
    ("most agree") is its verb and counts for nothing of its own. An amount is on the side of those who disagree when
    a word of disagreement follows it in its clause.

    Examples
    --------
    >>> [(word.amount.value, word.side.value) for word in find_amounts("Most agree, and few disagree.", "en")]
    [('most', 'agree'), ('few', 'disagree')]
    """
    if language not in WORDS:
        raise ValueError(f"no amount words for {language}, only for {', '.join(LANGUAGES)}")
    text = _letter_for_letter(sentence) if language == "bcms" else sentence
    return tuple(word for start, end in _clauses(text) for word in _in_clause(text, start, end, language))


def says_it_was_not_counted(sentence: str, language: str) -> bool:
    """Whether the sentence tells its reader that nobody counted.

    >>> says_it_was_not_counted("Many see it so; nobody counted.", "en")
    True
    """
    text = _letter_for_letter(sentence) if language == "bcms" else sentence
    return _pattern(WORDS[language].NOT_COUNTED).search(text) is not None


def nobody_counted(language: str) -> str:
    """The fixed words with which a sentence says that nobody counted; `says_it_was_not_counted` knows them.

    >>> nobody_counted("de")
    'Niemand hat gezählt.'
    """
    words: str = WORDS[language].NOBODY_COUNTED
    return words


def unsupported(sentence: str, language: str, evidence: Sequence[Counted]) -> tuple[AmountWord, ...]:
    """The amount words that nothing bears out; a sentence with one of them may not be published.

    Parameters
    ----------
    evidence
        The released bands that the sentence points at; one that fits is enough for each word.

    Examples
    --------
    >>> broad = Counted(agree=Band.BROAD, disagree=Band.FEW)
    >>> unsupported("Most agree.", "en", [broad])
    ()
    >>> [word.amount.value for word in unsupported("Everybody agrees.", "en", [broad])]
    ['all']
    >>> unsupported("Many said so. Nobody counted.", "en", [])
    ()
    """
    if says_it_was_not_counted(sentence, language):
        return ()
    return tuple(word for word in find_amounts(sentence, language) if not _borne_out(word, evidence))


def _borne_out(word: AmountWord, evidence: Sequence[Counted]) -> bool:
    fitting = BORNE_OUT_BY[word.amount]
    if word.amount is Amount.DIVIDED:
        return any(each.agree in fitting and each.disagree in fitting for each in evidence)
    return any(each.band(word.side) in fitting for each in evidence)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in CLAUSE.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _in_clause(text: str, start: int, end: int, language: str) -> Iterator[AmountWord]:
    masked = _pattern(WORDS[language].NO_AMOUNT).sub(lambda found: " " * len(found[0]), text[start:end])
    found = _words_of(masked, language)
    disagreeing = list(_pattern(WORDS[language].DISAGREEING).finditer(masked))
    for at, until, amount in found:
        against = any(each.start() >= until for each in disagreeing)
        yield AmountWord(start + at, start + until, amount, Side.DISAGREE if against else Side.AGREE)
    if not found:
        yield from _bare_agreement(masked, start, language, bool(disagreeing))


def _words_of(clause: str, language: str) -> list[tuple[int, int, Amount]]:
    """Longer words first, so that "less than half" is not "half"; none inside another."""
    found: list[tuple[int, int, Amount]] = []
    for amount, words in WORDS[language].AMOUNTS.items():
        found += ((each.start(), each.end(), Amount(amount)) for each in _pattern(words).finditer(clause))
    found.sort(key=lambda word: (word[0] - word[1], word[0]))
    kept: list[tuple[int, int, Amount]] = []
    for word in found:
        if all(word[1] <= other[0] or word[0] >= other[1] for other in kept):
            kept.append(word)
    return sorted(kept)


def _bare_agreement(clause: str, start: int, language: str, disagreeing: bool) -> Iterator[AmountWord]:
    """ "They agree" without an amount says that they all do."""
    words = WORDS[language].DISAGREEING if disagreeing else WORDS[language].AGREEING
    side = Side.DISAGREE if disagreeing else Side.AGREE
    for match in _pattern(words).finditer(clause):
        yield AmountWord(start + match.start(), start + match.end(), Amount.AGREEMENT, side)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, any case; blanks in the table stand for any white space."""
    alternatives = "|".join(line.strip().replace(" ", r"\s+") for line in words.strip().splitlines())
    for pair, letter in ONE_LETTER.items():
        alternatives = alternatives.replace(pair, f"(?:{pair}|{letter})")
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _letter_for_letter(sentence: str) -> str:
    """Latin letters in the places of the Cyrillic ones, so that positions stay: љ becomes one letter."""
    return "".join(_one_letter(letter) for letter in sentence)


def _one_letter(letter: str) -> str:
    latin = to_latin(letter)
    return ONE_LETTER.get(latin.lower(), latin)
