"""`sofra report`, typed: every form in every language, the same bytes twice, and a clear word where it cannot be."""

import os
import re
import subprocess
import sys

import pytest

from sofra.web.languages import BY_CODE


def typed(*words, data):
    environment = os.environ | {"SOFRA_DATA": str(data)}
    command = [sys.executable, "-m", "sofra", "report", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


def written(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def everything(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "2020"
    done = typed("--edition", "2020", "--out", out, data=data)
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def test_every_form_is_there_in_every_language(everything):
    out, told = everything
    files = written(out)
    assert told == f"Written: {len(files)} files in {out}\n"
    for code in BY_CODE:
        forms = {"index.html", f"report-2020-{code}.pdf", f"report-2020-{code}.docx", "data/report.json"}
        assert {f"{code}/{name}" for name in forms} <= set(files)
    assert all(content for content in files.values())
    assert files["mk/report-2020-mk.pdf"].startswith(b"%PDF-1.7")


def test_one_language_typed_twice_is_the_same_bytes_as_among_all(everything, data, tmp_path):
    """One language is written by this process, several by processes beside it. Only the links to the others differ."""
    for folder in ("once", "again"):
        done = typed("--edition", "2020", "--lang", "sq", "--out", tmp_path / folder, data=data)
        assert (done.returncode, done.stderr) == (0, "")
    files, whole = written(tmp_path / "once"), written(everything[0])
    assert files == written(tmp_path / "again")
    assert {name.partition("/")[0] for name in files} == {"assets", "sq"}
    beside = {name for name in files if name.endswith(".html")}
    assert {name for name in files if files[name] != whole[name]} == beside
    assert b"hreflang" not in b"".join(files[name] for name in beside)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--edition", "1999"], "There is no edition 1999. There are: 2020, 2021."),
        (["--edition", "2020", "--lang", "fr"], "There is no language fr. There are: en, de, sq, bcms, bcms-cyrl, mk."),
    ],
)
def test_what_is_not_there_is_named_with_what_is(data, tmp_path, words, told):
    done = typed(*words, "--out", tmp_path / "out", data=data)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"sofra: {told}\n")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(data, tmp_path):
    (tmp_path / "out").write_text("a file, and no folder")
    done = typed("--edition", "2020", "--lang", "en", "--out", tmp_path / "out", data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"sofra: {tmp_path}/out\S* cannot be written: [^\n]+\. .+\n", done.stderr)
    assert (tmp_path / "out").read_text() == "a file, and no folder"


@pytest.mark.parametrize("words", [[], ["--edition", "2020"], ["--out", "there"]])
def test_a_mistyped_command_explains_itself(data, words):
    done = typed(*words, data=data)
    assert done.returncode == 2
    assert "usage: sofra report" in done.stderr
