from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import override

from sofra.door.preparation.models import BreakdownBy, Colluders, Preparation
from sofra.door.preparation.words import OPINION_GROUPS, SECTORS
from sofra.door.programme.models import Country, Dialogue, Edition, Programme
from sofra.door.programme.places import place_name
from sofra.hatch.brief import Breakdown, Brief
from sofra.hatch.codes import LONG, SHORT
from sofra.hatch.spool import Spool, as_bytes
from sofra.web.languages import CONTENT_LANGUAGES, LANGUAGES, Texts, current_language, in_language


class Stage(TextChoices):
    """How far a prepared dialogue is, as far as the door can see."""

    DRAFT = "draft"
    IN_HATCH = "in_hatch"
    """Sent, and not yet picked up by the floor."""
    TURNED_BACK = "turned_back"
    """The floor refused the brief, so it may be mended and sent again."""
    CARDS = "cards"
    """The codes of the entry cards lie in the hatch and wait to be printed."""
    ON_FLOOR = "on_floor"


class Gap(TextChoices):
    TITLE = "title"
    RULE = "rule"
    QUESTION = "question"
    STATEMENT = "statement"
    NO_LANGUAGE = "no_language"
    NO_QUESTION = "no_question"
    ISSUING = "issuing"
    """Passes are still made: the floor gets their key only when no more can come."""


@dataclass(frozen=True)
class Missing:
    """One text that is not written yet."""

    gap: Gap
    number: int = 0
    """Of the question or statement, from 1."""
    language: str = ""
    """Its own name, and its tag."""
    tag: str = ""


def stage_of(preparation: Preparation, spool: Spool) -> Stage:
    slug = preparation.dialogue.slug
    if spool.path("entry", slug).exists():
        return Stage.CARDS
    if preparation.sent is None:
        return Stage.DRAFT
    if spool.path("brief", slug).exists():
        return Stage.IN_HATCH
    if not preparation.cards_printed and _brief_turned_back(slug, spool):
        return Stage.TURNED_BACK
    return Stage.ON_FLOOR


def may_change(preparation: Preparation, spool: Spool) -> bool:
    """Until the floor has taken the brief. Afterwards people in the room rely on its words."""
    return stage_of(preparation, spool) in (Stage.DRAFT, Stage.IN_HATCH, Stage.TURNED_BACK)


def _brief_turned_back(slug: str, spool: Spool) -> bool:
    return spool.path("refused", f"brief.{slug}").exists()


def what_is_missing(preparation: Preparation) -> list[Missing]:
    """Everything that stands between this draft and its brief."""
    if not preparation.languages:
        return [Missing(Gap.NO_LANGUAGE)]
    questions = [each.texts for each in preparation.questions.all()]
    missing = [] if questions else [Missing(Gap.NO_QUESTION)]
    missing += _missing_in(preparation, Gap.TITLE, 0, preparation.dialogue.title)
    missing += _missing_in(preparation, Gap.RULE, 0, preparation.rule)
    for number, texts in enumerate(questions, 1):
        missing += _missing_in(preparation, Gap.QUESTION, number, texts)
    for number, statement in enumerate(preparation.opening_statements.all(), 1):
        missing += _missing_in(preparation, Gap.STATEMENT, number, statement.texts)
    return missing + ([Missing(Gap.ISSUING)] if preparation.issuing else [])


def _missing_in(preparation: Preparation, gap: Gap, number: int, texts: Texts) -> Iterator[Missing]:
    for language in LANGUAGES:
        # The Cyrillic variant is derived from the Latin one, so nobody has to write it.
        wanted = language.code == language.content and language.content in preparation.languages
        if wanted and not texts.get(language.content):
            yield Missing(gap, number, language.own_name, language.tag)


def brief_of(preparation: Preparation) -> Brief:
    """The brief of a preparation in which nothing is missing."""
    languages = preparation.languages
    return Brief(
        dialogue=preparation.dialogue.slug,
        fictional=preparation.dialogue.fictional,
        title=_only(preparation.dialogue.title, languages),
        languages=tuple(languages),
        rule=_only(preparation.rule, languages),
        questions=tuple(_only(each.texts, languages) for each in preparation.questions.all()),
        opening_statements=tuple(_only(each.texts, languages) for each in preparation.opening_statements.all()),
        people=_countries(preparation.dialogue),
        seats=preparation.seats,
        breakdown=breakdown_of(preparation),
        colluders=3 if preparation.colluders == Colluders.THREE else 2,
        facilitators=preparation.facilitators,
        moderators=preparation.moderators,
        translators=1 if len(languages) > 1 else 0,
        key_holders=preparation.key_holders,
        code_letters=LONG if preparation.code_letters == LONG else SHORT,
        pass_key=bytes(preparation.pass_key) if preparation.pass_key else None,
    )


def breakdown_of(preparation: Preparation) -> Breakdown | None:
    """The groups, named in the languages of the dialogue; None for the room as a whole."""
    groups = tuple(_only(texts, preparation.languages) for texts in groups_of(preparation.breakdown))
    match preparation.breakdown:
        case BreakdownBy.COUNTRY:
            return Breakdown(by="country", groups=groups)
        case BreakdownBy.SECTOR:
            return Breakdown(by="sector", groups=groups)
        case BreakdownBy.OPINION:
            return Breakdown(by="opinion", groups=groups)
        case _:
            return None


def groups_of(by: str) -> list[Texts]:
    """What the groups of a breakdown are called, in every language."""
    match by:
        case BreakdownBy.COUNTRY:
            return [_name_everywhere(country) for country in Country.objects.all()]
        case BreakdownBy.SECTOR:
            return SECTORS
        case BreakdownBy.OPINION:
            return OPINION_GROUPS
        case _:
            return []


def _name_everywhere(country: Country) -> Texts:
    names = {}
    for content in CONTENT_LANGUAGES:
        with override(content):
            names[content] = place_name(country.name)
    return names


def _countries(dialogue: Dialogue) -> tuple[str, ...]:
    """Whose people are asked, so that the floor asks them nothing twice: one country, or all of the region."""
    if dialogue.fictional:
        return ()
    if dialogue.country is not None:
        return (dialogue.country.code,)
    return tuple(Country.objects.order_by("code").values_list("code", flat=True))


def sent_brief(preparation: Preparation, spool: Spool) -> bytes | None:
    """The brief as it was sent, to be carried on a stick; None before it was sent."""
    match stage_of(preparation, spool):
        case Stage.DRAFT | Stage.TURNED_BACK:
            return None
        case Stage.IN_HATCH:
            return spool.path("brief", preparation.dialogue.slug).read_bytes()
        case _:
            return as_bytes(brief_of(preparation))


def _only(texts: Mapping[str, str], languages: list[str]) -> dict[str, str]:
    """A text in a language that was chosen once and taken back stays in the draft and off the floor."""
    return {language: texts[language] for language in languages}


def programme_names() -> dict[int, str]:
    """As the language of the page calls them."""
    return {programme.pk: _named(programme) for programme in Programme.objects.all()}


def edition_names() -> dict[int, str]:
    editions = Edition.objects.select_related("programme").order_by("-year", "slug")
    return {edition.pk: f"{edition.year}, {_named(edition.programme)}" for edition in editions}


def _named(programme: Programme) -> str:
    return in_language(programme.name, current_language()).text
