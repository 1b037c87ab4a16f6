from collections.abc import Sequence
from enum import StrEnum

from django.db import transaction

from sofra.analysis.language.script import to_latin
from sofra.floor.moderation import queries
from sofra.floor.moderation.models import Act, Draft, FirstReading, Hold, LoggedAct, Reason, Returned, Taken, Wording
from sofra.floor.room.models import Dialogue, StaffPass
from sofra.floor.sealing.queries import sealed_words
from sofra.floor.statements.models import State, Statement
from sofra.web.languages import Texts

SMALLEST_BATCH = 5


class DoneAlready(ValueError):
    """Another moderator was faster, or has it on the desk; nothing was changed."""


class MissingLanguage(ValueError):
    """A wording in one language alone would tell which language its author writes, unless it is the same for all."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        super().__init__(f"no wording in {', '.join(languages)}")


class Outcome(StrEnum):
    READY = "ready"
    SECOND = "second"
    """Something in it may point at a person: a second moderator has to let it through."""


@transaction.atomic
def take(statement: Statement, by: StaffPass, *, over: bool = False) -> None:
    """Lay the statement on this moderator's desk, and what lay there back; `over`: also from another desk."""
    put_back(by)
    if over:
        Taken.objects.filter(statement=statement).delete()
    waits = Statement.objects.filter(key=statement.key, state=State.WAITING).exists()
    if waits:
        Taken.objects.bulk_create([Taken(statement=statement, staff_pass=by)], ignore_conflicts=True)
    if queries.holder_of(statement) != by.key:
        raise DoneAlready


def take_next(by: StaffPass, *, after: str = "") -> str | None:
    """The key of the next statement, now on this desk; None when nothing else waits that this moderator may read."""
    keys = queries.queue(by)
    start = keys.index(after) if after in keys else len(keys)
    for key in keys[start + 1 :] + keys[:start]:
        try:
            take(Statement(key=key), by)
        except DoneAlready:
            continue
        return key
    put_back(by)
    return None


def put_back(by: StaffPass) -> None:
    Taken.objects.filter(staff_pass=by).delete()


@transaction.atomic
def approve(statement: Statement, texts: Texts, *, by: StaffPass, unaltered: bool = False) -> Outcome:
    """Let a wording through, or, if it may point at a person, keep it for a second reader with another pass.

    It stands in every language of the room, or in the first one alone, whatever the original is in.
    """
    texts = {language: text for language, text in texts.items() if text}
    missing = [language for language in statement.dialogue.languages if language not in texts]
    if missing and list(texts) != statement.dialogue.languages[:1]:
        raise MissingLanguage(missing)
    _refuse_unless_free(statement, by)
    texts = _as_every_other(texts, statement.dialogue.languages)
    names_somebody = queries.names_somebody(texts)
    if names_somebody and not _read_by_another(statement, texts, by):
        _keep_for_second_reader(statement, texts, by)
        return Outcome.SECOND
    log(statement.dialogue, Act.ACCEPTED if unaltered else Act.REWORDED)
    if names_somebody:
        log(statement.dialogue, Act.READ_TWICE)
    _move(statement, State.WORDED)
    Draft.objects.filter(statement=statement).delete()
    Wording.objects.create(
        dialogue=statement.dialogue,
        question=statement.question,
        statement=statement,
        texts=dict(texts),
        names_somebody=names_somebody,
        readers=2 if names_somebody else 1,
    )
    if statement.dialogue.wordings.filter(on_table=False).count() >= SMALLEST_BATCH:
        put_on_table(statement.dialogue)
    return Outcome.READY


def _as_every_other(texts: Texts, languages: Sequence[str]) -> Texts:
    """In the order of the room's languages and in Latin script, whichever the moderator began with.

    The desk shows the language of the original first; a wording that kept it first would tell it to everybody.
    """
    given = [language for language in languages if language in texts]
    return {language: to_latin(texts[language]) if language == "bcms" else texts[language] for language in given}


def _read_by_another(statement: Statement, texts: Texts, by: StaffPass) -> bool:
    """Whether a moderator with another pass let just these texts through."""
    first = FirstReading.objects.filter(statement=statement).exclude(staff_pass=by)
    return first.exists() and queries.drafted_texts(statement) == dict(texts)


def _keep_for_second_reader(statement: Statement, texts: Texts, by: StaffPass) -> None:
    _write_drafts(statement, texts)
    FirstReading.objects.update_or_create(statement=statement, defaults={"staff_pass": by})
    Taken.objects.filter(statement=statement).delete()


@transaction.atomic
def save_draft(statement: Statement, texts: Texts, *, by: StaffPass) -> None:
    """Keep what is written so far, in whatever languages, for this moderator or another to finish."""
    _refuse_unless_free(statement, by)
    if queries.waiting_statements(statement.dialogue).filter(key=statement.key).exists():
        FirstReading.objects.filter(statement=statement).delete()
        _write_drafts(statement, texts)
        return
    raise DoneAlready


def _write_drafts(statement: Statement, texts: Texts) -> None:
    """In every language of the room, written or not, so that the rows do not tell which came first."""
    Draft.objects.filter(statement=statement).delete()
    Draft.objects.bulk_create(
        Draft(statement=statement, language=language, sealed=_sealed(statement, texts.get(language, ""), language))
        for language in statement.dialogue.languages
    )


def _sealed(statement: Statement, text: str, language: str) -> bytes:
    return sealed_words(statement.dialogue, text, language)


@transaction.atomic
def hold(statement: Statement, reason: Reason, *, by: StaffPass) -> None:
    _refuse_unless_free(statement, by)
    _move(statement, State.HELD)
    Hold.objects.create(statement=statement, reason=reason)
    log(statement.dialogue, Act.HELD, reason)


@transaction.atomic
def take_up_again(statement: Statement) -> None:
    """Back into the queue, for a second look."""
    if not Statement.objects.filter(key=statement.key, state=State.HELD).update(state=State.WAITING):
        raise DoneAlready
    Hold.objects.filter(statement=statement).delete()
    log(statement.dialogue, Act.TAKEN_UP)


@transaction.atomic
def return_to_room(statement: Statement, reason: Reason, *, by: StaffPass) -> None:
    """Destroy the words, and leave a note that somebody may want to say it again in other words."""
    _destroy_unworded(statement, by)
    Returned.objects.create(dialogue=statement.dialogue, question=statement.question, reason=reason)
    log(statement.dialogue, Act.RETURNED, reason)


@transaction.atomic
def destroy(statement: Statement, reason: Reason, *, by: StaffPass) -> None:
    _destroy_unworded(statement, by)
    log(statement.dialogue, Act.DESTROYED, reason)


def _destroy_unworded(statement: Statement, by: StaffPass) -> None:
    _refuse_unless_free(statement, by)
    gone, _ = Statement.objects.filter(key=statement.key).exclude(state=State.WORDED).delete()
    if not gone:
        raise DoneAlready


def take_down(note: Returned) -> None:
    """It was said again, or nobody wants to: the note comes off the wall."""
    note.delete()


@transaction.atomic
def empty_inbox(dialogue: Dialogue) -> None:
    """At the close: what nobody let through is destroyed, and no pass stands beside a statement any more."""
    unread = dialogue.statements.exclude(state=State.WORDED)
    for _ in range(unread.count()):
        log(dialogue, Act.UNREAD)
    unread.delete()
    dialogue.returned.all().delete()


def _refuse_unless_free(statement: Statement, by: StaffPass) -> None:
    if queries.holder_of(statement) not in ("", by.key):
        raise DoneAlready


def _move(statement: Statement, state: State) -> None:
    """Out of the queue, once, and off the desk."""
    if not Statement.objects.filter(key=statement.key, state=State.WAITING).update(state=state):
        raise DoneAlready
    FirstReading.objects.filter(statement=statement).delete()
    Taken.objects.filter(statement=statement).delete()


def log(dialogue: Dialogue, act: Act, reason: Reason | None = None) -> None:
    LoggedAct.objects.create(dialogue=dialogue, act=act, reason=reason or "")


def put_on_table(dialogue: Dialogue) -> int:
    """Everything that is ready, at once. Its order on the table is the order of random keys."""
    return dialogue.wordings.filter(on_table=False).update(on_table=True)


@transaction.atomic
def add_opening_statements(dialogue: Dialogue, statements: Sequence[Texts]) -> None:
    """What the convenor gave the room to start with lies on the table from the beginning."""
    Wording.objects.bulk_create(
        Wording(dialogue=dialogue, texts=dict(texts), readers=1, on_table=True) for texts in statements
    )
