"""A fault of ours is told without saying who asked for what."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
ANSWERED_OTHERWISE = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
"""Not faults: Django makes 404, 403 and 400 of them."""
log = logging.getLogger("sofra")


def quiet_faults(get_response: Handler) -> Handler:
    """A fault of ours is logged as its kind and the lines of our code it went through: no words, no address."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> None:  # noqa: ARG001  Django calls it with both
        if not isinstance(error, ANSWERED_OTHERWISE):
            steps = traceback.extract_tb(error.__traceback__)
            way = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
            log.error("fault %s at %s", type(error).__name__, way)

    answer.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return answer
