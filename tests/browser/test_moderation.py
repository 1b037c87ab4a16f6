"""The moderators' desk as it is worked at: with keys, without scripts, and by two at the same moment."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.steps import cookies_of, staff

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LANGUAGES = ("en", "de", "sq", "bcms", "mk")
TEXTS = {language: f"Letters stay unanswered ({language})." for language in LANGUAGES}
NAMED = {language: f"Ask vesna@example.org ({language})." for language in LANGUAGES}
WORD_WITHOUT_END = "unanswerable" * 20


class Desk:
    """A moderator whose browser sends what it is told, at the moment it is told."""

    def __init__(self, sofra, code):
        self.cookies = staff(sofra, code).cookies
        self._client = httpx.Client(base_url=sofra.floor, cookies=self.cookies, timeout=60)
        self._origin = {"Origin": sofra.floor.rstrip("/")}
        self._token = TOKEN.search(self._client.get("/moderation/").text).group(1)

    def send(self, path, **fields):
        return self._client.post(path, data=fields | {"csrfmiddlewaretoken": self._token}, headers=self._origin)

    def read_next(self):
        """The key of the statement that now lies on this desk, or None."""
        found = urlsplit(self.send("/moderation/next/").headers["location"]).path.split("/")[2]
        return found or None

    def log(self):
        page = self._client.get("/moderation/").text
        return {
            act: int(times) for act, times in re.findall(r'scope="row">([^<]+)</th>.*?num">(\d+)<', page, re.DOTALL)
        }


def a_room(sofra):
    """A room that writes, with eight statements waiting, and its words opened by two key cards."""
    made = sofra.demo("write")
    first, second = made["key_cards"][:2]
    staff(sofra, made["facilitator"]).open("/keys/").press("Open the words", first=first, second=second)
    return made


@pytest.fixture(scope="module")
def race_room(sofra):
    return a_room(sofra)


@pytest.fixture(scope="module")
def calm_room(sofra):
    return a_room(sofra)


def desks_of(sofra, room):
    """Both desks of the room, with nothing on them."""
    for code in room["moderators"]:
        Desk(sofra, code).send("/moderation/leave/")
    return [Desk(sofra, code) for code in room["moderators"]]


@pytest.fixture
def desks(sofra, race_room):
    return desks_of(sofra, race_room)


@pytest.fixture
def room(sofra, calm_room):
    desks_of(sofra, calm_room)
    return calm_room


def at_once(*calls):
    """Their answers, from threads that all start at the same moment."""
    start = Barrier(len(calls))

    def call(what):
        start.wait()
        return what()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [each.result() for each in [threads.submit(call, what) for what in calls]]


def test_of_two_who_decide_at_the_same_moment_one_is_told(desks):
    """Both take the same statement over and decide: whoever is second changes nothing, and is told."""

    def takes_over_and(desk, key, path, **fields):
        desk.send(f"/moderation/{key}/take/", over="1")
        return desk.send(f"/moderation/{key}/{path}", **fields)

    before = sum(desks[0].log().values())
    for _ in range(2):
        key = desks[0].read_next()
        answers = at_once(
            lambda key=key: takes_over_and(desks[0], key, "", **TEXTS),
            lambda key=key: takes_over_and(desks[1], key, "hold/", reason="harms"),
        )
        assert sorted(answer.status_code for answer in answers) == [302, 409]
        assert "Nothing was changed" in max(answers, key=lambda answer: answer.status_code).text
    assert sum(desks[0].log().values()) == before + 2


def test_a_page_sent_twice_at_the_same_moment_counts_once(desks):
    before = sum(desks[0].log().values())
    for _ in range(2):
        key = desks[0].read_next()
        answers = at_once(*[lambda key=key: desks[0].send(f"/moderation/{key}/", **TEXTS)] * 3)
        assert sorted(answer.status_code for answer in answers) == [302, 409, 409]
    assert sum(desks[0].log().values()) == before + 2


def test_one_statement_is_on_one_desk_however_many_ask(desks):
    asked = at_once(*[desk.read_next for desk in desks for _ in range(4)])
    shown = [desk.read_next() for desk in desks]
    assert len(set(shown)) == 2
    assert None not in asked


def test_two_moderators_at_once_never_read_the_same(sofra):
    def work(desk):
        done = []
        while key := desk.read_next():
            answer = desk.send(f"/moderation/{key}/", **TEXTS)
            assert answer.status_code == 302, answer.text
            done.append(key)
        return done

    desks = desks_of(sofra, a_room(sofra))
    before = desks[0].log().get("Worded anew", 0)
    one, other = at_once(lambda: work(desks[0]), lambda: work(desks[1]))
    assert len(one) + len(other) == len({*one, *other}) == 8
    assert desks[0].log()["Worded anew"] == before + 8


def test_the_keys_do_what_the_list_says(somebody, sofra, room, watch):
    moderator = somebody(width=1280, height=900, cookies=cookies_of(staff(sofra, room["moderators"][0])))
    page = moderator.open("/moderation/").page
    with page.expect_navigation():
        page.keyboard.press("n")
    moderator.sees("A wording for the room")
    first = moderator.where
    page.keyboard.press("e")
    page.keyboard.type("an")
    assert "an" in page.evaluate("document.activeElement.value")
    assert moderator.where == first
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    assert page.evaluate("document.activeElement.name") == "reason"
    with page.expect_navigation():
        page.keyboard.press("n")
    assert moderator.where != first
    for language, text in TEXTS.items():
        page.fill(f"[name={language}]", text)
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("a")
    moderator.sees("The wording is ready for the table.")


def test_the_keys_can_be_switched_off(somebody, sofra, room):
    moderator = somebody(width=1280, height=900, cookies=cookies_of(staff(sofra, room["moderators"][0])))
    moderator.open("/moderation/").press("Read the next statement")
    moderator.button("Single keys").click()
    assert moderator.button("Single keys").get_attribute("aria-pressed") == "false"
    here = moderator.where
    moderator.page.keyboard.press("n")
    moderator.page.wait_for_timeout(300)
    assert moderator.where == here


def test_without_scripts_a_named_person_is_read_by_two(somebody, sofra, room):
    first, second = (somebody(javascript=False, cookies=cookies_of(staff(sofra, code))) for code in room["moderators"])
    first.open("/moderation/").press("Read the next statement").write(**NAMED).press("Let this wording through")
    first.sees("It waits for a second reader with another pass.")
    assert "A moderator with another pass" not in first.text
    second.open("/moderation/").sees("Waiting for a second reader")
    second.press("Read the next statement").sees("A moderator with another pass let this through")
    second.press("Let it through as the second reader").sees("The wording is ready for the table.")


def test_long_words_and_marks_fit_a_narrow_page(somebody, sofra, room):
    guest = staff(sofra, room["cards"][0]).press("I agree to the rule")
    guest.open("/say/").press("Send it to be read", words=f"Ask vesna@example.org: {WORD_WITHOUT_END}", language="en")
    moderator = somebody(width=320, cookies=cookies_of(staff(sofra, room["moderators"][0])))
    moderator.open("/moderation/").press("Read the next statement")
    while WORD_WITHOUT_END not in moderator.text:
        moderator.press("Put it back, read the next")
    assert "an e-mail address" in moderator.page.locator("mark").first.text_content()
    page = moderator.page
    assert (barriers(page), sticks_out(page), small_targets(page)) == ([], [], [])
    moderator.open("/moderation/")
    assert (barriers(page), sticks_out(page), small_targets(page)) == ([], [], [])


def test_returning_and_destroying_ask_first(somebody, sofra, room):
    moderator = somebody(cookies=cookies_of(staff(sofra, room["moderators"][0])))
    facilitator = somebody(width=1280, cookies=cookies_of(staff(sofra, room["facilitator"])))
    moderator.open("/moderation/").press("Read the next statement").follow("Return it to the room")
    assert barriers(moderator.page) == []
    moderator.page.get_by_text("It could harm somebody").click()
    moderator.press("Return it without the words").sees("The room sees a note with the reason.")
    facilitator.open("/wall/").sees("It could harm somebody")
    assert (barriers(facilitator.page), sticks_out(facilitator.page)) == ([], [])
    facilitator.open("/console/").press("Take the note down")
    assert "It could harm somebody" not in facilitator.open("/wall/").text
    moderator.follow("Destroy it").press("Destroy them")
    moderator.sees("Until then nothing is changed.")
    assert barriers(moderator.page) == []
