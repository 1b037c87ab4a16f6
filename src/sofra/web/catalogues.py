"""The translations of the pages: plain .po files that people edit, packed when they change.

The Cyrillic catalogue of Bosnian-Montenegrin-Serbian has no file of its own: it is derived from the Latin one here.
"""

import os
from pathlib import Path

import polib

from sofra.analysis.language.script import to_cyrillic

LOCALE = Path(__file__).parent / "locale"
DERIVED = {"bcms": "bcms_Cyrl"}


def pack_catalogues() -> None:
    """Pack each catalogue whose packed form is of another moment."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        language = source.parent.parent.name
        _pack(source, source.with_suffix(".mo"))
        if language in DERIVED:
            _pack(source, LOCALE / DERIVED[language] / "LC_MESSAGES" / "django.mo", in_cyrillic=True)


def _pack(source: Path, target: Path, *, in_cyrillic: bool = False) -> None:
    written = source.stat()
    if target.exists() and target.stat().st_mtime_ns == written.st_mtime_ns:
        return
    catalogue = polib.pofile(str(source))
    if in_cyrillic:
        for entry in catalogue:
            entry.msgstr = to_cyrillic(entry.msgstr)
            entry.msgstr_plural = {number: to_cyrillic(text) for number, text in entry.msgstr_plural.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    catalogue.save_as_mofile(str(draft))
    os.utime(draft, ns=(written.st_atime_ns, written.st_mtime_ns))
    draft.replace(target)


if __name__ == "__main__":
    pack_catalogues()
