from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sofra.analysis.language.hints import likeness_by_letters
from sofra.analysis.language.topics import topic_labels, topics_in
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue, StaffPass
from sofra.floor.translations.models import Translation
from sofra.web.languages import Texts
from sofra.web.meaning import language_worker
from sofra.worker.client import NoAnswer

FUZZY_FROM = 0.45
MEANS_THE_SAME_FROM = 0.5
_SHOWN = 3
_TERMS = 4


class Standing(StrEnum):
    """How far a wording is in one language."""

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    REVIEWED = "reviewed"
    """A moderator or the convenor gave it in this language; nobody needs to translate it."""


WAITS = (Standing.MISSING, Standing.STALE, Standing.DRAFT, Standing.CHECKED)
"""For somebody, in the order of the queue; the last for a second pass."""
TO_BE_READ_WITH_CARE = (Standing.STALE, Standing.DRAFT)
"""Shown in the room with a word of warning, and not released."""


def first_language(dialogue: Dialogue) -> str:
    """The one from which everything is translated: the same for all, so that it tells nothing of an author."""
    return str(dialogue.languages[0])


def other_languages(dialogue: Dialogue) -> list[str]:
    return list(dialogue.languages[1:])


def source_of(wording: Wording) -> str:
    return str(wording.texts.get(first_language(wording.dialogue), ""))


def standing(wording: Wording, language: str) -> Standing:
    if not wording.texts.get(language):
        return Standing.MISSING
    found = _translation(wording, language)
    if found is None:
        return Standing.REVIEWED
    return Standing.STALE if found.source != source_of(wording) else Standing(found.state)


def _translation(wording: Wording, language: str) -> Translation | None:
    return next((each for each in wording.translations.all() if each.language == language), None)


def reviewed_texts(wording: Wording) -> Texts:
    """What may leave of a wording: every language but drafts, and but translations of what it said before."""
    return {
        language: text
        for language, text in wording.texts.items()
        if standing(wording, language) not in TO_BE_READ_WITH_CARE
    }


def wordings_of(dialogue: Dialogue) -> list[Wording]:
    """Everything that was let through, in the order of random keys."""
    found = dialogue.wordings.order_by("key").select_related("dialogue").prefetch_related("translations")
    return [each for each in found if source_of(each)]


@dataclass(frozen=True)
class Waiting:
    wording: Wording
    source: str
    standing: Standing
    own: bool
    """This very pass wrote it, so that another one has to approve it."""


def queue(staff_pass: StaffPass, language: str) -> list[Waiting]:
    """What waits in one language: what lacks it, then what is stale, half done, and to be read a second time."""
    found = [_waiting(each, language, staff_pass) for each in wordings_of(staff_pass.dialogue)]
    waiting = [each for each in found if each.standing in WAITS]
    return sorted(waiting, key=lambda each: (each.own, WAITS.index(each.standing), each.wording.key))


def _waiting(wording: Wording, language: str, staff_pass: StaffPass) -> Waiting:
    made, now = _translation(wording, language), standing(wording, language)
    own = now == Standing.CHECKED and made is not None and made.staff_pass_id == staff_pass.key
    return Waiting(wording, source_of(wording), now, own)


def next_after(staff_pass: StaffPass, language: str, key: str) -> str | None:
    """The key of what comes next in the queue, round and round; None when nothing else waits."""
    keys = [each.wording.key for each in queue(staff_pass, language) if not each.own and each.wording.key != key]
    return next((each for each in keys if each > key), keys[0] if keys else None)


@dataclass(frozen=True)
class Coverage:
    """How many wordings are how far in one language."""

    language: str
    total: int
    counts: Mapping[Standing, int]

    @property
    def done(self) -> int:
        return self.total - sum(self.counts.get(each, 0) for each in (*TO_BE_READ_WITH_CARE, Standing.MISSING))


def coverage(dialogue: Dialogue) -> list[Coverage]:
    wordings = wordings_of(dialogue)
    return [
        Coverage(language, len(wordings), Counter(standing(each, language) for each in wordings))
        for language in other_languages(dialogue)
    ]


# ---------------------------------------------------------------- what was translated before


@dataclass(frozen=True)
class Before:
    """A text of this room with its translation, and how alike it is to what is translated now, in hundredths."""

    source: str
    source_language: str
    text: str
    alike: int


def memory(wording: Wording, language: str) -> list[Before]:
    """What this room has in this language that is like this wording: the same, nearly the same letters or meaning."""
    pairs = list(_pairs(wording, language))
    scores = _by_letters(source_of(wording), pairs) | _by_meaning(wording, language, pairs)
    best = sorted(scores, key=lambda place: (-scores[place], place))[:_SHOWN]
    return [Before(*pairs[place], alike=round(100 * min(1.0, scores[place]))) for place in best]


def _pairs(wording: Wording, language: str) -> Iterator[tuple[str, str, str]]:
    """Source, its language and translation of everything else here; a source in another language where need be."""
    dialogue, said = wording.dialogue, dict[tuple[str, str], None]()
    others = dialogue.wordings.exclude(key=wording.key).order_by("key").values_list("texts", flat=True)
    for texts in (*dialogue.questions.values_list("texts", flat=True), *others):
        written_in = next((code for code in dialogue.languages if code != language and texts.get(code)), "")
        if written_in and texts.get(language) and (texts[written_in], texts[language]) not in said:
            said[texts[written_in], texts[language]] = None
            yield texts[written_in], written_in, texts[language]


def _by_letters(source: str, pairs: list[tuple[str, str, str]]) -> dict[int, float]:
    likeness = likeness_by_letters(source, [each[0] for each in pairs])
    return {place: alike for place, alike in enumerate(likeness) if alike >= FUZZY_FROM}


def _by_meaning(wording: Wording, language: str, pairs: list[tuple[str, str, str]]) -> dict[int, float]:
    """From any language of the room; nothing while there is no language worker."""
    try:
        found = language_worker().near(
            source_of(wording),
            first_language(wording.dialogue),
            [(source, written_in) for source, written_in, _ in pairs],
            shelf=f"translated:{wording.dialogue_id}:{language}",
            at_least=MEANS_THE_SAME_FROM,
            n=_SHOWN,
        )
    except NoAnswer:
        return {}
    return {hit.place: hit.score for hit in found}


# ---------------------------------------------------------------- the glossary


@dataclass(frozen=True)
class Term:
    id: str
    names: Texts


def glossary() -> list[Term]:
    """The subjects of the programme in five languages: the words that interpreters and translators agree on."""
    return [Term(topic, dict(names)) for topic, names in sorted(topic_labels().items())]


def terms_in(source: str, written_in: str, language: str) -> list[tuple[str, str]]:
    """The terms that a text speaks of, in its language and in the other."""
    names = topic_labels()
    found = topics_in(source, written_in, n=_TERMS)
    return [(names[each][written_in], names[each][language]) for each in found]
