from django.conf import settings
from django.http import HttpRequest

from sofra.web.languages import LANGUAGES, current_language
from sofra.web.onion import address_of


def page(request: HttpRequest) -> dict[str, object]:
    """What every page needs: its side, its language, and the others to switch to."""
    return {
        "side": settings.SIDE,
        "language": current_language(),
        "languages": LANGUAGES,
        "door_address": address_of("door", request),
        "floor_address": address_of("floor", request),
        "fictional": False,
        "this_page": request.get_full_path(),
    }
