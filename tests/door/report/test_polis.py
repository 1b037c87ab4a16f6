"""The Polis set of a released dialogue: what is in it, and what can never be."""

import csv
import io
import zipfile

import pytest
from django.urls import reverse

from sofra.analysis.opinion.comments import read_comments
from sofra.door.preparation.actions import send_brief
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.polis import words_of_a_set
from sofra.door.preparation.queries import breakdown_of
from sofra.door.releases.actions import take_release
from sofra.hatch.release import ComparedStatement, ReleasedGroup
from sofra.hatch.spool import as_bytes
from tests.door.conftest import LEDGER, SLUG, a_release, a_statement

STATEMENTS = (
    a_statement(),
    a_statement(texts={"en": "=SUM(1;2) is no answer.", "mk": "Не."}, question=1, agree="few", disagree="broad"),
    a_statement(texts={"en": "Given, to start with.", "mk": "Дадено."}, question=None),
)


def files_of(client, language="en"):
    answer = client.get(reverse("polis_set", args=[SLUG]).replace("/en/", f"/{language}/"))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def released(preparation, spool):
    send_brief(preparation.dialogue, spool)
    take_release(as_bytes(a_release(*STATEMENTS, withheld=2)))


def test_a_set_holds_statements_and_bands_and_no_rows_of_votes(client, released):
    files = files_of(client)
    assert list(files) == ["comments.csv", "summary.csv", "bands.csv", "README.txt"]
    comments = rows_of(files["comments.csv"])
    assert [each["comment-body"] for each in comments] == [
        "Small grants help.",
        "'=SUM(1;2) is no answer.",
        "Given, to start with.",
    ]
    empty = {each[name] for each in comments for name in ("timestamp", "datetime", "author-id", "agrees", "disagrees")}
    assert empty == {""}
    assert rows_of(files["bands.csv"])[1] == {
        "comment-id": "1", "question": "2", "group": "", "answered": "15", "agree": "few", "disagree": "broad",
    }  # fmt: skip
    assert rows_of(files["bands.csv"])[2]["question"] == ""


def test_a_set_tells_no_ledger_and_no_number_that_its_page_does_not(client, released):
    everything = "".join(files_of(client).values())
    assert LEDGER not in everything
    assert "withheld" not in everything
    summary = dict(line.split(",", 1) for line in files_of(client)["summary.csv"].splitlines())
    assert summary["topic"] == "What helps"
    assert summary["comments"] == "3"
    assert {summary[name] for name in ("views", "voters", "voters-in-conv", "commenters", "groups")} == {""}
    assert summary["conversation-description"] == "A rehearsal: everything in it is invented."


def test_the_same_release_gives_the_same_bytes(client, released):
    one, other = (client.get(reverse("polis_set", args=[SLUG])).content for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_set_is_in_the_language_of_the_page(client, released):
    assert rows_of(files_of(client, "mk")["comments.csv"])[0]["comment-body"] == "Малите грантови помагаат."


def test_what_was_taken_back_is_gone_from_the_next_set(client, released):
    take_release(as_bytes(a_release(*STATEMENTS[1:], withheld=2, revision=2)))
    assert "Small grants help." not in "".join(files_of(client).values())


def test_groups_that_were_counted_apart_have_bands_of_their_own(client, preparation, spool):
    Preparation.objects.update(breakdown="sector", seats=40)
    preparation.refresh_from_db()
    breakdown = breakdown_of(preparation)
    send_brief(preparation.dialogue, spool)
    groups = tuple(ReleasedGroup(group=at, answered=10, agree="few", disagree="few") for at in (0, 2))
    statement = ComparedStatement(texts=STATEMENTS[0].texts, question=0, groups=groups)
    take_release(as_bytes(a_release(statement, compared=(statement,), statements=(), breakdown=breakdown)))
    bands = rows_of(files_of(client)["bands.csv"])
    assert [each["group"] for each in bands] == [breakdown.groups[at]["en"] for at in (0, 2)]


def test_a_set_can_be_brought_to_the_next_dialogue(client, released):
    comments = files_of(client)["comments.csv"].encode("utf-8-sig")
    assert words_of_a_set(comments).texts == tuple(each.texts["en"] for each in STATEMENTS)
    assert [each.name for each in read_comments(comments)] == ["0", "1", "2"]


def test_the_report_leads_to_its_set(client, released):
    page = client.get(reverse("report", args=[SLUG])).content.decode()
    assert f'href="{reverse("polis_set", args=[SLUG])}"' in page
