"""A day to put into a calendar (RFC 5545). It names no topic and no guest."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from sofra.door.invitations.models import Hours
from sofra.door.programme.models import Dialogue

ZONES = {
    "AL": "Europe/Tirane",
    "BA": "Europe/Sarajevo",
    "ME": "Europe/Podgorica",
    "MK": "Europe/Skopje",
    "RS": "Europe/Belgrade",
    "XK": "Europe/Belgrade",
}
"""Whose clocks a dialogue goes by; elsewhere those of this server."""

LONGEST_LINE = 74
"""Octets, without the blank that a folded line begins with."""


def as_ics(dialogue: Dialogue, hours: Hours | None = None) -> bytes:
    """With hours, two moments that every calendar shows by its own clock; without, whole days."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sofra//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{dialogue.slug}@sofra",
        f"DTSTAMP:{dialogue.date_from:%Y%m%d}T000000Z",
        *_span(dialogue, hours),
        f"SUMMARY:{escaped(gettext('Meeting'))}",
        f"LOCATION:{escaped(dialogue.place)}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _span(dialogue: Dialogue, hours: Hours | None) -> list[str]:
    if hours is None:
        last = dialogue.date_to + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{dialogue.date_from:%Y%m%d}", f"DTEND;VALUE=DATE:{last:%Y%m%d}"]
    zone = ZoneInfo(ZONES.get(dialogue.country.code if dialogue.country else "", settings.TIME_ZONE))
    return [
        f"DTSTART:{_moment(dialogue.date_from, hours.begins, zone)}",
        f"DTEND:{_moment(_last_day(dialogue, hours), hours.ends, zone)}",
    ]


def _last_day(dialogue: Dialogue, hours: Hours) -> date:
    """A meeting of one day that ends earlier than it began ends after midnight."""
    over_night = dialogue.date_to == dialogue.date_from and hours.ends <= hours.begins
    return dialogue.date_to + timedelta(days=int(over_night))


def _moment(day: date, clock: time, zone: ZoneInfo) -> str:
    """In universal time, so that no calendar needs to know our zones."""
    return f"{datetime.combine(day, clock, zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
