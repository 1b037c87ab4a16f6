import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import HASH_SESSION_KEY, logout, update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy

from sofra.door.people.actions import count_wrong_try, end_wait
from sofra.door.people.models import Convenor, Welcome
from sofra.door.people.queries import convenor_called, has_second_factor, open_welcome
from sofra.web.middleware import Handler
from sofra.web.networks import networks

LONGEST_SESSION = 12 * 3600
BEGAN = "began"

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


def colleague_from(key: int) -> Convenor:
    return get_object_or_404(Convenor, pk=key)


def session_that_ends(get_response: Handler) -> Handler:
    """Twelve hours after it began, and everywhere else as soon as the password or a factor is another one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Convenor) and _is_over(request):
            logout(request)
        response = get_response(request)
        if isinstance(request.user, Convenor) and HASH_SESSION_KEY in request.session:
            _stay_who_changed_it(request, request.user)
        return response

    return answer


def _is_over(request: HttpRequest) -> bool:
    began: float = request.session.setdefault(BEGAN, time.time())
    return time.time() - began > LONGEST_SESSION


def _stay_who_changed_it(request: HttpRequest, convenor: Convenor) -> None:
    """A session that added or took off a factor itself goes on."""
    if request.session[HASH_SESSION_KEY] != convenor.get_session_auth_hash():
        update_session_auth_hash(request, convenor)


class OneByOne(DefaultAccountAdapter):
    """Nobody signs up: a convenor is let in by a one-time link. Guessing makes an account wait."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("This e-mail address and this password do not belong together."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "too_many_login_attempts": gettext_lazy("That was tried too often. Wait a minute, then try again."),
        "rate_limited": gettext_lazy("That was tried too often. Wait a minute, then try again."),
        "waits": gettext_lazy(
            "Somebody typed wrong passwords or codes for this account too often. "
            "Sign in with a passkey, ask a colleague to let you in again, or try later."
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Allauth counts by address in memory. It gets a name that says nothing, and another each ten minutes."""
        return networks.name_of(request) or secrets.token_hex(16)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        convenor = convenor_called(credentials.get("email", ""))
        if convenor and convenor.waits:
            raise self.validation_error("waits")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        convenor = convenor_called(credentials.get("email", ""))
        if convenor:
            count_wrong_try(convenor)

    def post_login(self, request: HttpRequest, user: Any, **rest: Any) -> Any:
        """Both proofs were right, or a passkey was."""
        end_wait(user)
        return super().post_login(request, user, **rest)

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
