"""A day at the tables, in Chromium: seat, find one's own seat, lose a facilitator, seat again, print."""

import subprocess

import pytest

from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.steps import cookies_of
from tests.browser.test_guests import CODE
from tests.story.steps import become_convenor
from tests.story.visitor import Visitor

HEAD = "Name;E-mail;Sector;Country;Language;Speaks;Follows;Role"
SECTORS = ("media", "academia", "government", "civil society")
LANGUAGES = (("sq", "sq, en"), ("mk", "mk, en"), ("en", "en"))


def a_list():
    rows = [
        f"Guest {number:02};guest{number}@example.org;{SECTORS[number % 4]};Kosovo;{letter};{spoken};en;"
        + ("facilitator" if number < 4 else "guest")
        for number, (letter, spoken) in ((each, LANGUAGES[each % 3]) for each in range(26))
    ]
    return "\n".join([HEAD, *rows])


@pytest.fixture
def convenor(sofra, somebody):
    visitor = become_convenor(Visitor(sofra.door), sofra.command("welcome").strip(), "tables@example.org")
    return somebody(sofra.door, width=1280, cookies=cookies_of(visitor))


def looks_right(person):
    """Wide and narrow, with what there is to see."""
    for width in (1280, 360):
        person.page.set_viewport_size({"width": width, "height": 900})
        assert sticks_out(person.page) == []
        assert barriers(person.page) == []
        assert small_targets(person.page) == []


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def downloaded(person, act):
    with person.page.expect_download() as coming:
        act()
    return text_of(coming.value.path())


def test_a_day_at_the_tables(sofra, somebody, convenor, tmp_path):
    desk = f"/en/desk/dialogues/{sofra.demo('brief')['slug']}/"
    codes = bring_and_invite(convenor, desk, tmp_path)
    convenor.open(f"{desk}tables/").sees("Set the tables")
    looks_right(convenor)
    convenor.write(rounds="3", room="4").press("Set the tables").sees("Nobody has a seat yet.")
    looks_right(convenor)
    convenor.press("Make a plan").sees("The plan keeps every rule.")
    looks_right(convenor)
    for page in ("settings", "missing", "people", "rooms", "changes"):
        convenor.open(f"{desk}tables/{page}/")
        looks_right(convenor)
    sits(somebody(sofra.door, language="sq"), codes["Guest 05"])

    convenor.open(f"{desk}tables/round/1/").button("Begin round 1").click()
    convenor.open(f"{desk}tables/missing/").page.get_by_label("Guest 00").check()
    convenor.press("Note it, and seat again").sees("There is no plan")
    looks_right(convenor)
    with convenor.page.expect_navigation():
        convenor.page.get_by_role("button", name="Do this, and seat").first.click()
    convenor.sees("you now sit at")
    looks_right(convenor)
    moved = convenor.page.locator(".moves b").all_inner_texts()
    phone = sits(somebody(sofra.door, language="sq"), next(codes[name] for name in moved if name in codes))
    assert phone.page.locator(".seats b + .soft").count() >= 1
    looks_right(phone)

    convenor.open(f"{desk}tables/round/2/")
    seated = convenor.page.locator(".laid .people").all_inner_texts()
    assert "Guest 00" not in "".join(seated)
    cards = downloaded(convenor, lambda: convenor.page.get_by_role("link", name="Table cards").click())
    rounds = downloaded(convenor, lambda: convenor.page.get_by_role("link", name="A page for each round").click())
    assert "Table 4" in cards
    assert "Guest 05" in rounds
    assert "Guest 05" not in cards


def bring_and_invite(convenor, desk, folder):
    """The codes of the guests by name, as they stand in the printed letters."""
    file = folder / "list.csv"
    file.write_text(a_list(), encoding="utf-8")
    convenor.open(f"{desk}guests/bring/").page.locator("[name=sheet]").set_input_files(file)
    convenor.press("Look at the list")
    looks_right(convenor)
    convenor.press("Take these over").sees("26 guests are taken over.")
    looks_right(convenor)
    convenor.follow("Guest 07")
    looks_right(convenor)
    convenor.open(f"{desk}invitations/")
    looks_right(convenor)
    letters = downloaded(convenor, lambda: convenor.button("Make letters to print").click()).split("\f")
    return {
        f"Guest {number:02}": next(CODE.search(page).group() for page in letters if f"Guest {number:02}" in page)
        for number in range(4, 26)
    }


def sits(phone, code):
    phone.open("/sq/seat/")
    phone.write(code=code).press("Go on").sees("Where you sit")
    assert phone.page.locator(".seats li").count() == 3
    return phone
