"""Statements that come from a Polis set: what is read of it, what is left, and what is said."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sofra.door.preparation.actions import send_brief
from sofra.door.preparation.models import MOST_STATEMENTS, OpeningStatement
from sofra.door.preparation.polis import NotUtf8, NoWords, WrongColumns, WrongSet, words_of_a_set
from tests.door.conftest import SLUG

HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
LINES = (
    '1403067224363,Wed,3,215,2,1,1,"Roads, and\nschools."\n'
    "1403067224364,Wed,4,216,30,18,1,Small grants help.\n"
    "1403067224365,Wed,5,217,90,9,-1,Rejected words.\n"
    "1403067224366,Wed,6,217,0,0,0,'-Nobody decided.\n"
    f"1403067224367,Wed,7,217,50,0,1,{'x' * 401}\n"
)
SET = (HEAD + LINES).encode()
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n1403067224363,Wed,4,990077,1\n"
PAGE = [SLUG]


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"export/{name}.csv", content)
    return out.getvalue()


def bring(client, content, *, language="en", most="12", name="comments.csv"):
    given = {"document": SimpleUploadedFile(name, content), "language": language, "most": most}
    return client.post(reverse("statements_from_polis", args=PAGE), given)


def written():
    return [each.texts for each in OpeningStatement.objects.all()]


def test_words_come_most_answered_first_and_what_is_left_is_counted():
    words = words_of_a_set(SET)
    assert words.texts == ("Small grants help.", "Roads, and schools.", "-Nobody decided.")
    assert (words.rejected, words.too_long) == (1, 1)


def test_of_a_whole_set_the_comments_alone_are_opened():
    whole = packed(comments=SET, votes=VOTES, summary=b"\xff\xfe not even text")
    assert words_of_a_set(whole) == words_of_a_set(SET)


@pytest.mark.parametrize(
    ("content", "problem", "said"),
    [
        (SET.decode().encode("utf-16"), NotUtf8, "UTF-16"),
        (SET + b"1,2,3,4,5,6,1,Caf\xe9\n", NotUtf8, "Line 8"),
        (SET.replace(b",", b";"), WrongColumns, "semicolons"),
        (VOTES.encode(), WrongColumns, "timestamp, datetime, comment-id, voter-id, vote"),
        (SET + b"1,2\n", WrongSet, "has 2 columns and the first line 8"),
        (b" \n", WrongSet, "empty"),
        (HEAD.encode(), NoWords, "0 rejected, 0 too long"),
        ((HEAD + "1,x,5,2,9,9,-1,No.\n").encode(), NoWords, "1 rejected, 0 too long"),
        (b"comment-id,moderated\n1,1\n", NoWords, "0 rejected"),
        (packed(votes=VOTES), WrongSet, "0 files in it are called comments.csv"),
        (b"PK\x03\x04 no more than that", WrongSet, "ZIP"),
    ],
)
def test_what_is_no_set_is_refused_in_words(content, problem, said):
    with pytest.raises(problem, match=said):
        words_of_a_set(content)


def test_a_file_that_unpacks_to_far_more_is_not_unpacked():
    with pytest.raises(WrongSet, match="bytes, at most"):
        words_of_a_set(zipped_zeros())


def zipped_zeros():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("comments.csv", b"0" * 7_000_000)
    return out.getvalue()


def test_statements_stand_in_the_draft_after_those_that_were_there(at_desk, preparation):
    answer = bring(at_desk, SET, language="mk", most="2")

    assert answer["Location"] == reverse("edit_dialogue", args=PAGE)
    assert [each.get("mk") for each in written()] == [
        "Парите доаѓаат и си одат.",
        "Small grants help.",
        "Roads, and schools.",
    ]
    page = at_desk.get(answer["Location"]).content.decode()
    assert "2 statements are taken over as a draft. 1 was left out: more were not asked for" in page
    assert "1 was left out because moderators had rejected it." in page
    assert "1 was left out because it is longer than 400 letters." in page
    assert "Roads, and schools.</textarea>" in page


def test_the_same_set_again_adds_nothing(at_desk, preparation):
    bring(at_desk, SET)
    before = written()
    answer = bring(at_desk, SET)
    assert written() == before
    assert "3 stand here already." in at_desk.get(answer["Location"]).content.decode()


def test_no_more_is_taken_than_a_brief_holds(at_desk, preparation):
    lines = "".join(f"1,x,{at},2,1,0,1,Statement {at}.\n" for at in range(80))
    bring(at_desk, (HEAD + lines).encode(), most=str(MOST_STATEMENTS))
    assert len(written()) == MOST_STATEMENTS
    assert written()[0]["en"] == "Money comes and goes."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SET.decode().encode("utf-16"), "This file is not written in UTF-8."),
        (VOTES.encode(), "comments.csv must have the columns"),
        ((HEAD + "1,x,5,2,9,9,-1,No.\n").encode(), "No statement can be taken: 1 were rejected, 0 are longer"),
        (packed(votes=VOTES), "This is no Polis set that can be read here (0 files in it are called comments.csv)."),
        (b"", "This file is empty."),
    ],
)
def test_a_bad_file_gets_a_clear_message_and_nothing_is_lost(at_desk, preparation, content, said):
    before = written()
    answer = bring(at_desk, content, language="mk", most="7")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="7"' in page
    assert '<option value="mk" selected>' in page
    assert written() == before


def test_a_file_that_is_too_large_is_not_read(at_desk, preparation):
    answer = bring(at_desk, SET + b"1,x,9,2,1,0,1,y\n" * 400_000)
    assert answer.status_code == 422
    assert "6 MB" in answer.content.decode()


def test_only_a_language_of_the_dialogue_can_be_chosen(at_desk, preparation):
    assert bring(at_desk, SET, language="sq").status_code == 422
    assert len(written()) == 1


def test_a_brief_that_the_floor_took_stays_as_it_is(at_desk, preparation, spool):
    send_brief(preparation.dialogue, spool)
    spool.path("brief", SLUG).unlink()
    answer = bring(at_desk, SET)
    assert answer["Location"] == reverse("desk_dialogue", args=PAGE)
    assert len(written()) == 1


def test_the_draft_leads_there(at_desk, preparation):
    page = at_desk.get(reverse("edit_dialogue", args=PAGE)).content.decode()
    assert f'href="{reverse("statements_from_polis", args=PAGE)}"' in page
