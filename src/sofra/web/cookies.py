"""Every cookie of ours, whoever sets it: for this session, for this host, for no script, for no other site."""

from http.cookies import Morsel

from django.http import HttpRequest, HttpResponse

from sofra.web.middleware import Handler

PREFIX = "__Host-"
"""Browsers keep such a name only when it came over TLS, for this very host, for all of it."""


def cookies_of_this_host(get_response: Handler) -> Handler:
    """Over TLS all names carry the prefix outside, and none inside; a cookie without it is not ours."""

    def answer(request: HttpRequest) -> HttpResponse:
        secure = request.is_secure()
        request.COOKIES = _ours(request.COOKIES, secure=secure)
        response = get_response(request)
        for name in list(response.cookies):
            cookie = response.cookies.pop(name)
            _close(cookie, PREFIX + name if secure else name, secure=secure)
            response.cookies[cookie.key] = cookie
        return response

    return answer


def _ours(cookies: dict[str, str], *, secure: bool) -> dict[str, str]:
    return {name.removeprefix(PREFIX): value for name, value in cookies.items() if name.startswith(PREFIX) is secure}


def _close(cookie: Morsel[str], name: str, *, secure: bool) -> None:
    cookie.set(name, cookie.value, cookie.coded_value)
    is_for_deletion = cookie["max-age"] == 0
    if not is_for_deletion:
        cookie["max-age"] = cookie["expires"] = ""
    cookie["path"], cookie["domain"], cookie["samesite"] = "/", "", "Strict"
    cookie["httponly"], cookie["secure"] = True, secure
