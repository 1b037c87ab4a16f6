"""Text as it arrives, made safe and comparable: one character in, one character out, so that places in it stay."""

import re
import unicodedata
from functools import cache

_CYRILLIC = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш ѓ ќ ѕ ѐ ѝ й щ ъ ь ы э ю я"
_LATIN = "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s gj kj dz e i j st a j i e ju ja"
_FOLDED = dict(zip(_CYRILLIC.split(), _LATIN.split(), strict=True)) | {
    "đ": "dj",
    "ß": "ss",
    "ı": "i",
    "ł": "l",
    "ø": "o",
}
# Letters of one script that look like letters of the other, in both cases.
_LOOKS_LATIN = str.maketrans("асеорхујіѕкмтвнАСЕОРХУЈІЅКМТВНѐЀѝЍ", "aceopxyjiskmtbhACEOPXYJISKMTBHèÈѝЍ")
_LOOKS_CYRILLIC = str.maketrans("aceopxyjiskmtABCEHKMOPTXYJIS", "асеорхујіѕкмтАВСЕНКМОРТХУЈІЅ")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’`\-][^\W\d_]+)*")


def clean(text: str) -> str:
    """The same number of characters, none of which a model or a database chokes on.

    Control characters, NUL, marks of direction and zero-width characters become blanks; a lone surrogate becomes the
    replacement character. Everything else stays, line breaks and tabs included.

    >>> clean("a\\x00b")
    'a b'
    """
    return _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub(" ", text))


@cache
def _folded_letter(letter: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter.lower()) if not unicodedata.combining(each))
    return "".join(_FOLDED.get(each, each) for each in _FOLDED.get(letter.lower(), plain))


def fold(text: str) -> str:
    """Lower case, Latin letters, no diacritics: what somebody types on a foreign keyboard.

    >>> fold("Ђорђе Čavić, Скопје, Qëndrueshmëri")
    'djordje cavic, skopje, qendrueshmeri'
    """
    return "".join(map(_folded_letter, unicodedata.normalize("NFC", text)))


def script_of(text: str) -> str:
    """``"Cyrl"`` or ``"Latn"``, whichever has more letters in the text; ``""`` when it has neither.

    >>> script_of("Скопје 2020"), script_of("Peja"), script_of("2020")
    ('Cyrl', 'Latn', '')
    """
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in text)
    latin = sum(letter.isalpha() and letter < "ɐ" for letter in text)
    if not cyrillic and not latin:
        return ""
    return "Cyrl" if cyrillic > latin else "Latn"


def one_script_a_word(text: str) -> str:
    """Look-alike letters put back into the script of the word they stand in.

    >>> one_script_a_word("Бeoгрaд")  # three Latin letters in a Cyrillic word
    'Београд'
    """
    return _WORD.sub(lambda found: _in_one_script(found.group()), text)


def _in_one_script(word: str) -> str:
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    if cyrillic in (0, len(word)):
        return word
    return word.translate(_LOOKS_CYRILLIC if 2 * cyrillic >= len(word) else _LOOKS_LATIN)


def words_of(text: str) -> list[re.Match[str]]:
    """Every word with its place; digits and signs are none."""
    return list(_WORD.finditer(text))
