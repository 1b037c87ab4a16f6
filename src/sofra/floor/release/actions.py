import msgspec
from django.db import IntegrityError, transaction

from sofra.floor.release.models import Released
from sofra.floor.release.queries import document_of, preview
from sofra.floor.room.actions import forget_cards, move_to
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.scrub import scrub
from sofra.floor.votes.actions import forget_voices, redraw_voices
from sofra.hatch.release import Release
from sofra.hatch.spool import Spool


class NotClosed(ValueError):
    """Nothing leaves while the room is open."""


class ReleasedAlready(ValueError):
    """A dialogue is released once (R2)."""


@transaction.atomic
def close(dialogue: Dialogue) -> None:
    """The last vote is in. From here on no card and no cookie leads to a voice."""
    move_to(dialogue, Phase.CLOSED)
    forget_cards(dialogue)
    redraw_voices(dialogue)


def release_dialogue(dialogue: Dialogue, spool: Spool) -> Release:
    """Write down what leaves, once; let go of the votes it was made of; and lay it into the hatch."""
    if dialogue.phase != Phase.CLOSED:
        raise NotClosed(f"{dialogue.slug} is in phase {dialogue.phase}")
    found = preview(dialogue)
    document = Release(
        dialogue=dialogue.slug, fictional=dialogue.fictional, statements=found.outgoing, withheld=found.withheld
    )
    try:
        with transaction.atomic():
            Released.objects.create(dialogue=dialogue, document=msgspec.to_builtins(document))
            forget_voices(dialogue)
            transaction.on_commit(scrub)
    except IntegrityError as error:
        raise ReleasedAlready(f"{dialogue.slug} was released before") from error
    spool.put(document)
    return document


def hand_over_again(dialogue: Dialogue, spool: Spool) -> None:
    """The same document once more, for a stick that was lost. It is read back, never counted again."""
    spool.put(document_of(Released.objects.get(dialogue=dialogue)))
