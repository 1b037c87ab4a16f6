"""The static pages of a report: whole, light, without a script, and every number leads somewhere."""

import re

import pytest
from lxml import html

from sofra.door.programme.models import Edition
from sofra.door.report.writers.all import report_files
from sofra.web.languages import BY_CODE
from tests.door.report.test_edition import programme  # noqa: F401  a fixture

LIGHT = 150_000


MADE = {}


@pytest.fixture
def files(programme):  # noqa: F811
    """Made once: six faces in four forms, and no test changes them."""
    if not MADE:
        MADE.update(report_files(Edition.objects.get(slug="2020"), list(BY_CODE)))
    return MADE


def pages_of(files):
    return {name: html.fromstring(content) for name, content in files.items() if name.endswith(".html")}


def test_every_link_inside_leads_to_a_place_that_is_there(files):
    pages = pages_of(files)
    lost = []
    for name, page in pages.items():
        for href in page.xpath("//a/@href | //link/@href"):
            if href.startswith("http"):
                continue
            path, _, place = href.partition("#")
            folder = name.partition("/")[0]
            target = re.sub(r"^[\w-]+/\.\./", "", f"{folder}/{path}") if path else name
            if target not in files or (place and not pages[target].xpath(f"//*[@id='{place}']")):
                lost.append((name, href))
    assert lost == []


def test_pages_need_no_script_and_nothing_from_elsewhere(files):
    for name, page in pages_of(files).items():
        assert page.xpath("//script | //@style | //style | //iframe") == [], name
        fetched = page.xpath("//link/@href | //img/@src | //@srcset | //use/@href")
        assert [each for each in fetched if not each.startswith(("../assets/", "#"))] == [], name


def test_every_page_names_its_language_and_what_is_in_another(files):
    for name, page in pages_of(files).items():
        assert page.get("lang") == BY_CODE[name.partition("/")[0]].tag
    claim = pages_of(files)["mk/countries.html"].xpath("//li/span[@lang='en'][contains(., 'Journalists censor')]")
    assert len(claim) == 1


def test_a_page_with_all_it_loads_is_light(files):
    """Style sheet and all fonts that its letters can ask for included."""
    latin = ("latin", "balkan")
    fonts = {code: latin if code != "mk" and "cyrl" not in code else (*latin, "cyrillic", "signs") for code in BY_CODE}
    shared = len(files["assets/report.css"]) + len(files["assets/favicon.svg"])
    for name, content in files.items():
        if name.endswith(".html"):
            kinds = fonts[name.partition("/")[0]]
            letters = sum(len(each) for font, each in files.items() if font.rpartition("-")[2].split(".")[0] in kinds)
            assert len(content) + shared + letters <= LIGHT, name


def test_the_same_report_twice_is_the_same_bytes(programme):  # noqa: F811
    edition = Edition.objects.get(slug="2021")
    assert report_files(edition, ["en", "mk"]) == report_files(edition, ["en", "mk"])


def test_uncounted_words_are_marked_where_they_stand(files):
    page = pages_of(files)["en/countries.html"]
    item = page.xpath("//li[contains(., 'Many media outlets')]")[0].text_content()
    assert "the source’s word, nobody counted" in item
