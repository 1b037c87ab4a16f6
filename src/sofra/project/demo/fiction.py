"""The invented dialogue: its texts, and how its invented participants lean."""

from pathlib import Path
from typing import Literal

import msgspec
import yaml

from sofra.hatch.brief import ContentLanguage, Lines, Passages

Leaning = tuple[float, float]
"""Share of the participants who agree, and who disagree; the rest passes."""


class OpeningStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    texts: Lines
    leaning: Leaning


class SpokenStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: int
    language: ContentLanguage
    words: str
    texts: Lines
    leaning: Leaning


class HeldStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: int
    language: ContentLanguage
    words: str
    reason: Literal["names_a_person", "not_the_question", "said_already", "harms"]


class EditionTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: int
    focus: Lines


class ProgrammeTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Lines


class Fiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    programme: ProgrammeTexts
    edition: EditionTexts
    town: str
    title: Lines
    rule: Passages
    questions: tuple[Lines, ...]
    opening_statements: tuple[OpeningStatement, ...]
    statements: tuple[SpokenStatement, ...]
    held: tuple[HeldStatement, ...]


def read_fiction() -> Fiction:
    content = (Path(__file__).parent / "fiction.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(content), Fiction)
