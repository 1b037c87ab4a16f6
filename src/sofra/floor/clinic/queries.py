from dataclasses import dataclass

from sofra.analysis.language.duplicates import PROPOSED_FROM
from sofra.analysis.language.hints import alike_by_letters, ideas_in
from sofra.floor.moderation.marks import Piece
from sofra.floor.moderation.models import Wording
from sofra.floor.moderation.queries import marks_in, wordings_on_table
from sofra.floor.room.models import Dialogue
from sofra.web.meaning import language_worker
from sofra.worker.client import NoAnswer

LONG = 240
"""Letters: more do not fit on a small phone beside the three answers."""
SHORT = 3
"""Words."""
_SHOWN = 2


@dataclass(frozen=True)
class Hints:
    """What may be in a statement's way. All of it is a question to its author."""

    long: bool
    short: bool
    more_than_one_idea: bool
    marked: tuple[Piece, ...]
    said_already: tuple[Wording, ...]

    @property
    def nothing(self) -> bool:
        return not (self.long or self.short or self.more_than_one_idea or self.marked or self.said_already)


def hints_for(dialogue: Dialogue, words: str, language: str) -> Hints:
    return Hints(
        long=len(words) > LONG,
        short=len(words.split()) < SHORT,
        more_than_one_idea=ideas_in(words) > 1,
        marked=tuple(marks_in({language: words})),
        said_already=_said_already(dialogue, words, language),
    )


def _said_already(dialogue: Dialogue, words: str, language: str) -> tuple[Wording, ...]:
    """Wordings on the table that share most letters with these words, or say nearly the same in another language."""
    on_table = list(wordings_on_table(dialogue))
    said = [_closest_text(each, language) for each in on_table]
    alike = [*_by_letters(words, language, said), *_by_meaning(dialogue, words, language, said)]
    return tuple(on_table[place] for place in list(dict.fromkeys(alike))[:_SHOWN])


def _closest_text(wording: Wording, language: str) -> tuple[str, str]:
    """The wording in this language, or else in its first one, with the language it is in."""
    found = language if wording.texts.get(language) else next(iter(wording.texts))
    return wording.texts[found], found


def _by_letters(words: str, language: str, said: list[tuple[str, str]]) -> list[int]:
    here = [place for place, (_, written_in) in enumerate(said) if written_in == language]
    return [here[place] for place in alike_by_letters(words, [said[place][0] for place in here])]


def _by_meaning(dialogue: Dialogue, words: str, language: str, said: list[tuple[str, str]]) -> list[int]:
    """Nothing while there is no language worker: whoever writes does not have to wait for one."""
    try:
        found = language_worker().near(
            words, language, said, shelf=f"table:{dialogue.slug}", at_least=PROPOSED_FROM, n=_SHOWN
        )
    except NoAnswer:
        return []
    return [hit.place for hit in found]
