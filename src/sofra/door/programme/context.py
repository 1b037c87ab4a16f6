from django.http import HttpRequest

from sofra.door.programme.models import Edition


def site(_request: HttpRequest) -> dict[str, object]:
    """The editions in the navigation of the public site; read only by pages that show it."""
    return {"site_editions": Edition.objects.real()}
