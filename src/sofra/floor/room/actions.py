import secrets
from collections.abc import Sequence
from math import ceil

from django.db import transaction
from msgspec import to_builtins

from sofra.floor.keys import random_key
from sofra.floor.room.models import Card, Dialogue, Phase, Question, Role, StaffPass, Voice
from sofra.hatch.blind import Pass, is_signed
from sofra.hatch.brief import Brief
from sofra.hatch.codes import new_codes, nullifier
from sofra.hatch.entry import EntryBatch

SPARE_CARDS = 0.3
"""So many more cards than seats lie in the bowl, so that the last one drawn is still a draw."""
STATEMENTS_EACH = 10


class DialogueKnown(ValueError):
    """A brief for a dialogue that this floor already has."""


class UsedCard(ValueError):
    """The card already has a seat at the table."""


class UnknownCode(ValueError):
    """No card and no pass of any open room is this one."""


@transaction.atomic
def open_room(brief: Brief, *, address: str) -> EntryBatch:
    """Make the room that the brief asks for. The codes are in the answer and nowhere else."""
    if Dialogue.objects.filter(slug=brief.dialogue).exists():
        raise DialogueKnown(f"the floor already has a dialogue {brief.dialogue}")
    dialogue = Dialogue.objects.create(
        slug=brief.dialogue,
        fictional=brief.fictional,
        title=brief.title,
        languages=list(brief.languages),
        rule=brief.rule,
        seats=brief.seats,
        breakdown=None if _by_opinion(brief) else to_builtins(brief.breakdown),
        opinion_groups=to_builtins(brief.breakdown) if _by_opinion(brief) else None,
        card_key=secrets.token_bytes(32),
        pass_key=secrets.token_bytes(32),
        blind_key=brief.pass_key,
        code_letters=brief.code_letters,
    )
    for place, texts in enumerate(brief.questions):
        Question.objects.create(dialogue=dialogue, place=place, texts=texts)
    return EntryBatch(
        dialogue=dialogue.slug,
        address=address,
        participants=_make_cards(dialogue, ceil(brief.seats * (1 + SPARE_CARDS))),
        facilitators=_make_passes(dialogue, Role.FACILITATOR, brief.facilitators),
        moderators=_make_passes(dialogue, Role.MODERATOR, brief.moderators),
        rapporteurs=_make_passes(dialogue, Role.RAPPORTEUR, brief.rapporteurs),
        translators=_make_passes(dialogue, Role.TRANSLATOR, brief.translators),
    )


def _by_opinion(brief: Brief) -> bool:
    return brief.breakdown is not None and brief.breakdown.by == "opinion"


def _make_cards(dialogue: Dialogue, number: int) -> tuple[str, ...]:
    codes = new_codes(number, length=dialogue.code_letters)
    Card.objects.bulk_create(
        Card(nullifier=nullifier(code, dialogue.card_key or b""), dialogue=dialogue) for code in codes
    )
    return tuple(codes)


def _make_passes(dialogue: Dialogue, role: Role, number: int) -> tuple[str, ...]:
    codes = new_codes(number)
    StaffPass.objects.bulk_create(
        StaffPass(nullifier=nullifier(code, dialogue.pass_key), key=random_key(), dialogue=dialogue, role=role)
        for code in codes
    )
    return tuple(codes)


@transaction.atomic
def make_more_cards(dialogue: Dialogue, number: int, *, address: str) -> EntryBatch:
    """Cards for guests nobody expected, or in place of a batch that was lost."""
    return EntryBatch(dialogue=dialogue.slug, address=address, participants=_make_cards(dialogue, number))


@transaction.atomic
def make_more_passes(dialogue: Dialogue, role: Role, number: int = 1) -> tuple[str, ...]:
    """Staff passes in place of lost ones. The lost ones stay good: whoever worries closes the room."""
    return _make_passes(dialogue, role, number)


@transaction.atomic
def admit(shown: str | Pass, *, again: bool = False) -> Voice | StaffPass:
    """The seat that belongs to this code or blind pass; the one way in.

    A card that was used is admitted again only when its holder says so: a phone dies, a seat stays.
    """
    for dialogue in Dialogue.objects.all():
        if isinstance(shown, str) and (found := _staff_pass(dialogue, shown)):
            return found
        if card := _card(dialogue, shown):
            return _seat(card, again=again)
    raise UnknownCode


def _staff_pass(dialogue: Dialogue, code: str) -> StaffPass | None:
    return StaffPass.objects.filter(nullifier=nullifier(code, dialogue.pass_key)).first()


def _card(dialogue: Dialogue, shown: str | Pass) -> Card | None:
    """The card with this code. A blind pass becomes a card like any other: nothing tells which way somebody came."""
    if dialogue.card_key is None:
        return None
    if isinstance(shown, str):
        spent = nullifier(shown, dialogue.card_key)
        return Card.objects.filter(nullifier=spent).select_related("voice").first()
    if dialogue.blind_key is None or not is_signed(bytes(dialogue.blind_key), shown):
        return None
    spent = nullifier(shown.message.hex(), dialogue.card_key)
    return Card.objects.select_related("voice").get_or_create(nullifier=spent, dialogue=dialogue)[0]


def _seat(card: Card, *, again: bool) -> Voice:
    if card.voice is not None and card.voice.agreed and not again:
        raise UsedCard
    if card.voice is None:
        card.voice = Voice.objects.create(dialogue_id=card.dialogue_id, statements_left=STATEMENTS_EACH)
        card.save(update_fields=["voice"])
    return card.voice


@transaction.atomic
def agree_to_rule(voice: Voice, group: int | None = None) -> None:
    Voice.objects.filter(key=voice.key).update(agreed=True, group=group)


@transaction.atomic
def decline_rule(voice: Voice) -> None:
    """Whoever does not agree leaves no trace, and the card is free again."""
    Voice.objects.filter(key=voice.key, agreed=False).delete()


FOLLOWING: dict[str, Sequence[str]] = {
    Phase.WAITING: [Phase.WRITE],
    Phase.WRITE: [Phase.VOTE],
    Phase.VOTE: [Phase.WRITE, Phase.CLOSED],
    Phase.CLOSED: [],
}
"""From each phase, where a facilitator may go. The end is the end."""


class NotFromHere(ValueError):
    """The phases do not follow each other like that."""


def move_to(dialogue: Dialogue, phase: Phase) -> None:
    """Set the phase, once: two facilitators who press at the same time move the room by one step."""
    moved = Dialogue.objects.filter(slug=dialogue.slug, phase=dialogue.phase).exclude(phase=Phase.CLOSED)
    if phase not in FOLLOWING[dialogue.phase] or not moved.update(phase=phase):
        raise NotFromHere(f"from {dialogue.phase} to {phase}")
    dialogue.phase = phase


def forget_cards(dialogue: Dialogue) -> None:
    """After this no card, found or seized, can be matched to a voice, not even with an old key."""
    Card.objects.filter(dialogue=dialogue).delete()
    Dialogue.objects.filter(slug=dialogue.slug).update(card_key=None, blind_key=None)
    dialogue.card_key = dialogue.blind_key = None


@transaction.atomic
def tell_headcount(dialogue: Dialogue, *, issued: int, present: int) -> None:
    """What the facilitator counted by hand, for everybody to compare with what the floor counts."""
    Dialogue.objects.filter(slug=dialogue.slug).update(issued=issued, present=present)
