from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from sofra.door.programme.models import Edition


def edition_of(slug: str) -> Edition:
    return get_object_or_404(Edition.objects.select_related("programme"), slug=slug)


def chosen_edition(request: HttpRequest) -> Edition | None:
    """The real edition that a page is narrowed to, if any."""
    slug = request.GET.get("edition")
    return get_object_or_404(Edition.objects.real(), slug=slug) if slug else None
