from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from sofra.analysis.language.marks import find_marks
from sofra.floor.moderation.marks import Piece, points_at_somebody, rank
from sofra.floor.moderation.models import Act, Draft, FirstReading, Reason, Returned, Taken, Wording
from sofra.floor.room.models import Dialogue, Role, StaffPass
from sofra.floor.sealing.queries import Locked, is_open, open_words
from sofra.floor.statements.models import State, Statement
from sofra.floor.statements.queries import original
from sofra.web.languages import Texts


@dataclass(frozen=True)
class DeskCounts:
    waiting: int
    second: int
    """Drafts that wait for a second reader; they are among those waiting too."""
    half_done: int
    """Drafts that somebody began and nobody finished; they are among those waiting too."""
    ready: int
    on_table: int
    held: int

    @property
    def unread(self) -> int:
        """What the close destroys, unless somebody lets it through before."""
        return self.waiting + self.held


@dataclass(frozen=True)
class Reading:
    """One statement as a moderator sees it: the words, what is marked in them, and what has been drafted."""

    statement: Statement
    words: str
    language: str
    pieces: tuple[Piece, ...]
    texts: Texts
    first_reader: str
    """The key of the pass that let this draft through and waits for a second one, or nothing."""


@dataclass(frozen=True)
class Line:
    """So many acts of one kind and for one reason."""

    act: Act
    reason: Reason | None
    times: int


def desk_counts(dialogue: Dialogue) -> DeskCounts:
    waiting, wordings = waiting_statements(dialogue), dialogue.wordings
    return DeskCounts(
        waiting=waiting.count(),
        second=waiting.filter(first_reading__isnull=False).count(),
        half_done=half_done(dialogue).count(),
        ready=wordings.filter(on_table=False).count(),
        on_table=wordings.filter(on_table=True).count(),
        held=dialogue.statements.filter(state=State.HELD).count(),
    )


def waiting_statements(dialogue: Dialogue) -> QuerySet[Statement]:
    """In the order of random keys, which is no order."""
    return dialogue.statements.filter(state=State.WAITING).select_related("question").order_by("key")


def half_done(dialogue: Dialogue) -> QuerySet[Statement]:
    unfinished = waiting_statements(dialogue).filter(_has_drafts(), first_reading__isnull=True)
    return unfinished.select_related("first_reading")


def waiting_for_second_reader(dialogue: Dialogue) -> QuerySet[Statement]:
    return waiting_statements(dialogue).filter(first_reading__isnull=False).select_related("first_reading")


def on_other_desks(staff_pass: StaffPass) -> QuerySet[Statement]:
    taken = waiting_statements(staff_pass.dialogue).filter(taken__isnull=False)
    return taken.exclude(taken__staff_pass=staff_pass)


def _has_drafts() -> Exists:
    return Exists(Draft.objects.filter(statement=OuterRef("pk")))


def held_statements(dialogue: Dialogue) -> QuerySet[Statement]:
    return dialogue.statements.filter(state=State.HELD).select_related("question", "hold").order_by("key")


def wordings_on_table(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=True).order_by("key")


def wordings_ready(dialogue: Dialogue) -> QuerySet[Wording]:
    return dialogue.wordings.filter(on_table=False).order_by("key")


def returned_notes(dialogue: Dialogue) -> QuerySet[Returned]:
    return dialogue.returned.select_related("question").order_by("question__place", "reason", "key")


def queue(staff_pass: StaffPass) -> list[str]:
    """Keys of what this moderator may read next, in order: second readings, then by marks, then half-done drafts.

    Among equals the order of random keys decides, never that of arrival. Raises `Locked` while the words are sealed.
    """
    if not is_open(staff_pass.dialogue):
        raise Locked(f"the key of {staff_pass.dialogue_id} is not in memory")
    free = may_read(staff_pass).annotate(drafted=_has_drafts()).select_related("first_reading")
    return [each.key for each in sorted(free, key=_place)]


def may_read(staff_pass: StaffPass) -> QuerySet[Statement]:
    """What waits, lies on no other desk, and was not let through by this very pass."""
    free = waiting_statements(staff_pass.dialogue).filter(Q(taken__isnull=True) | Q(taken__staff_pass=staff_pass))
    return free.exclude(first_reading__staff_pass=staff_pass)


def _place(statement: Statement) -> tuple[int, int, str]:
    if hasattr(statement, "first_reading"):
        return 0, 0, statement.key
    drafted = statement.drafted  # type: ignore[attr-defined]  # annotated by `queue`
    return 2 if drafted else 1, _rank_of(statement), statement.key


_ranks: dict[str, int] = {}
"""By key of the statement, in memory alone: looking for marks takes milliseconds a text, and words never change."""


def _rank_of(statement: Statement) -> int:
    if statement.key not in _ranks:
        _ranks[statement.key] = rank(marked(original(statement).text))
    return _ranks[statement.key]


def reading(statement: Statement) -> Reading:
    """Everything that lies before the moderator. Raises `Locked` while the words are sealed."""
    words = original(statement)
    first = FirstReading.objects.filter(statement=statement).values_list("staff_pass_id", flat=True).first()
    return Reading(
        statement=statement,
        words=words.text,
        language=words.language,
        pieces=marked(words.text),
        texts=drafted_texts(statement),
        first_reader=first or "",
    )


def drafted_texts(statement: Statement) -> Texts:
    drafts = Draft.objects.filter(statement=statement)
    texts = {each.language: open_words(statement.dialogue, each.sealed).text for each in drafts}
    return {language: text for language, text in texts.items() if text}


def has_translators(dialogue: Dialogue) -> bool:
    return StaffPass.objects.filter(dialogue=dialogue, role=Role.TRANSLATOR).exists()


def marked(text: str) -> tuple[Piece, ...]:
    """The whole text in pieces, so that a page can show what is marked in it."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    shown = 0
    for mark in sorted(find_marks(text), key=lambda mark: (mark.start, -mark.end)):
        start, end = max(mark.start, shown), mark.end
        if end <= start:
            continue
        if start > shown:
            yield Piece(text[shown:start])
        yield Piece(text[start:end], str(mark.kind))
        shown = end
    if shown < len(text):
        yield Piece(text[shown:])


def marks_in(texts: Texts) -> list[Piece]:
    """Every marked place in a wording, once, however many languages it stands in."""
    return list(dict.fromkeys(piece for text in texts.values() for piece in marked(text) if piece.kind))


def names_somebody(texts: Texts) -> bool:
    """Whether a wording, in any language, may point at one person."""
    return any(points_at_somebody(marked(text)) for text in texts.values())


def holder_of(statement: Statement) -> str:
    """The key of the pass on whose desk it lies, or nothing."""
    return Taken.objects.filter(statement=statement).values_list("staff_pass_id", flat=True).first() or ""


def log_of(dialogue: Dialogue) -> list[Line]:
    """What was done so far, by kind and reason. How often, never when or by whom."""
    counted = Counter(dialogue.acts.values_list("act", "reason"))
    return [
        Line(act, reason, counted[act, reason or ""])
        for act in Act
        for reason in [None, *Reason]
        if counted[act, reason or ""]
    ]
