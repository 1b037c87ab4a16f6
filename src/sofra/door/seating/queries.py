"""From guests, tables and notes to what the search works on, and back to names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from sofra.analysis.seating.check import BrokenRule, broken_rules
from sofra.analysis.seating.instance import Instance, Interpretation, Kind, Mode, Person, Role
from sofra.analysis.seating.instance import Plan as Rounds
from sofra.analysis.seating.instance import Seating as Round
from sofra.analysis.seating.instance import Table as TableRules
from sofra.analysis.seating.why import WhyHere, why_here
from sofra.door.guests.models import Guest, GuestSet, KeepApart, MustBeWith
from sofra.door.guests.queries import guests_of, pairs_apart, pairs_together
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue
from sofra.door.seating.drawing import table_drawing
from sofra.door.seating.models import FixedPlace, Missing, Plan, Seating, Table, Wish
from sofra.web.languages import BY_CODE, own_name_of_content

Pair = frozenset[str]
PRIVATE = ("apart", "together")
"""Rules that come from notes: they are named only to the convenor who wrote them."""


def seating_of(dialogue: Dialogue) -> Seating | None:
    return Seating.objects.filter(dialogue=dialogue).select_related("dialogue").first()


def expected_guests(dialogue: Dialogue) -> GuestSet:
    """Those who may come, by name, those who are missing today among them."""
    return guests_of(dialogue).expected()


def guests_to_seat(dialogue: Dialogue) -> GuestSet:
    return expected_guests(dialogue).filter(missing=None)


def facilitators_of(dialogue: Dialogue) -> GuestSet:
    return expected_guests(dialogue).filter(role="facilitator")


def missing_guests(dialogue: Dialogue) -> GuestSet:
    return expected_guests(dialogue).exclude(missing=None)


def fixed_table_of(guest: Guest) -> int | None:
    return FixedPlace.objects.filter(guest=guest).values_list("table_id", flat=True).first()


def wishes_of(guest: Guest) -> list[Guest]:
    """Whom this guest would like to meet, or who would like to meet this guest."""
    pairs = Wish.objects.filter(Q(one=guest) | Q(other=guest)).select_related("one", "other")
    return [pair.other if pair.one_id == guest.key else pair.one for pair in pairs]


def newest_plan(seating: Seating) -> Plan | None:
    return seating.plans.first()


def rounds_of(plan: Plan) -> Rounds:
    return tuple({table: tuple(keys) for table, keys in each.items()} for each in plan.seats)


def held_rounds(seating: Seating, plan: Plan | None) -> Rounds:
    return rounds_of(plan)[: seating.held] if plan else ()


# ---------------------------------------------------------------- what the search works on


def instance_of(seating: Seating) -> Instance:
    """The guests who come, the tables and all rules, as they are now."""
    return _instance(seating, guests_to_seat(seating.dialogue))


def instance_with_missing(seating: Seating, plan: Plan) -> tuple[Instance, tuple[str, ...]]:
    """As if those of the plan who are missing were there, and their keys: so it is known which role nobody has now."""
    seated = {key for each in plan.seats for keys in each.values() for key in keys}
    missing = set(Missing.objects.filter(guest__dialogue=seating.dialogue).values_list("guest_id", flat=True))
    expected = expected_guests(seating.dialogue).exclude(key__in=missing - seated)
    return _instance(seating, expected), tuple(sorted({guest.key for guest in expected} & missing))


def _instance(seating: Seating, guests: Iterable[Guest]) -> Instance:
    fixed = {each.guest_id: str(each.table_id) for each in FixedPlace.objects.filter(table__seating=seating)}
    tables = tuple(seating.tables.all())
    people = tuple(_person(guest, fixed.get(guest.key)) for guest in guests)
    here = {person.id for person in people}
    return Instance(
        rounds=seating.rounds,
        people=people,
        tables=tuple(_rules_of(table) for table in tables),
        interpretation=tuple(Interpretation(each.key, tuple(each.interpreted)) for each in tables if each.interpreted),
        apart=_of_those_here(pairs_apart(seating.dialogue), here),
        together=_of_those_here(pairs_together(seating.dialogue), here),
        wish_to_meet=_of_those_here(_wishes(seating.dialogue), here),
    )


def _person(guest: Guest, table: str | None) -> Person:
    modes: dict[str, Mode] = {"room": "room", "online": "online"}
    roles: dict[str, Role] = {"facilitator": "facilitator", "rapporteur": "rapporteur"}
    return Person(
        id=guest.key,
        langs=languages_of(guest),
        mode=modes[guest.mode],
        role=roles.get(guest.role, "participant"),
        fixed_table=table,
        org=guest.organisation,
        country=guest.country.code if guest.country else "",
        sector=guest.sector,
        gender=guest.gender,
    )


def languages_of(guest: Guest) -> tuple[str, ...]:
    """What somebody understands; the language of the letter where nothing is noted."""
    return tuple(guest.understands or guest.speaks) or (BY_CODE[guest.language].content,)


def _rules_of(table: Table) -> TableRules:
    kinds: dict[str, Kind] = {"room": "room", "hybrid": "hybrid", "online": "online"}
    return TableRules(
        table.key, table.smallest, table.largest, kinds[table.kind], table.online_least, table.online_most
    )


def _of_those_here(pairs: Iterable[tuple[str, str]], here: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in pairs if here.issuperset(pair)))


def _wishes(dialogue: Dialogue) -> Iterable[tuple[str, str]]:
    return Wish.objects.filter(one__dialogue=dialogue).values_list("one_id", "other_id")


# ---------------------------------------------------------------- names again


@dataclass(frozen=True)
class Names:
    """Guests and tables of one seating by what plans call them."""

    guests: Mapping[str, Guest]
    tables: Mapping[str, Table]

    def people(self, keys: Iterable[str]) -> list[str]:
        return sorted(self.guests[key].name for key in keys if key in self.guests)

    def table(self, key: str) -> str:
        return self.tables[key].name if key in self.tables else ""


def names_of(seating: Seating) -> Names:
    return Names(
        {guest.key: guest for guest in guests_of(seating.dialogue)}, {each.key: each for each in seating.tables.all()}
    )


# ---------------------------------------------------------------- the picture of a round


@dataclass(frozen=True)
class Laid:
    """One table in one round."""

    table: Table
    guests: tuple[Guest, ...]
    """The facilitator first, then the rapporteur, then by name."""
    languages: tuple[str, ...]
    """What the table can work in, in their own names."""
    interpreted: bool

    @property
    def free(self) -> int:
        return max(0, self.table.largest - len(self.guests))

    @property
    def drawing(self) -> str:
        kinds = ["online" if each.mode == "online" else each.role for each in self.guests]
        return table_drawing(str(self.table.position + 1), kinds, self.free)

    @property
    def online_names(self) -> str:
        """As a tool for online rooms takes them: who is there by screen."""
        return ", ".join(guest.name for guest in self.guests if guest.mode == "online")


def laid_tables(names: Names, seats: Round) -> list[Laid]:
    return [_laid(names, table, seats.get(key, ())) for key, table in names.tables.items()]


def _laid(names: Names, table: Table, keys: Iterable[str]) -> Laid:
    guests = [names.guests[key] for key in keys if key in names.guests]
    common = set.intersection(*(set(languages_of(guest)) for guest in guests)) if guests else set()
    shown = sorted(common) or list(table.interpreted)
    return Laid(
        table,
        tuple(sorted(guests, key=_at_table)),
        tuple(own_name_of_content(each) for each in shown),
        not common and bool(guests),
    )


def _at_table(guest: Guest) -> tuple[int, str]:
    return {"facilitator": 0, "rapporteur": 1}.get(guest.role, 2), guest.name


# ---------------------------------------------------------------- whether a plan still fits


@dataclass(frozen=True)
class Misfit:
    """A rule that the plan breaks since something changed. Of a colleague's note it says nothing but the round."""

    rule: str
    round: int
    people: tuple[str, ...] = ()
    table: str = ""


def misfits(seating: Seating, plan: Plan, convenor: Convenor) -> list[Misfit]:
    """What does not fit any more, without the rounds that have begun."""
    rounds = rounds_of(plan)
    broken = broken_rules(instance_of(seating), rounds, held=rounds[: seating.held])
    return told(seating, broken, convenor)


def told(seating: Seating, broken: Iterable[BrokenRule], convenor: Convenor) -> list[Misfit]:
    """Broken rules for a page of this convenor."""
    return in_words_of(broken, names_of(seating), own_pairs(convenor, seating.dialogue))


def fits(seating: Seating, plan: Plan) -> bool:
    rounds = rounds_of(plan)
    return not broken_rules(instance_of(seating), rounds, held=rounds[: seating.held])


def own_pairs(convenor: Convenor, dialogue: Dialogue) -> set[Pair]:
    """Pairs of which this convenor may read, since the notes are hers."""
    return {
        frozenset(pair)
        for kind in (KeepApart, MustBeWith)
        for pair in kind.objects.filter(owner=convenor, one__dialogue=dialogue).values_list("one_id", "other_id")
    }


def in_words_of(broken: Iterable[BrokenRule], names: Names, own: set[Pair]) -> list[Misfit]:
    """Broken rules with names, for a convenor who may read these notes; each only once."""
    found = (_misfit(each, names, own) for each in broken)
    return list(dict.fromkeys(found))


def _misfit(broken: BrokenRule, names: Names, own: set[Pair]) -> Misfit:
    if broken.rule in PRIVATE and frozenset(broken.people) not in own:
        return Misfit("private", broken.round)
    table = names.table(broken.tables[0]) if broken.tables else ""
    return Misfit(broken.rule, broken.round, tuple(names.people(broken.people)), table)


# ---------------------------------------------------------------- why somebody sits there


@dataclass(frozen=True)
class SeatShown:
    """One seat of one guest, with what it is good for."""

    round: int
    table: Table | None
    fixed: bool
    languages: tuple[str, ...]
    new_people: tuple[str, ...]
    again: tuple[str, ...]
    together: tuple[str, ...]
    """Who belongs together is named only to the convenor who noted it; for others they are people met again."""
    wished: tuple[str, ...]
    countries: int
    sectors: int


def seats_of(seating: Seating, plan: Plan, guest: Guest, convenor: Convenor) -> list[SeatShown]:
    """Where somebody sits in each round, and why."""
    instance, names = _with_all_of(instance_of(seating), plan, seating), names_of(seating)
    if guest.key not in {person.id for person in instance.people}:
        return []
    own = own_pairs(convenor, seating.dialogue)
    return [_shown(each, names, own) for each in why_here(instance, rounds_of(plan), guest.key)]


def _with_all_of(instance: Instance, plan: Plan, seating: Seating) -> Instance:
    """With everybody who ever sat, so that a round that is over can still be explained."""
    here = {person.id for person in instance.people}
    seated = {key for each in plan.seats for keys in each.values() for key in keys} - here
    gone = guests_of(seating.dialogue).filter(key__in=seated)
    more = tuple(_person(guest, None) for guest in gone)
    return replace(instance, people=(*instance.people, *more))


def _shown(why: WhyHere, names: Names, own: set[Pair]) -> SeatShown:
    noted = [each for each in why.together if frozenset((each, why.person)) in own]
    before = [each for each in why.together if each not in noted and each not in why.new_people]
    return SeatShown(
        round=why.round,
        table=names.tables.get(why.table),
        fixed=why.fixed,
        languages=tuple(own_name_of_content(each) for each in why.languages),
        new_people=tuple(names.people(why.new_people)),
        again=tuple(names.people([*why.again, *before])),
        together=tuple(names.people(noted)),
        wished=tuple(names.people(why.wished)),
        countries=why.countries,
        sectors=why.sectors,
    )


# ---------------------------------------------------------------- lists to read out, print and paste


@dataclass(frozen=True)
class Moved:
    """Somebody who now sits elsewhere than in the plan before. ``before`` is empty for who is new."""

    name: str
    round: int
    before: str
    now: str


def table_in(plan: Plan, number: int, guest: Guest) -> str:
    """The key of this guest's table in round ``number``, or nothing."""
    seats = plan.seats[number - 1] if 1 <= number <= len(plan.seats) else {}
    return next((table for table, keys in seats.items() if guest.key in keys), "")


def moves_since(seating: Seating, plan: Plan) -> list[Moved]:
    """Every seat that is new or different since the plan before, in rounds that have not begun, by round and name."""
    before = seating.plans.filter(number__lt=plan.number).first()
    names = names_of(seating)
    moved = []
    for place in range(seating.held, len(plan.seats)):
        old = _tables_by_guest(before.seats[place]) if before and place < len(before.seats) else {}
        now = _tables_by_guest(plan.seats[place])
        moved += [
            Moved(names.guests[key].name, place + 1, names.table(old.get(key, "")), names.table(table))
            for key, table in now.items()
            if key in names.guests and old.get(key) != table
        ]
    return sorted(moved, key=lambda each: (each.round, each.name))


def _tables_by_guest(seats: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {key: table for table, keys in seats.items() for key in keys}


def seats_by_guest(seating: Seating, plan: Plan) -> list[tuple[Guest, list[Table | None]]]:
    """Everybody of the plan by name, and their table in each round."""
    names, rounds = names_of(seating), [_tables_by_guest(seats) for seats in plan.seats]
    seated = set().union(*rounds)
    return [
        (guest, [names.tables.get(each.get(key, "")) for each in rounds])
        for key, guest in names.guests.items()
        if key in seated
    ]


@dataclass(frozen=True)
class Printed:
    """What the printed sheets need: names alone."""

    title: str
    fictional: bool
    seed: int
    tables: tuple[str, ...]
    rounds: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    """Of each round each table, with the names of who sits there."""
    people: tuple[tuple[str, tuple[str, ...]], ...]
    """Each name with its tables, round after round."""


def printed(seating: Seating, plan: Plan) -> Printed:
    names = names_of(seating)
    dialogue = seating.dialogue
    return Printed(
        title=f"{dialogue.place}, {dialogue.when}",
        fictional=dialogue.fictional,
        seed=plan.seed,
        tables=tuple(table.name for table in names.tables.values()),
        rounds=tuple(
            tuple((laid.table.name, tuple(guest.name for guest in laid.guests)) for laid in laid_tables(names, seats))
            for seats in rounds_of(plan)
        ),
        people=tuple(
            (guest.name, tuple(table.name if table else "" for table in tables))
            for guest, tables in seats_by_guest(seating, plan)
        ),
    )
