"""`sofra opinion`, typed."""

import csv
import json
import subprocess
import sys

import pytest

from sofra.project.commands import main
from tests.analysis.opinion.rooms import room

WORDS = [sys.executable, "-m", "sofra", "opinion"]


def typed(*words):
    return subprocess.run([*WORDS, *map(str, words)], capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def votes(tmp_path_factory):
    file = tmp_path_factory.mktemp("opinion") / "votes.csv"
    lines = [f"{p},{s},{v}\n" for p, s, v in zip(*room(n=40, k=2)[0], strict=True)]
    file.write_text("participant,statement,vote\n" + "".join(lines), encoding="utf-8")
    return file


def test_a_file_becomes_a_record_a_page_and_predictions(votes, tmp_path):
    pairs, strata = tmp_path / "pairs.csv", tmp_path / "strata.csv"
    pairs.write_text("participant,statement\n0,1\n99,2\n", encoding="utf-8")
    strata.write_text("participant,stratum\n" + "".join(f"{p},mk\n" for p in range(20)), encoding="utf-8")
    out = {name: tmp_path / name for name in ("map.json", "map.html", "p.csv")}
    done = typed(
        votes, "--strata", strata, "--json", out["map.json"], "--html", out["map.html"],
        "--predict", pairs, "--out", out["p.csv"], "--polis", "--seed", "3",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("votes.csv is a long table: ")
    assert "The published Polis formulas would say" in done.stdout
    record = json.loads(out["map.json"].read_text())
    assert (record["format"], record["format_version"], record["fit"]["seed"]) == ("sofra-opinion-map", 1, 3)
    assert len(record["participants"]) == 40
    assert {len(each["covariance"]) for each in record["participants"]} == {3}
    assert {round(sum(each["sides"]), 3) for each in record["participants"]} == {1.0}
    assert list(record["statements"][0]["strata"]) == ["mk"]
    assert out["map.html"].read_text().startswith("<!doctype html>")
    rows = list(csv.DictReader(out["p.csv"].open()))
    assert [row["participant"] for row in rows] == ["0", "99"]
    assert all(0 < float(row["agree"]) < 1 for row in rows)


def test_bad_votes_end_with_one_line_and_code_1(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_text("participant,statement,vote\n1,1,7\n", encoding="utf-8")
    done = typed(file)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == "sofra: 1 of 1 votes are neither 1 (agree), -1 (disagree) nor 0 (pass); the first of them is 7.\n"
    )


LONG = "participant,statement,vote\n"
ROOM = [(person, item, 1 if (person + item) % 3 else -1) for person in range(6) for item in range(4)]
MATRIX = "participant,n-votes,"


def lines(votes):
    return "".join(f"{person},{item},{vote}\n" for person, item, vote in votes)


BAD = {
    "a vote of 7": (
        LONG + lines([*ROOM, (7, 1, 7)]),
        "1 of 25 votes are neither 1 (agree), -1 (disagree) nor 0 (pass)",
    ),
    "a duplicate": (LONG + lines([*ROOM, ROOM[5]]), "1 of 25 votes are second votes of the same participant"),
    "three people": (LONG + lines(vote for vote in ROOM if vote[0] < 3), "3 participants, 4 statements, 12 agrees and"),
    "one statement": (LONG + lines(vote for vote in ROOM if vote[1] < 1), "6 participants, 1 statements, 6 agrees and"),
    "only passes": (
        LONG + lines((p, s, 0) for p, s, _ in ROOM),
        "6 participants, 4 statements, 0 agrees and disagrees",
    ),
    "not a number": (LONG + lines([*ROOM, (7, 1, "NaN")]), "1 of 25 votes are neither"),
    "nobody's vote": (LONG + lines([*ROOM, ("NaN", 1, 1)]), "1 of 25 votes name no participant"),
    "a million columns": (MATRIX + ",".join(map(str, range(10**6))) + "\n", "1000002 columns; at most 100000 are read"),
    "semicolons": ((LONG + lines(ROOM)).replace(",", ";"), "2 semicolons and no comma"),
    "UTF-16": ((LONG + lines(ROOM)).encode("utf-16"), "bytes) is written in UTF-16"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_ends_with_one_line_of_counts_and_code_1(what, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SOFRA_DATA", str(tmp_path))
    content, said = BAD[what]
    file, out = tmp_path / "votes.csv", tmp_path / "map.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["opinion", str(file), "--json", str(out)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("sofra: ")
    assert said in told
    assert told.count("\n") == 1
    assert len(told) < 300
    assert not out.exists()


def test_a_missing_file_ends_with_one_line_and_code_1(tmp_path):
    done = typed(tmp_path / "nothing.csv")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_neither_django_nor_a_data_folder_is_needed(votes, tmp_path):
    code = (
        "import sys\nfrom sofra.project.commands import main\n"
        f"assert main(['opinion', {str(votes)!r}, '--data', {str(tmp_path / 'none')!r}]) == 0\n"
        "assert not [name for name in sys.modules if name == 'django']"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "none").exists()
