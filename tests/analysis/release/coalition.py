"""The attacker of the release rule: persons who were there and pool what they know.

They know who was in the room, who answered what was released, the rule, and their own answers. Nobody outside the
coalition can be told from another who was in the same releases, so that a *world* is a row of counts: how many
agreed, disagreed and passed in each *cell*, a cell being the persons who were in the same releases. The attacker
holds every world that would have looked the same, and exposes a person when all of them agree about that person.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import chain, product

ANSWERS = ("agree", "disagree", "pass")

World = tuple[int, ...]
Sizes = tuple[int, ...]
"""How many persons are in each cell."""
Rule = Callable[[World], Hashable]
"""From a world to what leaves the room, or None when nothing at all is said."""


@dataclass(frozen=True)
class Exposure:
    """A coalition that holds these answers, cell by cell, knows something of everybody else in the cell."""

    held: World
    world: World
    """The first of the worlds that the coalition cannot tell apart."""
    cell: int
    answer: str
    certain: bool
    """Whether the answer is known, and not only known not to have been given."""


def splits(size: int) -> Iterator[tuple[int, int, int]]:
    """Every way in which so many persons may have answered, most agreement first."""
    for agree in range(size, -1, -1):
        for disagree in range(size - agree, -1, -1):
            yield agree, disagree, size - agree - disagree


def worlds(sizes: Sizes) -> Iterator[World]:
    for cells in product(*map(splits, sizes)):
        yield tuple(chain.from_iterable(cells))


def coalitions(sizes: Sizes, colluders: int) -> Iterator[World]:
    """Every answer that exactly so many colluders may hold, in whichever cells they are."""
    for seats in product(*(range(min(size, colluders) + 1) for size in sizes)):
        if sum(seats) == colluders:
            yield from worlds(seats)


def by_what_leaves(sizes: Sizes, rule: Rule) -> list[list[World]]:
    """The worlds that cannot be told apart from outside, without those of which nothing is said."""
    alike = defaultdict(list)
    for world in worlds(sizes):
        alike[rule(world)].append(world)
    return [group for seen, group in alike.items() if seen is not None]


def that_fit(alike: list[World], held: World) -> list[World]:
    """What the coalition still holds for possible once it has put in its own answers."""
    for place, count in enumerate(held):
        if count:
            alike = [world for world in alike if world[place] >= count]
    return alike


def exposures(sizes: Sizes, fitting: list[World], held: World) -> Iterator[Exposure]:
    """Each answer of the others that is the same in all worlds that fit."""
    for place, counts in enumerate(zip(*fitting, strict=True)):
        cell, answer = divmod(place, len(ANSWERS))
        colluding = sum(held[cell * len(ANSWERS) : (cell + 1) * len(ANSWERS)])
        others = sizes[cell] - colluding
        if others and min(counts) == held[place] + others:
            yield Exposure(held, fitting[0], cell, ANSWERS[answer], certain=True)
        if others and max(counts) == held[place]:
            yield Exposure(held, fitting[0], cell, ANSWERS[answer], certain=False)


def attack(sizes: Sizes, rule: Rule, colluders: int) -> Iterator[Exposure]:
    """Everything that any coalition of exactly so many persons finds out, whatever the room answered."""
    alike = by_what_leaves(sizes, rule)
    for held in coalitions(sizes, colluders):
        for group in alike:
            if fitting := that_fit(group, held):
                yield from exposures(sizes, fitting, held)


def smallest(rooms: list[Sizes], rule: Rule, colluders: int) -> Exposure | None:
    """A known answer rather than an excluded one; then by the fewest colluders, the first room, the most agreement."""
    for certain in (True, False):
        for size, sizes in product(range(colluders + 1), rooms):
            found = [each for each in attack(sizes, rule, size) if each.certain == certain]
            if found:
                return max(found, key=lambda each: each.world)
    return None
