"""Changing places by hand: who could sit where else, what it would cost, and which rule is in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from sofra.analysis.seating.check import BrokenRule, broken_rules
from sofra.analysis.seating.instance import Instance
from sofra.analysis.seating.instance import Plan as Rounds
from sofra.analysis.seating.instance import Seating as Round
from sofra.door.guests.models import Guest
from sofra.door.people.models import Convenor
from sofra.door.seating.models import Plan, Seating, Table
from sofra.door.seating.queries import Misfit, Pair, in_words_of, instance_of, names_of, own_pairs, rounds_of


@dataclass(frozen=True)
class Exchange:
    """Two guests change tables in one round, or one takes a free seat, and what that would cost."""

    other: Guest | None
    table: Table
    first_meetings: int
    """First meetings that the plan would have more, or fewer where it is negative."""
    wishes: int
    broken: tuple[Misfit, ...]

    @property
    def fewer(self) -> int:
        return -self.first_meetings


def exchanges(seating: Seating, plan: Plan, number: int, guest: Guest, convenor: Convenor) -> list[Exchange]:
    """Everything that one guest could do in round ``number``, counted from 1."""
    weighing = _Weighing(instance_of(seating), rounds_of(plan), number - 1, guest.key)
    names, own = names_of(seating), own_pairs(convenor, seating.dialogue)
    found = []
    for table, other in weighing.ways():
        broken = tuple(in_words_of(weighing.broken(table, other), names, own))
        firsts, wishes = weighing.gain(table, other)
        found.append(Exchange(names.guests[other] if other else None, names.tables[table], firsts, wishes, broken))
    return sorted(found, key=lambda each: (bool(each.broken), each.table.position))


@dataclass(frozen=True)
class _Weighing:
    """One guest in one round, and the seats that could be hers."""

    instance: Instance
    rounds: Rounds
    place: int
    one: str

    @cached_property
    def here(self) -> str:
        return next(table for table, keys in self.rounds[self.place].items() if self.one in keys)

    @cached_property
    def met_elsewhere(self) -> set[Pair]:
        others = (seats for place, seats in enumerate(self.rounds) if place != self.place)
        return {frozenset(pair) for seats in others for keys in seats.values() for pair in combinations(keys, 2)}

    @cached_property
    def wished(self) -> set[Pair]:
        return {frozenset(pair) for pair in self.instance.wish_to_meet}

    def ways(self) -> Iterator[tuple[str, str]]:
        """Each other table with a free seat, and each guest of other tables; the second is empty for a free seat."""
        for table in self.instance.tables:
            keys = self.rounds[self.place].get(table.id, ())
            if table.id != self.here:
                yield from ((table.id, other) for other in keys)
                if len(keys) < table.max:
                    yield table.id, ""

    def after(self, table: str, other: str) -> dict[str, tuple[str, ...]]:
        return exchanged(self.rounds[self.place], self.one, table, other)

    def broken(self, table: str, other: str) -> tuple[BrokenRule, ...]:
        """Only two tables are looked at: what happens elsewhere in the room does not change."""
        seats = {key: keys for key, keys in self.after(table, other).items() if key in (self.here, table)}
        people = {each for keys in seats.values() for each in keys}
        two = replace(
            self.instance,
            rounds=1,
            people=tuple(each for each in self.instance.people if each.id in people),
            tables=tuple(each for each in self.instance.tables if each.id in seats),
            together=tuple(group for group in self.instance.together if people.issuperset(group)),
        )
        return tuple(replace(each, round=self.place + 1) for each in broken_rules(two, (seats,)))

    def gain(self, table: str, other: str) -> tuple[int, int]:
        """First meetings, and wishes that come true, more or fewer than now."""
        before, after = self._pairs(self.rounds[self.place], table), self._pairs(self.after(table, other), table)
        now, then = before - self.met_elsewhere, after - self.met_elsewhere
        return len(then) - len(now), len(then & self.wished) - len(now & self.wished)

    def _pairs(self, seats: Round, table: str) -> set[Pair]:
        return {frozenset(pair) for each in (self.here, table) for pair in combinations(seats.get(each, ()), 2)}


def exchanged(seats: Round, one: str, table: str, other: str) -> dict[str, tuple[str, ...]]:
    """A round in which somebody sits at another table, in the place of ``other`` where there is one."""
    now_there = {one: other, other: one} if other else {one: ""}
    after = {key: tuple(filter(None, (now_there.get(each, each) for each in keys))) for key, keys in seats.items()}
    if not other:
        after[table] = (*after.get(table, ()), one)
    return after
