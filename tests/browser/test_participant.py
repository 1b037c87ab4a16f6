"""A participant's way through a dialogue, on a small phone: in all languages and both scripts."""

import pytest
from playwright.sync_api import expect

from sofra.web.languages import BY_CODE
from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.steps import cookie, cookies_of, move_on, staff
from tests.story.steps import open_the_words
from tests.story.visitor import Visitor

WORDS = "Никој не одговара на нашите писма · askush nuk u përgjigjet letrave tona"
FIRST_LOAD = 50 * 1024


@pytest.mark.parametrize(
    ("language", "javascript"),
    [("mk", True), *((language, False) for language in BY_CODE)],
    ids=["mk-scripts", *(f"{language}-no-scripts" for language in BY_CODE)],
)
def test_a_participants_way(sofra, somebody, language, javascript):
    room = sofra.demo("brief")
    facilitator = staff(sofra, room["facilitator"])
    guest = somebody(javascript=javascript)

    come_with_a_card(guest, room["card"], javascript)
    agree_in(guest, language)
    move_on(facilitator, "Open the writing")
    guest.open("/table/")
    say_something(guest, javascript)
    assert times_in_the_queue(sofra, room) == 1
    move_on(facilitator, "Close the writing and open the vote")
    guest.follow("Write another one")  # it is too late for that, so the vote comes
    vote_on_everything(guest, javascript)
    leave(guest, room["slug"])


def test_choosing_a_language_keeps_the_scanned_code(somebody):
    guest = somebody()
    guest.open("/#K4M7PXQ2").speak("sq")
    expect(guest.page.locator("[name=code]")).to_have_value("K4M7PXQ2")
    assert guest.page.url == guest.home


def come_with_a_card(guest, code, javascript):
    """The QR code brings the code behind a "#", where no server sees it; without scripts it is typed."""
    guest.open(f"/#{code}")
    if javascript:
        expect(guest.page.locator("[name=code]")).to_have_value(code)
        assert guest.page.url == guest.home
    else:
        guest.write(code=f"{code[:4].lower()} {code[4:].lower()}")
    check(guest)
    guest.press("Sit down")
    assert guest.where == "/rule/"


def agree_in(guest, language):
    guest.speak(language)
    assert guest.where == "/rule/"
    assert guest.page.locator("html").get_attribute("lang") == BY_CODE[language].tag
    check(guest)
    guest.press("I agree to the rule").sees("You are at the table")
    check(guest)


def say_something(guest, javascript):
    assert guest.where == "/say/"
    check(guest)
    guest.press("Send it to be read").sees("Nothing was written yet. Write one sentence, then send.")
    check(guest)
    guest.open("/say/").write(words=WORDS)
    (guest.press_twice if javascript else guest.press)("Send it to be read")
    assert guest.where == "/said/"
    assert WORDS not in guest.page.content()
    check(guest)
    guest.page.go_back()
    assert WORDS not in guest.page.content()
    assert guest.page.locator("[name=words]").input_value() == ""
    guest.open("/said/")


def times_in_the_queue(sofra, room):
    desk = open_the_words(staff(sofra, room["moderators"][0]), room["key_cards"])
    waiting = int(desk.page.xpath("string(//a[@href='#waiting']/span)"))
    assert desk.press("Read the next statement").sees(WORDS)
    return waiting


def vote_on_everything(guest, javascript):
    total = 4  # what the convenor laid on the table before
    count(guest, 0, total)
    check(guest)
    first = slip(guest)
    (guest.press_twice if javascript else guest.press)("I agree")
    count(guest, 1, total)
    assert slip(guest) != first

    guest.follow("Change the last one")
    assert slip(guest) == first
    guest.press("Not for me to say")
    count(guest, 1, total)

    for answered in range(2, total):
        guest.press("I disagree")
        count(guest, answered, total)
    guest.press("I agree")
    assert guest.where == "/done/"
    guest.sees("Thank you")
    check(guest)


def slip(guest):
    return guest.page.locator(".slip .words").inner_text()


def count(guest, answered, total):
    expect(guest.page.locator(".count")).to_have_text(
        guest.said("%(answered)s of %(total)s answered", answered=answered, total=total)
    )


def leave(guest, slug):
    guest.press("Leave")
    assert guest.where == "/left/"
    assert guest.cookies <= {"floor_csrf"}  # a new one, for the language menu of this page
    guest.language = "en"  # as the browser asks; the choice of the guest is forgotten with everything else
    check(guest)
    guest.page.go_back()
    assert "404" in guest.page.evaluate("String(performance.getEntriesByType('navigation')[0].responseStatus)")
    guest.sees("There is nothing at this address")
    assert "ipova" not in guest.page.content()


def check(guest):
    """Everybody can use this page, and it fits. Without scripts axe cannot run, but the page is the same."""
    assert sticks_out(guest.page) == []
    assert small_targets(guest.page) == []
    if guest.has_scripts:
        assert barriers(guest.page) == []


@pytest.mark.parametrize("language", ["en", "mk"])
def test_the_weight_of_each_page(sofra, rooms, somebody, language, capsys):
    """All that a phone fetches the first time it opens this page: the page, styles, drawings, letters, scripts."""
    weights = {
        path: weight_of(sofra, somebody, path, card, language)
        for path, card in {
            "/": None,
            "/rule/": rooms["vote"]["cards"][0],
            "/wait/": rooms["brief"]["cards"][0],
            "/say/": rooms["write"]["cards"][0],
            "/said/": rooms["write"]["cards"][0],
            "/vote/": rooms["vote"]["cards"][0],
            "/done/": rooms["vote"]["cards"][0],
            "/left/": None,
        }.items()
    }
    with capsys.disabled():
        print(f"\n{language}: " + ", ".join(f"{path} {weight / 1024:.1f} KB" for path, weight in weights.items()))
    assert {path: weight for path, weight in weights.items() if weight > FIRST_LOAD} == {}


def weight_of(sofra, somebody, path, card, language):
    cookies = [cookie("floor_language", language, sofra.floor)]
    if card:
        visitor = Visitor(sofra.floor).open().press("Sit down", code=card)
        visitor = visitor if visitor.where == "/rule/" else visitor.press("It is mine, sit down again", code=card)
        if path != "/rule/" and visitor.where == "/rule/":
            visitor.press("I agree to the rule")
        cookies += cookies_of(visitor)
    person = somebody(language=language, cookies=cookies)
    devtools = person.page.context.new_cdp_session(person.page)
    fetched = []
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    person.open(path).page.wait_for_load_state("networkidle")
    assert person.where == path
    return sum(fetched) + favicon(sofra)


def favicon(sofra):
    """Windows without a frame do not ask for it; phones do."""
    page = Visitor(sofra.floor).open()
    return len(page.open(page.page.xpath("string(//link[@rel='icon']/@href)")).content)
