"""What a report says of its own versions and of the mistakes in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from sofra.door.programme.dates import shown_day
from sofra.door.report.content import Evidence, Kind, Origin, Points, Prose, Section, Sentence, State, Text
from sofra.door.report.saying import say, sentence
from sofra.door.report.shelf import Shelf
from sofra.web.languages import current_language, in_language


@dataclass(frozen=True)
class Past:
    number: int
    published: date
    changes: str
    """What was different from the version before; empty for the first."""
    language: str
    withdrawn: bool


@dataclass(frozen=True)
class Correction:
    """A mistake that was told to readers."""

    text: str
    language: str
    noted: date
    corrected_in: int | None
    """The number of a version."""


@dataclass(frozen=True)
class History:
    number: int | None = None
    """Of the version that is being written; None where it is not published."""
    versions: tuple[Past, ...] = ()
    """The first one first, this one included."""
    corrections: tuple[Correction, ...] = ()


def history(kept: History, shelf: Shelf) -> Section:
    ref = shelf.add(Evidence("versions", Kind.FACT, say(_("What the desk keeps of the versions of this report"))))
    corrections = tuple(_correction(each, ref) for each in kept.corrections)
    mistakes = Section("mistakes", say(_("Mistakes that are known")), (Points(corrections),))
    versions = tuple(each for past in kept.versions for each in _version(past, ref))
    return Section(
        ref="versions",
        title=say(_("Versions and mistakes")),
        blocks=(Prose((_this(kept, ref),)), *([Points(versions)] if versions else [])),
        parts=(mistakes,) if corrections else (),
    )


def _this(kept: History, ref: str) -> Sentence:
    if kept.number is None:
        return sentence(_("This is not a published version: it shows what the desk holds."), ref)
    return sentence(_("This is version %(number)d. Its address stays the same."), ref, number=kept.number)


def _version(past: Past, ref: str) -> Iterator[Sentence]:
    words = _("Version %(number)d of %(day)s")
    if past.withdrawn:
        words = _("Version %(number)d of %(day)s, withdrawn because something in it was taken back")
    label = say(words, number=past.number, day=shown_day(past.published))
    text = _own_words(past.changes, past.language) if past.changes else say(_("The first version."))
    yield Sentence(text, (ref,), Origin.COUNTED, label)


def _correction(each: Correction, ref: str) -> Sentence:
    label = say(_("Noted on %(day)s, not corrected yet"), day=shown_day(each.noted))
    if each.corrected_in is not None:
        label = say(_("Corrected in version %(number)d"), number=each.corrected_in)
    return Sentence(_own_words(each.text, each.language), (ref,), Origin.COUNTED, label)


def _own_words(words: str, language: str) -> Text:
    said = in_language({language: words}, current_language())
    state = State.ORIGINAL if said.tag == current_language().tag else State.MISSING
    return Text(said.text, said.tag, state)
