"""Why there is no plan: the smallest group of people who cannot all be seated, and the rules in their way."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from sofra.analysis.seating.arrays import APART, COVER, FIXED, ONLINE, ONLINE_HIGHEST, ROOM, Arrays, arrays
from sofra.analysis.seating.instance import Instance, Person
from sofra.analysis.seating.measures import allowed_with_company
from sofra.analysis.seating.proofs import Question, can_be_seated

FAMILIES = ("language", "apart", "together", "mode", "role", "largest", "smallest")
Enough = Callable[[], bool]
"""Says when to stop making a reason smaller."""


@dataclass(frozen=True)
class Reason:
    """Why no plan exists.

    kind
        A key of `sofra.analysis.seating.wording.REASONS`.
    people, tables
        Ids of those it is about. Without any one of these people the others could be seated, if ``smallest``.
    facts
        Numbers and names for the sentence.
    families
        Rules any one of which, left out, would let these people be seated: names as in `Question`.
    others
        Further people with whom it is the same as with ``people``.
    """

    kind: str
    people: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    families: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    smallest: bool = True

    @property
    def core(self) -> tuple[str, ...]:
        return (*self.people, *self.tables)


def never() -> bool:
    """Take the time that the smallest reason needs."""
    return False


def why_impossible(instance: Instance, *, enough: Enough = never) -> Reason | None:
    """The smallest reason why an instance has no plan, or None if it has one.

    Parameters
    ----------
    enough
        Asked between two proofs. When it says True, the reason found so far is given with ``smallest`` False.

    Raises
    ------
    proofs.Undecided
        If CP-SAT can neither seat everybody nor prove that it cannot be done.

    Notes
    -----
    Counting first, then people who cannot be seated even alone, then QuickXplain (Junker 2004) over people with CP-SAT
    as the judge. Section "When there is no plan" of docs/methods/seating.md.
    """
    plain = plain_reason(instance)
    if plain is not None:
        return plain
    problem = arrays(instance)
    easier = Question(problem, without=frozenset({"apart"}))
    without = easier.without if not can_be_seated(easier) else frozenset()
    if not without and can_be_seated(Question(problem)):
        return None
    return _smallest(problem, without, enough)


def plain_reason(instance: Instance) -> Reason | None:
    """A reason that can be seen without a proof by CP-SAT, in milliseconds; None is no promise that there is a plan."""
    for counted in _counted(instance):
        return counted
    problem = arrays(instance)
    found = chain(_contradictions(problem), _cliques(problem), _without_language(problem))
    return next(found, None)


# ---------------------------------------------------------------- what counting tells


def _counted(instance: Instance) -> Iterator[Reason]:
    n, tables = len(instance.people), instance.tables
    seats, needed = sum(table.max for table in tables), sum(table.min for table in tables)
    if n > seats:
        yield Reason(
            "too_many_people", facts={"people": n, "seats": seats, "tables": len(tables)}, families=("largest",)
        )
    if n < needed:
        yield Reason("too_few_people", facts={"people": n, "needed": needed}, families=("smallest",))
    for role in instance.roles:
        holders = [person for person in instance.people if person.role == role]
        fixed = Counter(person.fixed_table for person in holders if person.fixed_table)
        for table, times in fixed.items():
            if times > 1:
                names = tuple(person.id for person in holders if person.fixed_table == table)
                yield Reason("role_twice", names, (table,), {"role": role}, ("role",))
        if len(holders) < len(tables):
            without = tuple(table.id for table in tables if not fixed[table.id]) if len(fixed) == len(holders) else ()
            yield Reason(
                "role_missing", (), without, {"role": role, "people": len(holders), "tables": len(tables)}, ("role",)
            )
        if len(holders) > len(tables):
            yield Reason(
                "role_surplus", (), (), {"role": role, "people": len(holders), "tables": len(tables)}, ("role",)
            )


def _contradictions(problem: Arrays) -> Iterator[Reason]:
    """Two who are kept apart and, link by link, belong together."""
    people = problem.instance.people
    for block in problem.blocks:
        members = [int(each) for each in block if each >= 0]
        for one in members:
            for other in members:
                if one < other and problem.pairs[one, other] >> 6 & 3 == APART:
                    chain = _chain(problem.instance, people[one].id, people[other].id)
                    yield Reason(
                        "together_and_apart", chain, (), {"ends": (chain[0], chain[-1])}, ("apart", "together")
                    )


def _chain(instance: Instance, start: str, end: str) -> tuple[str, ...]:
    """The shortest line of people from one to the other in which neighbours belong together."""
    lines: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while lines:
        line = lines.pop(0)
        if line[-1] == end:
            return line
        nearby = {each for group in instance.together if line[-1] in group for each in group} - seen
        seen |= nearby
        lines.extend((*line, each) for each in sorted(nearby))
    return (start, end)


def _cliques(problem: Arrays) -> Iterator[Reason]:
    """More people who are all kept apart from each other than there are tables."""
    enemies = (problem.pairs >> 6) & 3 == APART
    neighbours = {
        int(each): set(np.flatnonzero(enemies[each]).tolist()) for each in np.flatnonzero(enemies.any(axis=0))
    }
    n_tables = len(problem.tables)
    clique = _clique_of(neighbours, n_tables + 1)
    if clique:
        names = tuple(problem.instance.people[each].id for each in sorted(clique))
        yield Reason("clique", names, (), {"count": len(names), "tables": n_tables}, ("apart",))


def _clique_of(neighbours: Mapping[int, set[int]], size: int) -> tuple[int, ...]:
    """That many people who are all kept apart from each other, or none. People with too few enemies are left out."""
    kept = dict(neighbours)
    while weak := [each for each, near in kept.items() if len(near & kept.keys()) < size - 1]:
        for each in weak:
            del kept[each]
    found: list[tuple[int, ...]] = [(each,) for each in sorted(kept)]
    while found:
        clique = found.pop()
        if len(clique) == size:
            return clique
        later = set.intersection(*(kept[each] & kept.keys() for each in clique))
        found.extend((*clique, each) for each in sorted(later) if each > clique[-1])
    return ()


def _without_language(problem: Arrays) -> Iterator[Reason]:
    """People who share a language with nobody that leads a table they may sit at."""
    people, tables = problem.people, problem.tables
    allowed = allowed_with_company(problem)
    for table in np.flatnonzero(allowed == 0):
        company = tuple(problem.instance.people[each].id for each in np.flatnonzero(people[:, FIXED] == table))
        yield Reason("company", company, (problem.instance.tables[table].id,), {}, ("language",))
    fits = (people[:, COVER, None] & allowed[None, :]) != 0
    fits &= np.where(people[:, ONLINE, None] == 1, tables[:, ONLINE_HIGHEST] > 0, tables[:, ROOM] == 1)
    lonely = [problem.instance.people[each] for each in np.flatnonzero(~fits.any(axis=1))]
    if lonely:
        alike = [person for person in lonely if set(person.langs) == set(lonely[0].langs)]
        yield _no_language(
            lonely[0], tuple(person.id for person in (*alike[1:], *(p for p in lonely if p not in alike)))
        )


def _no_language(person: Person, others: tuple[str, ...]) -> Reason:
    facts = {"languages": person.langs, "mode": person.mode}
    return Reason("no_language", (person.id,), (), facts, ("language",), others)


# ---------------------------------------------------------------- what CP-SAT tells


def _smallest(problem: Arrays, without: frozenset[str], enough: Enough) -> Reason:
    """The smallest group of tables or people, by QuickXplain."""

    def seats(wanted: Sequence[int]) -> bool:
        return can_be_seated(Question(problem, frozenset(wanted), without=without))

    def runs(tables: Sequence[int]) -> bool:
        return can_be_seated(Question(problem, (), frozenset(tables), without))

    ids = [person.id for person in problem.instance.people]
    if not seats(()):
        tables, smallest = _quick_explain(range(len(problem.tables)), runs, enough)
        names = tuple(problem.instance.tables[each].id for each in tables)
        company = tuple(person.id for person in problem.instance.people if person.fixed_table in names)
        return Reason("tables", company, names, {}, _families(problem, (), tables, without), smallest=smallest)
    core, smallest = _quick_explain(_rarest_first(problem), seats, enough)
    families = _families(problem, core, None, without)
    people = [problem.instance.people[each] for each in core]
    facts = {"languages": tuple(sorted({lang for person in people for lang in person.langs})), "count": len(core)}
    kind = (
        "nobody_else"
        if len(core) == 1 and "language" in families
        else "language"
        if families == ("language",)
        else "rules"
    )
    return Reason(kind, tuple(ids[each] for each in sorted(core)), (), facts, families, smallest=smallest)


def _rarest_first(problem: Arrays) -> list[int]:
    """People with few languages and few tables first, so that reasons are about them."""
    covers = Counter(problem.people[:, COVER].tolist())
    enemies = ((problem.pairs >> 6) & 3 == APART).sum(axis=1)
    masks = [int(cover).bit_count() for cover in problem.people[:, COVER]]
    return sorted(
        range(len(masks)),
        key=lambda each: (masks[each], covers[int(problem.people[each, COVER])], -enemies[each], each),
    )


def _quick_explain(
    items: Sequence[int], holds: Callable[[Sequence[int]], bool], enough: Enough
) -> tuple[tuple[int, ...], bool]:
    """A smallest part of the items that does not hold, and whether it is a smallest one.

    Of two items the one that comes first is kept. ``holds(())`` has to be true, and ``holds(items)`` false.
    """
    stopped = False

    def explain(background: list[int], changed: bool, rest: list[int]) -> list[int]:
        nonlocal stopped
        if changed and not holds(background):
            return []
        if len(rest) == 1 or enough():
            stopped = stopped or len(rest) > 1
            return rest
        first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        of_second = explain(background + first, bool(first), second)
        of_first = explain(background + of_second, bool(of_second), first)
        return of_first + of_second

    return tuple(explain([], False, list(items))), not stopped


def _families(
    problem: Arrays, wanted: Sequence[int], tables: Sequence[int] | None, without: frozenset[str]
) -> tuple[str, ...]:
    """Rules any one of which, left out, lets the round be seated."""
    return tuple(
        family
        for family in FAMILIES
        if family not in without and can_be_seated(Question(problem, frozenset(wanted), tables, without | {family}))
    )
