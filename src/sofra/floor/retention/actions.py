from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sofra.floor.retention.queries import days_left_to, votes_are_gone, votes_until
from sofra.floor.room.models import Dialogue, Phase
from sofra.floor.scrub import scrub
from sofra.floor.sealing.actions import destroy_key
from sofra.floor.votes.actions import forget_voices
from sofra.hatch.spool import Spool


def run() -> None:
    """What the floor does every hour by itself."""
    let_go_by_date(timezone.localdate())


def let_go_by_date(today: date) -> None:
    """Set the last day of every dialogue, and let go of everything whose last day has come.

    A fault with one dialogue, such as a file that cannot be removed, keeps none of the others.
    """
    faults: list[Exception] = []
    for dialogue in Dialogue.objects.all():
        try:
            count_down(dialogue, today)
            _let_go(dialogue, today)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("not everything could be let go of", faults)


def count_down(dialogue: Dialogue, today: date) -> None:
    """The last day of the words: closing and releasing bring it nearer, and nothing moves it away again."""
    last_day = today + timedelta(days=days_left_to(dialogue))
    if dialogue.words_until is None or dialogue.words_until > last_day:
        dialogue.words_until = last_day
        dialogue.save(update_fields=["words_until"])


@transaction.atomic
def _let_go(dialogue: Dialogue, today: date) -> None:
    if _is_past(dialogue.words_until, today):
        if dialogue.phase != Phase.CLOSED:
            delete_dialogue(dialogue, Spool(settings.HATCH))
        elif _anything_left(dialogue):
            let_go_of_words(dialogue)
    elif dialogue.phase == Phase.CLOSED and _is_past(votes_until(dialogue), today) and not votes_are_gone(dialogue):
        forget_voices(dialogue)
        transaction.on_commit(scrub)


def _is_past(last_day: date | None, today: date) -> bool:
    return last_day is not None and last_day < today


def _anything_left(dialogue: Dialogue) -> bool:
    kinds = (dialogue.statements, dialogue.wordings, dialogue.claims, dialogue.staff_passes)
    return any(kind.exists() for kind in kinds)


@transaction.atomic
def let_go_of_words(dialogue: Dialogue) -> None:
    """The words, the key to them, the wordings, the votes and the passes. What was released stays written down."""
    destroy_key(dialogue)
    forget_voices(dialogue)
    dialogue.wordings.all().delete()
    dialogue.statements.all().delete()
    dialogue.claims.all().delete()
    dialogue.acts.all().delete()
    dialogue.staff_passes.all().delete()


@transaction.atomic
def delete_dialogue(dialogue: Dialogue, spool: Spool) -> None:
    """Everything of this dialogue on the floor, at once. What was handed over before is out of reach."""
    destroy_key(dialogue)
    Dialogue.objects.filter(slug=dialogue.slug).delete()
    spool.path("entry", dialogue.slug).unlink(missing_ok=True)
