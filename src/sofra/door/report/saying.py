"""The report's own words in the language that is active; each text knows whether it is a translation."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from sofra.door.report.content import Origin, Sentence, State, Text
from sofra.web.languages import Texts, current_language, in_language

ENGLISH = "en"


def say(message: Promise | str, **values: object) -> Text:
    """A sentence of ours with its values. Untranslated, it is shown in English and says so."""
    language = current_language()
    words = _filled(message, values)
    if language.content == ENGLISH:
        return Text(words, ENGLISH)
    with override(ENGLISH):
        original = _filled(message, values)
    if words == original and any(letter.isalpha() for letter in words):
        return Text(words, ENGLISH, State.MISSING)
    return Text(words, language.tag, State.DRAFT)


def _filled(message: Promise | str, values: Mapping[str, object]) -> str:
    lazy: Any = message
    return str(lazy % values) if values else str(lazy)


def sentence(message: Promise | str, evidence: str | tuple[str, ...], **values: object) -> Sentence:
    """A sentence that Sofra makes from what its evidence lists."""
    refs = (evidence,) if isinstance(evidence, str) else evidence
    return Sentence(say(message, **values), refs, Origin.COUNTED)


def labelled(texts: Texts) -> Text:
    """A text that exists in several languages, such as the name of a topic."""
    language = current_language()
    said = in_language(texts, language)
    if said.tag != language.tag:
        return Text(said.text, said.tag, State.MISSING)
    return Text(said.text, said.tag, State.ORIGINAL if language.content == ENGLISH else State.DRAFT)


def in_english(words: str) -> Text:
    """Words that exist in English only."""
    return in_one_language(words, ENGLISH)


def in_one_language(words: str, content_language: str) -> Text:
    """Words that exist in one content language only."""
    language = current_language()
    said = in_language({content_language: words}, language)
    return Text(said.text, said.tag, State.ORIGINAL if said.tag == language.tag else State.MISSING)


def here(words: str) -> Text:
    """A name or number that needs no translation."""
    return Text(words, current_language().tag)


def listed(words: list[str]) -> str:
    """Words one after the other, as every language of ours separates them."""
    return ", ".join(words)
