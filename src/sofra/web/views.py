"""Pages that both sides have: errors, language choice, the style page, the health check."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sofra.web.languages import BY_CODE
from sofra.web.meaning import language_worker
from sofra.worker.client import NoAnswer


@csrf_exempt  # A token would set a cookie on the page that says nothing is kept; a foreign site gains nothing here.
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language for this session, and the place where the visitor was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("language") in BY_CODE:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For a service manager, in English: the side answers, and how it compares texts."""
    lines = f"sofra {settings.SIDE} ok\nlanguage: {_how_texts_are_compared()}\n"
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


def _how_texts_are_compared() -> str:
    try:
        model = language_worker().model()
    except NoAnswer as fault:
        return f"words and letters only. {fault}"
    return f"words and letters only. {model.trouble}" if model.trouble else model.id


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "web/style.html")


NOWHERE: dict[str, object] = {"this_page": "/"}
"""What a visitor typed into the address line is not written into the page of an error."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_found.html", NOWHERE, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/bad_request.html", NOWHERE, status=400)


@csrf_exempt
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/form_expired.html", NOWHERE, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    return render(request, "web/fault.html", NOWHERE, status=500)
