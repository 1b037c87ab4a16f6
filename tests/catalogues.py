"""Every sentence of the pages stands in every catalogue, filled in, with its placeholders. Run by ./test."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCE = Path(__file__).parents[1] / "src" / "sofra"
LOCALE = SOURCE / "web" / "locale"
LANGUAGES = ("de", "sq", "bcms", "mk")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|<[^>]+>")


def sentences_of_the_pages():
    """What makemessages finds in a copy of the source, so that the checkout stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sofra"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("locale", "static", "fonts", "__pycache__"))
        (copy / "locale").mkdir()
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        command = ["django-admin", "makemessages", "--keep-pot", "--all", "-i", "*/migrations/*"]
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
        return {key(entry): entry for entry in polib.pofile(str(copy / "locale" / "django.pot")) if entry.msgid}


def key(entry):
    return entry.msgctxt, entry.msgid


def faults(language, wanted):
    catalogue = {key(entry): entry for entry in polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))}
    for context, sentence in wanted.keys() - {each for each, entry in catalogue.items() if not entry.obsolete}:
        yield f"missing: {sentence!r} {context or ''}"
    for context, sentence in catalogue.keys() - wanted.keys():
        yield f"stale: {sentence!r} {context or ''}"
    for entry in catalogue.values():
        yield from faults_of(entry)


def faults_of(entry):
    translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if entry.fuzzy or not all(translations):
        yield f"not filled in: {entry.msgid!r}"
        return
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for text in translations:
        if set(PLACEHOLDER.findall(text)) - allowed or (
            not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != allowed
        ):
            yield f"placeholders differ: {entry.msgid!r} and {text!r}"


def main():
    wanted = sentences_of_the_pages()
    found = [f"{language}: {fault}" for language in LANGUAGES for fault in faults(language, wanted)]
    print("\n".join(found))
    print(f"{len(wanted)} sentences, {len(LANGUAGES)} catalogues, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
