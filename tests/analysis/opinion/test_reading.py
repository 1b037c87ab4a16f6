"""Files: what is taken from them, and what is refused in words."""

import numpy as np
import pytest

from sofra.analysis.opinion import BadVotes
from sofra.analysis.opinion.comments import Comment, read_comments
from sofra.analysis.opinion.reading import read_pairs, read_strata, read_votes
from tests.analysis.opinion.rooms import room

LONG = b"participant,statement,vote\n1,1,1\n1,2,-1\n2,1,0\n"
TIMED = b"timestamp,datetime,comment-id,voter-id,vote\n20,x,1,7,-1\n10,x,1,7,1\n10,x,2,7,1\n10,x,1,8,0\n"
MATRIX = b"participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,1,2\n7,,0,0,2,1,1,-1,1\n8,,,0,1,0,0,0,\n"
COMMENTS = b'timestamp,comment-id,moderated,comment-body\n1,1,1,"a\nb"\n2,2,-1,c\n'


def cells(table):
    rows = table.by_participant
    person = np.repeat(np.arange(table.n_participants), np.diff(rows.start))
    return {
        (str(table.participants[i]), str(table.statements[j])): int(v)
        for i, j, v in zip(person, rows.other, rows.vote, strict=True)
    }


def refused(data, comments=None):
    with pytest.raises(BadVotes) as caught:
        read_votes(data, comments)
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [LONG, LONG.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + LONG, LONG.replace(b"2,1,0", b" 2 ,1,0.0"), LONG.rstrip()],
)
def test_a_long_table_is_read_however_it_is_written(data):
    assert cells(read_votes(data).votes) == {("1", "1"): 1, ("1", "2"): -1, ("2", "1"): 0}


def test_the_quick_way_and_the_slow_way_read_the_same():
    votes, _ = room(n=12, m=9)
    quick = "participant,statement,vote\n" + "".join(f"{p},{s},{v}\n" for p, s, v in zip(*votes, strict=True))
    slow = quick.replace("participant,statement,vote", "statement,vote,participant", 1)
    rows = [line.split(",") for line in slow.splitlines()]
    slow = "\n".join([",".join(rows[0]), *(",".join([s, v, p]) for p, s, v in rows[1:])])
    assert cells(read_votes(quick.encode()).votes) == cells(read_votes(slow.encode()).votes)


def test_columns_may_stand_in_any_order_beside_others():
    data = b"vote,note,statement,participant\n1,,s1,ana\n-1,,s2,ana\n"
    assert cells(read_votes(data).votes) == {("ana", "s1"): 1, ("ana", "s2"): -1}


def test_the_last_vote_counts_whatever_the_order_of_lines():
    lines = TIMED.splitlines()
    turned = b"\n".join([lines[0], *reversed(lines[1:])])
    expected = {("7", "1"): -1, ("7", "2"): 1, ("8", "1"): 0}
    assert cells(read_votes(TIMED).votes) == cells(read_votes(turned).votes) == expected


def test_a_matrix_is_read_without_its_empty_cells():
    read = read_votes(MATRIX)
    assert cells(read.votes) == {("7", "1"): -1, ("7", "2"): 1, ("8", "1"): 0}
    assert "participants-votes.csv: 3 votes of 2 participants on 2 statements" in read.taken


def test_rejected_statements_are_left_out_and_counted():
    read = read_votes(MATRIX, COMMENTS)
    assert cells(read.votes) == {("7", "1"): -1, ("8", "1"): 0}
    assert "1 statements that comments.csv calls rejected are left out" in read.taken


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b"participant,statement,vote\n", "without a single vote"),
        (b"participant;statement;vote\n1;1;1\n", "2 semicolons and no comma"),
        (b"participant\tstatement\tvote\n1\t1\t1\n", "2 tabs and no comma"),
        ("participant,statement,vote\n1,1,1\n".encode("utf-16"), "UTF-16"),
        ("participant,statement,vote\n1,1,1\n".encode("utf-16-le"), "33 zero bytes"),
        ("participant,statement,vote\nJos\xe9,1,1\n".encode("latin-1"), "Line 2 is not written in UTF-8"),
        (b"participant,statement,vote\n1,1,1\n1,2\n", "Line 3 has 2 columns and the first line 3"),
        (b"participant,statement,vote\n1,1,7\n1,2,1\n", "1 of 2 votes are neither"),
        (b"participant,statement,vote\n1,1,agree\n", "the first of them is 'agree'"),
        (b"participant,statement,vote\n1,1,nan\n", "1 of 1 votes are neither"),
        (b"participant,statement,vote\nNaN,1,1\n2,1,1\n", "1 of 2 votes name no participant"),
        (b"participant,statement,vote\n1,1,1\n1,1,1\n", "1 of 2 votes are second votes"),
        (b"name,age\nx,3\n", "The first line names 2 columns (name, age)"),
        (MATRIX + b"7,,0,0,2,1,1,-1,1\n", "Participant 7 has two rows"),
        (b"participant,n-votes," + b",".join(b"%d" % i for i in range(100_001)) + b"\n", "100003 columns"),
    ],
)
def test_what_is_no_table_of_votes_is_refused_in_words(data, said):
    assert said in refused(data)


def test_comments_of_another_kind_are_refused():
    assert "comments.csv has no columns" in refused(MATRIX, b"a,b\n1,2\n")


def test_strata_follow_the_participants_of_the_table():
    votes = read_votes(LONG).votes
    assert list(read_strata(b"participant,stratum\n2,mk\n9,al\n", votes)) == ["", "mk"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"participant,land\n1,mk\n", "Strata need the columns"),
        (b"participant,stratum\n1,mk\n1,al\n", "1 participants stand in the strata twice"),
        (b"participant,stratum\nana,mk\n", "None of the 1 participants"),
    ],
)
def test_strata_that_fit_nobody_are_refused(data, said):
    with pytest.raises(BadVotes, match=said):
        read_strata(data, read_votes(LONG).votes)


def test_pairs_keep_their_spelling_and_find_their_names():
    people, _, person, item = read_pairs(b"participant,statement\n01,1\nana,2\n", read_votes(LONG).votes)
    assert people == ["01", "ana"]
    assert list(person) == [1, -1]
    assert list(item) == [1, 2]


def test_comments_are_read_with_words_answers_and_what_moderators_said():
    data = b"moderated,agrees,disagrees,comment-id,comment-body\n1,2,3,7,Words\n-1,,x,8,\n0,99999999999,1,9,y\n"
    assert read_comments(data) == [
        Comment("7", "Words", rejected=False, answers=5),
        Comment("8", "", rejected=True, answers=0),
        Comment("9", "y", rejected=False, answers=1),
    ]


def test_comments_with_semicolons_are_refused_as_such():
    assert "1 semicolons and no comma" in refused(MATRIX, b"comment-id;moderated\n1;1\n")
