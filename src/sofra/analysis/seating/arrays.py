"""An instance as arrays: what the search, the designs and the proofs work on."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.seating.instance import Instance, Person, Plan

Ints = NDArray[np.int64]
Pairs = NDArray[np.uint16]
Places = NDArray[np.int32]

COVER, ONLINE, ROLE, FIXED, BLOCK = range(5)
"""Columns of ``Arrays.people``."""
LOWEST, HIGHEST, ROOM, ONLINE_LOWEST, ONLINE_HIGHEST, ALLOWED = range(6)
"""Columns of ``Arrays.tables``."""
NORMAL, TOGETHER, WISH, APART = range(4)
"""Classes of pairs. A pair's state is 256 times its likeness, 64 times its class, and the rounds it has met."""
SAME_COUNTRY, SAME_SECTOR, SAME_ORG = 1, 2, 4
_ROLES = ("participant", "rapporteur", "facilitator")
MOST_MASKS = 62


class TooManyLanguages(ValueError):
    """More languages and interpretation pairs than one word of the machine holds."""


@dataclass(frozen=True)
class Arrays:
    """An instance in numbers.

    people
        Shape (n, 5): a bit for each mask of languages the person follows; 1 if online; role 0 participant,
        1 rapporteur, 2 facilitator; number of the fixed table or -1; number of the block or -1.
    tables
        Shape (t, 6): fewest and most people; 1 if room people may sit here; fewest and most people online; a bit for
        each mask the table can work in.
    blocks
        Shape (b, m): people who always sit together, each row filled up with -1.
    pairs
        Shape (n, n): class and likeness of every pair, nobody met yet.
    masks
        The sets of languages behind the bits.
    """

    instance: Instance
    people: Ints
    tables: Ints
    blocks: Ints
    pairs: Pairs
    masks: tuple[frozenset[str], ...]

    @property
    def rounds(self) -> int:
        return self.instance.rounds


def arrays(instance: Instance) -> Arrays:
    """The arrays of an instance.

    Raises
    ------
    TooManyLanguages
        If languages and interpretation pairs are more than 62.
    """
    number = {table.id: place for place, table in enumerate(instance.tables)}
    masks = sorted({mask for table in instance.tables for mask in instance.masks(table.id)}, key=sorted)
    if len(masks) > MOST_MASKS:
        raise TooManyLanguages(f"{len(masks)} languages and interpretation pairs, at most {MOST_MASKS}")
    blocks = _blocks(instance)
    people = np.array([_person(person, masks, number) for person in instance.people], dtype=np.int64)
    _fill_blocks(people, blocks)
    return Arrays(
        instance=instance,
        people=people,
        tables=_tables(instance, masks),
        blocks=_padded(blocks),
        pairs=_pairs(instance, blocks),
        masks=tuple(masks),
    )


def places_of(problem: Arrays, plan: Plan) -> Places:
    """Table number of everybody in every round, shape (rounds, n); -1 for who is not in the plan."""
    person = {each.id: place for place, each in enumerate(problem.instance.people)}
    places = np.full((len(plan), len(person)), -1, dtype=np.int32)
    for number, seating in enumerate(plan):
        for table, each in enumerate(problem.instance.tables):
            seated = [person[one] for one in seating.get(each.id, ()) if one in person]
            places[number, seated] = table
    return places


def plan_of(problem: Arrays, places: Places) -> Plan:
    """The plan behind table numbers of shape (rounds, n). Tables and people keep the order of the instance."""
    ids = [person.id for person in problem.instance.people]
    return tuple(
        {
            table.id: tuple(ids[each] for each in np.flatnonzero(row == number))
            for number, table in enumerate(problem.instance.tables)
        }
        for row in places
    )


def blocks_of(instance: Instance) -> tuple[tuple[str, ...], ...]:
    """People who always sit together, each chain of groups as one block."""
    return tuple(tuple(instance.people[each].id for each in block) for block in _blocks(instance))


def _blocks(instance: Instance) -> list[list[int]]:
    number = {person.id: place for place, person in enumerate(instance.people)}
    joined: dict[int, set[int]] = {}
    for group in instance.together:
        block = {number[each] for each in group}
        for each in tuple(block):
            block |= joined.get(each, set())
        joined.update(dict.fromkeys(block, block))
    return sorted({tuple(sorted(block)): sorted(block) for block in joined.values()}.values())


def _padded(blocks: list[list[int]]) -> Ints:
    widest = max((len(block) for block in blocks), default=1)
    return np.array([block + [-1] * (widest - len(block)) for block in blocks], dtype=np.int64).reshape(-1, widest)


def _person(person: Person, masks: list[frozenset[str]], number: dict[str, int]) -> list[int]:
    cover = sum(1 << bit for bit, mask in enumerate(masks) if mask.intersection(person.langs))
    fixed = -1 if person.fixed_table is None else number[person.fixed_table]
    return [cover, person.mode == "online", _ROLES.index(person.role), fixed, -1]


def _fill_blocks(people: Ints, blocks: list[list[int]]) -> None:
    """Write the blocks into the people. Who belongs to somebody with a fixed table has that table too."""
    for number, block in enumerate(blocks):
        people[block, BLOCK] = number
        people[block, FIXED] = people[block, FIXED].max()


def _tables(instance: Instance, masks: list[frozenset[str]]) -> Ints:
    bit = {mask: 1 << place for place, mask in enumerate(masks)}
    return np.array(
        [
            [
                *(table.min, table.max, table.kind != "online", *table.online_limits),
                sum(bit[mask] for mask in instance.masks(table.id)),
            ]
            for table in instance.tables
        ],
        dtype=np.int64,
    )


def _pairs(instance: Instance, blocks: list[list[int]]) -> Pairs:
    number = {person.id: place for place, person in enumerate(instance.people)}
    likeness = sum(
        weight * _same([getattr(person, name) for person in instance.people])
        for name, weight in (("country", SAME_COUNTRY), ("sector", SAME_SECTOR), ("org", SAME_ORG))
    )
    classes = np.zeros((len(number), len(number)), dtype=np.int64)
    ranked = ((instance.wish_to_meet, WISH), (instance.together, TOGETHER), (instance.apart, APART))
    for groups, pair_class in ranked:
        _mark(classes, [[number[each] for each in group] for group in groups], pair_class)
    together = np.zeros_like(classes)
    _mark(together, blocks, 1)
    classes[(together == 1) & (classes != APART)] = TOGETHER
    return (256 * likeness + 64 * classes).astype(np.uint16)


def _mark(classes: Ints, groups: list[list[int]], pair_class: int) -> None:
    for group in groups:
        for one, other in combinations(group, 2):
            classes[one, other] = classes[other, one] = pair_class


def _same(values: list[str]) -> NDArray[np.int64]:
    """1 where two people have the same value, 0 elsewhere; an empty value is like no other."""
    distinct = {value: place for place, value in enumerate(sorted(set(values) - {""}))}
    codes = np.array([distinct.get(value, -1 - place) for place, value in enumerate(values)])
    alike: NDArray[np.int64] = (codes[:, None] == codes[None, :]).astype(np.int64)
    return alike
