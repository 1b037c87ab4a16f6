"""Every form of every Albanian word with its lemmas, from the lexicon and the paradigms of uniparser-albanian (MIT)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FLEX = re.compile(r"(?:<(\d+)>)?([^<]*)(<\.>)?(.*)")
DEEPEST = 4
RARE = re.compile("clitics|-adm|-opt|-old|-nonst|gheg")
Ending = tuple[str, str]  # number of the stem it goes with ("" for any), and the letters
Block = dict[str, list[str]]


def _read(name: str) -> str:
    """A file of the package, without importing the package, which would load its analyser."""
    return (Path(find_spec("uniparser_albanian").origin).parent / "data_strict" / name).read_text(encoding="utf-8")


def _blocks(name: str, start: str) -> Iterator[Block]:
    block: Block = defaultdict(list)
    for line in _read(name).splitlines():
        if line.startswith(start):
            if block:
                yield block
            block = defaultdict(list)
        key, _, value = line.partition(":")
        block[key.strip()].append(value.strip())
    yield block


@cache
def _paradigms() -> dict[str, list[tuple[str, list[str]]]]:
    """Name of each paradigm, with its endings and the paradigms that each ending leads on to."""
    paradigms: dict[str, list[tuple[str, list[str]]]] = {}
    for line in _read("paradigms.txt").splitlines():
        key, _, value = line.partition(":")
        if key == "-paradigm":
            endings = paradigms.setdefault(value.strip(), [])
        elif key.strip() == "-flex":
            endings.append((value.strip(), []))
        elif key.strip() == "gramm" and endings and "nonst" in value:
            endings.pop()  # forms outside the standard would double the table
            endings.append(("", []))
        elif key.strip() == "paradigm" and endings:
            endings[-1][1].append(value.strip())
    return paradigms


@cache
def _endings(paradigm: str, depth: int = 0) -> tuple[Ending, ...]:
    found: list[Ending] = []
    for flex, onward in _paradigms().get(paradigm, []):
        if not flex:
            continue
        for one in flex.split("//"):
            number, before, slot, after = _FLEX.fullmatch(one.strip()).groups()
            before, after = (part.replace(".", "").replace("0", "") for part in (before, after))
            if not slot:
                found.append((number or "", before + after))
            elif depth < 4:
                found += [
                    (number or "", before + inner + after) for each in onward for _, inner in _endings(each, depth + 1)
                ]
    return tuple(found)


def forms_and_lemmas() -> dict[str, set[str]]:
    """Form to lemmas, in lower case with diacritics."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word in _blocks("lexemes.txt", "-lexeme"):
        stems = [stem.split("//") for stem in (word["stem"] or [""])[0].split("|")]
        for paradigm in word["paradigm"]:
            for number, letters in _endings(paradigm):
                wanted = [int(number)] if number else range(len(stems))
                for stem in (stem for each in wanted if each < len(stems) for stem in stems[each]):
                    forms[stem.replace(".", letters, 1).replace(".", "")].add(word["lex"][0])
    return forms
