"""What every answer forbids a browser to do. docs/security.md holds the same table, and a test compares them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sofra.web.middleware import Handler

NOT_NEEDED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
"""Abilities of a browser that no page of ours uses. Passkeys are not among them: the door needs those."""

OF_EVERY_ANSWER = {"Cross-Origin-Resource-Policy": "same-origin"}
OF_PAGES = {
    "Cross-Origin-Opener-Policy": "same-origin",
    # no-referrer would make browsers send "Origin: null", and every form would be refused.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Permissions-Policy": ", ".join(f"{ability}=()" for ability in NOT_NEEDED),
}
OF_FILES = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
"""A drawing that is opened by itself runs nothing. Pages get the longer policy from the settings, and a phone fetches
eight files with its first page, so each of them carries no more than it needs."""


def closed(get_response: Handler) -> Handler:
    """Pages leave no copy on a borrowed device. Static files may stay, and are forbidden the rest."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_file = request.path.startswith(settings.STATIC_URL) and response.status_code < 400  # noqa: PLR2004
        for name, value in (OF_EVERY_ANSWER | (OF_FILES if is_file else OF_PAGES)).items():
            response.headers[name] = value
        return response

    return answer
