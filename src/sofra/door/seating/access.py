from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from sofra.door.guests.models import Guest
from sofra.door.preparation.access import preparation_from
from sofra.door.programme.models import Dialogue
from sofra.door.seating.models import Plan, Seating, Table
from sofra.door.seating.queries import newest_plan, seating_of

SEATED = "seated"


def dialogue_from(slug: str) -> Dialogue:
    """A dialogue that is prepared here, or 404."""
    return preparation_from(slug).dialogue


def seating_from(slug: str) -> Seating:
    """How this dialogue sits, or 404 where no tables are set."""
    seating = seating_of(dialogue_from(slug))
    if seating is None:
        raise Http404(slug)
    return seating


def planned_from(slug: str) -> tuple[Seating, Plan]:
    """How this dialogue sits and the plan that counts, or 404 before there is one."""
    seating = seating_from(slug)
    plan = newest_plan(seating)
    if plan is None:
        raise Http404("no plan yet")
    return seating, plan


def table_from(seating: Seating, number: int) -> Table:
    return get_object_or_404(seating.tables, pk=number)


def remember_seated(request: HttpRequest, guest: Guest) -> None:
    """Until this browser is closed, or for an hour in which nobody looked. It opens no answer."""
    request.session[SEATED] = guest.key


def seated_guest(request: HttpRequest) -> Guest | None:
    """The guest whose code was typed here to find a seat, if there is one."""
    found = Guest.objects.filter(pk=request.session.get(SEATED, ""))
    return found.select_related("dialogue__edition__programme").first()


def forget_seated(request: HttpRequest) -> None:
    request.session.pop(SEATED, None)
