from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sofra.floor.moderation.models import Wording
from sofra.floor.room.access import voice_from
from sofra.floor.room.models import Phase, Voice
from sofra.floor.room.queries import headcount
from sofra.floor.translations.labels import TOLD
from sofra.floor.translations.queries import first_language, standing
from sofra.floor.votes import actions, queries
from sofra.floor.votes.access import wording_for
from sofra.floor.votes.forms import VoteForm
from sofra.web.languages import current_language


@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest) -> HttpResponse:
    voice = voice_from(request)
    if request.method == "POST":
        return _count(request, voice)
    if voice.dialogue.phase != Phase.VOTE:
        return redirect("table")
    wording = queries.next_wording(voice)
    if wording is None:
        return redirect("done")
    return _slip(request, voice, wording, last=request.GET.get("last", ""))


@require_GET
def vote_again(request: HttpRequest, key: str) -> HttpResponse:
    """The same slip once more, without showing what was answered."""
    voice = voice_from(request)
    if voice.dialogue.phase != Phase.VOTE:
        return redirect("table")
    return _slip(request, voice, wording_for(voice, key), last="")


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    voice = voice_from(request)
    return render(request, "floor/votes/done.html", _page(voice))


def _count(request: HttpRequest, voice: Voice) -> HttpResponse:
    """Whoever answers what was taken back meanwhile goes on with the next one."""
    form = VoteForm(request.POST)
    try:
        wording = wording_for(voice, form.data.get("wording", ""))
    except Http404:
        return redirect("vote")
    if not form.is_valid():
        return _slip(request, voice, wording, last="", unclear=True)
    try:
        actions.cast_vote(voice, wording, form.cleaned_data["answer"])
    except actions.VotingIsClosed:
        return render(request, "floor/votes/closed.html", _page(voice), status=409)
    except actions.WordingGone:
        return redirect("vote")
    return redirect(f"{reverse('vote')}?{urlencode({'last': wording.key})}")


def _slip(request: HttpRequest, voice: Voice, wording: Wording, *, last: str, unclear: bool = False) -> HttpResponse:
    here = current_language().content
    context = _page(voice) | {"wording": wording, "last": last, "unclear": unclear}
    if here in voice.dialogue.languages:
        context |= {"translated": TOLD.get(standing(wording, here), ""), "source": first_language(voice.dialogue)}
    return render(request, "floor/votes/vote.html", context, status=422 if unclear else 200)


def _page(voice: Voice) -> dict[str, object]:
    return {
        "voice": voice,
        "dialogue": voice.dialogue,
        "fictional": voice.dialogue.fictional,
        "progress": queries.progress(voice),
        "headcount": headcount(voice.dialogue),
    }
