from django.http import Http404

from sofra.door.preparation.models import Preparation


def preparation_from(slug: str) -> Preparation:
    """The preparation of this dialogue, or 404. Dialogues held before there was a desk have none."""
    found = Preparation.objects.select_related("dialogue__edition__programme", "dialogue__country")
    preparation = found.filter(dialogue__slug=slug).first()
    if preparation is None:
        raise Http404(slug)
    return preparation
