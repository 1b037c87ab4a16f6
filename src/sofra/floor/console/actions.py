import logging
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from msgspec.structs import replace

from sofra.floor.moderation.actions import add_opening_statements, empty_inbox, put_on_table
from sofra.floor.release.actions import close, find_opinion_groups, plan_release, release_dialogue
from sofra.floor.retention.actions import count_down
from sofra.floor.retention.queries import votes_are_gone
from sofra.floor.room.actions import DialogueKnown, move_to, open_room
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.scrub import scrub
from sofra.floor.sealing.actions import make_keys
from sofra.hatch.brief import Brief
from sofra.hatch.spool import RefusedDocument, Spool, read_document

log = logging.getLogger("sofra.hatch")


@transaction.atomic
def take_brief(brief: Brief, spool: Spool, *, address: str) -> Dialogue:
    """Open the room of this brief; its codes go back through the hatch and are kept nowhere here."""
    batch = open_room(brief, address=address)
    dialogue = Dialogue.objects.get(slug=brief.dialogue)
    batch = replace(batch, key_cards=make_keys(dialogue, brief.key_holders))
    plan_release(dialogue, brief)
    add_opening_statements(dialogue, brief.opening_statements)
    count_down(dialogue, timezone.localdate())
    spool.put(batch)
    return dialogue


def take_waiting_briefs(spool: Spool, *, address: str) -> list[str]:
    """Every brief in the hatch becomes a room, or is set aside with the reason."""
    taken = []
    for path in spool.waiting("brief"):
        try:
            taken.append(_take(path, spool, address=address))
        except (RefusedDocument, DialogueKnown) as refusal:
            spool.refuse(path, str(refusal))
            log.warning("a brief was refused: %s", refusal)
    return taken


def _take(path: Path, spool: Spool, *, address: str) -> str:
    dialogue = take_brief(read_document(path.read_bytes(), Brief), spool, address=address)
    path.unlink()
    return dialogue.slug


def move_on(dialogue: Dialogue, phase: Phase) -> None:
    """Change the phase, and scrub. When writing ends, everything approved comes to the table, however little it is."""
    _move_on(dialogue, phase)
    find_opinion_groups(dialogue)


@transaction.atomic
def _move_on(dialogue: Dialogue, phase: Phase) -> None:
    transaction.on_commit(scrub)
    if phase == Phase.CLOSED:
        close(dialogue)
        empty_inbox(dialogue)
        count_down(dialogue, timezone.localdate())
        return
    move_to(dialogue, phase)
    if phase == Phase.VOTE:
        put_on_table(dialogue)


class VotesAreGone(ValueError):
    """Their last day has passed, and nobody released them."""


def release(dialogue: Dialogue, spool: Spool) -> None:
    """Release what passed the gate; from now on the words have fewer days left."""
    if votes_are_gone(dialogue) and not hasattr(dialogue, "released"):
        raise VotesAreGone(f"{dialogue.slug} has no votes any more")
    release_dialogue(dialogue, spool)
    count_down(Dialogue.objects.get(slug=dialogue.slug), timezone.localdate())
