from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from sofra.analysis.language.script import to_latin
from sofra.door.people.models import Convenor
from sofra.door.programme.models import Dialogue
from sofra.door.sentences.models import Done, Sentence, SentenceAct, SentenceVersion
from sofra.door.sentences.queries import Row, last_version
from sofra.door.sentences.released import Span


@dataclass(frozen=True)
class Draft:
    """What a convenor typed and ticked."""

    language: str
    text: str
    said_by: str
    uncounted: bool
    checked: bool
    rests_on: tuple[str, ...]
    quote: Span | None = None


class SentenceChanged(ValueError):
    """Somebody else wrote a later version meanwhile."""


@transaction.atomic
def write_sentence(dialogue: Dialogue, draft: Draft, by: Convenor) -> Sentence:
    """A new sentence, after the others."""
    last = dialogue.sentences.aggregate(last=Max("position"))["last"]
    sentence = Sentence.objects.create(dialogue=dialogue, position=0 if last is None else last + 1)
    _keep(sentence, 1, draft, by)
    return sentence


@transaction.atomic
def change_sentence(sentence: Sentence, draft: Draft, by: Convenor, *, seen: int) -> None:
    """A version after the one that was seen. What is published stays as it is until it is published anew."""
    last = last_version(sentence)
    if last.number != seen:
        raise SentenceChanged(f"version {last.number}, and {seen} was seen")
    if _fields(draft) != {name: getattr(last, name) for name in _fields(draft)}:
        _keep(sentence, last.number + 1, draft, by)


def _keep(sentence: Sentence, number: int, draft: Draft, by: Convenor) -> None:
    version = SentenceVersion.objects.create(sentence=sentence, number=number, **_fields(draft))
    _note(sentence, version, Done.WRITTEN, by)


def _fields(draft: Draft) -> dict[str, object]:
    text = to_latin(draft.text) if draft.language == "bcms" else draft.text
    quote = draft.quote
    return {
        "language": draft.language,
        "text": text,
        "said_by": draft.said_by,
        "uncounted": draft.uncounted,
        "checked": draft.checked,
        "rests_on": list(draft.rests_on),
        "quote_ref": quote.ref if quote else "",
        "quote_start": quote.start if quote else None,
        "quote_end": quote.end if quote else None,
        "quote_digest": quote.digest if quote else "",
    }


@transaction.atomic
def move_sentence(sentence: Sentence, by: Convenor, *, up: bool) -> None:
    """Change places with the one before it or after it, if there is one."""
    others = Sentence.objects.filter(dialogue=sentence.dialogue, struck=False)
    before = others.filter(position__lt=sentence.position).last()
    other = before if up else others.filter(position__gt=sentence.position).first()
    if other is None:
        return
    places = sentence.position, other.position
    Sentence.objects.filter(pk=sentence.pk).update(position=_free_place(sentence.dialogue))
    Sentence.objects.filter(pk=other.pk).update(position=places[0])
    Sentence.objects.filter(pk=sentence.pk).update(position=places[1])
    _note(sentence, last_version(sentence), Done.MOVED, by)


def _free_place(dialogue: Dialogue) -> int:
    last: int = dialogue.sentences.aggregate(last=Max("position"))["last"]
    return last + 1


@transaction.atomic
def publish(rows: Iterable[Row], by: Convenor) -> int:
    """Publish the last version of each sentence that holds. How many."""
    ready = [row for row in rows if row.is_ready]
    for row in ready:
        version = row.last.version
        SentenceVersion.objects.filter(sentence=row.sentence, published=True).update(published=False)
        SentenceVersion.objects.filter(pk=version.pk).update(published=True)
        _note(row.sentence, version, Done.PUBLISHED, by)
    return len(ready)


@transaction.atomic
def take_back(sentence: Sentence, by: Convenor) -> None:
    """No later page shows it. What was already printed or read cannot be called back."""
    shown = sentence.versions.filter(published=True).first()
    if shown is not None:
        sentence.versions.update(published=False)
        _note(sentence, shown, Done.TAKEN_BACK, by)


@transaction.atomic
def strike(sentence: Sentence, by: Convenor) -> None:
    take_back(sentence, by)
    Sentence.objects.filter(pk=sentence.pk).update(struck=True)
    _note(sentence, last_version(sentence), Done.STRUCK, by)


@transaction.atomic
def take_up(sentence: Sentence, by: Convenor) -> None:
    """Back among the others, at the end."""
    place = _free_place(sentence.dialogue)
    Sentence.objects.filter(pk=sentence.pk, struck=True).update(struck=False, position=place)
    _note(sentence, last_version(sentence), Done.TAKEN_UP, by)


@transaction.atomic
def delete_sentence(sentence: Sentence) -> None:
    """It goes with all its versions and with who wrote them; only what was struck before can go."""
    Sentence.objects.filter(pk=sentence.pk, struck=True).delete()


def _note(sentence: Sentence, version: SentenceVersion, done: Done, by: Convenor) -> None:
    SentenceAct.objects.create(sentence=sentence, version=version.number, done=done, by=by)
