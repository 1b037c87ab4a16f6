import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from sofra.analysis.language.marks import find_marks
from sofra.analysis.release.amounts import Counted, nobody_counted, unsupported
from sofra.analysis.release.bands import Band
from sofra.analysis.release.combination import SMALLEST_VOICE, Described, Present, may_stand
from sofra.door.preparation.models import Preparation
from sofra.door.programme.models import Dialogue
from sofra.door.releases.models import Release
from sofra.door.sentences.models import Sentence, SentenceVersion
from sofra.door.sentences.released import Piece, Span, What, pieces_of
from sofra.hatch.claims import SaidBy
from sofra.hatch.release import Release as Content
from sofra.web.claims import SAID_BY
from sofra.web.languages import BY_CODE, Texts

SPARE_CARDS = 0.3
"""So many more cards than seats are made, so at most so many people were there."""
QUOTATION = re.compile('[“”„‟«»‹›"]')
POINTS_AT_NOBODY = frozenset({"url"})


class Fault(TextChoices):
    """Why a sentence cannot be published as it is."""

    NOTHING_UNDER_IT = "nothing_under_it", _("Nothing bears it. Tick at least one claim, statement or answer.")
    GONE = "gone", _("Something that it rests on was taken back. Tick something else, or delete the sentence.")
    AMOUNT = "amount", _("No answers that are ticked bear out the marked amount word. Tick some, say it otherwise, or say that nobody counted.")  # fmt: skip  # noqa: E501
    QUOTE_NOT_EXACT = "quote_not_exact", _("The quote is not letter for letter what was released. Choose it again.")
    QUOTE_NOT_ALLOWED = "quote_not_allowed", _("The author of this statement has not allowed to quote it.")
    QUOTATION_MARKS = "quotation_marks", _("Words in quotation marks may only come from a statement. Take the marks away, and choose the quote below the sentence.")  # fmt: skip  # noqa: E501
    VOICE_NOT_BORNE = "voice_not_borne", _("What is ticked was not said by this voice alone. Say “Participants”, or tick only its claims.")  # fmt: skip  # noqa: E501
    VOICE_TOO_NARROW = "voice_too_narrow", _("Fewer than five people may fit this voice together with what is ticked. Say “Participants”.")  # fmt: skip  # noqa: E501
    MAY_POINT = "may_point", _("Something in it may point at one person. Word it wider, or tick that you have looked.")


# ---------------------------------------------------------------- one sentence against what was released


@dataclass(frozen=True)
class Ground:
    """What the sentences of one dialogue stand on."""

    pieces: Mapping[str, Piece]
    by: str
    """By what its answers are counted apart: country, sector or nothing."""
    most_people: int
    """So many people were in the room at most."""

    @property
    def statements(self) -> dict[str, Piece]:
        return {piece.ref: piece for piece in self.pieces.values() if piece.what is What.STATEMENT}


@dataclass(frozen=True)
class Stretch:
    text: str
    is_amount: bool = False


@dataclass(frozen=True)
class Judged:
    """A version of a sentence as it stands against what is released now."""

    version: SentenceVersion
    words: str
    """All that is printed of it, the fixed words included."""
    stretches: tuple[Stretch, ...]
    """The same, with the amount words that nothing bears out."""
    pieces: tuple[Piece, ...]
    quote: str
    faults: tuple[Fault, ...]

    @property
    def texts(self) -> Texts:
        return {self.version.language: self.words}

    @property
    def tag(self) -> str:
        return BY_CODE[self.version.language].tag

    @property
    def quoted(self) -> Texts:
        return {self.version.language: self.quote} if self.quote else {}

    @property
    def is_counted(self) -> bool:
        return any(piece.what is What.BANDS for piece in self.pieces)

    @property
    def voice(self) -> str:
        """The sector it is said to come from; nothing where it is all participants."""
        said_by = SaidBy(self.version.said_by)
        return str(SAID_BY[said_by]) if said_by is not SaidBy.PARTICIPANTS else ""


def ground_of(dialogue: Dialogue) -> Ground | None:
    """None until something was released."""
    kept = Release.objects.filter(dialogue=dialogue).first()
    if kept is None:
        return None
    content: Content = kept.content
    seats = Preparation.objects.get(dialogue=dialogue).seats
    by = content.breakdown.by if content.breakdown else ""
    return Ground(pieces_of(content), by, ceil(seats * (1 + SPARE_CARDS)))


def judge(version: SentenceVersion, ground: Ground) -> Judged:
    pieces = tuple(ground.pieces[key] for key in version.rests_on if key in ground.pieces)
    words = printed_words(version)
    return Judged(
        version=version,
        words=words,
        stretches=tuple(_stretches(words, version.language, pieces)),
        pieces=pieces,
        quote=_quoted_words(version, ground),
        faults=tuple(dict.fromkeys(_faults(version, pieces, ground))),
    )


def printed_words(version: SentenceVersion) -> str:
    """The sentence, and the fixed words behind it where nobody counted."""
    if not version.uncounted:
        return version.text
    end = "" if version.text.endswith((".", "!", "?", "…")) else "."
    return f"{version.text}{end} {nobody_counted(version.language)}"


def span_in(version: SentenceVersion) -> Span | None:
    if version.quote_start is None or version.quote_end is None:
        return None
    return Span(version.quote_ref, version.quote_start, version.quote_end, version.quote_digest)


def _quoted_words(version: SentenceVersion, ground: Ground) -> str:
    span, source = span_in(version), ground.statements.get(version.quote_ref)
    return span.words_in(source.texts.get(version.language, "")) if span and source and source.quotable else ""


def _faults(version: SentenceVersion, pieces: Sequence[Piece], ground: Ground) -> Iterator[Fault]:
    if not pieces:
        yield Fault.GONE if version.rests_on else Fault.NOTHING_UNDER_IT
    elif len(pieces) < len(version.rests_on):
        yield Fault.GONE
    if _unsupported(printed_words(version), version.language, pieces):
        yield Fault.AMOUNT
    yield from _faults_of_quote(version, ground)
    yield from _faults_of_voice(version, pieces, ground)
    if not version.checked and any(mark.kind not in POINTS_AT_NOBODY for mark in find_marks(version.text)):
        yield Fault.MAY_POINT


def _faults_of_quote(version: SentenceVersion, ground: Ground) -> Iterator[Fault]:
    if QUOTATION.search(version.text):
        yield Fault.QUOTATION_MARKS
    source = ground.statements.get(version.quote_ref)
    if version.quote_ref and source is None:
        yield Fault.GONE
    elif source and not source.quotable:
        yield Fault.QUOTE_NOT_ALLOWED
    elif source and not _quoted_words(version, ground):
        yield Fault.QUOTE_NOT_EXACT


def _faults_of_voice(version: SentenceVersion, pieces: Sequence[Piece], ground: Ground) -> Iterator[Fault]:
    said_by = SaidBy(version.said_by)
    if said_by is SaidBy.PARTICIPANTS:
        return
    if version.quote_ref or {piece.said_by for piece in pieces} != {said_by}:
        yield Fault.VOICE_NOT_BORNE
    if not all(may_stand(each, _present(pieces, ground)) for each in _described(said_by, pieces, ground)):
        yield Fault.VOICE_TOO_NARROW


def _described(said_by: SaidBy, pieces: Iterable[Piece], ground: Ground) -> Iterator[Described]:
    """The voice, and the voice together with each country whose answers are ticked."""
    yield Described(voice=said_by)
    if ground.by == "country":
        yield from (Described(voice=said_by, place=piece.key) for piece in pieces if piece.group)


def _present(pieces: Iterable[Piece], ground: Ground) -> Present:
    """As far as the release tells: five of each voice that it names, and who answered in each group."""
    named = {piece.said_by for piece in ground.pieces.values() if piece.said_by}
    return Present(
        ground.most_people,
        voice=dict.fromkeys(named, SMALLEST_VOICE),
        place={piece.key: piece.answered for piece in pieces if piece.group},
    )


def _unsupported(words: str, language: str, pieces: Iterable[Piece]) -> tuple[tuple[int, int], ...]:
    bands = [Counted(Band(each.agree), Band(each.disagree)) for each in pieces if each.what is What.BANDS]
    return tuple((word.start, word.end) for word in unsupported(words, language, bands))


def _stretches(words: str, language: str, pieces: Iterable[Piece]) -> Iterator[Stretch]:
    shown = 0
    for start, end in _unsupported(words, language, pieces):
        yield from [Stretch(words[shown:start])] if start > shown else []
        yield Stretch(words[start:end], is_amount=True)
        shown = end
    yield from [Stretch(words[shown:])] if shown < len(words) else []


# ---------------------------------------------------------------- the desk


@dataclass(frozen=True)
class Row:
    """A sentence on the desk."""

    sentence: Sentence
    last: Judged
    public: Judged | None
    """What the public reads; None where nothing is published, or where it does not hold any more."""
    is_published: bool

    @property
    def is_dropped(self) -> bool:
        """Published, and left out of every page since, because it does not hold any more."""
        return self.is_published and self.public is None

    @property
    def is_changed(self) -> bool:
        return self.public is not None and not self.last.version.published

    @property
    def is_ready(self) -> bool:
        return not self.last.faults and not self.last.version.published


@dataclass(frozen=True)
class Desk:
    rows: tuple[Row, ...]
    struck: tuple[Row, ...]

    @property
    def ready(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_ready)

    @property
    def public(self) -> tuple[Judged, ...]:
        return tuple(row.public for row in self.rows if row.public)


def desk_of(dialogue: Dialogue, ground: Ground) -> Desk:
    rows = [_row(each, ground) for each in dialogue.sentences.prefetch_related("versions", "acts__by")]
    return Desk(
        rows=tuple(row for row in rows if not row.sentence.struck),
        struck=tuple(row for row in rows if row.sentence.struck),
    )


def last_version(sentence: Sentence) -> SentenceVersion:
    return list(sentence.versions.all())[-1]


def _row(sentence: Sentence, ground: Ground) -> Row:
    shown = next((judge(each, ground) for each in sentence.versions.all() if each.published), None)
    holds = shown if shown and not shown.faults else None
    return Row(sentence, judge(last_version(sentence), ground), holds, is_published=shown is not None)


# ---------------------------------------------------------------- what the public reads


def published_highlights(dialogue: Dialogue) -> tuple[Judged, ...]:
    """The published sentences that hold against what is released now, in their order."""
    ground = ground_of(dialogue)
    if ground is None:
        return ()
    versions = SentenceVersion.objects.public().filter(sentence__dialogue=dialogue).order_by("sentence__position")
    judged = (judge(each, ground) for each in versions)
    return tuple(each for each in judged if not each.faults)
