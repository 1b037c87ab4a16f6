import re

import pytest
from django.urls import reverse

from sofra.door.preparation.actions import send_brief
from sofra.door.preparation.models import Preparation
from sofra.door.releases.actions import take_release
from sofra.door.report.queries import Finding, compile_report
from sofra.hatch.release import RULES, Release
from sofra.hatch.spool import as_bytes
from tests.door.conftest import LEDGER, SLUG, a_release, a_statement


def said(text, agree, disagree, **more):
    return a_statement(texts={"en": text, "mk": f"мк {text}"}, agree=agree, disagree=disagree, **more)


STATEMENTS = (
    said("Mostly so.", "more_than_half", "less_than_half"),
    said("Surely so.", "broad", "few"),
    said("So and so.", "less_than_half", "less_than_half", question=1),
    said("Not so.", "few", "broad"),
    said("Who knows.", "few", "few"),
    said("A small room.", "around_half", "few", answered=10),
    said("From the convenor.", "few", "more_than_half", question=None),
)


@pytest.fixture
def sent(preparation, spool):
    send_brief(preparation.dialogue, spool)
    return preparation


@pytest.fixture
def released(sent):
    take_release(as_bytes(a_release(*STATEMENTS, withheld=2)))
    return sent.dialogue


def test_statements_are_sorted_by_what_their_bands_say_together(released):
    report = compile_report(released)

    found = {section.finding: [each.texts["en"] for each in section.statements] for section in report.sections}
    assert found == {
        Finding.AGREES: ["Surely so.", "Mostly so."],
        Finding.DECLINES: ["Not so.", "From the convenor."],
        Finding.DIFFERS: ["So and so.", "A small room."],
        Finding.NOT_FOR_MANY: ["Who knows."],
    }


def test_statements_stand_under_their_questions(released):
    report = compile_report(released)

    under = [(each.texts and each.texts["en"], len(each.statements)) for each in report.by_question]
    assert under == [("What hinders?", 5), ("What helps?", 1), (None, 1)]
    assert len(report.statements) == len(STATEMENTS)


def test_nothing_is_reported_before_the_release(client, preparation):
    assert compile_report(preparation.dialogue) is None
    assert client.get(reverse("report", args=[SLUG])).status_code == 404


def test_unreleased_dialogue_shows_title_place_and_date_only(client, preparation):
    page = client.get(reverse("dialogue", args=[SLUG])).content.decode()

    assert [each for each in ("What helps", "Lipova", "7 October 2027") if each not in page] == []
    for secret in ("What hinders?", "Be kind.", "Money comes and goes.", "In the room and online"):
        assert secret not in page


@pytest.mark.parametrize("name", ["dialogue", "report"])
def test_released_dialogue_shows_words_and_no_share(client, released, name):
    page = client.get(reverse(name, args=[SLUG])).content.decode()
    text = re.sub(r"<[^>]+>", " ", page)

    for words in ("Surely so.", "Broad", "More than half", "at least 15 people", "What hinders?"):
        assert words in text
    assert "2 statements were answered by fewer than ten people" in text
    assert "this dialogue is invented" in text
    assert "%" not in text
    assert "percent" not in text.lower()


@pytest.mark.parametrize("number", [0, 2])
def test_report_tells_what_stayed_because_it_was_asked_before(client, sent, number):
    take_release(as_bytes(a_release(asked_before=number)))
    page = client.get(reverse("report", args=[SLUG])).text
    assert ("2 statements stay in the room because the same words were released" in page) == bool(number)


def test_report_says_against_how_many_people_it_is_safe(client, sent):
    Preparation.objects.update(colluders=3)
    take_release(as_bytes(a_release(rules=RULES[3])))
    page = client.get(reverse("report", args=[SLUG])).text
    assert "safe against three people" in page
    assert "not even three people who compare notes" in page
    assert "two people" not in page


def test_report_says_which_statement_its_author_lets_be_quoted(client, sent):
    ticked, unticked = said("Ticked.", "broad", "few", quotable=True), said("Unticked.", "broad", "few")
    take_release(as_bytes(a_release(ticked, unticked)))
    page = client.get(reverse("report", args=[SLUG])).text
    assert page.count("Its author lets it be quoted") == 1


def test_report_has_every_statement_once_in_its_table(client, released):
    page = client.get(reverse("report", args=[SLUG])).content.decode()
    table = page.split('aria-labelledby="all"')[1].split("</table>")[0]

    assert [table.count(each.texts["en"]) for each in STATEMENTS] == [1] * len(STATEMENTS)


def test_statement_is_shown_in_the_language_of_the_page(client, released):
    page = client.get(reverse("report", args=[SLUG]).replace("/en/", "/mk/")).content.decode()

    assert "мк Surely so." in page


def test_statement_in_another_language_is_marked(client, released):
    page = client.get(reverse("report", args=[SLUG]).replace("/en/", "/sq/")).content.decode()

    assert '<span lang="en">Surely so.</span>' in page


def test_report_of_a_release_with_nothing_in_it_says_so(client, preparation, spool):
    send_brief(preparation.dialogue, spool)
    take_release(as_bytes(Release(dialogue=SLUG, fictional=True, statements=(), withheld=4, ledger=LEDGER)))

    page = client.get(reverse("report", args=[SLUG])).content.decode()

    assert "Nothing left this room" in page
    assert "4 statements were answered by fewer than ten people" in page
