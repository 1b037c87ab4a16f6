"""The story once more, in Chromium: with scripts in Macedonian, and without any in Albanian.

Whoever comes after the first two does the same as they do; to save time, without a window.
"""

import pytest

from tests.browser.looks import barriers, sticks_out
from tests.browser.steps import PASSWORD, download, give_a_security_key
from tests.running import until
from tests.story.steps import code_of_the_app, codes_on, sit_down, vote_on_everything
from tests.story.visitor import Visitor

WORDS = {"mk": "Никој не ни одговара на писмата", "sq": "Askush nuk u përgjigjet letrave tona"}
WORDINGS = {
    "en": "Letters to the town stay unanswered.",
    "mk": "Писмата до градот остануваат без одговор.",
    "sq": "Letrat drejtuar bashkisë mbeten pa përgjigje.",
}


@pytest.mark.parametrize(("language", "javascript"), [("mk", True), ("sq", False)], ids=["mk-scripts", "sq-no-scripts"])
def test_a_whole_dialogue(sofra, somebody, tmp_path, language, javascript):
    def comes(home, width):
        return somebody(home, language=language, javascript=javascript, width=width)

    convenor = comes(sofra.door, 1280)
    come_in(convenor, sofra.command("welcome").strip(), javascript)
    dialogue = prepare(convenor, language)
    cards, (facilitator_pass, *moderator_passes, _rapporteur, _translator), key_cards = send_and_print(
        convenor, dialogue, tmp_path
    )

    facilitator = sit_down_with(comes(sofra.floor, 1280), facilitator_pass)
    guest = sit_down_with(comes(sofra.floor, 360), cards[0])
    guest.press("I agree to the rule").sees("You are at the table")
    others = [sit_down(Visitor(sofra.floor), code) for code in cards[1:11]]

    move_on(facilitator, "Open the writing")
    guest.open("/table/").write(words=WORDS[language])
    guest.press("Send it to be read").sees("It is being read")
    moderate(sit_down_with(comes(sofra.floor, 1280), moderator_passes[0]), key_cards, language)

    move_on(facilitator, "Close the writing and open the vote")
    for person in others:
        vote_on_everything(person, lambda words: "I agree")
    vote(guest)
    look_at_the_wall(facilitator, WORDINGS[language], shown=False)
    move_on(facilitator, "Close the vote")
    look_at_the_wall(facilitator, WORDINGS[language], shown=True)
    release(facilitator, WORDINGS[language])
    guest.open("/done/").press("Leave").sees("You have left")

    read(comes(sofra.door, 360), language, dialogue)


def come_in(convenor, welcome, javascript):
    convenor.open(welcome.replace("/en/", f"/{convenor.language}/"))
    convenor.write(name="Vera", email=f"vera-{convenor.language}@example.org", password=PASSWORD)
    check(convenor)
    convenor.press("Make my account").sees("Choose a second way to prove that it is you")
    check(convenor)
    if javascript:
        give_a_security_key(convenor)
        convenor.follow("Add a passkey")
        check(convenor)
        convenor.press("Add the passkey")
    else:
        convenor.follow("Set up an app")
        check(convenor)
        convenor.write(code=code_of_the_app(convenor.page.locator("li code").inner_text().strip()))
        convenor.press("Set it up")
    check(convenor)
    sign_in_again(convenor, javascript)


def sign_in_again(convenor, javascript):
    """With the passkey alone, or with password and code; a code of the app is good for once, so one of paper it is."""
    if not javascript:
        convenor.open(f"/{convenor.language}/accounts/2fa/recovery-codes/")
        paper = convenor.page.locator(".codes code").first.inner_text()
    convenor.press("Sign out").open(f"/{convenor.language}/desk/")
    check(convenor)
    if javascript:
        convenor.press("Sign in with a passkey")
    else:
        convenor.write(login=f"vera-{convenor.language}@example.org", password=PASSWORD).press("Sign in")
        check(convenor)
        convenor.write(code=paper).press("Sign in")
    assert convenor.where == f"/{convenor.language}/desk/"


def prepare(convenor, language):
    """In English and in the language of the convenor. Every button keeps what was typed."""
    convenor.open(f"/{language}/desk/programmes/new/")
    convenor.write(name="Bridges", convenor="A small NGO")
    convenor.page.locator("[name=fictional]").check()
    convenor.press("Go on").write(year="2027", focus="Who helps whom").press("Go on")
    convenor.write(title=f"Lipova {language}", city=f"Lipova {language}", date_from="2027-10-07").press("Go on")
    convenor.page.locator("[name=languages][value=en]").check()
    convenor.press("Save, and go on writing")
    check(convenor)
    for key in ("en", language):
        convenor.write(
            **{
                f"title_{key}": f"Lipova ({key})",
                f"question_0_{key}": f"What hinders us? ({key})",
                f"statement_0_{key}": f"It helps to meet. ({key})",
            }
        )
    convenor.write(seats="12")
    convenor.press("Save, and look it over").sees(
        "Everything is written in every language. Read it once more below, then send it."
    )
    check(convenor)
    return convenor.where


def send_and_print(convenor, dialogue, folder):
    convenor.press("Send the brief").sees("The brief lies in the hatch. The floor picks it up by itself.")
    until(lambda: convenor.open(dialogue).button("Print the entry cards").count())
    check(convenor)
    cards, passes, key_cards = codes_on(download(convenor, "Print the entry cards", folder), folder)
    assert (len(cards), len(passes), len(key_cards)) == (16, 5, 2)
    convenor.open(dialogue).press("I have printed them: forget the codes")
    assert convenor.open(dialogue).button("Print the entry cards").count() == 0
    return cards, passes, key_cards


def sit_down_with(person, code):
    """In the language of the menu: what a browser asks for by itself counts as well, so it is chosen by hand."""
    person.open().speak(person.language).write(code=code)
    return person.press("Sit down")


def move_on(facilitator, words):
    facilitator.open("/console/").press(words)
    check(facilitator)


def moderate(moderator, key_cards, language):
    check(moderator)
    moderator.open("/keys/").write(first=key_cards[0], second=key_cards[1])
    check(moderator)
    moderator.press("Open the words").sees("The words can be read now")
    check(moderator)
    moderator.open("/moderation/")
    moderator.press("Read the next statement").sees(WORDS[language])
    check(moderator)
    moderator.write(**{key: WORDINGS[key] for key in ("en", language)})
    moderator.press("Let this wording through").sees("Nothing waits.")


def vote(guest):
    guest.open("/vote/").press("I agree").press("I agree").sees("Thank you")


def look_at_the_wall(facilitator, wording, *, shown):
    facilitator.open("/wall/")
    check(facilitator)
    assert (wording in facilitator.text) is shown


def release(facilitator, wording):
    facilitator.open("/console/gate/").sees(wording)
    check(facilitator)
    facilitator.press("Release, once and for all").sees("It has been handed to the hatch.")


def read(reader, language, dialogue):
    """The release crosses the hatch by itself; anybody can read the page and the report."""
    page = f"/{language}/dialogues/{dialogue.rstrip('/').rsplit('/', 1)[-1]}/"
    until(lambda: WORDINGS[language] in reader.open(page).text)
    check(reader)
    reader.follow("Read the report").sees(WORDINGS[language])
    reader.sees("Rehearsal: this dialogue is invented.")
    assert WORDS[language] not in reader.page.content()
    check(reader)


def check(person):
    assert sticks_out(person.page) == []
    if person.has_scripts:
        assert barriers(person.page) == []
