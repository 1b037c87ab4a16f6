import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from sofra.analysis.language.script import to_latin
from sofra.door.preparation import cards
from sofra.door.preparation.models import (
    MOST_STATEMENTS,
    BreakdownBy,
    Colluders,
    OpeningStatement,
    Preparation,
    PreparedQuestion,
)
from sofra.door.preparation.queries import Missing, brief_of, may_change, what_is_missing
from sofra.door.preparation.words import DEFAULT_RULE
from sofra.door.programme.models import Dialogue, Edition, Programme
from sofra.hatch.brief import FEWEST_HOLDERS, Brief
from sofra.hatch.codes import SHORT
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import RefusedDocument, Spool, read_document
from sofra.web.languages import Texts


class BriefFixed(ValueError):
    """The floor has taken the brief: what people in the room rely on is not changed behind their backs."""


class BriefIncomplete(ValueError):
    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = missing
        super().__init__(f"{len(missing)} texts are missing")


class WrongBatch(ValueError):
    """A file that holds no codes for this dialogue. The message says why."""


class BatchGone(ValueError):
    """The codes were forgotten before, or nothing has come from the floor yet."""


class NotPrintedYet(ValueError):
    """Codes that were never printed are not forgotten: nobody could get in."""


def new_slug(*names: str) -> str:
    """A short public name that no dialogue, edition or programme has yet."""
    stem = slugify(to_latin(" ".join(names)))[:50].strip("-") or "dialogue"
    for number in count(1):
        slug = stem if number == 1 else f"{stem}-{number}"
        if not any(kind.objects.filter(slug=slug).exists() for kind in (Dialogue, Edition, Programme)):
            return slug
    raise AssertionError


@transaction.atomic
def prepare(
    dialogue: Dialogue,
    *,
    languages: Sequence[str],
    rule: Texts = DEFAULT_RULE,
    questions: Sequence[Texts] = (),
    opening_statements: Sequence[Texts] = (),
    seats: int = 24,
    facilitators: int = 1,
    moderators: int = 2,
    breakdown: str = BreakdownBy.NOT,
    key_holders: int = FEWEST_HOLDERS,
    code_letters: int = SHORT,
    colluders: int = Colluders.TWO,
) -> Preparation:
    """Begin to prepare a dialogue."""
    preparation = Preparation.objects.create(
        dialogue=dialogue,
        languages=list(languages),
        rule=dict(rule),
        seats=seats,
        facilitators=facilitators,
        moderators=moderators,
        breakdown=breakdown,
        key_holders=key_holders,
        code_letters=code_letters,
        colluders=colluders,
    )
    _write_again(preparation, PreparedQuestion, questions)
    _write_again(preparation, OpeningStatement, opening_statements)
    return preparation


@transaction.atomic
def save_draft(
    preparation: Preparation,
    spool: Spool,
    *,
    title: Texts,
    languages: Sequence[str],
    rule: Texts,
    questions: Sequence[Texts],
    opening_statements: Sequence[Texts],
    seats: int,
    facilitators: int,
    moderators: int,
    breakdown: str,
    key_holders: int,
    code_letters: int,
    colluders: int,
) -> None:
    """Keep what is written so far, complete or not."""
    if not may_change(preparation, spool):
        raise BriefFixed(f"the floor has taken the brief of {preparation.dialogue.slug}")
    preparation.dialogue.title = dict(title)
    preparation.dialogue.save(update_fields=["title"])
    preparation.languages, preparation.rule = list(languages), dict(rule)
    preparation.seats, preparation.facilitators, preparation.moderators = seats, facilitators, moderators
    preparation.colluders = colluders
    preparation.breakdown, preparation.key_holders, preparation.code_letters = breakdown, key_holders, code_letters
    preparation.save()
    _write_again(preparation, PreparedQuestion, questions)
    _write_again(preparation, OpeningStatement, opening_statements)


def _write_again(
    preparation: Preparation, kind: type[PreparedQuestion] | type[OpeningStatement], written: Sequence[Texts]
) -> None:
    kind.objects.filter(preparation=preparation).delete()
    for position, texts in enumerate(written):
        kind.objects.create(preparation=preparation, position=position, texts=dict(texts))


@dataclass(frozen=True)
class TakenOver:
    """How many statements that were brought stand in the draft now, stood there before, or are left."""

    new: int
    there: int
    left: int


@transaction.atomic
def take_over_statements(
    preparation: Preparation, spool: Spool, texts: Sequence[str], *, language: str, most: int
) -> TakenOver:
    """Add the first of these texts, in one language, to the statements to start with."""
    if not may_change(preparation, spool):
        raise BriefFixed(f"the floor has taken the brief of {preparation.dialogue.slug}")
    kept = [each.texts for each in preparation.opening_statements.all()]
    there = {each.get(language) for each in kept}
    new = [text for text in texts if text not in there]
    chosen = new[: min(most, max(MOST_STATEMENTS - len(kept), 0))]
    _write_again(preparation, OpeningStatement, [*kept, *({language: text} for text in chosen)])
    return TakenOver(new=len(chosen), there=len(texts) - len(new), left=len(new) - len(chosen))


@transaction.atomic
def send_brief(dialogue: Dialogue, spool: Spool) -> Brief:
    """Lay the brief into the hatch, or say what is missing. It can be sent again until the floor has taken it."""
    preparation = Preparation.objects.select_for_update().get(dialogue=dialogue)
    if not may_change(preparation, spool):
        raise BriefFixed(f"the floor has taken the brief of {dialogue.slug}")
    if missing := what_is_missing(preparation):
        raise BriefIncomplete(missing)
    brief = brief_of(preparation)
    preparation.sent = timezone.now()
    preparation.save(update_fields=["sent"])
    spool.put(brief)
    return brief


def print_waiting_cards(preparation: Preparation, spool: Spool) -> bytes:
    """The entry cards of the batch that lies in the hatch. It lies there until somebody says that they are printed."""
    waiting = spool.path("entry", preparation.dialogue.slug)
    try:
        batch_of = waiting.stat().st_mtime_ns
        pdf = print_cards(preparation, waiting.read_bytes())
    except FileNotFoundError as error:
        raise BatchGone(f"no codes wait for {preparation.dialogue.slug}") from error
    mark = _mark_of_print(waiting)
    mark.touch()
    os.utime(mark, ns=(batch_of, batch_of))
    return pdf


def _mark_of_print(waiting: Path) -> Path:
    """Lies beside the batch and bears its time. When codes came or went since, the batch has another."""
    return waiting.with_suffix(".printed")


def is_printed(waiting: Path) -> bool:
    """Whether just these codes were printed."""
    mark = _mark_of_print(waiting)
    return waiting.exists() and mark.exists() and mark.stat().st_mtime_ns == waiting.stat().st_mtime_ns


def forget_waiting_codes(preparation: Preparation, spool: Spool) -> None:
    """Delete the batch in the hatch. From here on the codes are on paper only."""
    waiting = spool.path("entry", preparation.dialogue.slug)
    if not waiting.exists():
        raise BatchGone(f"no codes wait for {preparation.dialogue.slug}")
    if not is_printed(waiting):
        raise NotPrintedYet
    waiting.unlink()
    _mark_of_print(waiting).unlink()


def print_cards(preparation: Preparation, document: bytes) -> bytes:
    """The entry cards of a batch, as a PDF. The codes are on paper from here on, and nowhere on this side."""
    try:
        batch = read_document(document, EntryBatch)
    except RefusedDocument as refusal:
        raise WrongBatch(str(refusal)) from refusal
    if batch.dialogue != preparation.dialogue.slug:
        raise WrongBatch(f"it belongs to {batch.dialogue}, not to {preparation.dialogue.slug}")
    pdf = cards.as_pdf(batch, _texts_on_cards(preparation))
    Preparation.objects.filter(pk=preparation.pk).update(cards_printed=True)
    return pdf


def _texts_on_cards(preparation: Preparation) -> cards.CardTexts:
    titles: Mapping[str, str] = preparation.dialogue.title
    return cards.CardTexts(
        titles={language: titles[language] for language in preparation.languages if titles.get(language)},
        fictional=preparation.dialogue.fictional,
    )
