"""Texts in, instances and plans out; what cannot be read is named by line and field."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from json import JSONDecodeError, JSONDecoder
from typing import Any, TypeVar

import msgspec

from sofra.analysis.seating.instance import MOST_PEOPLE, MOST_ROUNDS, Instance, Interpretation, Person, Plan, Table

LONGEST_TEXT = 20_000_000
ENTRY = TypeVar("ENTRY")
_LISTS = ("people", "tables", "interpretation", "apart", "together", "wish_to_meet")
_ASIDE = ("rounds", "languages", "name", "seed", "expect")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the line of the text, the field, and why."""

    line: int
    where: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.where}: {self.reason}"


class BadInput(ValueError):
    """The text is no instance, plan or list of changes. ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class _Faults(list[Fault]):
    """Collects what is wrong, so that one reading names everything."""

    def __init__(self, lines: dict[str, int]) -> None:
        super().__init__()
        self.lines = lines

    def note(self, where: str, reason: str) -> None:
        entry = where.split("]", maxsplit=1)[0] + "]" if "[" in where else where
        self.append(Fault(self.lines.get(entry, 1), where, reason))

    def stop_if_any(self) -> None:
        if self:
            raise BadInput(self)


def read_instance(text: str) -> Instance:
    """The instance in a JSON text.

    Parameters
    ----------
    text
        One JSON object, at most 20 million characters. Keys that Sofra does not know are left aside;
        `unknown_keys` names them.

    Raises
    ------
    BadInput
        With every fault of the text: its line, its field, and why. Rules that contradict each other are no fault of
        the text: `sofra.analysis.seating.reasons.why_impossible` names them.

    Examples
    --------
    >>> one = '{"rounds": 1, "people": [{"id": "p1", "langs": ["mk"]}], "tables": [{"id": "t1", "min": 1, "max": 8}]}'
    >>> read_instance(one).people[0].langs
    ('mk',)
    """
    found, lines = _object_with_lines(text)
    faults = _Faults(lines)
    instance = Instance(
        rounds=_rounds(found, faults),
        people=_entries(found, "people", Person, faults),
        tables=_entries(found, "tables", Table, faults),
        interpretation=_entries(found, "interpretation", Interpretation, faults),
        apart=_groups(found, "apart", faults),
        together=_groups(found, "together", faults),
        wish_to_meet=_groups(found, "wish_to_meet", faults),
        lines=lines,
    )
    faults.stop_if_any()
    _check_entries(instance, _entries(found, "languages", str, faults), faults)
    faults.stop_if_any()
    return instance


def unknown_keys(text: str) -> tuple[str, ...]:
    """Keys of an instance that nothing is done with, so that a misspelt rule does not go unnoticed."""
    return tuple(sorted(set(json.loads(text)) - {*_LISTS, *_ASIDE}))


def read_plan(text: str) -> Plan:
    """The plan in a JSON text: a list over rounds of ``{table id: [person ids]}``.

    Only the form is read here; whether it keeps the rules is for `sofra.analysis.seating.check.broken_rules`.

    Raises
    ------
    BadInput
        If the text is no such list.
    """
    _refuse_too_long(text)
    try:
        return tuple(msgspec.json.decode(text, type=list[dict[str, tuple[str, ...]]]))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadInput([Fault(1, "plan", str(error))]) from error


def entries_of(found: dict[str, Any], name: str, kind: type[ENTRY], lines: dict[str, int]) -> tuple[ENTRY, ...]:
    """The entries of one list, each of this kind. Raises `BadInput` with a fault for each that is not."""
    faults = _Faults(lines)
    read = _entries(found, name, kind, faults)
    faults.stop_if_any()
    return read


def object_with_lines(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """A JSON object, and the line of every key and of every entry of its lists. Raises `BadInput`."""
    return _object_with_lines(text)


# ---------------------------------------------------------------- one list after another


def _rounds(found: dict[str, Any], faults: _Faults) -> int:
    rounds = found.get("rounds")
    if isinstance(rounds, int) and not isinstance(rounds, bool) and 1 <= rounds <= MOST_ROUNDS:
        return rounds
    faults.note("rounds", f"a whole number from 1 to {MOST_ROUNDS} is needed, not {json.dumps(rounds)}")
    return 1


def _entries(found: dict[str, Any], name: str, kind: type[ENTRY], faults: _Faults) -> tuple[ENTRY, ...]:
    read = []
    for number, entry in enumerate(_list(found, name, faults)):
        try:
            read.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError as error:
            faults.note(f"{name}[{number}]", str(error))
    return tuple(read)


def _groups(found: dict[str, Any], name: str, faults: _Faults) -> tuple[tuple[str, ...], ...]:
    return _entries(found, name, tuple[str, ...], faults)


def _list(found: dict[str, Any], name: str, faults: _Faults) -> list[Any]:
    entries = found.get(name)
    if entries is None and name not in ("people", "tables"):
        return []
    if isinstance(entries, list) and (entries or name not in ("people", "tables")):
        return entries
    faults.note(name, "a list is needed, with at least one entry" if name in ("people", "tables") else "no list")
    return []


def _check_entries(instance: Instance, languages: tuple[str, ...], faults: _Faults) -> None:
    _check_people(instance, languages, faults)
    _check_tables(instance, faults)
    for number, each in enumerate(instance.interpretation):
        if each.table not in {table.id for table in instance.tables}:
            faults.note(f"interpretation[{number}].table", f'there is no table "{each.table}"')
        if len(set(each.langs)) < 2:  # noqa: PLR2004  an interpreter works between two languages
            faults.note(f"interpretation[{number}].langs", "two languages are needed")
    known = {person.id for person in instance.people}
    for name in ("apart", "together", "wish_to_meet"):
        for number, group in enumerate(getattr(instance, name)):
            for reason in _faults_of_group(group, known):
                faults.note(f"{name}[{number}]", reason)


def _check_people(instance: Instance, languages: tuple[str, ...], faults: _Faults) -> None:
    if len(instance.people) > MOST_PEOPLE:
        faults.note("people", f"{len(instance.people)} people, at most {MOST_PEOPLE} can be seated")
    tables = {table.id for table in instance.tables}
    for number, person in enumerate(instance.people):
        where = f"people[{number}]"
        if not person.langs or not all(person.langs):
            faults.note(f"{where}.langs", f'"{person.id}" has no language; at least one is needed')
        if languages and (strange := sorted(set(person.langs) - {*languages, ""})):
            faults.note(f"{where}.langs", f"{', '.join(strange)} is not among the languages of this dialogue")
        if person.fixed_table is not None and person.fixed_table not in tables:
            faults.note(f"{where}.fixed_table", f'there is no table "{person.fixed_table}"')
    _check_ids("people", (person.id for person in instance.people), faults)


def _check_tables(instance: Instance, faults: _Faults) -> None:
    for number, table in enumerate(instance.tables):
        where = f"tables[{number}]"
        if table.max > MOST_PEOPLE:
            faults.note(f"{where}.max", f'table "{table.id}" has {table.max} seats; at most {MOST_PEOPLE} can be')
        elif table.max < 1:
            faults.note(f"{where}.max", f'table "{table.id}" has {table.max} seats; at least one is needed')
        elif not 0 <= table.min <= table.max:
            faults.note(f"{where}.min", f'table "{table.id}" seats at least {table.min} and at most {table.max}')
        lowest, highest = table.online_limits
        if not 0 <= lowest <= highest:
            faults.note(f"{where}.online_min", f"at least {lowest} and at most {highest} people online")
    _check_ids("tables", (table.id for table in instance.tables), faults)


def _check_ids(name: str, ids: Iterable[str], faults: _Faults) -> None:
    seen: dict[str, int] = {}
    for number, each in enumerate(ids):
        where = f"{name}[{number}]"
        if not each.strip():
            faults.note(f"{where}.id", "an id is needed")
        elif each in seen:
            first = f"{name}[{seen[each]}]"
            faults.note(f"{where}.id", f'"{each}" is there already, on line {faults.lines.get(first, 1)}')
        seen.setdefault(each, number)


def _faults_of_group(group: tuple[str, ...], known: set[str]) -> Iterator[str]:
    if len(group) < 2:  # noqa: PLR2004  a rule is about two people
        yield f"at least two people are needed, not {len(group)}"
    for each, times in Counter(group).items():
        if times > 1:
            yield f'"{each}" is named twice'
        if each not in known:
            yield f'there is nobody "{each}"'


# ---------------------------------------------------------------- lines


def _object_with_lines(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    _refuse_too_long(text)
    try:
        found = json.loads(text)
    except JSONDecodeError as error:
        raise BadInput([Fault(error.lineno, f"column {error.colno}", error.msg)]) from error
    except RecursionError as error:
        raise BadInput([Fault(1, "the whole", "nested too deeply")]) from error
    if not isinstance(found, dict):
        raise BadInput([Fault(1, "the whole", "one JSON object is needed")])
    return found, dict(_lines(text))


def _refuse_too_long(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise BadInput([Fault(1, "the whole", f"{len(text)} characters, at most {LONGEST_TEXT} are read")])


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each key, and each entry of its list, with its line. The text is known to be one JSON object."""
    line, counted = 1, 0
    for where, position in _positions(text, JSONDecoder()):
        line, counted = line + text.count("\n", counted, position), position
        yield where, line


def _positions(text: str, decoder: JSONDecoder) -> Iterator[tuple[str, int]]:
    at = _next(text, text.index("{") + 1)
    while text[at] != "}":
        key, after = decoder.raw_decode(text, at)
        yield key, at
        at = _next(text, _next(text, after) + 1)
        if text[at] == "[":
            for number, entry in enumerate(_entry_positions(text, at, decoder)):
                yield f"{key}[{number}]", entry
        at = _next(text, decoder.raw_decode(text, at)[1])
        at = _next(text, at + 1) if text[at] == "," else at


def _entry_positions(text: str, opening: int, decoder: JSONDecoder) -> Iterator[int]:
    at = _next(text, opening + 1)
    while text[at] != "]":
        yield at
        at = _next(text, decoder.raw_decode(text, at)[1])
        at = _next(text, at + 1) if text[at] == "," else at


def _next(text: str, at: int) -> int:
    """Where the next character that is no blank stands."""
    return next(place for place in chain(range(at, len(text)), [len(text)]) if not text[place : place + 1].isspace())
