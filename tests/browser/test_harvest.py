"""The rapporteur's desk in a real browser: quick by keyboard, whole without scripts, and nothing typed is lost."""

import os

import pytest

from sofra.floor.harvest.shorthand import LETTERS
from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.steps import cookies_of, staff

SAID = [
    "Small groups need core funding.",
    "Journalists are threatened online.",
    "Cannabis grows again in the hills.",
    "Nobody answers requests for information.",
    "Young people leave because there is no work.",
]
MOST_OVERHEAD = 6
"""Keys pressed beside the sentence itself, Enter included; a shift that is held is not counted."""


@pytest.fixture(scope="module")
def room(sofra):
    return sofra.demo("write")


@pytest.fixture
def rapporteur(sofra, room, somebody):
    def comes(**options):
        return somebody(cookies=cookies_of(staff(sofra, room["rapporteur"])), **options).open("/harvest/")

    return comes


def test_twenty_claims_with_kind_and_topic_take_six_keys_more_than_their_words(rapporteur):
    page = rapporteur(width=1280, height=900).page
    letters = list(LETTERS)
    for number in range(20):
        sentence = f"{SAID[number % 5]} {number}"
        keys = [*f"{letters[number % 14]}:{sentence}##", "Enter"]
        assert len(keys) - len(sentence) <= MOST_OVERHEAD
        with page.expect_navigation():  # the field has the focus by itself, each time
            for key in keys:
                page.keyboard.press(key if key != " " else "Space")
        assert page.locator(".claims .words").first.inner_text() == sentence
        assert page.locator(".claims li").first.locator(".badge.line").count() >= 1
    assert page.locator(".claims li").count() == 20


def test_what_was_typed_survives_a_dropped_connection_and_goes_when_it_is_noted(rapporteur):
    person = rapporteur()
    page = person.page
    page.locator("[name=text]").fill("n: Typed on a bad line.")
    page.reload()
    assert page.locator("[name=text]").input_value() == "n: Typed on a bad line."
    person.press("Note it")
    page.reload()
    assert page.locator("[name=text]").input_value() == ""
    assert page.evaluate("sessionStorage.length") == 0


def test_the_room_reads_back_without_scripts(rapporteur):
    person = rapporteur(javascript=False, width=1280, height=720)
    person.write(text="d: Some say yes, others say no.").press("Note it").sees("Some say yes, others say no.")
    person.open("/read-back/").sees("We said this")
    person.write(text="The room says it like this.").press("Say it like this")
    person.open("/harvest/").sees("The room says it like this.").sees("Confirmed by the room")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_use_the_pages(rapporteur, tmp_path, width, scheme):
    person = rapporteur(width=width, height=900, color_scheme=scheme)
    person.write(text="t: Cannabis grows again; Marko Petrović knows. ##").press("Note it")
    person.page.locator("summary").nth(-1).click()
    key = person.page.locator(".claims a").first.get_attribute("href")
    for name, path in (("desk", ""), ("claim", key), ("wall", "/read-back/")):
        if path:
            person.open(path)
        picture = os.path.join(os.environ.get("SOFRA_LOOK", tmp_path), f"{name}-{width}-{scheme}.png")
        person.page.screenshot(path=picture, full_page=True)
        assert barriers(person.page) == []
        assert sticks_out(person.page) == []
        assert small_targets(person.page) == []
