"""A list that was brought, looked through row by row: what can be taken, what may be somebody twice, what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sofra.door.guests.columns import as_form_data, plain
from sofra.door.guests.forms import GuestForm
from sofra.door.guests.models import Guest, Upload
from sofra.door.guests.queries import country_choices


@dataclass(frozen=True)
class Examined:
    """One row of the list."""

    line: int
    data: dict[str, Any]
    form: GuestForm
    twin: Guest | None = None
    """A guest on the list already, with the same name or address."""
    twin_line: int | None = None
    """An earlier row with the same name or address."""

    @property
    def name(self) -> str:
        return str(self.data.get("name", ""))

    @property
    def address(self) -> str:
        return str(self.data.get("address", ""))

    @property
    def faults(self) -> list[tuple[str, str]]:
        told = self.form.errors.get_json_data()
        return [(str(self.form.fields[name].label), " ".join(each["message"] for each in told[name])) for name in told]

    @property
    def choices(self) -> str:
        """The name of the field with which the convenor decides about this row."""
        return f"row_{self.line}"


@dataclass(frozen=True)
class Preview:
    good: list[Examined] = field(default_factory=list)
    twins: list[Examined] = field(default_factory=list)
    faulty: list[Examined] = field(default_factory=list)


def examined(upload: Upload, guests: Iterable[Guest]) -> Preview:
    """Each row once: a faulty one is told as faulty, whoever it may be."""
    preview, countries, seen, lines = Preview(), country_choices(), _Seen(guests), _Lines()
    for line, cells in upload.rows:
        data = as_form_data(cells)
        form = GuestForm(data, countries=countries)
        row = Examined(line, data, form, seen.like(data), lines.like(data))
        if not form.is_valid():
            preview.faulty.append(row)
            continue
        (preview.twins if row.twin or row.twin_line else preview.good).append(row)
        lines.add(data, line)
    return preview


def row_of(upload: Upload | None, line: str) -> dict[str, Any]:
    """One row as the guest form shows it; nothing where there is none."""
    rows: Sequence[Any] = upload.rows if upload else ()
    return next((as_form_data(cells) for number, cells in rows if str(number) == line), {})


def _marks(name: str, address: str) -> list[str]:
    """By what two entries are taken for one person: never by an empty address."""
    reached = plain(address) if "@" in address else "".join(letter for letter in address if letter.isdigit())
    return [f"name {plain(name)}", *([f"address {reached}"] if reached else [])]


class _Seen:
    def __init__(self, guests: Iterable[Guest]) -> None:
        self.guests = {mark: guest for guest in guests for mark in _marks(guest.name, guest.address)}

    def like(self, data: dict[str, Any]) -> Guest | None:
        marks = _marks(data.get("name", ""), data.get("address", ""))
        return next((self.guests[mark] for mark in marks if mark in self.guests), None)


class _Lines:
    def __init__(self) -> None:
        self.lines: dict[str, int] = {}

    def like(self, data: dict[str, Any]) -> int | None:
        marks = _marks(data.get("name", ""), data.get("address", ""))
        return next((self.lines[mark] for mark in marks if mark in self.lines), None)

    def add(self, data: dict[str, Any], line: int) -> None:
        for mark in _marks(data.get("name", ""), data.get("address", "")):
            self.lines.setdefault(mark, line)
