"""Every form of the Serbian spelling dictionary: hunspell-sr (GPL-2+, LGPL-2.1 or MPL-1.1), in Latin letters."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

Ending = tuple[str, str, re.Pattern[str]]  # letters to take away, letters to put on, and what the word must end in


def _endings(affixes: str) -> dict[str, list[Ending]]:
    endings: dict[str, list[Ending]] = defaultdict(list)
    for line in affixes.splitlines():
        parts = line.split()
        if len(parts) >= 4 and parts[0] == "SFX" and parts[2] not in ("Y", "N"):
            condition = parts[4] if len(parts) > 4 else "."
            off, on = ("" if part == "0" else part.split("/")[0] for part in parts[2:4])
            endings[parts[1]].append((off, on, re.compile(f"(?:{condition})$")))
    return endings


def forms(folder: Path) -> Iterator[str]:
    """Words and their inflected forms, from ``sr_Latn_RS.dic`` and ``.aff`` in a folder."""
    endings = _endings((folder / "sr_Latn_RS.aff").read_text(encoding="utf-8"))
    for line in (folder / "sr_Latn_RS.dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        yield word
        for flag in filter(None, flags.split(",")):
            for off, on, condition in endings[flag]:
                if word.endswith(off) and condition.search(word):
                    yield word[: len(word) - len(off)] + on
