from django.db import transaction

from sofra.analysis.language.script import to_latin
from sofra.floor.moderation.models import Wording
from sofra.floor.moderation.queries import names_somebody
from sofra.floor.room.models import StaffPass
from sofra.floor.translations.models import Translation, TranslationState
from sofra.floor.translations.queries import Standing, source_of, standing


class MayPointAtSomebody(ValueError):
    """Something is marked in the translation, and nothing in the wording that two moderators have read."""


class Changed(ValueError):
    """The wording, or its translation, is another one than the page showed; nothing was written."""


class NotYours(ValueError):
    """Whoever wrote a translation cannot approve it, and what is reviewed or not done is not approved."""


@transaction.atomic
def translate(wording: Wording, language: str, text: str, *, by: StaffPass, source: str, done: bool) -> None:
    """Write what stands in this language, as a draft or as done. `source` is the wording as the page showed it."""
    now = Wording.objects.select_for_update().select_related("dialogue").get(key=wording.key)
    if source_of(now) != source or standing(now, language) == Standing.REVIEWED:
        raise Changed
    text = to_latin(text) if language == "bcms" else text
    if not now.names_somebody and names_somebody({language: text}):
        raise MayPointAtSomebody
    _put(now, language, text)
    state = TranslationState.CHECKED if done else TranslationState.DRAFT
    Translation.objects.update_or_create(
        wording=now, language=language, defaults={"state": state, "source": source, "staff_pass": by}
    )


def _put(wording: Wording, language: str, text: str) -> None:
    """In the order of the room's languages, so that the row does not tell which was written first."""
    texts = dict(wording.texts) | {language: text}
    wording.texts = {each: texts[each] for each in wording.dialogue.languages if each in texts}
    wording.save(update_fields=["texts"])


@transaction.atomic
def approve_translation(wording: Wording, language: str, text: str, *, by: StaffPass) -> None:
    """A second pass has read it as it stands. From now on nobody is kept beside it."""
    now = Wording.objects.select_for_update().select_related("dialogue").get(key=wording.key)
    if now.texts.get(language) != text:
        raise Changed
    made = Translation.objects.filter(wording=now, language=language).first()
    if standing(now, language) != Standing.CHECKED or made is None or made.staff_pass_id == by.key:
        raise NotYours
    made.state, made.staff_pass = TranslationState.APPROVED, None
    made.save(update_fields=["state", "staff_pass"])


@transaction.atomic
def reword(wording: Wording, text: str) -> None:
    """Another text in the first language, before anybody voted on it. What stands in the others is then stale."""
    now = Wording.objects.select_for_update().select_related("dialogue").get(key=wording.key)
    first, before = now.dialogue.languages[0], source_of(now)
    if text == before:
        return
    if now.votes.exists():
        raise Changed
    if not now.names_somebody and names_somebody({first: text}):
        raise MayPointAtSomebody
    for language in now.texts:
        if language != first:
            Translation.objects.get_or_create(
                wording=now, language=language, defaults={"state": TranslationState.CHECKED, "source": before}
            )
    _put(now, first, to_latin(text) if first == "bcms" else text)
