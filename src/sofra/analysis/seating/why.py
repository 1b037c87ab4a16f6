"""Why somebody sits where they sit: what the table gives this person, in figures a sentence can be made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from sofra.analysis.seating.instance import Instance, Plan


@dataclass(frozen=True, slots=True)
class WhyHere:
    """What one seat is good for. It never says who is kept apart from whom.

    round
        Counted from 1.
    new_people
        Ids of those met here for the first time.
    again
        Ids of those met in an earlier round, without people who always sit together.
    languages
        Languages of this person that the table can work in, or those of its interpreter.
    fixed, together, wished
        Whether the place is fixed; people who belong together with this one; wishes that come true here.
    countries, sectors
        Countries and sectors at the table.
    """

    person: str
    round: int
    table: str
    fixed: bool
    languages: tuple[str, ...]
    new_people: tuple[str, ...]
    again: tuple[str, ...]
    together: tuple[str, ...]
    wished: tuple[str, ...]
    countries: int
    sectors: int


def why_here(instance: Instance, plan: Plan, person: str) -> tuple[WhyHere, ...]:
    """What each seat of a person is good for, a round after the other; rounds without this person are left out.

    Raises
    ------
    KeyError
        If there is nobody of this id.
    """
    known = {each.id: each for each in instance.people}
    one = known[person]
    always = {each for group in instance.together if person in group for each in group} - {person}
    wishes = {each for pair in instance.wish_to_meet if person in pair for each in pair}
    met: set[str] = set()
    found = []
    for number, seating in enumerate(plan, start=1):
        table = next((table for table, seated in seating.items() if person in seated), None)
        if table is None:
            continue
        others = tuple(each for each in seating[table] if each != person and each in known)
        seated = [known[each] for each in (person, *others)]
        found.append(
            WhyHere(
                person=person,
                round=number,
                table=table,
                fixed=one.fixed_table == table,
                languages=_languages(instance, table, [set(each.langs) for each in seated]),
                new_people=tuple(each for each in others if each not in met),
                again=tuple(each for each in others if each in met and each not in always),
                together=tuple(each for each in others if each in always),
                wished=tuple(each for each in others if each in wishes and each not in met),
                countries=len({each.country for each in seated} - {""}),
                sectors=len({each.sector for each in seated} - {""}),
            )
        )
        met.update(others)
    return tuple(found)


def _languages(instance: Instance, table: str, spoken: Iterable[set[str]]) -> tuple[str, ...]:
    """The smallest masks that everybody follows: one language if there is one, else those of the interpreter."""
    everybody = list(spoken)
    masks = [mask for mask in instance.masks(table) if all(mask & langs for langs in everybody)]
    fewest = min((len(mask) for mask in masks), default=0)
    return tuple(sorted({lang for mask in masks if len(mask) == fewest for lang in mask}))
