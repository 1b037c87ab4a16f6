import secrets
from functools import partial

import msgspec
import numpy as np
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from sofra.analysis.release.ledger import append
from sofra.floor.harvest.actions import forget_claims
from sofra.floor.moderation.actions import log
from sofra.floor.moderation.models import Act, Wording
from sofra.floor.release.models import LedgerEntry, Outcome, Released, ReleasePlan
from sofra.floor.release.queries import Preview, document_of, is_looking, ledger, plan_of, preview, questions_in
from sofra.floor.room.actions import forget_cards, move_to
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.scrub import scrub
from sofra.floor.sealing.actions import lock
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of
from sofra.floor.votes.actions import forget_voices, redraw_voices
from sofra.floor.votes.queries import answer_table
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


def find_opinion_groups(dialogue: Dialogue) -> None:
    """Where the brief asked for it: look once for people who answered alike, and keep who is in which group.

    Not within the close: it takes seconds, in which no other room could write.
    """
    if dialogue.phase != Phase.CLOSED or not is_looking(dialogue):
        return
    from sofra.analysis.release.opinion_groups import opinion_groups  # here: heavy, and few rooms ask for it

    table = answer_table(dialogue)
    found = opinion_groups(table.answers, rng=np.random.default_rng(secrets.randbits(128)))
    members = {place: [table.voices[row] for row in np.flatnonzero(found.group == place)] for place in set(found.group)}
    mapped = [key for key, is_mapped in zip(table.wordings, found.mapped, strict=True) if is_mapped]
    _keep_groups(dialogue, Outcome(found.outcome.value), members, mapped)


@transaction.atomic
def _keep_groups(dialogue: Dialogue, outcome: Outcome, members: dict[int, list[str]], mapped: list[str]) -> None:
    """Whoever looks at the same moment finds other groups, by other coins: the first one counts."""
    is_first = ReleasePlan.objects.filter(dialogue=dialogue, outcome="").update(outcome=outcome, mapped=mapped)
    if is_first and outcome == Outcome.FOUND:
        for place, keys in members.items():
            Voice.objects.filter(key__in=keys).update(group=int(place) if place >= 0 else None)
        Dialogue.objects.filter(slug=dialogue.slug).update(breakdown=dialogue.opinion_groups)
    transaction.on_commit(scrub)
    dialogue.refresh_from_db()


def release_dialogue(dialogue: Dialogue, spool: Spool) -> Release:
    """Write down what leaves, once; let go of the votes it was made of; and lay it into the hatch."""
    if dialogue.phase != Phase.CLOSED:
        raise NotClosed(f"{dialogue.slug} is in phase {dialogue.phase}")
    if is_looking(dialogue):
        raise NotClosed(f"the opinion groups of {dialogue.slug} were not looked for yet")
    try:
        with transaction.atomic():
            document = _write_down(dialogue, preview(dialogue))
            forget_voices(dialogue)
            ReleasePlan.objects.filter(dialogue=dialogue).update(mapped=[])
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
        opinion_groups=found.opinion_groups,
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
        people=tuple(plan_of(dialogue).people),
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
    gone = before.everything[place].ref
    statements = tuple(each for each in before.statements if each.ref != gone)
    compared = tuple(each for each in before.compared if each.ref != gone)
    there = {each.ref for each in statements} | {each.ref for each in compared}
    claims = counted_among(before.claims, there)
    draft = replace(before, statements=statements, compared=compared, claims=claims, revision=before.revision + 1)
    document = replace(draft, ledger=enter_into_ledger(released.dialogue, draft))
    released.document = msgspec.to_builtins(document)
    released.take_back = released.take_back[:place] + released.take_back[place + 1 :]
    released.save()
    return document
