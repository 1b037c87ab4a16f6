"""What happens on the day: people who do not come, people who come late, a facilitator who falls ill, a new rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sofra.analysis.seating.instance import Instance, Person, Role
from sofra.analysis.seating.reading import BadInput, Fault, entries_of, object_with_lines

_KEYS = ("no_shows", "late_arrivals", "replacement_facilitator", "new_apart")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A person who takes over a table as its facilitator."""

    table: str
    person: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the instance a plan was made for."""

    no_shows: tuple[str, ...] = ()
    late_arrivals: tuple[Person, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    new_apart: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """The instance after the changes, and the people who had to take or give up the role of rapporteur for it."""

    instance: Instance
    appointed: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


def read_changes(text: str) -> Changes:
    """The changes in a JSON text: any of ``no_shows``, ``late_arrivals``, ``replacement_facilitator``, ``new_apart``.

    ``replacement_facilitator`` is one object with ``table`` and ``person``, or a list of them.

    Raises
    ------
    BadInput
        With line, field and reason, also for a key that is none of these.
    """
    found, lines = object_with_lines(text)
    strange = [
        Fault(lines.get(key, 1), key, f"only {', '.join(_KEYS)} can change") for key in found if key not in _KEYS
    ]
    if strange:
        raise BadInput(strange)
    return Changes(
        no_shows=entries_of(found, "no_shows", str, lines),
        late_arrivals=entries_of(found, "late_arrivals", Person, lines),
        replacements=entries_of(_listed(found), "replacement_facilitator", Replacement, lines),
        new_apart=entries_of(found, "new_apart", tuple[str, ...], lines),
    )


def changed(instance: Instance, changes: Changes) -> Changed:
    """The instance as it is now.

    Rules about people who do not come fall away. If rapporteurs do not come, participants of the same mode who
    understand most languages take their role; a rapporteur who comes on top sits as a participant.

    Raises
    ------
    BadInput
        If the changes name people or tables that are not there, or somebody who is there already.
    """
    _refuse_strangers(instance, changes)
    gone = set(changes.no_shows)
    people = [person for person in instance.people if person.id not in gone]
    after = replace(
        instance,
        people=(*people, *changes.late_arrivals),
        apart=(*_without(instance.apart, gone), *_without(changes.new_apart, gone)),
        together=_without(instance.together, gone),
        wish_to_meet=_without(instance.wish_to_meet, gone),
    )
    for replacement in changes.replacements:
        after = _replaced(after, replacement)
    return _balanced(after, instance)


def _listed(found: dict[str, Any]) -> dict[str, Any]:
    one = found.get("replacement_facilitator")
    return {**found, "replacement_facilitator": [one]} if isinstance(one, dict) else found


def _refuse_strangers(instance: Instance, changes: Changes) -> None:
    known = {person.id for person in instance.people}
    after = {*known, *(person.id for person in changes.late_arrivals)} - set(changes.no_shows)
    faults = [Fault(1, "no_shows", f'there is nobody "{each}"') for each in changes.no_shows if each not in known]
    faults.extend(_faults_of_arrivals(instance, changes.late_arrivals, known))
    tables = {table.id for table in instance.tables}
    wrong = [each for each in changes.replacements if each.table not in tables or each.person not in after]
    faults.extend(
        Fault(1, "replacement_facilitator", f'no table "{each.table}" or nobody "{each.person}"') for each in wrong
    )
    for group in changes.new_apart:
        strangers = [each for each in group if each not in known | after]
        faults.extend(Fault(1, "new_apart", f'there is nobody "{each}"') for each in strangers)
        if len(set(group)) < 2:  # noqa: PLR2004  a rule is about two people
            faults.append(Fault(1, "new_apart", "two different people are needed"))
    if faults:
        raise BadInput(faults)


def _faults_of_arrivals(instance: Instance, arrivals: tuple[Person, ...], known: set[str]) -> Iterator[Fault]:
    tables, seen = {table.id for table in instance.tables}, set(known)
    for person in arrivals:
        if person.id in seen or not person.id:
            yield Fault(1, "late_arrivals", f'"{person.id}" is there already')
        if not person.langs:
            yield Fault(1, "late_arrivals", f'"{person.id}" has no language')
        if person.fixed_table is not None and person.fixed_table not in tables:
            yield Fault(1, "late_arrivals", f'there is no table "{person.fixed_table}"')
        seen.add(person.id)


def _without(groups: Iterable[tuple[str, ...]], gone: set[str]) -> tuple[tuple[str, ...], ...]:
    rest = (tuple(each for each in group if each not in gone) for group in groups)
    return tuple(group for group in rest if len(group) > 1)


def _replaced(instance: Instance, replacement: Replacement) -> Instance:
    def now(person: Person) -> Person:
        if person.id == replacement.person:
            return replace(person, role="facilitator", fixed_table=replacement.table)
        if person.role == "facilitator" and person.fixed_table == replacement.table:
            return replace(person, role="participant", fixed_table=None)
        return person

    return replace(instance, people=tuple(now(person) for person in instance.people))


def _balanced(after: Instance, before: Instance) -> Changed:
    """As many rapporteurs as tables again, where every table had one."""
    role: Role = "rapporteur"
    had = [person for person in before.people if person.role == role]
    have = [person for person in after.people if person.role == role]
    short = len(after.tables) - len(have)
    if len(had) != len(before.tables) or not short:
        return Changed(after)
    if short < 0:
        excused = [person.id for person in have[short:]]
        return Changed(_with_role(after, excused, "participant"), (), tuple(excused))
    here = {person.id for person in have}
    appointed: list[str] = []
    for missing in [person for person in had if person.id not in here]:
        free = [p for p in after.people if p.role == "participant" and not p.fixed_table and p.id not in appointed]
        ranked = sorted((_unlike(person, missing), person.id) for person in free)
        appointed += [name for _, name in ranked[:1]]
    return Changed(_with_role(after, appointed, role), tuple(appointed))


def _unlike(person: Person, missing: Person) -> tuple[bool, bool, int]:
    """How badly a person stands in for another: mode first, then languages."""
    return person.mode != missing.mode, not set(missing.langs) <= set(person.langs), -len(person.langs)


def _with_role(instance: Instance, ids: list[str], role: Role) -> Instance:
    return replace(
        instance,
        people=tuple(replace(person, role=role) if person.id in ids else person for person in instance.people),
    )
