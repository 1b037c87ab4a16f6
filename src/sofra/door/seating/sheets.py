"""What hangs on the wall and stands on the tables: names and tables, and no reason for either."""

import json
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from sofra.door.preparation.cards import NO_DAY, TYPESETTER_LANGUAGES
from sofra.door.seating.queries import Printed
from sofra.web.languages import current_language

FONTS = Path(__file__).parents[1] / "preparation" / "fonts"
SHEETS = ("cards", "rounds", "people")


def as_pdf(what: str, printed: Printed) -> bytes:
    """One of the three sheets: a card for each table, a page for each round, or everybody by name."""
    content = {
        "what": what,
        "title": printed.title,
        "lang": TYPESETTER_LANGUAGES.get(current_language().content, current_language().content),
        "rehearsal": _("Rehearsal: every name, word and number on this page is invented.") if printed.fictional else "",
        "tables": printed.tables,
        "rounds": [
            {"name": _("Round %(number)s") % {"number": number}, "tables": tables}
            for number, tables in enumerate(printed.rounds, 1)
        ],
        "people": printed.people,
        "name": _("Name"),
        "foot": _("Plan %(seed)s") % {"seed": printed.seed},
    }
    return typst.compile(
        Path(__file__).parent / "sheets.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"content": json.dumps(content)},
        timestamp=NO_DAY,
    )
