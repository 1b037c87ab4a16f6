"""What a guest sees of the plan: their own tables, and nothing of anybody else."""

from dataclasses import dataclass
from datetime import date

from sofra.door.guests.models import Guest
from sofra.door.programme.models import Dialogue
from sofra.door.seating.models import Plan, Table
from sofra.door.seating.queries import names_of, newest_plan, seating_of, table_in


@dataclass(frozen=True)
class OwnSeat:
    """A guest's seat in one round."""

    round: int
    table: Table | None
    """None if this guest does not sit in this round."""
    before: str
    """The table in the plan before, if it was another one and the round has not begun."""
    over: bool
    now: bool


def own_seats(guest: Guest) -> list[OwnSeat]:
    """Round after round; empty as long as there is no plan."""
    seating = seating_of(guest.dialogue)
    plan = newest_plan(seating) if seating else None
    if seating is None or plan is None:
        return []
    names, before = names_of(seating), seating.plans.filter(number__lt=plan.number).first()
    return [
        OwnSeat(
            round=number,
            table=names.tables.get(table_in(plan, number, guest)),
            before=names.table(_seat_before(plan, before, number, guest)) if number > seating.held else "",
            over=number < seating.held,
            now=number == seating.held,
        )
        for number in range(1, len(plan.seats) + 1)
    ]


def _seat_before(plan: Plan, before: Plan | None, number: int, guest: Guest) -> str:
    """The key of the table that the plan before gave this guest, if it is another one now."""
    found = table_in(before, number, guest) if before else ""
    return found if found != table_in(plan, number, guest) else ""


def is_today(dialogue: Dialogue, today: date) -> bool:
    """Whether guests can say that they are here."""
    return dialogue.date_from <= today <= dialogue.date_to
