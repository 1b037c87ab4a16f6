"""Every page of both sides, as the people see it who may open it: usable by all, narrow and wide, light and dark."""

import os
import shutil
import subprocess
from dataclasses import dataclass

import pytest

from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.steps import cookie, cookies_of, staff
from tests.story.steps import become_convenor, open_the_words, sit_down
from tests.story.visitor import Visitor


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    who: str = "anybody"
    status: int = 200

    @property
    def side(self):
        return "floor" if self.path.startswith("/") else "door"


PAGES = [
    # The public site: paths without a first slash stand behind the language, on the door.
    Page("home", ""),
    Page("edition", "editions/2021/"),
    Page("edition-2020", "editions/2020/"),
    Page("edition-report", "editions/2020/report/"),
    Page("topics", "topics/"),
    Page("topic", "topics/market.human_trafficking/"),
    Page("sources", "sources/"),
    Page("dialogue", "dialogues/{released}/"),
    Page("dialogue-before", "dialogues/{vote}/"),
    Page("report", "dialogues/{released}/report/"),
    Page("not-found", "nothing/here/", status=404),
    Page("sign-in", "accounts/login/"),
    Page("ticket", "pass/"),
    Page("answer", "answer/"),
    Page("seat", "seat/"),
    Page("welcome", "welcome/{welcome}/"),
    Page("welcome-gone", "welcome/used/", status=404),
    # The desk
    Page("desk", "desk/", "convenor"),
    Page("publishing", "desk/editions/2020/report/", "convenor"),
    Page("convenors", "desk/convenors/", "convenor"),
    Page("new-programme", "desk/programmes/new/", "convenor"),
    Page("new-edition", "desk/editions/new/", "convenor"),
    Page("new-dialogue", "desk/dialogues/new/", "convenor"),
    Page("draft", "desk/dialogues/{draft}/draft/", "convenor"),
    Page("statements-from-polis", "desk/dialogues/{draft}/polis/", "convenor"),
    Page("desk-writing", "desk/dialogues/{draft}/", "convenor"),
    Page("afar", "desk/dialogues/{draft}/afar/", "convenor"),
    Page("guests", "desk/dialogues/{draft}/guests/", "convenor"),
    Page("guest-new", "desk/dialogues/{draft}/guests/new/", "convenor"),
    Page("guests-bring", "desk/dialogues/{draft}/guests/bring/", "convenor"),
    Page("guests-here", "desk/dialogues/{draft}/guests/here/", "convenor"),
    Page("invitations", "desk/dialogues/{draft}/invitations/", "convenor"),
    Page("message", "desk/dialogues/{draft}/invitations/message/", "convenor"),
    Page("tables", "desk/dialogues/{draft}/tables/", "convenor"),
    Page("desk-printing", "desk/dialogues/{brief}/", "convenor"),
    Page("desk-released", "desk/dialogues/{released}/", "convenor"),
    Page("cards-from-file", "desk/dialogues/{brief}/cards/file/", "convenor"),
    Page("release-from-file", "desk/release/", "convenor"),
    Page("signing-in", "accounts/2fa/", "convenor"),
    Page("recovery-codes", "accounts/2fa/recovery-codes/", "convenor"),
    Page("recovery-codes-new", "accounts/2fa/recovery-codes/generate/", "convenor"),
    Page("passkeys", "accounts/2fa/webauthn/", "convenor"),
    Page("passkey-add", "accounts/2fa/webauthn/add/", "convenor"),
    Page("app-off", "accounts/2fa/totp/deactivate/", "convenor"),
    Page("password", "accounts/password/", "convenor"),
    Page("sign-out", "accounts/logout/", "convenor"),
    # The floor, for participants
    Page("join", "/"),
    Page("rule", "/rule/", "newcomer"),
    Page("wait", "/wait/", "voice-brief"),
    Page("say", "/say/", "voice-write"),
    Page("said", "/said/", "voice-write"),
    Page("vote", "/vote/", "voice-vote"),
    Page("done", "/done/", "voice-vote"),
    Page("headcount", "/headcount/", "voice-vote"),
    Page("headcount-to-tell", "/headcount/", "facilitator-vote"),
    Page("take-back", "/take-back/"),
    Page("taken-back", "/taken-back/"),
    Page("left", "/left/"),
    Page("over", "/table/", "voice-closed", status=410),
    Page("not-at-the-table", "/vote/", status=404),
    # The floor, for staff
    Page("console-waiting", "/console/", "facilitator-brief"),
    Page("console", "/console/", "facilitator-write"),
    Page("console-vote", "/console/", "facilitator-vote"),
    Page("console-closed", "/console/", "facilitator-closed"),
    Page("console-released", "/console/", "facilitator-released"),
    Page("wall", "/wall/", "facilitator-brief"),
    Page("wall-vote", "/wall/", "facilitator-vote"),
    Page("wall-results", "/wall/", "facilitator-closed"),
    Page("gate", "/console/gate/", "facilitator-closed"),
    Page("gate-released", "/console/gate/", "facilitator-released"),
    Page("moderation", "/moderation/", "moderator-write"),
    Page("moderation-later", "/moderation/", "moderator-closed"),
    Page("moderation-sealed", "/moderation/", "moderator-vote"),
    Page("keys", "/keys/", "moderator-vote"),
    Page("keys-open", "/keys/", "moderator-write"),
    Page("burn", "/keys/burn/", "facilitator-vote"),
    Page("statement", "/{statement}", "moderator-write"),
    Page("statement-return", "/{statement}return/", "moderator-write"),
    Page("statement-destroy", "/{statement}destroy/", "moderator-write"),
    Page("harvest", "/harvest/", "rapporteur-write"),
    Page("read-back", "/read-back/", "facilitator-write"),
    Page("kept-console", "/console/kept/", "facilitator-vote"),
    Page("dialogue-delete", "/console/kept/delete/", "facilitator-vote"),
    Page("kept", "/kept/{released}/"),
    Page("dialogue-deleted", "/deleted/"),
    Page("style", "/style/"),
]

PHONE = {
    "join",
    "ticket",
    "headcount",
    "rule",
    "wait",
    "say",
    "said",
    "vote",
    "done",
    "take-back",
    "taken-back",
    "left",
    "over",
    "kept",
    "dialogue-deleted",
}
IN_THE_README = {"vote", "wall"}
PICTURED = [page for page in PAGES if page.name in IN_THE_README or os.environ.get("SOFRA_PICTURES") == "1"]
"""Pictures of all pages are made when they are asked for; an ordinary run takes two, to see that it can."""
FACES = ("mk", "de", "sq", "bcms", "bcms-cyrl")


@pytest.fixture(scope="module")
def convenor(sofra):
    return become_convenor(Visitor(sofra.door), sofra.command("welcome").strip())


@pytest.fixture(scope="module")
def people(sofra, rooms, convenor):
    """Who may open what: cookies of everybody that the table of pages names."""
    found = {"anybody": [], "convenor": cookies_of(convenor)}
    found["newcomer"] = cookies_of(Visitor(sofra.floor).open().press("Sit down", code=rooms["vote"]["cards"][5]))
    for stage, room in rooms.items():
        if stage in ("brief", "write", "vote"):
            found[f"voice-{stage}"] = cookies_of(sit_down(Visitor(sofra.floor), room["cards"][3]))
        found[f"facilitator-{stage}"] = cookies_of(staff(sofra, room["facilitator"]))
        found[f"rapporteur-{stage}"] = cookies_of(staff(sofra, room["rapporteur"]))
        found[f"moderator-{stage}"] = cookies_of(staff(sofra, room["moderators"][0]))
    found["voice-closed"] = cookies_of(a_guest_after_the_close(sofra))
    return found


def a_guest_after_the_close(sofra):
    room = sofra.demo("vote")
    guest = sit_down(Visitor(sofra.floor), room["cards"][0])
    staff(sofra, room["facilitator"]).press("Close the vote")
    return guest


@pytest.fixture(scope="module")
def places(sofra, rooms, convenor):
    """What the braces in a path stand for."""
    slugs = {stage: room["slug"] for stage, room in rooms.items()}
    convenor.open("/en/desk/dialogues/new/").press("Go on", title="Who decides?", city="Dren", date_from="2027-11-02")
    queue = open_the_words(staff(sofra, rooms["write"]["moderators"][0]), rooms["write"]["key_cards"])
    queue.press("Read the next statement")
    return slugs | {
        "draft": convenor.where.split("/")[-3],
        "statement": queue.where.lstrip("/"),
        "welcome": sofra.command("welcome").strip().split("/")[-2],
    }


@pytest.fixture
def opened(sofra, somebody, people, places):
    """Somebody who may, with this page open."""

    def opens(page, *, language="en", **options):
        home = sofra.floor if page.side == "floor" else sofra.door
        cookies = list(people[page.who])
        if page.side == "floor":
            cookies.append(cookie("floor_language", language, home))
        person = somebody(home, language=language, cookies=cookies, **options)
        path = page.path.format(**places)
        answer = person.page.goto(home + (path.lstrip("/") if page.side == "floor" else f"{language}/{path}"))
        assert answer.status == page.status
        return person

    return opens


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_for_everybody(opened, page):
    shown = opened(page, width=1280, height=900).page
    found = {}
    for width in (1280, 360):
        shown.set_viewport_size({"width": width, "height": 740})
        shown.emulate_media(color_scheme="light")
        found[f"{width} light"] = barriers(shown)
        shown.emulate_media(color_scheme="dark")
        found[f"{width} dark"] = barriers(shown, only=["color-contrast"])  # the rest is the same in any light
        found[f"{width} too wide"] = sticks_out(shown)
    found["small targets"] = small_targets(shown)
    assert {when: what for when, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["de", "mk"])
@pytest.mark.parametrize("page", [page for page in PAGES if page.name in PHONE], ids=lambda page: page.name)
def test_a_page_fits_the_smallest_phone(opened, page, language):
    assert sticks_out(opened(page, language=language, width=320, height=568).page) == []


def test_a_form_that_waited_too_long_is_explained(somebody, album):
    guest = somebody()
    guest.open().page.context.clear_cookies()
    guest.write(code="AAAA-AAAA").press("Sit down")
    looked_at(guest, album, "form-waited-too-long", "This page waited too long")


@pytest.mark.parametrize("page", PICTURED, ids=lambda page: page.name)
def test_a_picture_of_the_page(opened, album, page):
    take(opened(page, **frame_of(page)), album, page.name)


@pytest.mark.parametrize(
    "page", [page for page in PICTURED if page.name in ("vote", "edition")], ids=lambda page: page.name
)
def test_pictures_of_its_other_faces(opened, album, page):
    name = page.name
    take(opened(page, **frame_of(page), color_scheme="dark"), album, f"{name}-dark")
    for language in FACES:
        take(opened(page, **frame_of(page), language=language), album, f"{name}-{language}")


def test_pages_that_answer_what_somebody_did(sofra, somebody, album):
    """Two facilitators, two moderators and a late vote: each is told what happened, and what to do."""
    room, writing = sofra.demo("vote"), sofra.demo("write")
    facilitator = somebody(width=1280, cookies=cookies_of(staff(sofra, room["facilitator"])))
    moderator = somebody(width=1280, cookies=cookies_of(staff(sofra, writing["moderators"][0])))
    guest = somebody(cookies=cookies_of(sit_down(Visitor(sofra.floor), room["cards"][0])), device_scale_factor=2)

    facilitator.open("/console/").page.get_by_text("Somebody has no card").click()
    facilitator.press("Make more cards")
    looked_at(facilitator, album, "cards-made", "Cards are ready")

    facilitator.open("/console/")
    guest.open("/vote/")
    staff(sofra, room["facilitator"]).press("Back to writing")
    facilitator.press("Close the vote")
    looked_at(facilitator, album, "moved-already", "The room has moved on")
    guest.press("I agree")
    looked_at(guest, album, "vote-too-late", "The vote is closed")

    other = open_the_words(staff(sofra, writing["moderators"][1]), writing["key_cards"])
    moderator.open("/moderation/").press("Read the next statement")
    other.open("/moderation/").press("Take it over").press("Hold it back", reason="harms")
    moderator.page.get_by_text("It is about something else").click()
    moderator.press("Hold it back")
    looked_at(moderator, album, "done-already", "Nothing was changed")


def looked_at(person, album, name, heading):
    person.sees(heading)
    assert (barriers(person.page), sticks_out(person.page)) == ([], [])
    take(person, album, name)


def frame_of(page):
    if page.name in PHONE:
        return {"width": 360, "height": 740, "device_scale_factor": 2}
    return {"width": 1280, "height": 720 if page.name.startswith("wall") else 900}


def take(person, album, name):
    """As long as the page is, but never longer than anybody would look at. A wall is as high as its projector."""
    width, height = person.page.viewport_size["width"], person.page.viewport_size["height"]
    if person.where != "/wall/":
        height = min(person.page.evaluate("document.documentElement.scrollHeight"), 2000)
    person.page.set_viewport_size({"width": width, "height": height})
    person.page.wait_for_function("document.fonts.status === 'loaded'")
    person.page.screenshot(path=f"{album}/{name}.png", animations="disabled")
    _squeeze(f"{album}/{name}.png")


def test_a_picture_of_the_cards(rooms, convenor, album, tmp_path):
    convenor.open(f"/en/desk/dialogues/{rooms['brief']['slug']}/")
    (tmp_path / "cards.pdf").write_bytes(convenor.download("Print the entry cards"))
    first_page = ["-png", "-singlefile", "-r", "90", str(tmp_path / "cards.pdf"), f"{album}/cards"]
    subprocess.run(["pdftoppm", *first_page], check=True)
    _squeeze(f"{album}/cards.png")


def _squeeze(path):
    """To 128 colours, where pngquant is at hand."""
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--skip-if-larger", "--output", path, "128", path])
    assert os.path.getsize(path) > 4_000, "an empty picture"
