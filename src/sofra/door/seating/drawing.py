"""A table as the tray seen from above, with the people around it. The names stand beside it as text."""

from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def table_drawing(label: str, roles: list[str], free: int) -> SafeString:
    """Seats clockwise from the top: copper leads the table, dotted is online, open is free."""
    seats = [*roles, *["free"] * free]
    return format_html(
        '<svg class="traysvg" viewBox="0 0 120 120" aria-hidden="true"><circle class="plate" cx="60" cy="60" r="38"/>'
        '<circle class="engraved" cx="60" cy="60" r="33"/><circle class="rimline" cx="60" cy="60" r="38"/>{}'
        '<text x="60" y="67" text-anchor="middle">{}</text></svg>',
        format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="{}"/>', _seats(seats)),
        label,
    )


CLASSES = {"facilitator": "st full", "online": "st here", "free": "st free"}


def _seats(seats: list[str]) -> list[tuple[str, str, str, str]]:
    radius = min(6.5, 140 / max(len(seats), 1))
    placed = []
    for number, kind in enumerate(seats):
        angle = 2 * pi * number / len(seats) - pi / 2
        x, y = 60 + 50 * cos(angle), 60 + 50 * sin(angle)
        placed.append((CLASSES.get(kind, "st on"), f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}"))
    return placed
