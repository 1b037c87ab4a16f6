"""The brief: what the floor needs to know before a room can open. Door to floor."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sofra.hatch.blind import is_pass_key

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ContentLanguage = Annotated[str, Meta(pattern=r"^(en|de|sq|bcms|mk)$")]
Line = Annotated[str, Meta(min_length=1, max_length=400)]
Passage = Annotated[str, Meta(min_length=1, max_length=4000)]
Lines = dict[ContentLanguage, Line]
Passages = dict[ContentLanguage, Passage]

CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]

FEWEST_HOLDERS, MOST_HOLDERS = 2, 5
SMALLEST_ROOM = 10
LARGEST_ROOM = 400
SMALLEST_GROUP = 10
"""A question about a person whose answer could not leave is not asked (R6)."""
SMALLEST_MAP = 50
"""With fewer people nobody looks for opinion groups (R7)."""
MOST_OPINION_GROUPS = 4


class Breakdown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Groups in which the answers are counted apart. Nobody is in two of them, and no total stands beside them.

    People say to which country or sector they belong. Opinion groups are found at the close, if there are any: so many
    of the names are used as there are groups.
    """

    by: Literal["country", "sector", "opinion"]
    groups: Annotated[tuple[Lines, ...], Meta(min_length=2, max_length=12)]


class Brief(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="brief", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    fictional: bool = False
    title: Lines
    languages: Annotated[tuple[ContentLanguage, ...], Meta(min_length=1, max_length=5)]
    rule: Passages
    questions: Annotated[tuple[Lines, ...], Meta(min_length=1, max_length=12)]
    opening_statements: Annotated[tuple[Lines, ...], Meta(max_length=60)] = ()
    people: Annotated[tuple[CountryCode, ...], Meta(max_length=60)] = ()
    """Countries from which the guests come, so that nobody is asked the same twice. None for a rehearsal."""
    seats: Annotated[int, Meta(ge=1, le=LARGEST_ROOM)]
    breakdown: Breakdown | None = None
    """Fixed before the room opens, or not at all (R3)."""
    colluders: Literal[2, 3] = 2
    """How many people may compare notes without learning a third one's answer. It decides how wide the words are."""
    facilitators: Annotated[int, Meta(ge=1, le=20)] = 1
    moderators: Annotated[int, Meta(ge=1, le=20)] = 2
    rapporteurs: Annotated[int, Meta(ge=0, le=20)] = 1
    translators: Annotated[int, Meta(ge=0, le=20)] = 0
    key_holders: Annotated[int, Meta(ge=FEWEST_HOLDERS, le=MOST_HOLDERS)] = FEWEST_HOLDERS
    """Who hold key cards: any two of them open what was said, any one burns it."""
    code_letters: Literal[8, 16] = 8
    """On each entry card."""
    pass_key: Annotated[bytes, Meta(max_length=800)] | None = None
    """With which blind passes are checked. It crosses only when none is issued any more, and ten or more were."""

    def __post_init__(self) -> None:
        if self.pass_key is not None and not is_pass_key(self.pass_key):
            raise ValueError("the key of the passes is not one that the door makes")
        groups = self.breakdown.groups if self.breakdown else ()
        if self.breakdown is not None and self.breakdown.by == "opinion":
            self._check_opinion_groups(self.breakdown)
        if self.seats < SMALLEST_GROUP * len(groups):
            raise ValueError(f"{self.seats} seats are too few for {len(groups)} groups of {SMALLEST_GROUP}")
        texts = {"title": self.title, "rule": self.rule}
        texts |= {f"question {n}": each for n, each in enumerate(self.questions, 1)}
        texts |= {f"opening statement {n}": each for n, each in enumerate(self.opening_statements, 1)}
        texts |= {f"group {n}": each for n, each in enumerate(groups, 1)}
        for name, text in texts.items():
            missing = [language for language in self.languages if not text.get(language)]
            if missing:
                raise ValueError(f"{name} is not written in {', '.join(missing)}")

    def _check_opinion_groups(self, breakdown: Breakdown) -> None:
        if self.seats < SMALLEST_MAP:
            raise ValueError(f"{self.seats} seats are too few for opinion groups, {SMALLEST_MAP} are needed")
        if len(breakdown.groups) != MOST_OPINION_GROUPS:
            raise ValueError(f"{len(breakdown.groups)} names for opinion groups, {MOST_OPINION_GROUPS} are needed")
