"""The attacker of a published package: everything that a stranger can open, and a good memory.

They know who was in which room and who answered which statement, as everybody may who was there; they read the
releases, and put together whatever was published in the same words, in any year and any place.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from math import prod

from sofra.analysis.language.script import to_latin
from sofra.analysis.release.bands import bands
from tests.analysis.release.coalition import coalitions, exposures, that_fit, worlds

MOST_WORLDS = 2_000_000
"""More than that, and the releases overlap in a way that no honest gate lets through."""


class TooMuchOverlaps(AssertionError):
    """Releases about many of the same people in the same words."""


@dataclass(frozen=True)
class Told:
    """What was published about one statement in one room, or in one group of it."""

    dialogue: str
    english: str
    group: str
    agree: str
    disagree: str


def told_by(documents):
    for document in map(json.loads, documents):
        for each in document["statements"]:
            yield Told(document["dialogue"], each["texts"]["en"], "room", each["agree"], each["disagree"])
        for each in document["compared"]:
            for one in each["groups"]:
                yield Told(document["dialogue"], each["texts"]["en"], str(one["group"]), one["agree"], one["disagree"])


# ---------------------------------------------------------------- forced answers


def forced_answers(told, answered):
    """Whatever anybody, alone or with one other, can be sure of about a third person's answer."""
    by_words = defaultdict(list)
    for each in told:
        by_words[each.english].append((each, answered[each.dialogue, each.english, each.group]))
    for same_words in by_words.values():
        for linked in that_share_somebody(same_words):
            yield from found_in(linked)


def that_share_somebody(releases):
    """Releases about people of whom some are in more than one of them belong together; others do not."""
    groups = []
    for release in releases:
        touching = [group for group in groups if any(release[1] & people for _, people in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([release, *chain.from_iterable(touching)])
    return groups


def found_in(linked):
    cells = defaultdict(int)
    for person in frozenset().union(*(people for _, people in linked)):
        cells[tuple(person in people for _, people in linked)] += 1
    sizes = tuple(cells.values())
    if prod((size + 1) * (size + 2) // 2 for size in sizes) > MOST_WORLDS:
        raise TooMuchOverlaps(", ".join(each.dialogue for each, _ in linked))
    fitting = [world for world in worlds(sizes) if looks_the_same(world, list(cells), linked)]
    for held in chain.from_iterable(coalitions(sizes, number) for number in range(3)):
        if possible := that_fit(fitting, held):
            yield from exposures(sizes, possible, held)


def looks_the_same(world, cells, linked):
    for place, (each, people) in enumerate(linked):
        inside = [cell for cell, member in enumerate(cells) if member[place]]
        agree, disagree = (sum(world[3 * cell + answer] for cell in inside) for answer in range(2))
        found = bands(agree, disagree, len(people))
        if (found.agree, found.disagree) != (each.agree, each.disagree):
            return False
    return True


# ---------------------------------------------------------------- words and languages


def runs(text, length=4):
    """Every run of so many words, in small letters and in whichever script it may stand."""
    row = re.findall(r"\w+", to_latin(text).casefold())
    return {tuple(row[start : start + length]) for start in range(len(row) - length + 1)}


def marks_of_language(documents):
    """For each released statement what might tell in which language it was written: order, script, what is missing."""
    for document in map(json.loads, documents):
        for each in (*document["statements"], *document["compared"]):
            texts = each["texts"]
            in_cyrillic = tuple(language for language, text in texts.items() if text != to_latin(text))
            yield document["dialogue"], texts["en"], (tuple(texts), in_cyrillic)


def neighbours_alike(languages):
    """How many statements stand beside one of the same language."""
    return sum(one == other for one, other in pairwise(languages))
