"""A whole dialogue, from the brief to the report, as people live through it. Read this first.

Both sides run as they do for a convenor; every step is a page that is opened and a form that is sent.
"""

from sofra.hatch.spool import Spool
from tests.running import until
from tests.story.steps import become_convenor, codes_on, open_the_words, sit_down, vote_on_everything

SAID = [
    (
        "en",
        "Nobody answers our letters, whoever is mayor!",
        "Letters to the town stay unanswered.",
        "Писмата до градот остануваат без одговор.",
    ),
    (
        "mk",
        "Парите доаѓаат и си одат",
        "Projects end before they take root.",
        "Проектите завршуваат пред да се вкоренат.",
    ),
    (
        "mk",
        "Младите немаат каде да одат",
        "Young people have no place to meet.",
        "Младите немаат каде да се сретнуваат.",
    ),
    (
        "en",
        "We all do the same thing twice",
        "Organisations do the same work twice.",
        "Организациите ја вршат истата работа двапати.",
    ),
    (
        "en",
        "the press is tired",
        "Local media have no time for long stories.",
        "Локалните медиуми немаат време за долги приказни.",
    ),
]


def answer_to(words):
    if "Letters" in words or "Писмата" in words:
        return "I agree"
    return "I disagree" if "twice" in words else "Not for me to say"


def test_a_whole_dialogue(sofra, at_the_door, at_the_floor, tmp_path):  # noqa: PLR0915  one line, to be read as one
    # The convenor comes in by the one-time link, and prepares a dialogue in two languages.
    desk = become_convenor(at_the_door, sofra.welcome)
    desk.follow("New programme").press("Go on", name="Bridges", convenor="A small NGO", fictional="on")
    desk.press("Go on", year="2027", focus="Who helps whom")
    desk.press("Go on", title="Lipova: who helps whom?", city="Lipova", date_from="2027-10-07")
    desk.page.forms[-1].xpath("//input[@name='languages'][@value='mk']")[0].checked = True
    desk.press("Save, and go on writing")
    desk.press(
        "Save, and look it over",
        title_mk="Липова: кој кому помага?",
        question_0_en="What hinders us?",
        question_0_mk="Што нè спречува?",
        statement_0_en="It helps to meet.",
        statement_0_mk="Помага да се сретнеме.",
        seats="12",
    )
    dialogue = desk.where
    assert desk.sees("Everything is written in every language")

    # The brief goes through the hatch; the codes come back and are printed once.
    desk.press("Send the brief")
    until(lambda: desk.open(dialogue).sees("Print the entry cards"))
    cards, passes, key_cards = codes_on(desk.download("Print the entry cards"), tmp_path)
    assert len(cards) == 16  # twelve seats, a third more
    facilitator_pass, *moderator_passes, rapporteur_pass, _translator_pass = passes
    assert (len(moderator_passes), len(key_cards)) == (2, 2)
    desk.open(dialogue).press("I have printed them: forget the codes")
    assert not desk.open(dialogue).sees("The codes have come")

    # The room fills: no account, no name. The facilitator opens the writing.
    console = at_the_floor().open().press("Sit down", code=facilitator_pass)
    people = [sit_down(at_the_floor(), code) for code in cards[:12]]
    assert people[0].open("/wait/").sees("12 of 12 seats are taken")
    console.open("/console/").press("Open the writing")

    # Five of them write. What they said is not shown back to them.
    for person, (language, words, *_) in zip(people, SAID, strict=False):
        person.open("/say/").press("Send it to be read", words=words, language=language)
        assert person.sees("It is being read")
        assert not person.sees(words)

    # A moderator reads each statement, and puts a wording beside it in both languages.
    moderator = at_the_floor().open().press("Sit down", code=moderator_passes[0])

    # Nobody can read them before two holders have come with their key cards.
    assert moderator.sees("sealed")
    open_the_words(moderator, key_cards)
    moderator.press("Read the next statement")
    for _ in SAID:
        original = moderator.page.find_class("words")[0].text_content().strip()
        en, mk = next(wordings for _, words, *wordings in SAID if words == original)
        moderator.press("Let this wording through", en=en, mk=mk)
    assert moderator.sees("Nothing waits")

    # Everybody votes, each in an order of their own, one of them in Macedonian. The wall shows no result yet.
    console.open("/console/").press("Close the writing and open the vote")
    people[11].press("Македонски")
    for person in people[:11]:
        vote_on_everything(person, answer_to)
        assert person.sees("Thank you")
    assert console.open("/wall/").sees("What hinders us?")
    assert not console.sees("Letters to the town")

    # Meanwhile a rapporteur notes what is said aloud; the room reads it on the wall, and confirms it.
    rapporteur = at_the_floor().open().press("Sit down", code=rapporteur_pass)
    rapporteur.press("Note it", text="n: Small groups need core funding. #")
    rapporteur.press("Note it", text="d: Some say that visibility helps, others that it harms.")
    assert rapporteur.sees("Funding and independence")
    console.open("/read-back/").press("We said this").press("Strike it")

    # After the close, words and no counts leave through the gate, once.
    console.open("/console/").press("Close the vote")
    console.follow("release gate")
    assert console.sees("These were confirmed by the room")
    assert console.sees("Letters to the town stay unanswered.")
    console.press("Release, once and for all")
    assert console.sees("It has been handed to the hatch")

    # The door publishes them: anybody can read the page and the report.
    reader = type(at_the_door)(sofra.door)
    page = f"/en/dialogues/{dialogue.rstrip('/').rsplit('/', 1)[-1]}/"
    until(lambda: reader.open(page).sees("Letters to the town stay unanswered."))
    assert reader.sees("What the room confirmed")
    reader.follow("report")
    assert reader.sees("this dialogue is invented")
    assert reader.sees("Letters to the town stay unanswered.")
    assert reader.sees("Broad agree")
    assert not reader.sees("whoever is mayor")
    assert list(Spool(sofra.data / "hatch").waiting("refused")) == []
