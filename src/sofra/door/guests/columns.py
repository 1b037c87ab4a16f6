"""What the columns of a list are called in five languages, and what their cells mean."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sofra.web.languages import BY_CODE, Language, in_language

_WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "columns.yaml").read_text(encoding="utf-8"))
COLUMNS: Mapping[str, Mapping[str, Sequence[str]]] = _WORDS["columns"]
LISTS = ("speaks", "understands")
TRUTHS = ("first_time", "step_free")


def plain(text: str) -> str:
    """Without case, accents and signs, so that spellings of one word meet."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "dj"))
    return "".join(letter for letter in letters if letter.isalnum())


def heading_in(column: str, language: Language) -> str:
    """As the template of this language names the column."""
    return in_language({key: names[0] for key, names in COLUMNS[column].items()}, language).text


def column_called(heading: str) -> str | None:
    """The field of the guest form that this heading means in any language; None for one we do not know."""
    return _headings().get(plain(heading))


@cache
def _headings() -> dict[str, str]:
    known = {plain(column): column for column in COLUMNS}
    for column, names in COLUMNS.items():
        known |= {plain(name): column for key in names for name in names[key]}
        known |= {plain(_cyrillic(name)): column for name in names["bcms"]}
    return known


def _cyrillic(text: str) -> str:
    return in_language({"bcms": text}, BY_CODE["bcms-cyrl"]).text


@cache
def _meanings(column: str) -> dict[str, str]:
    kind = "truth" if column in TRUTHS else column
    known: dict[str, str] = {}
    for value, words in _WORDS["values"].get(kind, {}).items():
        for word in [value, *words]:
            known.setdefault(plain(str(word)), value)
            known.setdefault(plain(_cyrillic(str(word))), value)
    return known


def as_form_data(cells: Mapping[str, str]) -> dict[str, Any]:
    """One row as the guest form takes it. What is not understood stays as it was written, and the form refuses it."""
    data: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in LISTS:
            data[column] = [_content_language(each) for each in re.split(r"[,;/|+&\n]", cell) if each.strip()]
        else:
            data[column] = _meanings(column).get(plain(cell), cell) if cell.strip() else ""
    return _with_defaults(data)


def _content_language(word: str) -> str:
    code = _meanings("language").get(plain(word), word.strip())
    return BY_CODE[code].content if code in BY_CODE else code


def _with_defaults(data: dict[str, Any]) -> dict[str, Any]:
    """Whoever gets a letter in a language speaks it, and whoever speaks one gets the letter in it."""
    spoken, letter = data.get("speaks", []), data.get("language", "")
    if not letter and spoken:
        data["language"] = spoken[0]
    if letter in BY_CODE and not spoken and not data.get("understands"):
        data["speaks"] = [BY_CODE[letter].content]
    return data | {"mode": data.get("mode") or "room", "role": data.get("role") or "participant"}
