"""A list with twelve kinds of faults, letters, and an answer in Albanian without scripts, in Chromium."""

import re
import subprocess

from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.test_whole_dialogue import come_in

HEAD = "Emri;E-mail;Sektori;Shteti;Gjuha"
FAULTS = [
    ";a@example.org;mediat;Kosova;shqip",
    "B;b@;mediat;Kosova;shqip",
    "C;ring twice;mediat;Kosova;shqip",
    "D;d@example.org;police;Kosova;shqip",
    "E;e@example.org;mediat;Atlantis;shqip",
    "F;f@example.org;mediat;Kosova;Klingon",
    "G;g@example.org;mediat;Kosova;",
    "=cmd|calc;h@example.org;mediat;Kosova;shqip",
    "@SUM(A1);i@example.org;mediat;Kosova;shqip",
    "J\0;j@example.org;mediat;Kosova;shqip",
    "K" * 121 + ";k@example.org;mediat;Kosova;shqip",
    "L;l@example.org;;Kosova;shqip",
]
GOOD = "Drita Hoxha;drita@example.org;mediat;Kosova;shqip"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


def looks_right(person):
    assert sticks_out(person.page) == []
    if person.has_scripts:
        assert barriers(person.page) == []
        assert small_targets(person.page) == []


def test_a_list_is_brought_and_a_guest_answers_in_albanian(sofra, somebody, tmp_path):
    convenor = somebody(sofra.door, language="en", width=1280)
    come_in(convenor, sofra.command("welcome").strip(), javascript=True)
    guests = f"/en/desk/dialogues/{sofra.demo('brief')['slug']}/guests/"
    convenor.open(guests).sees("Nobody is on the list yet")
    looks_right(convenor)
    bring(convenor, tmp_path)
    mend(convenor)

    convenor.open(guests).sees("Drita Hoxha").follow("Invitations")
    looks_right(convenor)
    with convenor.page.expect_download() as coming:
        convenor.button("Make letters to print").click()
    answer(somebody(sofra.door, language="sq", javascript=False), code_in(coming.value.path()))

    convenor.open(guests)
    row = convenor.page.locator("tr", has_text="Drita Hoxha")
    assert "Yes" in row.inner_text()
    convenor.follow("On the day")
    convenor.page.get_by_label("Drita Hoxha").check()
    convenor.press("Save who is here")
    looks_right(convenor)
    assert convenor.page.locator(".facts dd").inner_text() == "1"


def bring(convenor, folder):
    file = folder / "list.csv"
    file.write_text("\n".join([HEAD, *FAULTS, GOOD]), encoding="utf-16")
    convenor.follow("Bring a list")
    looks_right(convenor)
    convenor.page.locator("[name=sheet]").set_input_files(file)
    convenor.press("Look at the list").sees("Something is wrong")
    looks_right(convenor)
    lines = convenor.page.locator(".faults .line")
    assert lines.all_inner_texts() == [str(line) for line in range(2, 14)]
    convenor.press("Take these over").sees("1 guest is taken over.")


def mend(convenor):
    """One of the faulty lines, by hand; the others wait on."""
    convenor.follow("Mend line 5")
    looks_right(convenor)
    convenor.page.locator("[name=sector]").select_option("media")
    convenor.press("Add the guest")
    assert "5" not in convenor.page.locator(".faults .line").all_inner_texts()


def code_in(letters):
    text = subprocess.run(["pdftotext", letters, "-"], capture_output=True, text=True, check=True).stdout
    letter = next(page for page in text.split("\f") if "Drita Hoxha" in page)
    assert "http" not in letter
    return CODE.search(letter).group()


def answer(guest, code):
    guest.open("/sq/answer/")
    looks_right(guest)
    guest.write(code=code).press("Go on")
    looks_right(guest)
    guest.page.locator("[name=choice][value=room]").check()
    guest.press("Send my answer").sees("Good that you come.")
    looks_right(guest)
    guest.press("Leave this page for good")
    guest.write(code=code).press("Go on")
    guest.sees("An answer was given with this code. To change it, ask whoever invited you for a new letter.")
