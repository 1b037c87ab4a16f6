from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sofra.door.people.access import colleague_from, convenor_from, for_convenors, welcome_from
from sofra.door.people.actions import WelcomeGone, accept_welcome, end_sessions, end_wait, make_welcome_link
from sofra.door.people.forms import WelcomeForm
from sofra.door.people.models import DAYS_A_WELCOME_LASTS
from sofra.door.people.queries import colleagues
from sofra.web.tries import TooManyTries, Tries
from sofra.web.views import NOWHERE

LINK = "welcome_link"
wrong_links = Tries(in_all=60, from_one_network=20)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Make an account from a one-time link, then choose a second factor."""
    try:
        wrong_links.check(request)
    except TooManyTries:
        return render(request, "429.html", NOWHERE, status=429)
    invitation = welcome_from(token)
    if invitation is None:
        wrong_links.count(request)
        return _welcome_gone(request)
    form = WelcomeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "door/people/welcome.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        convenor = accept_welcome(invitation, **form.cleaned_data)
    except WelcomeGone:
        return _welcome_gone(request)
    login(request, convenor, backend=settings.AUTHENTICATION_BACKENDS[0])
    # The password was typed a second ago: setting up the second factor need not ask for it again.
    reauthenticate_by_password(request)
    return redirect("mfa_index")


def _welcome_gone(request: HttpRequest) -> HttpResponse:
    return render(request, "door/people/welcome_gone.html", NOWHERE | {"days": DAYS_A_WELCOME_LASTS}, status=404)


@for_convenors
@require_http_methods(["GET"])
def convenors(request: HttpRequest) -> HttpResponse:
    """Who is in, and the link for a colleague, shown once."""
    path = request.session.pop(LINK, None)
    link = request.build_absolute_uri(path) if path else None
    context = {"colleagues": colleagues(), "link": link, "days": DAYS_A_WELCOME_LASTS}
    return render(request, "door/people/convenors.html", context)


@for_convenors
@require_POST
def let_in_again(request: HttpRequest, key: int) -> HttpResponse:
    """A colleague vouches for somebody whose account waits."""
    end_wait(colleague_from(key))
    return redirect("convenors")


@for_convenors
@require_POST
def end_sessions_elsewhere(request: HttpRequest) -> HttpResponse:
    """All of mine but this one: a session that changes its own account goes on, as after a new password."""
    convenor = convenor_from(request)
    end_sessions(convenor)
    convenor.refresh_from_db()
    return redirect("mfa_index")


@for_convenors
@require_POST
def end_sessions_of(request: HttpRequest, key: int) -> HttpResponse:
    """A colleague lost a computer, and cannot do it from there."""
    end_sessions(colleague_from(key))
    return redirect("convenors")


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, and takes from the device what this site left there."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@for_convenors
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def invite_colleague(request: HttpRequest) -> HttpResponse:
    request.session[LINK] = make_welcome_link()
    return redirect("convenors")
