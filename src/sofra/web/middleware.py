"""Answers without memory: nothing is cached, and a fault is told without saying who asked for what."""

import logging
import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sofra.web.views import fault

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("sofra")


def nothing_is_cached(get_response: Handler) -> Handler:
    """Pages leave no copy on a borrowed device. Static files, served before this, may stay."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=(), payment=()"
        )
        return response

    return answer


def quiet_faults(get_response: Handler) -> Handler:
    """A fault of ours is logged as its kind and the lines of our code it went through: no words, no address."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse:
        steps = (
            f"{step.filename.rsplit('/', 1)[-1]}:{step.lineno}" for step in traceback.extract_tb(error.__traceback__)
        )
        log.error("fault %s at %s", type(error).__name__, " < ".join(reversed(list(steps))))
        return fault(request)

    answer.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return answer
