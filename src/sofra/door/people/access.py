from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from sofra.door.people.models import Convenor, Welcome
from sofra.door.people.queries import has_second_factor, open_welcome

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


class NotYetIn(Exception):
    """Somebody who has to sign in, or to choose a second factor, before this page opens."""

    def __init__(self, way_in: HttpResponse) -> None:
        self.way_in = way_in


def convenor_from(request: HttpRequest) -> Convenor:
    """The convenor who asks: signed in, and with a second factor."""
    convenor = request.user
    if not isinstance(convenor, Convenor):
        raise NotYetIn(redirect_to_login(request.get_full_path()))
    if not has_second_factor(convenor):
        raise NotYetIn(redirect("mfa_index"))
    return convenor


def for_convenors(view: View[Rest]) -> View[Rest]:
    """Open this page to convenors only; everybody else is shown the way in."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            convenor_from(request)
        except NotYetIn as error:
            return error.way_in
        return view(request, *args, **kwargs)

    return guarded


def welcome_from(token: str) -> Welcome | None:
    """The open welcome of this link; None where it is used, too old or was never made."""
    return open_welcome(token)


class NoSignUp(DefaultAccountAdapter):
    """Nobody makes an account by themselves: a convenor is let in by a one-time link."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("This e-mail address and this password do not belong together."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "too_many_login_attempts": gettext_lazy("That was tried too often. Wait a minute, then try again."),
        "rate_limited": gettext_lazy("That was tried too often. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth asks
        return False


class SecondFactors(DefaultMFAAdapter):
    """Passkeys and authenticator apps, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Codes change every half minute: try the newest one."),
        "cannot_generate_recovery_codes": gettext_lazy("First set up a passkey or an authenticator app."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002  allauth's names
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Sofra"}
