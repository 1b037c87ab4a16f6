"""A side's file as somebody holds it who took the disk and has the key as well: every page in its place, decrypted.

SQLCipher encrypts page by page under a random vector, so that two files with one content never look alike from
outside. Whoever has the key sees through that. The layout of a page is SQLCipher's own, version 4: at its end lie the
vector and a check, and the first page begins with sixteen bytes of salt where SQLite would write its name.
"""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.conf import settings
from django.db import connection

from sofra.project.keys import roots, side_key
from sofra.project.settings.common import DATA

PAGE, VECTOR, CHECK = 4096, 16, 64
JOURNAL_HEAD, FRAME_HEAD = 32, 24
NAME = b"SQLite format 3\0"


def file_and_journal():
    name = connection.settings_dict["NAME"]
    return Path(name), Path(f"{name}-wal")


def bytes_of_the_file():
    """File and journal, page after page, without what is random in them."""
    return b"".join(images().values())


def images():
    file, journal = file_and_journal()
    content = {"file": file.read_bytes(), "journal": journal.read_bytes() if journal.exists() else b""}
    if content["file"].startswith(NAME):
        return content
    key = side_key(roots(DATA)[0], settings.SIDE)
    return {"file": opened_file(content["file"], key), "journal": opened_journal(content["journal"], key)}


def opened_file(content, key):
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    return b"".join(opened_page(page, key, first=number == 0) for number, page in enumerate(pages))


def opened_journal(content, key):
    """The pages in the order in which they were written, each after its number."""
    starts = range(JOURNAL_HEAD, len(content), FRAME_HEAD + PAGE)
    frames = [content[start : start + FRAME_HEAD + PAGE] for start in starts]
    return b"".join(
        frame[:4] + opened_page(frame[FRAME_HEAD:], key, first=frame[:4] == b"\0\0\0\1") for frame in frames
    )


def opened_page(page, key, *, first):
    end = PAGE - VECTOR - CHECK
    decryptor = Cipher(AES(key), CBC(page[end : end + VECTOR])).decryptor()
    begin = len(NAME) if first else 0
    return (NAME if first else b"") + decryptor.update(page[begin:end]) + decryptor.finalize()


def begin_with(content):
    """Put back the file as it was before anything was said."""
    connection.close()
    file, journal = file_and_journal()
    journal.unlink(missing_ok=True)
    file.write_bytes(content)
