"""A day to put into a calendar (RFC 5545). It names no topic and no guest."""

from datetime import timedelta

from django.utils.translation import gettext

from sofra.door.programme.models import Dialogue

LONGEST_LINE = 74
"""Octets, without the blank that a folded line begins with."""


def as_ics(dialogue: Dialogue) -> bytes:
    """Whole days: they are the same date in every time zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sofra//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{dialogue.slug}@sofra",
        f"DTSTAMP:{dialogue.date_from:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{dialogue.date_from:%Y%m%d}",
        f"DTEND;VALUE=DATE:{dialogue.date_to + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(gettext('Meeting'))}",
        f"LOCATION:{escaped(dialogue.place)}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    r"""Text as a property takes it.

    >>> escaped("Lipova, hall; 1")
    'Lipova\\, hall\\; 1'
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    parts, part = [], b""
    for letter in line:
        if len(part) + len(letter.encode()) > LONGEST_LINE:
            parts.append(part)
            part = b""
        part += letter.encode()
    return b"\r\n ".join([*parts, part])
