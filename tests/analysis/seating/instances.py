"""Instances for tests and benchmarks, drawn by seed: no real person or organisation."""

import random
from dataclasses import replace

from sofra.analysis.seating.instance import Instance, Interpretation, Person, Table

COUNTRIES = {"AL": "sq", "XK": "sq", "RS": "bcms", "BA": "bcms", "ME": "bcms", "MK": "mk"}
SECTORS = ("ngo", "ngo", "government", "media", "academia")
PAIRS = (("bcms", "sq"), ("mk", "sq"), ("bcms", "en"), ("en", "sq"), ("bcms", "mk"))


def instance(seed, n=40, tables=5, rounds=3, *, english=0.65, rules=True, slack=1, easy=False):
    """A dialogue of n people: facilitators and rapporteurs for every table, languages as in the region.

    Facilitators and rapporteurs understand two languages; in an easy one they all understand English, and so does
    everybody without the language that half of the people speak.
    """
    chance = random.Random(seed)
    made = [_person(chance, number, english) for number in range(n)]
    smallest, largest = n // tables, -(-n // tables)
    several = tuple(Table(f"t{number}", max(1, smallest - slack + 1), largest) for number in range(tables))
    if easy:
        made = [replace(each, langs=("en", *each.langs)) if each.langs in (("sq",), ("mk",)) else each for each in made]
    leaders = [
        replace(person, langs=tuple(sorted({*person.langs, "en"}))) if easy or len(person.langs) == 1 else person
        for person in made
    ]
    people = tuple(
        replace(leaders[number], role="facilitator", fixed_table=f"t{number}")
        if number < tables
        else replace(leaders[number], role="rapporteur")
        if number < 2 * tables
        else person
        for number, person in enumerate(made)
    )
    interpreters = tuple(Interpretation(f"t{number}", PAIRS[number % 5]) for number in range(0, tables, 5))
    found = Instance(rounds, people, several, interpreters)
    return with_rules(found, chance) if rules else found


def with_rules(found, chance):
    ids = [person.id for person in found.people]
    free = [person for person in found.people if person.role == "participant"]
    apart = [tuple(chance.sample(ids, 2)) for _ in range(len(ids) // 8)]
    apart = [pair for pair in apart if not both_lead(found, pair)]
    together = []
    for _ in range(len(ids) // 22):
        one, other = chance.sample(free, 2)
        taken = {each for pair in (*apart, *together) for each in pair}
        if set(one.langs) & set(other.langs) and not {one.id, other.id} & taken:
            together.append((one.id, other.id))
    blocked = {frozenset(pair) for pair in (*apart, *together)}
    wishes = [tuple(chance.sample(ids, 2)) for _ in range(len(ids) // 4)]
    wishes = [pair for pair in wishes if frozenset(pair) not in blocked]
    return replace(found, apart=tuple(apart), together=tuple(together), wish_to_meet=tuple(wishes))


def both_lead(found, pair):
    return all(person.role == "facilitator" for person in found.people if person.id in pair)


def _person(chance, number, english):
    country = chance.choice(list(COUNTRIES))
    langs = {COUNTRIES[country]}
    if chance.random() < english:
        langs.add("en")
    if chance.random() < 0.08:
        langs.add(chance.choice(["de", "mk", "sq", "bcms"]))
    return Person(
        f"p{number:04}",
        tuple(sorted(langs)),
        org=f"o{chance.randrange(max(2, number // 2 + 2))}",
        country=country,
        sector=chance.choice(SECTORS),
        gender=chance.choice("fm"),
    )


def golf(tables, size, rounds):
    """Only sizes bind."""
    people = tuple(Person(f"p{number:04}", ("en",)) for number in range(tables * size))
    return Instance(rounds, people, tuple(Table(f"t{number}", size, size) for number in range(tables)))
