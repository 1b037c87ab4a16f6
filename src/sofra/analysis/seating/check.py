"""The judge: every rule again, from the instance alone, by code that shares nothing with the search."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sofra.analysis.seating.instance import Instance, Person, Plan, Seating, Table


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that a plan breaks.

    rule
        One of ``rounds``, ``table``, ``once``, ``size``, ``apart``, ``together``, ``language``, ``mode``, ``role``,
        ``fixed``, ``held``.
    round
        The round, counted from 1; 0 for the plan as a whole.
    people, tables
        Ids of those it is about.
    """

    rule: str
    round: int
    people: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


class RulesBroken(ValueError):
    """A plan that must not be given out. ``broken`` says which rules it breaks."""

    def __init__(self, broken: tuple[BrokenRule, ...]) -> None:
        self.broken = broken
        super().__init__(f"{len(broken)} broken rules, the first: {broken[0]}")


def broken_rules(instance: Instance, plan: Plan, *, held: Plan = ()) -> tuple[BrokenRule, ...]:
    """Every hard rule that a plan breaks, in the order of rounds.

    Parameters
    ----------
    instance
        People, tables and rules, as they are now.
    plan
        One seating a round. Where it came from does not matter.
    held
        Rounds that are over: the plan begins with exactly these, and they are not judged by today's rules, since
        nobody can change them.

    Returns
    -------
    tuple of BrokenRule
        Empty if and only if the plan may be given out.

    Notes
    -----
    Rules H1 to H8 of docs/methods/seating.md. Sets and counts only: no array, no random number, nothing of the solver.
    """
    broken: list[BrokenRule] = []
    if len(plan) != instance.rounds:
        broken.append(BrokenRule("rounds", 0))
    for number, seating in enumerate(plan, start=1):
        if number <= len(held):
            if dict(seating) != dict(held[number - 1]):
                broken.append(BrokenRule("held", number))
        else:
            broken.extend(_broken_in_round(instance, seating, number))
    return tuple(broken)


def refuse_broken(instance: Instance, plan: Plan, *, held: Plan = ()) -> Plan:
    """The same plan, if it keeps every rule. Raises `RulesBroken` otherwise."""
    broken = broken_rules(instance, plan, held=held)
    if broken:
        raise RulesBroken(broken)
    return plan


def _broken_in_round(instance: Instance, seating: Seating, number: int) -> Iterator[BrokenRule]:
    known = {person.id: person for person in instance.people}
    yield from _not_once(instance, seating, number)
    yield from _split(instance, seating, number)
    yield from _kept_apart(instance, seating, number)
    for table in instance.tables:
        seated = [known[each] for each in seating.get(table.id, ()) if each in known]
        for rule, people in _broken_at_table(instance, table, seated):
            yield BrokenRule(rule, number, tuple(people), (table.id,))


def _not_once(instance: Instance, seating: Seating, number: int) -> Iterator[BrokenRule]:
    """H1: everybody present sits exactly once, and nobody else does, at tables that exist."""
    tables = {table.id for table in instance.tables}
    if strange := tuple(sorted(set(seating) - tables)):
        yield BrokenRule("table", number, (), strange)
    times = Counter(each for seated in seating.values() for each in seated)
    present = {person.id for person in instance.people}
    if wrong := tuple(sorted(each for each in present | set(times) if times[each] != (each in present))):
        yield BrokenRule("once", number, wrong)


def _split(instance: Instance, seating: Seating, number: int) -> Iterator[BrokenRule]:
    """H4: who belongs together sits together."""
    place = {each: table for table, seated in seating.items() for each in seated}
    for group in instance.together:
        if len({place.get(each) for each in group}) > 1:
            yield BrokenRule("together", number, group)


def _broken_at_table(instance: Instance, table: Table, seated: list[Person]) -> Iterator[tuple[str, Iterable[str]]]:
    ids = [person.id for person in seated]
    if not table.min <= len(ids) <= table.max:
        yield "size", ids
    if seated and not any(_all_follow(seated, mask) for mask in instance.masks(table.id)):
        yield "language", ids
    yield from _wrong_place(table, seated)
    for role in instance.roles:
        holders = [person.id for person in seated if person.role == role]
        if len(holders) != 1:
            yield "role", holders


def _all_follow(seated: list[Person], mask: frozenset[str]) -> bool:
    """H5: everybody understands one of these languages."""
    return not any(mask.isdisjoint(person.langs) for person in seated)


def _kept_apart(instance: Instance, seating: Seating, number: int) -> Iterator[BrokenRule]:
    """H3: no two of a group that is kept apart."""
    tables: dict[str, set[str]] = {}
    for table, seated in seating.items():
        for each in seated:
            tables.setdefault(each, set()).add(table)
    for group in instance.apart:
        for pair in combinations([each for each in group if each in tables], 2):
            shared = tables[pair[0]] & tables[pair[1]]
            if shared and pair[0] != pair[1]:
                yield BrokenRule("apart", number, pair, tuple(sorted(shared)))


def _wrong_place(table: Table, seated: list[Person]) -> Iterator[tuple[str, Iterable[str]]]:
    """H6 and H7: online and room, and those whose table is fixed."""
    if wrong := [person.id for person in seated if not table.admits(person.mode)]:
        yield "mode", wrong
    online = [person.id for person in seated if person.mode == "online"]
    lowest, highest = table.online_limits
    if table.kind == "hybrid" and not lowest <= len(online) <= highest:
        yield "mode", online
    if strays := [person.id for person in seated if person.fixed_table not in (None, table.id)]:
        yield "fixed", strays
