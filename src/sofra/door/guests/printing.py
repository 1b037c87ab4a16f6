"""Sheets for the day on A4: names to sign beside, and badges. Made in memory."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst
from django.utils.translation import gettext

from sofra.door.guests.models import Guest
from sofra.door.preparation import cards
from sofra.web.languages import current_language, own_name_of_content

HERE = Path(__file__).parent


def sign_in_sheet(guests: Sequence[Guest]) -> bytes:
    """Names and nothing else of them, in the language of the page."""
    return _typeset("names", guests, [{"name": guest.name} for guest in guests])


def badges(guests: Sequence[Guest]) -> bytes:
    """The name somebody goes by, and the languages to speak to them in."""
    rows = [
        {"name": guest.badge or guest.name, "below": " · ".join(own_name_of_content(each) for each in guest.speaks)}
        for guest in guests
    ]
    return _typeset("badges", guests, rows)


def _typeset(kind: str, guests: Sequence[Guest], rows: Sequence[dict[str, str]]) -> bytes:
    dialogue = guests[0].dialogue
    words = {
        "kind": kind,
        "lang": current_language().tag.split("-")[0],
        "title": gettext("Who is here"),
        "where": f"{dialogue.place}, {dialogue.when}",
        "sign": gettext("Signature"),
        "rehearsal": gettext("Rehearsal: this dialogue is invented.") if dialogue.fictional else "",
    }
    return typst.compile(
        HERE / "sheets.typ",
        font_paths=[cards.HERE / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"words": json.dumps(words), "rows": json.dumps(rows)},
        timestamp=cards.NO_DAY,
    )
