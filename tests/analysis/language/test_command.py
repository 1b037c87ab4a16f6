import json
import subprocess
import sys

import pytest


def sofra(*words, lines="", check=True):
    code = "import sys; from sofra.project.commands import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "language", *words], input=lines, capture_output=True, text=True, encoding="utf-8"
    )
    if check:
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]
    return done


def rows(*texts, **more):
    return "".join(json.dumps({"text": text} | more, ensure_ascii=False) + "\n" for text in texts)


def test_detecting():
    found = sofra("detect", lines=rows("Gazetarët kanë frikë", "", "Судије ћуте"))
    assert [(row["id"], row["lang"], row["script"]) for row in found] == [
        (0, "sq", "Latn"),
        (1, None, None),
        (2, "bcms", "Cyrl"),
    ]


def test_writing_the_other_script():
    assert sofra("transliterate", "--to", "cyrillic", lines=rows("injekcija", id="a")) == [
        {"id": "a", "text": "инјекција"}
    ]
    assert sofra("transliterate", "--to", "latin", lines=rows("Љубав")) == [{"id": 0, "text": "Ljubav"}]


def test_marking():
    (found,) = sofra("marks", lines=rows("Pitajte Jelenu."))
    assert found["marks"] == [{"start": 8, "end": 14, "kind": "person", "text": "Jelenu"}]


def test_comparing_and_searching_without_a_model():
    lines = rows("Sudije ćute.", "СУДИЈЕ ЋУТЕ!", "Reka je puna smeća.", lang="bcms")
    assert [
        (row["one"], row["other"], row["same_words"]) for row in sofra("duplicates", "--model", "lexical", lines=lines)
    ] == [(0, 1, True)]
    found = sofra("search", "--model", "lexical", "--query", "smeće", "--language", "bcms", "--best", "1", lines=lines)
    assert [row["id"] for row in found] == [2]


def test_tags_and_themes_from_a_file(tmp_path):
    file = tmp_path / "statements.jsonl"
    file.write_text(
        rows("Judges take bribes.", "Gjyqtarët marrin ryshfet.", "Cocaine is sold in clubs."), encoding="utf-8"
    )
    assert [row["tags"][0]["tag"] for row in sofra("tag", str(file))] == ["corruption.judiciary"] * 2 + ["market.drugs"]
    found = sofra("themes", "--number", "2", str(file))
    assert [row["members"] for row in found] == [[0, 1], [2]]
    assert [row["tag"] for row in found] == ["corruption.judiciary", "market.drugs"]


def test_nothing_in_nothing_out():
    for job in ("detect", "marks", "tag", "themes", "duplicates"):
        assert sofra(job) == []


@pytest.mark.parametrize("line", ["no json", "[1]", '{"id": 1}', '{"text": 3}'])
def test_a_line_that_cannot_be_read_is_named(line):
    done = sofra("detect", lines=rows("Sudije ćute") + line + "\n", check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("sofra: Line 2 is no ")


def test_a_missing_file_and_a_bad_taxonomy_are_told(tmp_path):
    assert "cannot be read" in sofra("detect", str(tmp_path / "none"), check=False).stderr
    bad = tmp_path / "bad.yaml"
    bad.write_text("- a list")
    done = sofra("tag", "--model", "lexical", "--taxonomy", str(bad), lines=rows("x"), check=False)
    assert (done.returncode, "is no taxonomy" in done.stderr) == (1, True)


def test_what_cannot_be_loaded_is_said_and_done_without():
    done = sofra("duplicates", "--model", "folder:nowhere", lines=rows("Sudije ćute", "Sudije ćute"), check=False)
    assert done.returncode == 0
    assert "holds no model" in done.stderr
    assert json.loads(done.stdout)["same_words"] is True


def test_no_django_and_no_data_folder_are_needed(tmp_path):
    code = (
        "import sys; from sofra.project.commands import main; "
        f"main(['language', '--data', {str(tmp_path / 'none')!r}, 'detect']); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], input="", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert not (tmp_path / "none").exists()
