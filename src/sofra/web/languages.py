"""The five languages, and the sixth face of one of them: Bosnian-Montenegrin-Serbian in Cyrillic script.

Content is written in five languages. `bcms` is one shared version, in ijekavian spelling and Latin script; its
Cyrillic variant is derived from it letter by letter, never written a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language

from sofra.analysis.language.script import to_cyrillic


@dataclass(frozen=True)
class Language:
    code: str
    """What settings, cookies and addresses call it."""
    tag: str
    """What the page's lang attribute says, so that fonts and screen readers choose the right forms."""
    own_name: str
    english_name: str
    content: str
    """The key of its texts in content: one of CONTENT_LANGUAGES."""


LANGUAGES = (
    Language("en", "en", "English", "English", "en"),
    Language("de", "de", "Deutsch", "German", "de"),
    Language("sq", "sq", "Shqip", "Albanian", "sq"),
    Language("bcms", "sr-Latn-ME", "Bosanski, crnogorski, srpski", "Bosnian-Montenegrin-Serbian", "bcms"),
    Language(
        "bcms-cyrl", "sr-Cyrl-ME", "Босански, црногорски, српски", "Bosnian-Montenegrin-Serbian, Cyrillic", "bcms"
    ),
    Language("mk", "mk", "Македонски", "Macedonian", "mk"),
)
BY_CODE: Mapping[str, Language] = {language.code: language for language in LANGUAGES}
CONTENT_LANGUAGES = ("en", "de", "sq", "bcms", "mk")

Texts = Mapping[str, str]
"""One text in several languages, by content key: ``{"en": "…", "mk": "…"}``."""


@dataclass(frozen=True)
class Said:
    """A text as it will be shown, with the tag of the language it is really in."""

    text: str
    tag: str

    def __str__(self) -> str:
        return self.text


def current_language() -> Language:
    """The language of this request; English where none is active."""
    return BY_CODE.get(get_language() or "en", BY_CODE["en"])


def in_language(texts: Texts, language: Language) -> Said:
    """The text in this language, or in the first language that has one: English, then the order of the list."""
    if texts.get(language.content):
        text = texts[language.content]
        return Said(to_cyrillic(text) if language.code == "bcms-cyrl" else text, language.tag)
    for other in LANGUAGES:
        if texts.get(other.content):
            return Said(texts[other.content], other.tag)
    return Said("", language.tag)


def make_known_to_django() -> None:
    """Django has no code for the shared version, so its table of languages learns ours."""
    for language in LANGUAGES:
        known = {"bidi": False, "code": language.code, "name": language.english_name, "name_local": language.own_name}
        LANG_INFO.setdefault(language.code, known)


def own_name_of_content(key: str) -> str:
    """What the speakers of a content language call it; of its two scripts, the one of the page if possible."""
    here = current_language()
    chosen = here if here.content == key else next(language for language in LANGUAGES if language.content == key)
    return chosen.own_name
