"""Why there is no plan and what would help, in names, and never in a colleague's notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sofra.analysis.seating.planning import Impossible
from sofra.analysis.seating.reasons import Reason
from sofra.analysis.seating.remedies import Remedy
from sofra.door.guests.queries import pairs_apart, pairs_together
from sofra.door.people.models import Convenor
from sofra.door.seating.models import Seating
from sofra.door.seating.queries import PRIVATE, Names, Pair, names_of, own_pairs
from sofra.web.languages import own_name_of_content


@dataclass(frozen=True)
class Offer:
    """One change that makes a plan possible, in names for the page and in keys for the button."""

    kind: str
    facts: Mapping[str, object]
    people: tuple[str, ...]
    table: str
    langs: tuple[str, ...]
    amount: int
    gain: int


@dataclass(frozen=True)
class NoPlan:
    """Why there is no plan, as far as this convenor may know it."""

    kind: str
    facts: Mapping[str, object]
    families: tuple[str, ...]
    likewise: tuple[str, ...]
    """Others of whom the same is true."""
    smallest: bool
    offers: tuple[Offer, ...]


def no_plan(seating: Seating, none: Impossible, convenor: Convenor) -> NoPlan:
    """The reason and the remedies. Of a colleague's notes nothing is said but that there are some."""
    names, own, reason = names_of(seating), own_pairs(convenor, seating.dialogue), none.reason
    foreign = _foreign_pairs(seating, own)
    offers = tuple(_offer(each, names) for each in none.remedies if _may_be_told(each.kind, each.people, own))
    if {"apart", "together"} & set(reason.families) and any(pair.issubset(reason.people) for pair in foreign):
        return NoPlan("private", {}, (), (), True, offers)
    return NoPlan(
        kind=_kind_of(reason),
        facts=_facts_of(reason, names),
        families=reason.families,
        likewise=tuple(names.people(reason.others)),
        smallest=reason.smallest,
        offers=offers,
    )


def _foreign_pairs(seating: Seating, own: set[Pair]) -> set[Pair]:
    noted = pairs_apart(seating.dialogue) | pairs_together(seating.dialogue)
    return {frozenset(pair) for pair in noted} - own


def _may_be_told(kind: str, people: tuple[str, ...], own: set[Pair]) -> bool:
    return kind not in PRIVATE or frozenset(people) in own


def _kind_of(reason: Reason) -> str:
    """Sentences that are different for each role, and for room and online."""
    ending = {"role_missing": "role", "role_surplus": "role", "role_twice": "role", "no_table": "mode"}
    fact = ending.get(reason.kind)
    return f"{reason.kind}_{reason.facts[fact]}" if fact else reason.kind


def _facts_of(reason: Reason, names: Names) -> dict[str, object]:
    told: dict[str, object] = {
        "people": tuple(names.people(reason.people)),
        "table": tuple(names.table(each) for each in reason.tables),
    }
    told |= {name: value for name, value in reason.facts.items() if isinstance(value, int)}
    for name in ("languages", "ends"):
        value = reason.facts.get(name)
        if isinstance(value, tuple):
            told[name] = tuple(names.people(value)) if name == "ends" else _own_names(value)
    return told


def _own_names(languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(own_name_of_content(each) for each in languages)


def _offer(remedy: Remedy, names: Names) -> Offer:
    people = tuple(names.guests[each].name for each in remedy.people if each in names.guests)
    facts: dict[str, object] = {
        "people": people,
        "first": people[0] if people else "",
        "second": people[-1] if people else "",
        "table": tuple(names.table(each) for each in remedy.table.split(", ")) if remedy.table else (),
        "langs": _own_names(remedy.langs),
        "amount": remedy.amount,
    }
    return Offer(remedy.kind, facts, remedy.people, remedy.table, remedy.langs, remedy.amount, remedy.gain)
