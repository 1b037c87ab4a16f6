"""What a seating has to obey: people, tables, rules. Format of `docs/methods/seating.md`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

MOST_PEOPLE = 3000
MOST_ROUNDS = 60

Mode = Literal["room", "online"]
Role = Literal["participant", "facilitator", "rapporteur"]
Kind = Literal["room", "hybrid", "online"]
Seating = Mapping[str, tuple[str, ...]]
"""One round: table id to the ids of those who sit there."""
Plan = tuple[Seating, ...]
"""One seating a round, in order."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is present.

    langs
        Languages this person understands, at least one.
    fixed_table
        The table where this person sits in every round, or None.
    """

    id: str
    langs: tuple[str, ...]
    mode: Mode = "room"
    role: Role = "participant"
    fixed_table: str | None = None
    org: str = ""
    country: str = ""
    sector: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, in a room, online, or hybrid with at least ``online_min`` and at most ``online_max`` people online."""

    id: str
    min: int
    max: int
    kind: Kind = "room"
    online_min: int = 0
    online_max: int | None = None

    def admits(self, mode: Mode) -> bool:
        return self.kind in ("hybrid", mode)

    @property
    def online_limits(self) -> tuple[int, int]:
        """Fewest and most people online at this table."""
        if self.kind == "room":
            return 0, 0
        if self.kind == "online":
            return self.min, self.max
        return self.online_min, self.max if self.online_max is None else min(self.max, self.online_max)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """An interpreter at a table: whoever understands one of these languages follows everything there."""

    table: str
    langs: tuple[str, ...]


@dataclass(frozen=True)
class Instance:
    """Everything a plan is made from.

    apart
        Groups of people of whom no two may ever sit at one table. Hard.
    together
        Groups of people who sit at one table in every round. Hard.
    wish_to_meet
        Pairs who would like to sit together once. Soft.
    lines
        Where each entry stands in the text it was read from: ``"apart[3]"`` to a line number.
    """

    rounds: int
    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    interpretation: tuple[Interpretation, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    wish_to_meet: tuple[tuple[str, ...], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that every table needs exactly one person of: those that anybody here has."""
        present = {person.role for person in self.people}
        roles: tuple[Role, ...] = ("facilitator", "rapporteur")
        return tuple(role for role in roles if role in present)

    def masks(self, table: str) -> tuple[frozenset[str], ...]:
        """Sets of languages a table can work in: each language alone, or those of an interpreter there."""
        pairs = {frozenset(each.langs) for each in self.interpretation if each.table == table}
        return tuple(sorted(self._alone | pairs, key=sorted))

    @cached_property
    def _alone(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset((lang,)) for person in self.people for lang in person.langs)
