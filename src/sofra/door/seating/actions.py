import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from sofra.analysis.seating.arrays import arrays, places_of
from sofra.analysis.seating.changes import Changes
from sofra.analysis.seating.check import RulesBroken, refuse_broken
from sofra.analysis.seating.instance import Instance
from sofra.analysis.seating.instance import Plan as Rounds
from sofra.analysis.seating.measures import figures
from sofra.analysis.seating.planning import Impossible, NoPlanFound, Replanned, Undecided, replan, seat
from sofra.analysis.seating.reading import BadInput, read_plan
from sofra.door.guests.models import Guest
from sofra.door.guests.models import Role as GuestRole
from sofra.door.programme.models import Dialogue
from sofra.door.seating.effort import dials_of, effort_for, limit, usual_seconds
from sofra.door.seating.models import (
    KEPT_PLANS,
    MOST_SEATS,
    MOST_TABLES,
    FixedPlace,
    Missing,
    Plan,
    Seating,
    Table,
    Wish,
)
from sofra.door.seating.queries import (
    held_rounds,
    instance_of,
    instance_with_missing,
    newest_plan,
    rounds_of,
)
from sofra.door.seating.weighing import exchanged

__all__ = ["BadInput", "Impossible", "NoPlanFound", "RulesBroken", "Undecided"]
ROLES_GIVEN = {
    "appoint_rapporteur": GuestRole.RAPPORTEUR,
    "excuse_rapporteur": GuestRole.PARTICIPANT,
    "excuse_facilitator": GuestRole.PARTICIPANT,
}
NEAR_THE_PLAN = 1.0
"""Seconds for seating again on the day, in front of people who wait."""
SearchFailed = (NoPlanFound, Undecided)
_one_search_at_a_time = threading.Lock()


class HeldRound(ValueError):
    """A round that has begun: nobody moves in it, and its tables stay."""


class NothingBefore(ValueError):
    """There is no earlier plan to go back to."""


class NoSuchSeat(ValueError):
    """A guest or table that is not in this round."""


class TwiceTheSame(ValueError):
    """Two tables of one name, or one facilitator for two."""


class DoesNotFit(ValueError):
    """The plan breaks a rule by now, so a round cannot begin with it."""


@dataclass(frozen=True)
class TableGiven:
    """What a convenor says about one table. ``pk`` is None for a new one."""

    pk: int | None
    name: str
    kind: str
    smallest: int
    largest: int
    online_least: int = 0
    online_most: int = 0
    step_free: bool = False
    interpreted: tuple[str, ...] = ()
    facilitator: str = ""
    """The key of a guest, or empty."""


# ---------------------------------------------------------------- setting the tables


@transaction.atomic
def lay_tables(dialogue: Dialogue, *, rounds: int, names: Sequence[str], kinds: Sequence[str], people: int) -> Seating:
    """Begin: tables as even as possible for so many people. Facilitators get a table each, by name."""
    seating, _ = Seating.objects.update_or_create(dialogue=dialogue, defaults={"rounds": rounds})
    seating.tables.all().delete()
    smallest, largest = max(1, people // len(names)), max(2, -(-people // len(names)))
    for position, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        online = {"online_least": 2, "online_most": max(2, largest // 2)} if kind == Table.Kind.HYBRID else {}
        Table.objects.create(
            seating=seating, position=position, name=name, kind=kind, smallest=smallest, largest=largest, **online
        )
    _give_facilitators_tables(seating)
    return seating


def _give_facilitators_tables(seating: Seating) -> None:
    """Whoever is online gets an online room where there is one."""
    free = list(seating.tables.all())
    for guest in Guest.objects.filter(dialogue=seating.dialogue, role=GuestRole.FACILITATOR).order_by("name", "key"):
        fitting = [table for table in free if table.kind in (guest.mode, Table.Kind.HYBRID)]
        if fitting:
            best = min(fitting, key=lambda table: (table.kind != guest.mode, table.position))
            FixedPlace.objects.update_or_create(guest=guest, defaults={"table": best})
            free.remove(best)


@transaction.atomic
def save_settings(seating: Seating, *, rounds: int, dials: Mapping[str, str], tables: Sequence[TableGiven]) -> None:
    """Rounds, dials and tables, as a convenor wrote them. Once a round has begun, no table goes away."""
    for named in ([each.name for each in tables], [each.facilitator for each in tables if each.facilitator]):
        if len(set(named)) < len(named):
            raise TwiceTheSame
    kept = {each.pk for each in tables if each.pk}
    gone = seating.tables.exclude(pk__in=kept)
    if seating.held and (gone.exists() or rounds < seating.held):
        raise HeldRound(f"{seating.held} rounds have begun")
    gone.delete()
    Seating.objects.filter(pk=seating.pk).update(rounds=rounds, **dials)
    seating.refresh_from_db()
    _out_of_the_way(seating)
    for position, given in enumerate(tables):
        _save_table(seating, position, given)


def _out_of_the_way(seating: Seating) -> None:
    """Places and names are given anew, and two tables may have changed them."""
    for table in seating.tables.all():
        Table.objects.filter(pk=table.pk).update(position=MOST_TABLES + table.position, name=f"\x00{table.pk}")


def _save_table(seating: Seating, position: int, given: TableGiven) -> None:
    facts = asdict(given)
    pk, facilitator = facts.pop("pk"), facts.pop("facilitator")
    facts["interpreted"] = list(given.interpreted)
    if given.kind != Table.Kind.HYBRID:
        facts["online_least"] = facts["online_most"] = 0
    table, _ = Table.objects.update_or_create(pk=pk, seating=seating, defaults={"position": position, **facts})
    FixedPlace.objects.filter(table=table, guest__role=GuestRole.FACILITATOR).exclude(guest=facilitator).delete()
    if facilitator:
        fix_place(Guest.objects.get(pk=facilitator, dialogue=seating.dialogue), table)


@transaction.atomic
def fix_place(guest: Guest, table: Table | None) -> None:
    """This guest sits at this table in every round; None lets the guest go round again."""
    if table is None:
        FixedPlace.objects.filter(guest=guest).delete()
    else:
        FixedPlace.objects.update_or_create(guest=guest, defaults={"table": table})


@transaction.atomic
def note_wish(one: Guest, other: Guest) -> None:
    """These two would like to meet. Twice is once."""
    first, second = sorted((one, other), key=lambda guest: guest.key)
    Wish.objects.get_or_create(one=first, other=second)


# ---------------------------------------------------------------- plans


def make_plan(seating: Seating) -> Plan:
    """A new plan, or `Impossible` with the reason. Once a round has begun, only `seat_again` may move people."""
    if seating.held:
        raise HeldRound(f"{seating.held} rounds have begun")
    instance, seed = instance_of(seating), _next_number(seating)
    effort, clock = effort_for(usual_seconds(len(instance.people)), len(instance.people))
    with _one_search_at_a_time:
        made = seat(instance, seed=seed, effort=effort, dials=dials_of(seating), clock=clock, limit=limit)
    return store_plan(seating, made.plan, Plan.Origin.MADE, seed=seed)


def seat_again(seating: Seating) -> Plan:
    """The newest plan after a change: rounds that have begun stay, and few people move in the others.

    Raises `Impossible` where there is no plan. If a rapporteur is missing, somebody else takes the role.
    """
    before = newest_plan(seating)
    if before is None:
        return make_plan(seating)
    instance, missing = instance_with_missing(seating, before)
    effort, clock = effort_for(NEAR_THE_PLAN, len(instance.people))
    seed = _next_number(seating)
    with _one_search_at_a_time:
        made = replan(
            instance,
            _with_rounds(rounds_of(before), seating.rounds),
            Changes(no_shows=missing),
            seating.held,
            seed=seed,
            effort=effort,
            dials=dials_of(seating),
            clock=clock,
            limit=limit,
        )
    return _store_replanned(seating, made, seed)


@transaction.atomic
def _store_replanned(seating: Seating, made: Replanned, seed: int) -> Plan:
    Guest.objects.filter(pk__in=made.changed.excused).update(role=GuestRole.PARTICIPANT)
    if made.changed.appointed:
        missing = Guest.objects.filter(dialogue=seating.dialogue, role=GuestRole.RAPPORTEUR, missing__isnull=False)
        missing.update(role=GuestRole.PARTICIPANT)
    Guest.objects.filter(pk__in=made.changed.appointed).update(role=GuestRole.RAPPORTEUR)
    return store_plan(seating, made.plan, Plan.Origin.REPLANNED, seed=seed)


@transaction.atomic
def store_plan(seating: Seating, rounds: Rounds, origin: Plan.Origin, *, seed: int = 0) -> Plan:
    """Keep a plan as the newest one. The only way in: whatever breaks a rule is refused with `RulesBroken`."""
    seating = Seating.objects.select_for_update().select_related("dialogue").get(pk=seating.pk)
    instance = instance_of(seating)
    refuse_broken(instance, rounds, held=held_rounds(seating, newest_plan(seating)))
    plan = Plan.objects.create(
        seating=seating,
        number=_next_number(seating),
        origin=origin,
        seed=seed,
        seats=[{table: list(keys) for table, keys in each.items()} for each in rounds],
        worth=_worth(instance, rounds),
    )
    oldest = seating.plans.values_list("pk", flat=True)[KEPT_PLANS:]
    Plan.objects.filter(pk__in=list(oldest)).delete()
    return plan


def _worth(instance: Instance, rounds: Rounds) -> dict[str, Any]:
    problem = arrays(instance)
    return asdict(figures(problem, places_of(problem, rounds)))


def _next_number(seating: Seating) -> int:
    return (seating.plans.aggregate(Max("number"))["number__max"] or 0) + 1


def _with_rounds(rounds: Rounds, number: int) -> Rounds:
    """A plan with as many rounds as wanted: the last ones left out, or empty ones added."""
    return (*rounds[:number], *({} for _ in range(number - len(rounds))))


@transaction.atomic
def exchange_seats(seating: Seating, number: int, guest: Guest, table: Table, other: Guest | None) -> Plan:
    """Two guests change tables in round ``number``, or one takes a free seat. A broken rule refuses it."""
    plan = newest_plan(seating)
    if plan is None or not 1 <= number <= len(plan.seats):
        raise NoSuchSeat(f"round {number}")
    if number <= seating.held:
        raise HeldRound(f"round {number}")
    rounds = list(rounds_of(plan))
    seats = rounds[number - 1]
    if not _sits(seats, guest, other, table):
        raise NoSuchSeat(f"{guest.key} in round {number}")
    rounds[number - 1] = exchanged(seats, guest.key, table.key, other.key if other else "")
    return store_plan(seating, tuple(rounds), Plan.Origin.EDITED, seed=plan.seed)


def _sits(seats: Mapping[str, tuple[str, ...]], guest: Guest, other: Guest | None, table: Table) -> bool:
    """Whether the guest sits elsewhere and the other one sits at that table."""
    there = seats.get(table.key, ())
    somewhere = any(guest.key in keys for keys in seats.values())
    return somewhere and guest.key not in there and (other is None or other.key in there)


@transaction.atomic
def take_back_plan(seating: Seating) -> Plan:
    """Go back to the plan before, if it keeps today's rules."""
    plans = list(seating.plans.all()[:2])
    if len(plans) < 2:  # noqa: PLR2004  the newest and the one before
        raise NothingBefore
    newest, before = plans
    refuse_broken(instance_of(seating), rounds_of(before), held=held_rounds(seating, newest))
    newest.delete()
    return before


def plan_from_file(seating: Seating, text: str) -> Plan:
    """A plan that was written to a file, or edited elsewhere. `BadInput` where it is none."""
    return store_plan(seating, read_plan(text), Plan.Origin.FILE)


def plan_as_file(plan: Plan) -> str:
    """Keys only, no names."""
    return json.dumps(plan.seats, ensure_ascii=False, indent=1)


# ---------------------------------------------------------------- on the day


@transaction.atomic
def begin_round(seating: Seating) -> None:
    """The next round begins: nobody moves in it any more."""
    plan = newest_plan(seating)
    if plan is None or seating.held >= seating.rounds:
        raise NoSuchSeat("there is no next round")
    rounds = rounds_of(plan)
    try:
        refuse_broken(instance_of(seating), rounds, held=rounds[: seating.held])
    except RulesBroken as broken:
        raise DoesNotFit from broken
    Seating.objects.filter(pk=seating.pk, held=seating.held).update(held=seating.held + 1)


@transaction.atomic
def take_back_round(seating: Seating) -> None:
    """The last round that was begun has not begun after all."""
    Seating.objects.filter(pk=seating.pk, held__gt=0, held=seating.held).update(held=seating.held - 1)


@transaction.atomic
def note_missing(dialogue: Dialogue, missing: Iterable[Guest]) -> None:
    """Exactly these expected guests are not there today."""
    Missing.objects.filter(guest__dialogue=dialogue).delete()
    Missing.objects.bulk_create(Missing(guest=guest) for guest in missing)


@transaction.atomic
def replace_facilitator(table: Table, guest: Guest) -> None:
    """Somebody takes over a table. Whoever had it sits as a guest, or is missing."""
    before = Guest.objects.filter(fixed_place__table=table, role=GuestRole.FACILITATOR).exclude(pk=guest.pk)
    for each in before:
        fix_place(each, None)
        Guest.objects.filter(pk=each.pk).update(role=GuestRole.PARTICIPANT)
    Guest.objects.filter(pk=guest.pk).update(role=GuestRole.FACILITATOR)
    fix_place(guest, table)


# ---------------------------------------------------------------- what was offered where there is no plan


@transaction.atomic
def take_remedy(
    seating: Seating, *, kind: str, people: Sequence[str], tables: Sequence[str], langs: Sequence[str], amount: int
) -> None:
    """Make one change that Sofra offered. What only people can bring about, such as a whisper, changes nothing here."""
    guests = [Guest.objects.get(pk=key, dialogue=seating.dialogue) for key in people]
    places = [seating.tables.get(pk=key) for key in tables]
    if kind == "appoint_facilitator":
        for guest, table in zip(guests, places, strict=False):
            replace_facilitator(table, guest)
    elif kind == "other_rapporteur" and len(guests) == 2:  # noqa: PLR2004  one takes over from the other
        _give_role(guests[:1], GuestRole.RAPPORTEUR)
        _give_role(guests[1:], GuestRole.PARTICIPANT)
    elif kind in ROLES_GIVEN:
        _give_role(guests, ROLES_GIVEN[kind])
    else:
        _change_tables(seating, places, kind, langs, amount)


def _give_role(guests: Sequence[Guest], role: str) -> None:
    """A guest without a role has no place because of it either."""
    keys = [guest.key for guest in guests]
    Guest.objects.filter(pk__in=keys).update(role=role)
    if role == GuestRole.PARTICIPANT:
        FixedPlace.objects.filter(guest__in=keys).delete()


def _change_tables(seating: Seating, places: Sequence[Table], kind: str, langs: Sequence[str], amount: int) -> None:
    concerned = places or list(seating.tables.all())
    for table in concerned:
        if kind in ("seat", "seats_everywhere"):
            table.largest = min(MOST_SEATS, table.largest + max(1, amount))
        elif kind == "smaller_tables":
            table.smallest = max(1, table.smallest - amount)
        elif kind == "online_seat":
            table.online_most = min(table.largest, table.online_most + 1)
        elif kind == "screen":
            table.kind, table.online_least, table.online_most = Table.Kind.HYBRID, 0, min(4, table.largest)
        elif kind == "interpreter" and not table.interpreted:
            table.interpreted = list(langs)
        table.save()
