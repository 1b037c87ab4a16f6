from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sofra.floor.room.access import voice_from
from sofra.floor.room.models import Phase, Voice
from sofra.floor.sealing.queries import Burned
from sofra.floor.statements import actions
from sofra.floor.statements.forms import LONGEST, StatementForm
from sofra.floor.statements.queries import was_sent
from sofra.hatch.codes import LONG, grouped, new_codes


@require_http_methods(["GET", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    voice = voice_from(request)
    if request.method == "GET" and voice.dialogue.phase != Phase.WRITE:
        return redirect("table")
    fresh = {"left": voice.statements_left, "page": new_codes(1, length=LONG)[0]}
    form = StatementForm(voice.dialogue, request.POST or None, initial=fresh)
    if request.method == "POST" and form.is_valid() and _sent(voice, form):
        return _with_code(request, voice, form) if form.cleaned_data["take_back"] else redirect("said")
    context = _page(voice) | {"form": form, "longest": LONGEST}
    return render(request, "floor/statements/say.html", context, status=422 if form.errors else 200)


def _sent(voice: Voice, form: StatementForm) -> bool:
    """Whether the words are safe now. If not, the form says why and still holds them."""
    given = form.cleaned_data
    try:
        actions.submit_statement(
            voice,
            given["question"],
            given["words"],
            given["language"],
            left=given["left"],
            page=given["page"],
            take_back=given["take_back"],
            may_quote=given["may_quote"],
        )
    except actions.SentAlready:
        if was_sent(given["page"]):
            return True
        form.data = dict(form.data.items()) | {"left": voice.statements_left}
        form.add_error(
            "words", _("Another page of yours was sent before this one. To send these words too, send again.")
        )
        return False
    except actions.WritingIsOver:
        form.add_error("words", _("Writing is over, so this was not sent. Your words are still here for you to keep."))
        return False
    except actions.NoStatementsLeft:
        form.add_error("words", _("You have sent as many statements as one voice may. This one was not sent."))
        return False
    except Burned:
        form.add_error("words", _("The key of this dialogue was burned, so nothing can be sent. Keep your words."))
        return False
    return True


def _with_code(request: HttpRequest, voice: Voice, form: StatementForm) -> HttpResponse:
    """The one page that shows the code. It is an answer and has no address, so no history leads back to it."""
    context = _page(Voice.objects.select_related("dialogue").get(key=voice.key))
    return render(request, "floor/statements/said.html", context | {"code": grouped(form.cleaned_data["page"])})


@require_GET
def said(request: HttpRequest) -> HttpResponse:
    return render(request, "floor/statements/said.html", _page(voice_from(request)))


def _page(voice: Voice) -> dict[str, object]:
    return {"voice": voice, "dialogue": voice.dialogue, "fictional": voice.dialogue.fictional}
