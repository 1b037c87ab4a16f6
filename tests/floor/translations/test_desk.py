"""The translators' desk: from one reviewed language into the others, without a name, a time or a second original."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from sofra.analysis.language.embedding import choose_embedder
from sofra.floor.console.actions import move_on, take_brief
from sofra.floor.moderation.actions import MissingLanguage, approve
from sofra.floor.moderation.models import Wording
from sofra.floor.release.actions import take_back
from sofra.floor.retention.actions import let_go_of_words
from sofra.floor.room.models import Phase, StaffPass
from sofra.floor.statements.pages import hash_of
from sofra.floor.translations import actions, queries
from sofra.floor.translations.labels import TOLD
from sofra.floor.translations.models import Translation
from sofra.floor.translations.queries import Standing
from sofra.worker import client
from tests.floor.conftest import ADDRESS, a_brief, join, sit_down_with
from tests.reading import a_language_worker


@pytest.fixture
def worded(room):
    """A wording in English alone, of a statement that came in Macedonian."""
    room.open(Phase.WRITE)
    statement = room.say(room.sit_down(), "Никој не одговара на писмата.", "mk")
    approve(statement, {"en": "Nobody answers letters."}, by=room.moderators[0])
    return Wording.objects.get(statement=statement)


@pytest.fixture
def translator(room, phone):
    join(phone, room.batch.translators[0])
    return phone


def page_of(wording, language="mk"):
    return f"/translations/{wording.key}/{language}/"


def given(wording, text="Никој не одговара.", act="done", **more):
    return {"text": text, "source": wording.texts["en"], "act": act} | more


def standing(wording, language="mk"):
    return queries.standing(Wording.objects.get(key=wording.key), language)


# ---------------------------------------------------------------- what a moderator hands over


def test_a_wording_in_the_first_language_alone_waits_for_its_translation(room, worded, translator):
    page = translator.get("/translations/")
    assert "Nobody answers letters." in page.text
    assert "not translated: 1" in page.text


def test_no_other_language_may_stand_alone_since_it_would_tell_the_authors(room):
    room.open(Phase.WRITE)
    statement = room.say(room.sit_down(), "Никој не одговара.", "mk")
    with pytest.raises(MissingLanguage):
        approve(statement, {"mk": "Никој не одговара."}, by=room.moderators[0])


def test_the_moderators_button_keeps_only_the_first_language(room, phone):
    room.open(Phase.WRITE)
    statement = room.say(room.sit_down(), "Никој не одговара.", "mk")
    join(phone, room.batch.moderators[0])
    phone.post(f"/moderation/{statement.key}/take/")
    filled = {"en": "Nobody answers.", "mk": "Никој не одговара."}
    assert "for the translators" in " ".join(phone.get(f"/moderation/{statement.key}/").text.split())
    phone.post(f"/moderation/{statement.key}/", filled | {"alone": "1"})
    assert Wording.objects.get(statement=statement).texts == {"en": "Nobody answers."}


def test_the_first_language_alone_has_to_be_written(room, phone):
    room.open(Phase.WRITE)
    statement = room.say(room.sit_down(), "Никој не одговара.", "mk")
    join(phone, room.batch.moderators[0])
    phone.post(f"/moderation/{statement.key}/take/")
    answer = phone.post(f"/moderation/{statement.key}/", {"en": " ", "mk": "Никој не одговара.", "alone": "1"})
    assert answer.status_code == 422
    assert "The translators start from this language" in answer.text
    assert "Никој не одговара." in answer.text


# ---------------------------------------------------------------- states


def test_a_draft_a_check_and_an_approval_by_another_pass(room, worded, translator):
    first, second = room.translators
    translator.post(page_of(worded), given(worded, act="draft"))
    assert standing(worded) == Standing.DRAFT
    translator.post(page_of(worded), given(worded))
    assert standing(worded) == Standing.CHECKED
    other = first if Translation.objects.get().staff_pass_id == second.key else second
    actions.approve_translation(worded, "mk", "Никој не одговара.", by=other)
    assert standing(worded) == Standing.APPROVED
    assert Translation.objects.get().staff_pass_id is None


def test_whoever_wrote_it_cannot_approve_it(worded, translator):
    translator.post(page_of(worded), given(worded))
    assert "Approve it as it stands" not in translator.get(page_of(worded)).text
    answer = translator.post(page_of(worded), given(worded, act="approve"))
    assert answer.status_code == 422
    assert standing(worded) == Standing.CHECKED


def test_an_approval_is_of_the_text_that_was_read(room, worded):
    one, other = room.translators
    actions.translate(worded, "mk", "Прво.", by=one, source=worded.texts["en"], done=True)
    with pytest.raises(actions.Changed):
        actions.approve_translation(worded, "mk", "Друго.", by=other)


def test_a_translation_is_stale_once_the_wording_changes_and_whole_again_when_it_is_looked_at(room, worded, translator):
    translator.post(page_of(worded), given(worded))
    actions.reword(worded, "Nobody answers our letters.")
    assert standing(worded) == Standing.STALE
    page = translator.get(page_of(worded)).text
    assert "Before, it was:" in page
    assert "Nobody answers letters." in page
    now = Wording.objects.get(key=worded.key)
    translator.post(page_of(worded), given(now))
    assert standing(worded) == Standing.CHECKED


def test_what_a_moderator_gave_is_not_translated_anew_and_becomes_stale_with_the_wording(room):
    room.open(Phase.WRITE)
    room.word(room.say(room.sit_down(), "words"), "Wording.")
    wording = Wording.objects.get(statement__isnull=False)
    assert standing(wording) == Standing.REVIEWED
    with pytest.raises(actions.Changed):
        actions.translate(wording, "mk", "Друго.", by=room.translators[0], source="Wording.", done=True)
    actions.reword(wording, "Another wording.")
    assert standing(wording) == Standing.STALE


def test_two_translators_at_once_lose_nothing(worded, translator):
    actions.reword(worded, "Nobody answers our letters.")
    answer = translator.post(page_of(worded), given(worded))
    assert answer.status_code == 422
    assert "Никој не одговара." in answer.text
    assert Translation.objects.count() == 0
    assert 'value="Nobody answers our letters."' in answer.text


def test_nothing_is_reworded_once_somebody_has_voted(written_room):
    wording = written_room.dialogue.wordings.filter(statement__isnull=False).first()
    written_room.seated[0].votes.create(wording=wording, answer="agree")
    with pytest.raises(actions.Changed):
        actions.reword(wording, "Another one.")


def test_a_moderator_rewords_on_a_page(room, worded, phone):
    join(phone, room.batch.moderators[0])
    address = f"/moderation/wording/{worded.key}/"
    assert "Nobody answers letters." in phone.get(address).text
    phone.post(address, {"text": "No letter is answered."})
    assert Wording.objects.get(key=worded.key).texts["en"] == "No letter is answered."


# ---------------------------------------------------------------- what may be written


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ", "Nothing is written yet"),
        ("Прашајте го Марко Марковиќ.", "may point at a person"),
        ("а" * 401, "400"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_in_the_field(worded, translator, text, told):
    answer = translator.post(page_of(worded), given(worded, text=text))
    assert answer.status_code == 422
    assert told in answer.text
    assert text.strip() in answer.text
    assert Translation.objects.count() == 0


def test_bcms_is_kept_in_latin_letters_whichever_were_typed(room, worded):
    room.dialogue.languages = ["en", "bcms"]
    room.dialogue.save()
    actions.translate(worded, "bcms", "Нико не одговара.", by=room.translators[0], source=worded.texts["en"], done=True)
    assert Wording.objects.get(key=worded.key).texts == {"en": "Nobody answers letters.", "bcms": "Niko ne odgovara."}


def test_the_row_does_not_tell_which_language_was_written_first(room, worded):
    room.dialogue.languages = ["en", "mk", "de"]
    room.dialogue.save()
    for language in ("de", "mk"):
        actions.translate(worded, language, "Text.", by=room.translators[0], source=worded.texts["en"], done=True)
    assert list(Wording.objects.get(key=worded.key).texts) == ["en", "mk", "de"]


def test_an_approved_translation_stands_beside_no_pass(room, worded):
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(
            wording=worded, language="mk", state="approved", source="", staff_pass=room.translators[0]
        )


# ---------------------------------------------------------------- what the room sees, and what leaves


def test_a_draft_is_told_from_a_translation_that_was_checked(room, worded, phone, settings):
    actions.translate(worded, "mk", "Никој не одговара.", by=room.translators[0], source=worded.texts["en"], done=False)
    room.open(Phase.VOTE)
    sit_down_with(phone, room.batch.participants[-1])
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "mk"
    address = f"/vote/{worded.key}/"
    with translation.override("mk"):
        draft, checked = str(TOLD[Standing.DRAFT]), str(TOLD[Standing.CHECKED])
    assert draft in phone.get(address).text
    actions.translate(worded, "mk", "Никој не одговара.", by=room.translators[0], source=worded.texts["en"], done=True)
    page = phone.get(address).text
    assert checked in page
    assert "Nobody answers letters." in page


def test_drafts_and_stale_ones_do_not_leave(room, worded):
    one = room.translators[0]
    actions.translate(worded, "mk", "Нацрт.", by=one, source=worded.texts["en"], done=False)
    assert queries.reviewed_texts(Wording.objects.get(key=worded.key)) == {"en": "Nobody answers letters."}
    actions.translate(worded, "mk", "Готово.", by=one, source=worded.texts["en"], done=True)
    assert queries.reviewed_texts(Wording.objects.get(key=worded.key))["mk"] == "Готово."
    actions.reword(worded, "Another one.")
    assert queries.reviewed_texts(Wording.objects.get(key=worded.key)) == {"en": "Another one."}


def test_what_is_taken_back_takes_its_translations_along(room, worded, spool):
    code = "ABCDEFGHJKMNPQRS"
    worded.statement.take_back = hash_of(code)
    worded.statement.save()
    actions.translate(worded, "mk", "Готово.", by=room.translators[0], source=worded.texts["en"], done=True)
    take_back(code, spool)
    assert Translation.objects.count() == 0


def test_translations_go_with_the_words(room, worded):
    actions.translate(worded, "mk", "Готово.", by=room.translators[0], source=worded.texts["en"], done=True)
    move_on(room.dialogue, Phase.VOTE)
    move_on(room.dialogue, Phase.CLOSED)
    let_go_of_words(room.dialogue)
    assert (Translation.objects.count(), StaffPass.objects.count()) == (0, 0)


# ---------------------------------------------------------------- what was translated before, and the glossary


def test_what_was_translated_before_is_found_by_its_letters(room, worded):
    other = Wording.objects.create(
        dialogue=room.dialogue, texts={"en": "Nobody answers letter.", "mk": "Никој."}, readers=1
    )
    found = queries.memory(worded, "mk")
    assert (found[0].source, found[0].text) == (other.texts["en"], "Никој.")
    assert 60 < found[0].alike < 100


def test_the_same_sentence_is_all_alike(room, worded):
    Wording.objects.create(dialogue=room.dialogue, texts=worded.texts | {"mk": "Никој не одговара."}, readers=1)
    assert queries.memory(worded, "mk")[0].alike == 100


def test_another_rooms_words_are_not_remembered_here(room, worded, spool):
    elsewhere = take_brief(a_brief(dialogue="elsewhere"), spool, address=ADDRESS)
    Wording.objects.create(dialogue=elsewhere, texts=worded.texts | {"mk": "Тајно."}, readers=1)
    assert "Тајно." not in [each.text for each in queries.memory(worded, "mk")]


def test_with_a_worker_another_language_is_remembered_too(room, worded, tmp_path, monkeypatch):
    monkeypatch.setattr(client, "PATIENCE", 60.0)
    room.dialogue.languages = ["en", "de", "mk"]
    room.dialogue.save()
    texts = {"de": "Niemand antwortet auf Briefe.", "mk": "Никој не одговара на писма."}
    Wording.objects.create(dialogue=room.dialogue, texts=texts, readers=1)
    fresh = Wording.objects.get(key=worded.key)
    assert "Никој не одговара на писма." not in [each.text for each in queries.memory(fresh, "mk")]
    with a_language_worker(tmp_path / "floor", choose_embedder):
        found = queries.memory(fresh, "mk")
    assert (found[0].source_language, found[0].text) == ("de", "Никој не одговара на писма.")


def test_terms_that_a_text_speaks_of_stand_beside_it():
    assert queries.terms_in("Small groups need core funding.", "en", "de")[0][1]


def test_the_glossary_is_a_table_and_a_term_base_in_all_languages(room, translator):
    table = list(csv.DictReader(io.StringIO(translator.get("/translations/glossary.csv").content.decode("utf-8-sig"))))
    assert len(table) == 25
    assert all(row[code] for row in table for code in ("en", "de", "sq", "bcms", "mk"))
    root = ElementTree.fromstring(translator.get("/translations/glossary.tbx").content)  # noqa: S314  our own
    space = "{urn:iso:std:iso:30042:ed-2}"
    entries = root.findall(f"{space}text/{space}body/{space}conceptEntry")
    assert [len(entry.findall(f"{space}langSec")) for entry in entries] == [5] * 25


def test_a_room_of_one_language_has_nothing_to_translate(room, worded, translator):
    room.dialogue.languages = ["en"]
    room.dialogue.save()
    assert "speaks one language" in translator.get("/translations/").text
    assert translator.get(page_of(worded)).status_code == 404


@pytest.mark.parametrize("language", ["en", "xx", "de"])
def test_only_the_other_languages_of_the_room_are_translated_into(worded, translator, language):
    assert translator.get(page_of(worded, language)).status_code == 404


def test_the_desk_asks_the_database_no_more_for_many_than_for_one(
    room, worded, translator, django_assert_max_num_queries
):
    for number in range(6):
        Wording.objects.create(dialogue=room.dialogue, texts={"en": f"Wording {number}."}, readers=1)
    with django_assert_max_num_queries(9):
        translator.get("/translations/")
