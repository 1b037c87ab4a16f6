from django.http import Http404
from django.shortcuts import get_object_or_404

from sofra.door.preparation.access import preparation_from
from sofra.door.programme.models import Dialogue
from sofra.door.sentences.models import Sentence
from sofra.door.sentences.queries import Ground, ground_of


def released_from(slug: str) -> tuple[Dialogue, Ground]:
    """A dialogue of this desk with what it released; 404 until it has."""
    dialogue = preparation_from(slug).dialogue
    ground = ground_of(dialogue)
    if ground is None:
        raise Http404(slug)
    return dialogue, ground


def sentence_from(slug: str, key: int) -> Sentence:
    found = Sentence.objects.select_related("dialogue").prefetch_related("versions")
    return get_object_or_404(found, pk=key, dialogue=released_from(slug)[0])
