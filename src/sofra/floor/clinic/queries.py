from dataclasses import dataclass

from sofra.analysis.language.hints import alike_by_letters, ideas_in
from sofra.floor.moderation.marks import Piece
from sofra.floor.moderation.models import Wording
from sofra.floor.moderation.queries import marks_in, wordings_on_table
from sofra.floor.room.models import Dialogue

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
    """Wordings on the table that share most of their letters with these words, in the language they are written in."""
    on_table = [each for each in wordings_on_table(dialogue) if each.texts.get(language)]
    alike = alike_by_letters(words, [each.texts[language] for each in on_table])
    return tuple(on_table[place] for place in alike[:_SHOWN])
