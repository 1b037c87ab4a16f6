from django.http import Http404

from sofra.floor.room.models import Dialogue


def dialogue_named(slug: str) -> Dialogue:
    """Its public name is all that somebody needs who wants to know what is kept of it."""
    found = Dialogue.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
