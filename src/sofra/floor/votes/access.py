from django.http import Http404

from sofra.floor.moderation.models import Wording
from sofra.floor.moderation.queries import wordings_on_table
from sofra.floor.room.models import Voice


def wording_for(voice: Voice, key: str) -> Wording:
    """A wording that lies on this voice's own table, or 404."""
    found = wordings_on_table(voice.dialogue).filter(key=key).first()
    if found is None:
        raise Http404
    return found
