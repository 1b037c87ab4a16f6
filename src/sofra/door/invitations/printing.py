"""Letters on A4, one a page, made in memory."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from sofra.door.invitations.letter import Words
from sofra.door.preparation import cards
from sofra.web.languages import BY_CODE

HERE = Path(__file__).parent


def as_pdf(letters: Sequence[tuple[str, Words]]) -> bytes:
    """Each letter with the code of its language."""
    pages = [
        {"lang": BY_CODE[language].tag.split("-")[0], "subject": words.subject, "body": words.body}
        for language, words in letters
    ]
    return typst.compile(
        HERE / "letter.typ",
        font_paths=[cards.HERE / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"pages": json.dumps(pages)},
        timestamp=cards.NO_DAY,
    )
