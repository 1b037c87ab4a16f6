from functools import partial

import msgspec
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from sofra.analysis.release.ledger import append
from sofra.floor.harvest.actions import forget_claims
from sofra.floor.moderation.actions import log
from sofra.floor.moderation.models import Act, Wording
from sofra.floor.release.models import LedgerEntry, Released, ReleasePlan
from sofra.floor.release.queries import Preview, document_of, ledger, people_of, preview, questions_in
from sofra.floor.room.actions import forget_cards, move_to
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.scrub import scrub
from sofra.floor.sealing.actions import lock
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of
from sofra.floor.votes.actions import forget_voices, redraw_voices
from sofra.hatch.brief import Brief
from sofra.hatch.release import RULES, Release, counted_among
from sofra.hatch.spool import Spool


class NotClosed(ValueError):
    """Nothing leaves while the room is open."""


class ReleasedAlready(ValueError):
    """A dialogue is released once (R2)."""


class NothingToTakeBack(ValueError):
    """No statement has this code, or not any more."""


@transaction.atomic
def plan_release(dialogue: Dialogue, brief: Brief) -> None:
    """Fix, before anybody speaks, what may leave."""
    ReleasePlan.objects.create(dialogue=dialogue, people=list(brief.people), colluders=brief.colluders)


@transaction.atomic
def close(dialogue: Dialogue) -> None:
    """The last vote is in. From here on no card and no cookie leads to a voice."""
    move_to(dialogue, Phase.CLOSED)
    forget_cards(dialogue)
    redraw_voices(dialogue)
    transaction.on_commit(partial(lock, dialogue))


def release_dialogue(dialogue: Dialogue, spool: Spool) -> Release:
    """Write down what leaves, once; let go of the votes it was made of; and lay it into the hatch."""
    if dialogue.phase != Phase.CLOSED:
        raise NotClosed(f"{dialogue.slug} is in phase {dialogue.phase}")
    try:
        with transaction.atomic():
            document = _write_down(dialogue, preview(dialogue))
            forget_voices(dialogue)
            forget_claims(dialogue)
            transaction.on_commit(scrub)
    except IntegrityError as error:
        if Released.objects.filter(dialogue=dialogue).exists():
            raise ReleasedAlready(f"{dialogue.slug} was released before") from error
        raise
    spool.put(document)
    return document


def _write_down(dialogue: Dialogue, found: Preview) -> Release:
    """Into the ledger and into the document that leaves, which names its place in the ledger."""
    draft = Release(
        dialogue=dialogue.slug,
        fictional=dialogue.fictional,
        rules=RULES[found.colluders],
        statements=found.outgoing,
        withheld=found.withheld,
        breakdown=found.breakdown,
        compared=found.compared,
        asked_before=len(found.asked_before),
        claims=found.claims,
        ledger="0" * 64,
    )
    document = replace(draft, ledger=enter_into_ledger(dialogue, draft))
    Released.objects.create(dialogue=dialogue, document=msgspec.to_builtins(document), take_back=list(found.take_back))
    return document


def enter_into_ledger(dialogue: Dialogue, document: Release) -> str:
    """Append what leaves, and give the hash of its entry."""
    before = ledger()
    entry = append(
        before,
        dialogue=dialogue.slug,
        version=1 + sum(each.dialogue == dialogue.slug for each in before),
        people=people_of(dialogue),
        rules=document.rules,
        questions=questions_in(document),
    )
    LedgerEntry.objects.create(place=len(before) + 1, entry=msgspec.to_builtins(entry))
    return entry.own


def hand_over_again(dialogue: Dialogue, spool: Spool) -> None:
    """The same document once more, for a stick that was lost. It is read back, never counted again."""
    spool.put(document_of(Released.objects.get(dialogue=dialogue)))


@transaction.atomic
def take_back(code: str, spool: Spool) -> None:
    """The statement of this code is gone with its wording and its votes, and from every later version of a release."""
    mark = hash_of(code)
    statement = Statement.objects.select_related("dialogue").filter(take_back=mark).first()
    released = next((each for each in Released.objects.select_related("dialogue") if mark in each.take_back), None)
    if statement is None and released is None:
        raise NothingToTakeBack
    if statement is not None:
        log(statement.dialogue, Act.WITHDRAWN)
        Wording.objects.filter(statement=statement).delete()
        statement.delete()
    if released is not None:
        document = _without(released, mark)
        transaction.on_commit(partial(spool.put, document))
    transaction.on_commit(scrub)


def _without(released: Released, mark: str) -> Release:
    """The next version of what was released, which only leaves something out."""
    place = released.take_back.index(mark)
    before = document_of(released)
    statements = before.statements[:place] + before.statements[place + 1 :]
    compared = before.compared[:place] + before.compared[place + 1 :]
    there = {each.ref for each in statements} | {each.ref for each in compared}
    claims = counted_among(before.claims, there)
    draft = replace(before, statements=statements, compared=compared, claims=claims, revision=before.revision + 1)
    document = replace(draft, ledger=enter_into_ledger(released.dialogue, draft))
    released.document = msgspec.to_builtins(document)
    released.take_back = released.take_back[:place] + released.take_back[place + 1 :]
    released.save()
    return document
