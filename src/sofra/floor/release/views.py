from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sofra.floor.release import actions
from sofra.floor.release.forms import TakeBackForm
from sofra.floor.room.tries import TooManyTries, wrong_codes
from sofra.hatch.spool import Spool


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """Whoever has the code, from any device: who it is does not matter and is not asked."""
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            wrong_codes.check(request)
            actions.take_back(form.cleaned_data["code"], Spool(settings.HATCH))
            return redirect("taken_back")
        except actions.NothingToTakeBack:
            wrong_codes.count(request)
            form.add_error(
                "code", _("No statement has this code. Either a letter is wrong, or it was taken back already.")
            )
        except TooManyTries:
            form.add_error("code", _("Too many wrong codes were typed just now. Wait a minute, then try again."))
    return render(request, "floor/release/take_back.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def taken_back(request: HttpRequest) -> HttpResponse:
    return render(request, "floor/release/taken_back.html")
