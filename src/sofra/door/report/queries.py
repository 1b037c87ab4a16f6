from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, TextChoices

from sofra.analysis.release.amounts import Counted, find_amounts, unsupported
from sofra.analysis.release.bands import Band
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import Stage, stage_of
from sofra.door.programme.models import Dialogue, Edition
from sofra.door.releases.models import Release
from sofra.door.report.drawing import Seat, seats
from sofra.hatch.brief import Breakdown, Lines
from sofra.hatch.release import (
    ComparedStatement,
    OpinionGroups,
    ReleasedClaim,
    ReleasedGroup,
    ReleasedStatement,
    named_groups,
    ref_of,
)
from sofra.hatch.release import Release as DocumentOfRelease
from sofra.hatch.spool import Spool
from sofra.web.languages import LANGUAGES, Texts

MOST = frozenset({Band.MORE_THAN_HALF, Band.BROAD})


# ---------------------------------------------------------------- what a dialogue released


class Finding(TextChoices):
    """What the bands of a statement say together."""

    AGREES = "agrees"
    DECLINES = "declines"
    """More than half of those who answered disagree."""
    DIFFERS = "differs"
    NOT_FOR_MANY = "not_for_many"
    """Few agree and few disagree: for most it was not theirs to say."""


@dataclass(frozen=True)
class Published:
    """One released statement."""

    texts: Texts
    answered: int
    """At least so many people answered."""
    agree: Band
    disagree: Band
    quotable: bool = False
    """Whether its author ticked that it may be quoted."""

    @property
    def ref(self) -> str:
        return ref_of(self.texts)

    @property
    def broad(self) -> bool:
        return Band.BROAD in (self.agree, self.disagree)

    @property
    def finding(self) -> Finding:
        return finding_of(self.agree, self.disagree)


def finding_of(agree: str, disagree: str) -> Finding:
    if agree in MOST:
        return Finding.AGREES
    if disagree in MOST:
        return Finding.DECLINES
    if agree == disagree == Band.FEW:
        return Finding.NOT_FOR_MANY
    return Finding.DIFFERS


@dataclass(frozen=True)
class Compared:
    """One released statement by group."""

    texts: Texts
    groups: list[tuple[Lines, ReleasedGroup]]
    quotable: bool = False

    @property
    def ref(self) -> str:
        return ref_of(self.texts)

    @property
    def finding(self) -> Finding:
        """What all its groups say; they differ as soon as one says something else."""
        found = {finding_of(group.agree, group.disagree) for _, group in self.groups}
        return found.pop() if len(found) == 1 else Finding.DIFFERS

    @property
    def broad(self) -> bool:
        return all(Band.BROAD in (group.agree, group.disagree) for _, group in self.groups)


def bands_of(statement: Published | Compared) -> Iterator[tuple[str, str]]:
    """Its bands of agree and disagree: one pair for everybody, or one for each group."""
    if isinstance(statement, Published):
        yield str(statement.agree), str(statement.disagree)
    else:
        yield from ((group.agree, group.disagree) for _name, group in statement.groups)


@dataclass(frozen=True)
class UnderQuestion:
    """What was said to one question; no question stands over the statements that the convenor gave to start with."""

    texts: Texts | None
    statements: tuple[Published | Compared, ...]


@dataclass(frozen=True)
class Section:
    finding: Finding
    statements: tuple[Published | Compared, ...]


@dataclass(frozen=True)
class Report:
    dialogue: Dialogue
    questions: tuple[Texts, ...]
    sections: tuple[Section, ...]
    by_question: tuple[UnderQuestion, ...]
    withheld: int
    """Statements that fewer than ten people answered."""
    asked_before: int
    """Statements that were released before for the same people."""
    colluders: int
    """How many people may compare notes without learning a third one's answer."""
    opinion_groups: OpinionGroups | None
    """What became of the search for them; None where the brief asked for none."""
    claims: tuple[ReleasedClaim, ...] = ()
    by: str = ""
    """By what its answers are counted apart: country, sector, opinion or nothing."""

    @property
    def statements(self) -> tuple[Published | Compared, ...]:
        return tuple(each for under in self.by_question for each in under.statements)


def compile_report(dialogue: Dialogue) -> Report | None:
    """What this dialogue released, in order; None until it has. It reads the release and nothing else."""
    kept = Release.objects.filter(dialogue=dialogue).first()
    if kept is None:
        return None
    content, questions = kept.content, _questions_of(dialogue)
    statements = [_published(each, content.breakdown) for each in content.everything]
    return Report(
        dialogue=dialogue,
        questions=questions,
        sections=tuple(_sections(statements)),
        by_question=tuple(_by_question(questions, content)),
        withheld=content.withheld,
        asked_before=content.asked_before,
        colluders=content.colluders,
        claims=content.claims,
        by=content.breakdown.by if content.breakdown else "",
        opinion_groups=content.opinion_groups,
    )


@dataclass(frozen=True)
class Sheet:
    """How a release was made, for the paper that convenors sign."""

    received: datetime
    asked_before: int
    ledger: str
    """The hash of its entry on the floor, in groups of eight."""


def release_sheet(dialogue: Dialogue) -> Sheet:
    kept = Release.objects.get(dialogue=dialogue)
    content = kept.content
    ledger = " ".join(content.ledger[at : at + 8] for at in range(0, len(content.ledger), 8))
    return Sheet(kept.received, content.asked_before, ledger)


def _questions_of(dialogue: Dialogue) -> tuple[Texts, ...]:
    preparation = Preparation.objects.get(dialogue=dialogue)
    return tuple(each.texts for each in preparation.questions.all())


def _published(statement: ReleasedStatement | ComparedStatement, breakdown: Breakdown | None) -> Published | Compared:
    if isinstance(statement, ComparedStatement):
        return Compared(statement.texts, named_groups(statement, breakdown) if breakdown else [], statement.quotable)
    return Published(
        texts=statement.texts,
        answered=statement.answered,
        agree=Band(statement.agree),
        disagree=Band(statement.disagree),
        quotable=statement.quotable,
    )


def _sections(statements: Sequence[Published | Compared]) -> Iterator[Section]:
    for finding in Finding:
        found = [each for each in statements if each.finding == finding]
        # Broad before "more than half"; within a band as the release had it, which means nothing.
        found.sort(key=lambda each: not each.broad)
        yield Section(finding, tuple(found))


def _by_question(questions: Sequence[Texts], content: DocumentOfRelease) -> Iterator[UnderQuestion]:
    by_place: dict[int | None, list[Published | Compared]] = {}
    for statement in content.everything:
        by_place.setdefault(statement.question, []).append(_published(statement, content.breakdown))
    for place, texts in enumerate(questions):
        yield UnderQuestion(texts, tuple(by_place.get(place, ())))
    if None in by_place:
        yield UnderQuestion(None, tuple(by_place[None]))


# ---------------------------------------------------------------- the desk


class Next(TextChoices):
    """What a dialogue waits for."""

    WRITE = "write"
    FLOOR_TAKES = "floor_takes"
    MEND = "mend"
    PRINT = "print"
    RUN = "run"
    READ = "read"
    HELD = "held"
    """Before there was a desk: nothing is left to do."""


STEP_OF: dict[Next, int] = {
    Next.WRITE: 0,
    Next.MEND: 0,
    Next.FLOOR_TAKES: 1,
    Next.PRINT: 2,
    Next.RUN: 3,
    Next.READ: 5,
    Next.HELD: 5,
}
_NEXT = {
    Stage.DRAFT: Next.WRITE,
    Stage.IN_HATCH: Next.FLOOR_TAKES,
    Stage.TURNED_BACK: Next.MEND,
    Stage.CARDS: Next.PRINT,
    Stage.ON_FLOOR: Next.RUN,
}


FOR_CONVENORS = frozenset({Next.WRITE, Next.MEND, Next.PRINT})


@dataclass(frozen=True)
class DeskRow:
    dialogue: Dialogue
    next: Next

    @property
    def step(self) -> int:
        return STEP_OF[self.next]

    @property
    def is_prepared_here(self) -> bool:
        return self.next != Next.HELD


@dataclass(frozen=True)
class DeskEdition:
    edition: Edition
    rows: tuple[DeskRow, ...]

    @property
    def waiting(self) -> list[DeskRow]:
        """What a convenor can do now."""
        return [row for row in self.rows if row.next in FOR_CONVENORS]

    @property
    def n_released(self) -> int:
        return sum(row.next == Next.READ for row in self.rows)

    @property
    def drawn(self) -> list[tuple[Seat, DeskRow]]:
        """The rows around a table of the year; only where something is prepared, for the rest is history."""
        if not any(row.is_prepared_here for row in self.rows):
            return []
        rows = sorted(self.rows, key=lambda row: row.dialogue.date_from)
        return list(zip(seats(row.dialogue.date_from for row in rows), rows, strict=False))


def desk_editions(spool: Spool) -> list[DeskEdition]:
    """Every edition with its dialogues and what each waits for; the newest first."""
    dialogues = Dialogue.objects.select_related("edition__programme", "country", "preparation", "release")
    editions = Edition.objects.select_related("programme").order_by("-year", "slug")
    found = editions.prefetch_related(Prefetch("dialogues", queryset=dialogues))
    return [DeskEdition(each, tuple(_row(dialogue, spool) for dialogue in each.dialogues.all())) for each in found]


def _row(dialogue: Dialogue, spool: Spool) -> DeskRow:
    return DeskRow(dialogue, next_of(dialogue, spool))


def is_prepared(dialogue: Dialogue) -> bool:
    """Prepared at this desk; the others were held before there was one."""
    return getattr(dialogue, "preparation", None) is not None


def next_of(dialogue: Dialogue, spool: Spool) -> Next:
    """What this dialogue waits for."""
    if getattr(dialogue, "release", None):
        return Next.READ
    return _NEXT[stage_of(dialogue.preparation, spool)] if is_prepared(dialogue) else Next.HELD


# ---------------------------------------------------------------- the words of a report on an edition


def amount_words(sentence: str, language: str) -> tuple[str, ...]:
    """The amount words of a sentence, in its own spelling."""
    return tuple(sentence[word.start : word.end] for word in find_amounts(sentence, language))


def unsupported_words(sentence: str, tag: str, bands: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Its amount words that no released band bears out; the language as a page's tag names it."""
    language = next(each.content for each in LANGUAGES if each.tag == tag)
    counted = [Counted(Band(agree), Band(disagree)) for agree, disagree in bands]
    return tuple(sentence[word.start : word.end] for word in unsupported(sentence, language, counted))
