"""What would help where there is no plan: single changes, each proved to make one possible."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice, product, zip_longest

from sofra.analysis.seating.arrays import arrays
from sofra.analysis.seating.instance import Instance, Interpretation, Person, Table
from sofra.analysis.seating.measures import may_meet
from sofra.analysis.seating.proofs import Question, Undecided, can_be_seated
from sofra.analysis.seating.reasons import Enough, Reason, never

MOST_TRIED = 160
_MOST_OF_A_KIND = 5


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that makes a plan possible.

    kind
        A key of `sofra.analysis.seating.wording.REMEDIES`.
    people, table, langs
        Whom, where, and between which languages.
    amount
        Seats or tables.
    instance
        The instance with this change made.
    gain
        People whom those of the reason could meet with it and could not before, for the one who gains least.
    """

    kind: str
    people: tuple[str, ...] = ()
    table: str = ""
    langs: tuple[str, ...] = ()
    amount: int = 0
    instance: Instance | None = None
    gain: int = 0


def remedies(instance: Instance, reason: Reason, *, most: int = 6, enough: Enough = never) -> tuple[Remedy, ...]:
    """Changes that make a plan possible, those with the largest gain first.

    Parameters
    ----------
    reason
        Why there is no plan: only changes that bear on it are tried.
    most
        So many are answered.
    enough
        Asked between two proofs; when it says True, what was found so far is answered.

    Notes
    -----
    Every remedy is proved with CP-SAT before it is named. Where no single change helps, two at once are tried.
    """
    found: list[Remedy] = []
    single = list(islice(_candidates(instance, reason), MOST_TRIED))
    pairs = (_both(one, other) for one, other in combinations(single[:24], 2))
    for number, candidate in enumerate(chain(single, pairs)):
        if enough() or (number >= len(single) and found):
            break
        if Counter(each.kind for each in found)[candidate.kind] >= _MOST_OF_A_KIND:
            continue
        if candidate.instance is not None and _helps(candidate.instance):
            found.append(replace(candidate, gain=_gain(instance, candidate.instance, reason)))
    return tuple(sorted(found, key=lambda each: -each.gain)[:most])


def _helps(instance: Instance) -> bool:
    try:
        return _counts(instance) and can_be_seated(Question(arrays(instance)))
    except Undecided:
        return False


def _counts(instance: Instance) -> bool:
    smallest, largest = sum(table.min for table in instance.tables), sum(table.max for table in instance.tables)
    return smallest <= len(instance.people) <= largest


def _gain(before: Instance, after: Instance, reason: Reason) -> int:
    numbers = [number for number, person in enumerate(before.people) if person.id in reason.people]
    if not numbers or len(after.people) != len(before.people):
        return 0
    more = may_meet(arrays(after)).sum(axis=1) - may_meet(arrays(before)).sum(axis=1)
    return int(more[numbers].min())


def _candidates(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    makers = {
        "language": (_interpreters, _whispers),
        "apart": (_released_pairs,),
        "together": (_released_groups,),
        "role": (_appointments, _other_holders),
        "mode": (_more_online,),
        "largest": (_more_seats,),
        "smallest": (_fewer_at_table,),
    }
    families = [*reason.families, *(("largest", "smallest") if "language" in reason.families else ())]
    chosen = dict.fromkeys(maker for family in families or makers for maker in makers[family])
    rows = [maker(instance, reason) for maker in chosen]
    for row in zip_longest(*rows):
        yield from (each for each in row if each is not None)


# ---------------------------------------------------------------- one kind after another


def _people_of(instance: Instance, reason: Reason) -> list[Person]:
    return [person for person in instance.people if person.id in reason.people]


def _interpreters(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    """Between a language of these people and one of the table's company; tables that are alike are tried once."""
    needed = dict.fromkeys(lang for person in _people_of(instance, reason) for lang in person.langs)
    tried = set()
    for table, lang in product(instance.tables, needed):
        company = [person.langs for person in instance.people if person.fixed_table == table.id]
        spoken = set(company[0]).intersection(*company) if company else _languages(instance)
        others = [each.langs for each in instance.interpretation if each.table == table.id]
        for other in sorted(spoken - {lang}):
            like = (table.kind, table.min, table.max, lang, other, tuple(sorted(spoken)), tuple(others))
            if like not in tried:
                tried.add(like)
                more = (*instance.interpretation, Interpretation(table.id, (lang, other)))
                changed = replace(instance, interpretation=more)
                yield Remedy("interpreter", (), table.id, (lang, other), 1, changed)


def _languages(instance: Instance) -> set[str]:
    return {lang for person in instance.people for lang in person.langs}


def _whispers(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    """Somebody who sits beside one person and whispers."""
    for person in _people_of(instance, reason)[:8]:
        for lang in sorted(_languages(instance) - set(person.langs)):
            changed = _with_person(instance, replace(person, langs=(*person.langs, lang)))
            yield Remedy("whisper", (person.id,), "", (*person.langs[:1], lang), 1, changed)


def _released_pairs(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    for group in instance.apart:
        for pair in combinations(group, 2):
            if set(pair) <= set(reason.people):
                kept = tuple(each for one in instance.apart for each in combinations(one, 2) if set(each) != set(pair))
                yield Remedy("apart", pair, instance=replace(instance, apart=kept))


def _released_groups(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    for group in instance.together:
        if set(group) & set(reason.people):
            kept = tuple(each for each in instance.together if each != group)
            yield Remedy("together", group, instance=replace(instance, together=kept))


def _appointments(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    """A participant with many languages takes the role that is missing; or gives up one there are too many of."""
    role = reason.facts.get("role", "rapporteur")
    wanted = reason.kind not in ("role_surplus", "role_twice")
    holders = [person for person in instance.people if person.role == role]
    short = len(instance.tables) - len(holders)
    free = [person for person in instance.people if person.role == "participant" and person.fixed_table is None]
    if wanted and 0 < short <= len(free) and reason.tables:
        yield from _named_facilitators(instance, reason, free)
    elif wanted and 0 < short <= len(free):
        chosen = sorted(free, key=lambda person: (-len(person.langs), person.id))[:short]
        changed = instance
        for person in chosen:
            changed = _with_person(changed, replace(person, role=role))  # type: ignore[arg-type]
        yield Remedy(f"appoint_{role}", tuple(person.id for person in chosen), "", (), short, changed)
    if reason.kind == "role_twice":
        yield from _moved_holders(instance, reason)
    for person in holders if not wanted else ():
        if reason.kind == "role_surplus" or person.id in reason.people:
            changed = _with_person(instance, replace(person, role="participant", fixed_table=None))
            yield Remedy(f"excuse_{role}", (person.id,), instance=changed)


def _moved_holders(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    """One of two at one table leads a table that has nobody."""
    role = reason.facts["role"]
    led = {person.fixed_table for person in instance.people if person.role == role}
    empty = [table.id for table in instance.tables if table.id not in led]
    for name, table in product(reason.people, empty):
        person = next(each for each in instance.people if each.id == name)
        yield Remedy(
            f"appoint_{role}", (name,), table, instance=_with_person(instance, replace(person, fixed_table=table))
        )


def _other_holders(instance: Instance, reason: Reason) -> Iterator[Remedy]:
    """Somebody with more languages is rapporteur in the place of somebody with few."""
    if reason.kind.startswith("role"):
        return
    holders = sorted((p for p in instance.people if p.role == "rapporteur"), key=lambda p: (len(p.langs), p.id))
    free = sorted(
        (p for p in instance.people if p.role == "participant" and not p.fixed_table),
        key=lambda p: (-len(p.langs), p.id),
    )
    taken = {person.langs: person for person in reversed(free)}
    givers = {person.langs: person for person in reversed(holders)}
    for giver, taker in product(givers.values(), taken.values()):
        if not set(taker.langs) <= set(giver.langs) and taker.mode == giver.mode:
            changed = _with_person(instance, replace(giver, role="participant"))
            changed = _with_person(changed, replace(taker, role="rapporteur"))
            yield Remedy("other_rapporteur", (taker.id, giver.id), instance=changed)


def _named_facilitators(instance: Instance, reason: Reason, free: list[Person]) -> Iterator[Remedy]:
    """One for each table that has none; the first is varied."""
    role = reason.facts["role"]
    ranked = sorted(free, key=lambda person: (-len(person.langs), person.id))
    for first in ranked[:8]:
        chosen = [first, *(person for person in ranked if person != first)][: len(reason.tables)]
        changed = instance
        for person, table in zip(chosen, reason.tables, strict=True):
            changed = _with_person(changed, replace(person, role=role, fixed_table=table))  # type: ignore[arg-type]
        names = tuple(person.id for person in chosen)
        yield Remedy(f"appoint_{role}", names, ", ".join(reason.tables), (), len(names), changed)


def _more_online(instance: Instance, _: Reason) -> Iterator[Remedy]:
    for table in instance.tables:
        if table.kind == "hybrid" and table.online_limits[1] < table.max:
            wider = replace(table, online_max=table.online_limits[1] + 1)
            yield Remedy("online_seat", (), table.id, (), 1, _with_table(instance, wider))
        if table.kind == "room":
            mixed = replace(table, kind="hybrid", online_min=0, online_max=min(4, table.max))
            yield Remedy("screen", (), table.id, (), 1, _with_table(instance, mixed))


def _more_seats(instance: Instance, _: Reason) -> Iterator[Remedy]:
    missing = len(instance.people) - sum(table.max for table in instance.tables)
    if missing > 0:
        each = -(-missing // len(instance.tables))
        wider = tuple(replace(table, max=table.max + each) for table in instance.tables)
        yield Remedy("seats_everywhere", amount=each, instance=replace(instance, tables=wider))
        return
    for table in instance.tables:
        yield Remedy("seat", (), table.id, (), 1, _with_table(instance, replace(table, max=table.max + 1)))


def _fewer_at_table(instance: Instance, _: Reason) -> Iterator[Remedy]:
    """Let tables be smaller: all of them, by as little as helps."""
    for fewer in range(1, max(table.min for table in instance.tables)):
        smaller = tuple(replace(table, min=max(1, table.min - fewer)) for table in instance.tables)
        yield Remedy("smaller_tables", amount=fewer, instance=replace(instance, tables=smaller))
        if sum(table.min for table in smaller) <= len(instance.people):
            return


def _with_person(instance: Instance, person: Person) -> Instance:
    return replace(instance, people=tuple(person if each.id == person.id else each for each in instance.people))


def _with_table(instance: Instance, table: Table) -> Instance:
    return replace(instance, tables=tuple(table if each.id == table.id else each for each in instance.tables))


def _both(one: Remedy, other: Remedy) -> Remedy:
    """Two interpreters or two whispers at once; other changes are not joined."""
    if (
        one.kind != other.kind
        or one.kind not in ("interpreter", "whisper")
        or one.instance is None
        or other.instance is None
    ):
        return Remedy("none")
    if one.kind == "interpreter":
        more = (*one.instance.interpretation, other.instance.interpretation[-1])
        changed = replace(one.instance, interpretation=more)
        return Remedy("two_interpreters", (), f"{one.table}, {other.table}", (*one.langs, *other.langs), 2, changed)
    person = next(each for each in other.instance.people if each.id == other.people[0])
    if one.people == other.people:
        return Remedy("none")
    return Remedy("two_whispers", (*one.people, *other.people), "", (), 2, _with_person(one.instance, person))
