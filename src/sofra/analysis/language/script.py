"""Bosnian-Montenegrin-Serbian in its two scripts.

Cyrillic to Latin is a table. Latin to Cyrillic is the same table read backwards, but for the words in which n and j,
d and ž or l and j are two sounds and not one; those words have some twenty beginnings.
"""

import re
import unicodedata

_PAIRS = (
    "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh цc чč џdž шš "
    "АA БB ВV ГG ДD ЂĐ ЕE ЖŽ ЗZ ИI ЈJ КK ЛL ЉLj МM НN ЊNj ОO ПP РR СS ТT ЋĆ УU ФF ХH ЦC ЧČ ЏDž ШŠ"
)
_TO_LATIN = {pair[0]: pair[1:] for pair in _PAIRS.split()}
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()}
_TO_CYRILLIC |= {"LJ": "Љ", "NJ": "Њ", "DŽ": "Џ"}

# Word beginnings in which the pair of letters is two sounds. Facts from the Serbian spelling dictionary.
_APART = re.compile(
    r"\b(?:mikro|makro|hiper|re|de)?(?:in(?=jek|jun)|kon(?=jug|jun|juk|jek))"
    r"|\b(?:van(?=jez|jed)|an(?=jon)|tan(?=jug)|šen(?=jang|jeng)|nad(?=živ|žnj|žup|žet)|od(?=živ|žal(?!an)|žar)"
    r"|pod(?=žup|žan|ždr)|pred(?=žal|žel)|feld(?=žan)|and(?=žej))",
    re.IGNORECASE,
)
# One code for two letters, and the two Montenegrin letters, which Cyrillic writes with an accent of its own.
_ONE_CODE = str.maketrans(
    {"ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ", "ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ"}
)
_ACCENTED = str.maketrans({"ś": "с\u0301", "ź": "з\u0301", "Ś": "С\u0301", "Ź": "З\u0301"})
_FROM_ACCENTED = (("с\u0301", "ś"), ("з\u0301", "ź"), ("С\u0301", "Ś"), ("З\u0301", "Ź"))
_KEPT = re.compile(
    r"%\([^)]*\)[sd]|%[sd%]|\{[^{}]*\}|<[^<>]*>|&\w+;"  # placeholders and markup
    r"|https?://\S+|\bwww\.\S+|[\w.+-]+@[\w.-]+\w|(?<!\w)@\w+"  # addresses
    r"|\b(?!(?:[IVXLC]|LI)\b)(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b"  # Roman numerals
    r"|\b(?:GI-TOC|SEE-Obs|QR|JavaScript|HTML|PDF|CSV|YAML|RFC)\b"
)
_LETTERS = re.compile(r"lj|nj|dž|[a-zđčćžš]", re.IGNORECASE)
_SEAM = "\u200b"


def to_latin(text: str) -> str:
    """Cyrillic letters of Bosnian, Montenegrin and Serbian in Latin; every other character stays.

    >>> to_latin("Његош и Љубав")
    'Njegoš i Ljubav'
    """
    for cyrillic, latin in _FROM_ACCENTED:
        text = text.replace(cyrillic, latin)
    letters = []
    for place, letter in enumerate(text):
        latin = _TO_LATIN.get(letter, letter)
        in_capitals = len(latin) > 1 and letter.isupper() and text[place + 1 : place + 2].isupper()
        letters.append(latin.upper() if in_capitals else latin)
    return "".join(letters)


def to_cyrillic(text: str) -> str:
    """Latin letters in Cyrillic. Placeholders, markup, addresses and Roman numerals stay as they are.

    Letters that no alphabet of the three has, such as q and ü, stay too.

    >>> to_cyrillic("Injekcija i njegova odžalba na %(place)s")
    'Инјекција и његова оджалба на %(place)s'
    """
    text = unicodedata.normalize("NFC", text).translate(_ONE_CODE)
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_words_to_cyrillic(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _words_to_cyrillic(text[end:])])


def _words_to_cyrillic(text: str) -> str:
    marked = _APART.sub(lambda m: m.group() + _SEAM, text)
    return _LETTERS.sub(lambda m: _letter_to_cyrillic(m.group()), marked).replace(_SEAM, "").translate(_ACCENTED)


def _letter_to_cyrillic(letter: str) -> str:
    if letter in _TO_CYRILLIC:
        return _TO_CYRILLIC[letter]
    lower = _TO_CYRILLIC.get(letter.lower(), letter)
    return lower.upper() if letter[:1].isupper() else lower
