from django.db import transaction

from sofra.floor.keys import random_key
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.votes.models import Answer, Vote


class VotingIsClosed(ValueError):
    """The phase for voting is not open."""


class WordingGone(ValueError):
    """It was taken back between the page and the answer."""


@transaction.atomic
def cast_vote(voice: Voice, wording: Wording, answer: Answer) -> None:
    """One row a voice and wording; a second vote, or a double click, replaces the first."""
    if not Dialogue.objects.filter(slug=voice.dialogue_id, phase=Phase.VOTE).exists():
        raise VotingIsClosed
    if not Wording.objects.filter(key=wording.key).exists():
        raise WordingGone
    Vote.objects.bulk_create(
        [Vote(voice=voice, wording=wording, answer=answer)],
        update_conflicts=True,
        unique_fields=["voice", "wording"],
        update_fields=["answer"],
    )


@transaction.atomic
def redraw_voices(dialogue: Dialogue) -> None:
    """Give every voice a new key, so that no cookie and no card that is found later leads to its votes."""
    for old in list(Voice.objects.filter(dialogue=dialogue)):
        new = Voice.objects.create(
            key=random_key(), dialogue=dialogue, agreed=old.agreed, statements_left=old.statements_left, group=old.group
        )
        Vote.objects.filter(voice=old).update(voice=new)
        old.delete()


def forget_voices(dialogue: Dialogue) -> None:
    """Once the bands are written down, nobody needs the votes, and nobody can count them a second time."""
    Voice.objects.filter(dialogue=dialogue).delete()
