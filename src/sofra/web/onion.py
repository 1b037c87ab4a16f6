"""The same side at an onion address: no TLS and no HSTS there, and browsers on the open web are told of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sofra.web.middleware import Handler


def is_onion(request: HttpRequest) -> bool:
    host = str(request.META.get("HTTP_HOST", "")).partition(":")[0]
    return host.lower().endswith(".onion")


def address_of(side: str, request: HttpRequest) -> str:
    """Where this visitor finds a side: whoever came over the onion is not sent to the open web."""
    onions: dict[str, str] = settings.ONIONS
    if is_onion(request) and onions[side]:
        return f"http://{onions[side]}/"
    return str({"door": settings.DOOR_ADDRESS, "floor": settings.FLOOR_ADDRESS}[side])


def onion_service(get_response: Handler) -> Handler:
    """Tor is the encryption there, so the scheme is plain; elsewhere each page names its onion address."""
    own: str = settings.ONIONS[settings.SIDE]

    def answer(request: HttpRequest) -> HttpResponse:
        if is_onion(request):
            request.META["wsgi.url_scheme"] = "http"
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
            return get_response(request)
        response = get_response(request)
        is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")  # noqa: PLR2004
        if own and is_page and request.method == "GET":
            response.headers["Onion-Location"] = f"http://{own}{request.path}"
        return response

    return answer
