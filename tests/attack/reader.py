"""One reader of foreign text under libFuzzer: `python -m tests.attack.reader NAME -runs=2000`.

Each takes what a stranger may send, and may refuse it in one way only. Anything else ends the run.
"""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris


def tells_why(error):
    assert str(error)


def code():
    from sofra.hatch import codes

    def read(data):
        typed = data.ConsumeUnicode(64)
        try:
            letters = codes.read_code(typed, lengths=codes.LENGTHS)
        except codes.MistypedCode as error:
            tells_why(error)
        else:
            assert len(letters) in codes.LENGTHS
            assert set(letters) <= set(codes.ALPHABET)

    return read


def shown_pass():
    from sofra.hatch import blind

    def read(data):
        with suppress(blind.UnreadablePass):
            blind.read_pass(data.ConsumeUnicode(600))

    return read


def hatch():
    from sofra.hatch import spool

    def read(data):
        try:
            document = spool.read_any(data.ConsumeBytes(4096))
        except spool.RefusedDocument as error:
            tells_why(error)
        else:
            assert spool.read_any(spool.as_bytes(document)) == document

    return read


def language():
    """What a browser wishes, and what a cookie says: the answer is always one of our six."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sofra.project.settings.floor"
    import django
    from django.conf import settings
    from django.test import RequestFactory
    from django.utils import translation

    django.setup()

    def read(data):
        # As a server hands on what comes in headers: each byte as one letter.
        wish, cookie = (data.ConsumeBytes(200).decode("latin-1") for _ in range(2))
        request = RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE=wish, HTTP_COOKIE=cookie)
        assert translation.get_language_from_request(request) in dict(settings.LANGUAGES)

    return read


def words():
    """What somebody writes into a statement."""
    from sofra.analysis.language.marks import find_marks
    from sofra.analysis.language.script import to_cyrillic

    def read(data):
        text = data.ConsumeUnicode(400)
        ends = [(mark.start, mark.end) for mark in find_marks(text)]
        assert all(0 <= start < end <= len(text) for start, end in ends)
        to_cyrillic(text)

    return read


def programme():
    from sofra.door.programme import document, sheet

    def read(data):
        with tempfile.NamedTemporaryFile(suffix=".yaml", dir=os.environ["SOFRA_DATA"]) as file:
            file.write(data.ConsumeBytes(2000))
            file.flush()
            try:
                sheet.read_sheet(Path(file.name)).read_as(document.Taxonomy)
            except sheet.ProgrammeFault as error:
                tells_why(error)

    return read


READERS = {
    "code": code,
    "pass": shown_pass,
    "hatch": hatch,
    "language": language,
    "words": words,
    "programme": programme,
}


def main():
    name = sys.argv.pop(1)
    parts = ["django.utils.translation", "django.http.cookie"] if name == "language" else ["sofra"]
    with atheris.instrument_imports(include=parts):
        read = READERS[name]()
    atheris.Setup(sys.argv, lambda given: read(atheris.FuzzedDataProvider(given)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
