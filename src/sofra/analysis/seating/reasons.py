"""Why there is no plan: the smallest group of people who cannot all be seated, and the rules in their way."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.seating.arrays import (
    APART,
    COVER,
    FIXED,
    LOWEST,
    ONLINE,
    ONLINE_HIGHEST,
    ROLE,
    ROOM,
    Arrays,
    Ints,
    arrays,
)
from sofra.analysis.seating.instance import Instance
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


def plain_reason(instance: Instance, problem: Arrays | None = None) -> Reason | None:
    """A reason that can be seen without a proof by CP-SAT, in milliseconds; None is no promise that there is a plan.

    ``problem`` is the instance as arrays, if somebody has made them already.
    """
    for counted in _counted(instance):
        return counted
    problem = problem or arrays(instance)
    found = chain(_contradictions(problem), _cliques(problem), _unseatable(problem))
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


def _unseatable(problem: Arrays) -> Iterator[Reason]:
    """Tables whose company shares no language, and people who cannot sit at any table, whoever else does."""
    people, tables = problem.people, problem.tables
    allowed = allowed_with_company(problem)
    for table in np.flatnonzero(allowed == 0):
        company = tuple(problem.instance.people[each].id for each in np.flatnonzero(people[:, FIXED] == table))
        yield Reason("company", company, (problem.instance.tables[table].id,), {}, ("language",))
    admitted = np.where(people[:, ONLINE, None] == 1, tables[:, ONLINE_HIGHEST] > 0, tables[:, ROOM] == 1)
    shared = admitted & ((people[:, COVER, None] & allowed[None, :]) != 0)
    joined = admitted & ((people[:, COVER, None] & _masks_with_people(problem, allowed, admitted)[None, :]) != 0)
    for kind, family, sits in (
        ("no_table", "mode", admitted),
        ("no_language", "language", shared),
        ("nobody_else", "language", joined),
    ):
        lost = [problem.instance.people[each] for each in np.flatnonzero(~sits.any(axis=1))]
        if lost:
            facts = {"languages": lost[0].langs, "mode": lost[0].mode}
            yield Reason(kind, (lost[0].id,), (), facts, (family,), tuple(person.id for person in lost[1:]))


def _masks_with_people(problem: Arrays, allowed: Ints, admitted: NDArray[np.bool_]) -> Ints:
    """Masks of each table that enough people follow, a facilitator and a rapporteur among them, shape (t,)."""
    people = problem.people
    found = np.zeros_like(allowed)
    needed = [number for number, role in ((1, "rapporteur"), (2, "facilitator")) if role in problem.instance.roles]
    for table in range(len(allowed)):
        free = admitted[:, table] & ((people[:, FIXED] < 0) | (people[:, FIXED] == table))
        for bit in range(len(problem.masks)):
            follow = free & ((people[:, COVER] >> bit & 1) == 1)
            roles = all((follow & (people[:, ROLE] == role)).any() for role in needed)
            if roles and follow.sum() >= problem.tables[table, LOWEST]:
                found[table] |= 1 << bit
    return np.asarray(found & allowed)


# ---------------------------------------------------------------- what CP-SAT tells


def _smallest(problem: Arrays, without: frozenset[str], enough: Enough) -> Reason:
    """The smallest group of people or tables, by QuickXplain.

    Reasons that hold even if tables may be smaller are the plainer ones. People whose table is fixed are always there.
    """
    company = frozenset(np.flatnonzero(problem.people[:, FIXED] >= 0).tolist())
    everybody = range(len(problem.people))
    for left_out in (without | {"smallest"}, without):
        if not can_be_seated(Question(problem, frozenset(everybody), without=left_out)):
            if can_be_seated(Question(problem, company, without=left_out)):
                return _of_people(problem, company, left_out, enough)
            return _of_tables(problem, left_out, enough)
    raise ValueError("there is a plan")


def _of_people(problem: Arrays, company: frozenset[int], without: frozenset[str], enough: Enough) -> Reason:
    def seats(wanted: Sequence[int], left_out: frozenset[str] = without) -> bool:
        return can_be_seated(Question(problem, company.union(wanted), without=left_out))

    free = [each for each in _rarest_first(problem) if each not in company]
    core, smallest = _quick_explain(free, seats, enough)
    families = tuple(family for family in FAMILIES if family not in without and seats(core, without | {family}))
    people = [problem.instance.people[each] for each in sorted(core)]
    facts = {"languages": tuple(sorted({lang for person in people for lang in person.langs})), "count": len(core)}
    kind = "nobody_else" if len(core) == 1 and "language" in families else "rules"
    kind = "language" if len(core) > 1 and "language" in families and "apart" not in families else kind
    return Reason(kind, tuple(person.id for person in people), (), facts, families, smallest=smallest)


def _of_tables(problem: Arrays, without: frozenset[str], enough: Enough) -> Reason:
    fixed = problem.people[:, FIXED]

    def runs(tables: Sequence[int], left_out: frozenset[str] = without) -> bool:
        here = frozenset(np.flatnonzero(np.isin(fixed, list(tables))).tolist())
        return can_be_seated(Question(problem, here, frozenset(tables), left_out))

    core, smallest = _quick_explain(range(len(problem.tables)), runs, enough)
    names = tuple(problem.instance.tables[each].id for each in sorted(core))
    families = tuple(family for family in FAMILIES if family not in without and runs(core, without | {family}))
    company = tuple(person.id for person in problem.instance.people if person.fixed_table in names)
    return Reason("tables", company, names, {}, families, smallest=smallest)


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
