from django.db import transaction

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.votes.models import Answer, Vote


class VotingIsClosed(ValueError):
    """The phase for voting is not open."""


@transaction.atomic
def cast_vote(voice: Voice, wording: Wording, answer: Answer) -> None:
    """One row a voice and wording; a second vote, or a double click, replaces the first."""
    if not Dialogue.objects.filter(slug=voice.dialogue_id, phase=Phase.VOTE).exists():
        raise VotingIsClosed
    Vote.objects.bulk_create(
        [Vote(voice=voice, wording=wording, answer=answer)],
        update_conflicts=True,
        unique_fields=["voice", "wording"],
        update_fields=["answer"],
    )
