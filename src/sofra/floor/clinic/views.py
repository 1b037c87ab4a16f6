from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sofra.floor.clinic.queries import hints_for
from sofra.floor.moderation.labels import MARKS
from sofra.floor.room.access import voice_from
from sofra.floor.statements.forms import LONGEST, StatementForm


@require_http_methods(["GET", "POST"])
def look_over(request: HttpRequest) -> HttpResponse:
    """The page to write on, with the words still in it and hints above them. Nothing is changed by it."""
    voice = voice_from(request)
    if request.method == "GET":
        return redirect("say")
    form = StatementForm(voice.dialogue, request.POST)
    context = {"voice": voice, "dialogue": voice.dialogue, "fictional": voice.dialogue.fictional}
    context |= {"form": form, "longest": LONGEST}
    if form.is_valid():
        hints = hints_for(voice.dialogue, form.cleaned_data["words"], form.cleaned_data["language"])
        context |= {"hints": hints, "marked": [(piece.text, MARKS[piece.kind]) for piece in hints.marked]}
    return render(request, "floor/statements/say.html", context, status=422 if form.errors else 200)
