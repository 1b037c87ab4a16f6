from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.floor.harvest import actions, queries
from sofra.floor.harvest.access import claim_for, rapporteur_from, reader_from
from sofra.floor.harvest.forms import ClaimForm, NoteForm, RewordForm, SectorsForm, TrendForm
from sofra.floor.harvest.labels import DONE, STATES
from sofra.floor.harvest.models import Claim, ClaimState
from sofra.floor.harvest.queries import Stays
from sofra.floor.harvest.shorthand import LETTERS
from sofra.floor.room.access import forget, staff_from
from sofra.floor.room.models import Dialogue, Role
from sofra.hatch.claims import Kind, SaidBy
from sofra.web.claims import KINDS, SAID_BY
from sofra.web.languages import current_language


@require_http_methods(["GET", "POST"])
def harvest(request: HttpRequest) -> HttpResponse:
    """The rapporteur's desk: one line a claim, and what was noted below."""
    dialogue = rapporteur_from(request).dialogue
    form = NoteForm(dialogue, request.POST or None)
    if request.method == "POST" and form.is_valid() and _noted(dialogue, form):
        return _back("noted")
    names = dict(queries.topic_names(current_language().content))
    context = _desk(request, dialogue) | {
        "form": form,
        "sectors_form": SectorsForm(initial={"sectors": dialogue.sectors}),
        "letters": [(letter, KINDS[kind]) for letter, kind in LETTERS.items()],
        "claims": [_row(each, names) for each in queries.desk_claims(dialogue)],
    }
    return render(request, "floor/harvest/desk.html", context, status=422 if form.errors else 200)


def _noted(dialogue: Dialogue, form: NoteForm) -> bool:
    line, given = form.line(), form.cleaned_data
    topics = queries.proposed_topics(dialogue, line.text)[: line.topics]
    try:
        actions.note_claim(
            dialogue, line.text, given["kind"], topics=topics, said_by=given["said_by"] or SaidBy.PARTICIPANTS
        )
    except actions.TooManyClaims:
        form.add_error("text", _("This room has as many claims as a release can carry. Strike some, or join two."))
        return False
    return True


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """One claim in full, with its trend card if it is a trend."""
    staff = rapporteur_from(request)
    found = claim_for(staff, key)
    form = ClaimForm(found, request.POST or None)
    is_trend = (request.POST.get("kind") or found.kind) == Kind.TREND
    card = TrendForm(found, request.POST if "direction" in request.POST else None) if is_trend else None
    if form.is_valid() and (card is None or not card.is_bound or card.is_valid()):
        actions.change_claim(found, **form.changes())
        if card is not None and not card.is_bound:  # "trend" was chosen just now: here is its card
            return redirect("claim", key)
        if card is not None:
            actions.fill_trend_card(found, card.cleaned_data)
        return _back("changed")
    context = _desk(request, staff.dialogue) | {"claim": found, "form": form, "card": card}
    context["earlier"] = found.earlier.all()
    return render(request, "floor/harvest/claim.html", context, status=422 if form.is_bound else 200)


@require_POST
def add_topic(request: HttpRequest, key: str) -> HttpResponse:
    """One tap on a proposed topic."""
    found = claim_for(rapporteur_from(request), key)
    topic = request.POST.get("topic", "")
    if topic in dict(queries.topic_names("en")):
        actions.change_claim(found, topics=list(dict.fromkeys([*found.topics, topic]))[:2])
    return redirect("harvest")


@require_POST
def strike(request: HttpRequest, key: str) -> HttpResponse:
    actions.strike(claim_for(rapporteur_from(request), key))
    return _back("struck")


@require_POST
def take_up_claim(request: HttpRequest, key: str) -> HttpResponse:
    actions.take_up_again(claim_for(rapporteur_from(request), key))
    return _back("again")


@require_POST
def sectors(request: HttpRequest) -> HttpResponse:
    """Of which sectors five or more are here. A box that was ticked by mistake names one journalist."""
    dialogue = rapporteur_from(request).dialogue
    form = SectorsForm(request.POST)
    if form.is_valid():
        actions.tell_sectors(dialogue, form.cleaned_data["sectors"])
    return _back("told")


@require_POST
def leave_harvest(request: HttpRequest) -> HttpResponse:
    response = redirect("left")
    forget(response)
    return response


@require_POST
def mend(request: HttpRequest, key: str) -> HttpResponse:
    """The facilitator's one tap at the gate."""
    found = claim_for(staff_from(request, Role.FACILITATOR), key)
    why = request.POST.get("why", "")
    if why in MENDS:
        MENDS[Stays(why)](found)
    return redirect(f"{reverse('gate')}#claims")


MENDS = {
    Stays.STRUCK: actions.take_up_again,
    Stays.VOICE_TOO_SMALL: actions.say_participants,
    Stays.PLACE_TOO_SMALL: actions.leave_place_open,
    Stays.MAY_NAME_SOMEBODY: actions.declare_checked,
}


@require_GET
def read_back(request: HttpRequest) -> HttpResponse:
    """The wall, for the room to read: one claim at a time."""
    dialogue = reader_from(request).dialogue
    found = queries.read_back(dialogue, request.GET.get("after", ""))
    return _wall(request, dialogue, found, RewordForm(initial={"text": found.claim.text if found.claim else ""}))


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """What the room says to it: confirmed, in other words, or struck; or later."""
    staff = reader_from(request)
    found = claim_for(staff, key)
    act = request.POST.get("act", "")
    if act == "reword":
        form = RewordForm(request.POST)
        if not form.is_valid():
            shown = replace(queries.read_back(staff.dialogue), claim=found)
            return _wall(request, staff.dialogue, shown, form, status=422)
        actions.reword(found, " ".join(form.cleaned_data["text"].split()))
    elif act in WAYS:
        WAYS[act](found)
    return redirect(f"{reverse('read_back')}?{urlencode({'after': key})}")


WAYS = {"confirm": actions.confirm, "strike": actions.strike}


def _wall(
    request: HttpRequest, dialogue: Dialogue, found: queries.ReadBack, form: RewordForm, *, status: int = 200
) -> HttpResponse:
    context = {"dialogue": dialogue, "fictional": dialogue.fictional, "found": found, "form": form}
    if found.claim:
        context |= {"kind": KINDS[Kind(found.claim.kind)], "said_by": SAID_BY[SaidBy(found.claim.said_by)]}
        context |= {"read": found.total - found.waiting + 1, "note_language": dialogue.languages[0]}
    context["confirmed"] = [(KINDS[Kind(each.kind)], each) for each in found.confirmed]
    return render(request, "floor/harvest/read_back.html", context, status=status)


def _row(each: queries.DeskClaim, names: dict[str, str]) -> dict[str, object]:
    claim: Claim = each.claim
    return {
        "claim": claim,
        "kind": KINDS[Kind(claim.kind)],
        "state": STATES[ClaimState(claim.state)],
        "is_struck": claim.state == ClaimState.STRUCK,
        "said_by": SAID_BY[SaidBy(claim.said_by)] if claim.said_by != SaidBy.PARTICIPANTS else "",
        "topics": [names[topic] for topic in each.topics if topic in names],
        "proposed": [(topic, names[topic]) for topic in each.proposed],
        "may_point": each.may_point,
    }


def _back(last: str) -> HttpResponse:
    return redirect(f"{reverse('harvest')}?{urlencode({'last': last})}")


def _desk(request: HttpRequest, dialogue: Dialogue) -> dict[str, object]:
    last = request.GET.get("last", "")
    return {
        "dialogue": dialogue,
        "fictional": dialogue.fictional,
        "note_language": dialogue.languages[0],
        "accepted": last == "noted",
        "last": DONE.get(last, ""),
    }
