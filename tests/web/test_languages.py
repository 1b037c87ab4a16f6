import os

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from sofra.web import catalogues
from sofra.web.catalogues import LOCALE, pack_catalogues
from sofra.web.languages import BY_CODE, CONTENT_LANGUAGES, LANGUAGES, in_language, own_name_of_content

TEXTS = {"en": "Bridge", "bcms": "Njegov most", "mk": "Мост"}


@pytest.mark.parametrize(
    ("code", "text", "tag"),
    [
        ("en", "Bridge", "en"),
        ("mk", "Мост", "mk"),
        ("bcms", "Njegov most", "sr-Latn-ME"),
        ("bcms-cyrl", "Његов мост", "sr-Cyrl-ME"),
        ("sq", "Bridge", "en"),
        ("de", "Bridge", "en"),
    ],
)
def test_a_text_is_shown_in_the_language_of_the_page_or_says_which_it_is_in(code, text, tag):
    said = in_language(TEXTS, BY_CODE[code])
    assert (said.text, said.tag) == (text, tag)


def test_a_text_in_no_language_is_empty():
    assert in_language({}, BY_CODE["de"]).text == ""


def test_five_languages_have_six_faces():
    assert len(LANGUAGES) == 6
    assert {language.content for language in LANGUAGES} == set(CONTENT_LANGUAGES)


def test_the_own_name_follows_the_script_of_the_page():
    with translation.override("bcms-cyrl"):
        assert own_name_of_content("bcms") == "Босански, црногорски, српски"
    with translation.override("mk"):
        assert own_name_of_content("bcms") == "Bosanski, crnogorski, srpski"


def test_the_cyrillic_catalogue_is_the_latin_one_in_other_letters():
    pack_catalogues()
    with translation.override("bcms"):
        latin = gettext("This place is free")
    with translation.override("bcms-cyrl"):
        cyrillic = gettext("This place is free")
    assert latin != "This place is free"
    assert cyrillic != latin
    assert not any(letter.isascii() and letter.isalpha() for letter in cyrillic)


def test_the_cyrillic_catalogue_has_no_file_to_correct_twice():
    assert not (LOCALE / "bcms_Cyrl" / "LC_MESSAGES" / "django.po").exists()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_language_of_a_visit_is_kept_with_the_place(client, language):
    response = client.post("/language/", {"language": language.code, "next": "/left/"})
    assert response.headers["Location"] == "/left/"
    page = client.get("/left/")
    assert f'<html lang="{language.tag}"' in page.text
    assert client.cookies["floor_language"]["max-age"] == ""


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_language_link_never_leads_elsewhere(client, elsewhere):
    assert client.post("/language/", {"language": "mk", "next": elsewhere}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client):
    client.post("/language/", {"language": "xx", "next": "/"})
    assert "floor_language" not in client.cookies


def test_a_corrected_catalogue_is_packed_whenever_it_was_written(tmp_path, monkeypatch):
    """Also when the packed form is younger, as after a correction that was written while it was packed."""
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    os.utime(source, (1_000, 1_000))
    pack_catalogues()
    source.write_text(source.read_text().replace('"b"', '"c"'))
    os.utime(source, (900, 900))
    pack_catalogues()
    assert polib.mofile(str(source.with_suffix(".mo"))).find("a").msgstr == "c"
