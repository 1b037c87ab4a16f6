"""The brief: what the floor needs to know before a room can open. Door to floor."""

from typing import Annotated

from msgspec import Meta, Struct

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ContentLanguage = Annotated[str, Meta(pattern=r"^(en|de|sq|bcms|mk)$")]
Line = Annotated[str, Meta(min_length=1, max_length=400)]
Passage = Annotated[str, Meta(min_length=1, max_length=4000)]
Lines = dict[ContentLanguage, Line]
Passages = dict[ContentLanguage, Passage]

SMALLEST_ROOM = 10
LARGEST_ROOM = 400


class Brief(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="brief", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    fictional: bool = False
    title: Lines
    languages: Annotated[tuple[ContentLanguage, ...], Meta(min_length=1, max_length=5)]
    rule: Passages
    questions: Annotated[tuple[Lines, ...], Meta(min_length=1, max_length=12)]
    opening_statements: Annotated[tuple[Lines, ...], Meta(max_length=60)] = ()
    seats: Annotated[int, Meta(ge=1, le=LARGEST_ROOM)]
    facilitators: Annotated[int, Meta(ge=1, le=20)] = 1
    moderators: Annotated[int, Meta(ge=1, le=20)] = 2

    def __post_init__(self) -> None:
        texts = {"title": self.title, "rule": self.rule}
        texts |= {f"question {n}": each for n, each in enumerate(self.questions, 1)}
        texts |= {f"opening statement {n}": each for n, each in enumerate(self.opening_statements, 1)}
        for name, text in texts.items():
            missing = [language for language in self.languages if not text.get(language)]
            if missing:
                raise ValueError(f"{name} is not written in {', '.join(missing)}")
