"""A release by group, taken in and shown."""

import pytest
from django.urls import reverse

from sofra.door.preparation.actions import send_brief
from sofra.door.preparation.queries import brief_of
from sofra.door.releases.actions import WrongRelease, take_release
from sofra.door.report.queries import Finding, compile_report
from sofra.hatch.release import ComparedStatement, ReleasedGroup
from sofra.hatch.spool import as_bytes
from tests.door.conftest import SLUG, a_release

CIVIL_SOCIETY, MEDIA, ACADEMIA = range(3)


@pytest.fixture
def sent(preparation, spool):
    preparation.seats, preparation.breakdown = 40, "sector"
    preparation.save()
    send_brief(preparation.dialogue, spool)
    return preparation


def compared(words, **groups):
    results = [
        ReleasedGroup(group=globals()[name.upper()], answered=10, agree=agree, disagree=disagree)
        for name, (agree, disagree) in groups.items()
    ]
    return ComparedStatement(texts={"en": words, "mk": f"мк {words}"}, question=0, groups=tuple(results))


def a_release_of(preparation, *statements, **changes):
    given = {"statements": (), "breakdown": brief_of(preparation).breakdown, "compared": statements}
    return a_release(**(given | changes))


def test_what_all_groups_say_is_told_apart_from_where_they_differ(sent):
    take_release(
        as_bytes(
            a_release_of(
                sent,
                compared("Together.", civil_society=("broad", "few"), media=("more_than_half", "few")),
                compared("Apart.", civil_society=("broad", "few"), academia=("few", "broad")),
            )
        )
    )
    report = compile_report(sent.dialogue)
    found = {section.finding: [each.texts["en"] for each in section.statements] for section in report.sections}
    assert (found[Finding.AGREES], found[Finding.DIFFERS]) == (["Together."], ["Apart."])


def test_groups_stand_by_name_on_page_report_and_sheet(sent, client, at_desk):
    take_release(as_bytes(a_release_of(sent, compared("Together.", media=("broad", "few")))))
    for page in (client.get(reverse("dialogue", args=[SLUG])), client.get(reverse("report", args=[SLUG]))):
        text = page.content.decode()
        assert ("Together." in text, "Media" in text, "Academia" in text) == (True, True, False)
    assert "Media" in at_desk.get(reverse("release_sheet", args=[SLUG])).content.decode()


def test_a_release_without_the_groups_of_its_brief_is_refused(sent):
    with pytest.raises(WrongRelease, match="not broken down as its brief had fixed"):
        take_release(as_bytes(a_release_of(sent, breakdown=None)))


def test_a_group_says_only_words_that_groups_of_its_size_have(sent):
    strange = compared("Few.", media=("less_than_half", "few"))
    with pytest.raises(WrongRelease, match="statement 1 says less_than_half"):
        take_release(as_bytes(a_release_of(sent, strange)))


def test_groups_that_nobody_had_planned_are_refused(sent):
    planned = a_release_of(sent, compared("Together.", media=("broad", "few")))
    type(sent).objects.update(breakdown="")
    with pytest.raises(WrongRelease, match="not broken down as its brief had fixed"):
        take_release(as_bytes(planned))
