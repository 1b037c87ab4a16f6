"""A faulty file is answered with its name, the line, the place and the reason."""

from pathlib import Path

import pytest

from sofra.door.programme import reading
from sofra.door.programme.reading import read_documents
from sofra.door.programme.sheet import ProgrammeFault, read_sheet

SAMPLE = Path(reading.__file__).parent / "sample"
PROGRAMME = SAMPLE / "programme-2020-2021.yaml"
TAXONOMY = SAMPLE / "taxonomy.yaml"

FAULTS = {
    "unknown field": (
        "views., kind: kind.cause",
        "views., kindd: kind.cause",
        "line 216: highlight h-2020-rs-2, claim c-2020-rs-2c: unknown field 'kindd'",
    ),
    "missing field": (
        "kind: kind.cause, tags: [challenge.media_capture, sector.media], voice",
        "tags: [challenge.media_capture, sector.media], voice",
        "line 105: highlight h-2020-al-1, claim c-2020-al-1b: the field 'kind' is missing",
    ),
    "claim without a tag": (
        "tags: [challenge.media_capture, sector.media]",
        "tags: []",
        "line 105: highlight h-2020-al-1, claim c-2020-al-1b, tags: at least one is needed",
    ),
    "tag that is in no facet": (
        "challenge.media_capture",
        "challenge.media_captured",
        "line 105: highlight h-2020-al-1, claim c-2020-al-1b, tags, entry 1: "
        "there is no tag 'challenge.media_captured', perhaps 'challenge.media_capture'",
    ),
    "unknown event": (
        "event: ev-2020-al\n",
        "event: ev-2020-all\n",
        "line 93: highlight h-2020-al-0, event: there is no event 'ev-2020-all', perhaps 'ev-2020-al'",
    ),
    "unknown source": (
        "date: '2017-08-07', source: src.sinaloa2017",
        "date: '2017-08-07', source: nowhere",
        "line 50: precursor pre-2017-culiacan, source: there is no source 'nowhere'",
    ),
    "double id": (
        "id: c-2020-al-1b",
        "id: c-2020-al-1a",
        "line 105: highlight h-2020-al-1, claim c-2020-al-1a, id: the id 'c-2020-al-1a' is given twice",
    ),
    "field named by a list": (
        "year: 2020\n",
        "year: 2020\n  [a, b]: 2021\n",
        "line 57: the name of a field is a list, not a word",
    ),
    "double field": ("year: 2020\n", "year: 2020\n  year: 2021\n", "line 57: the field 'year' stands here twice"),
    "wrong type": (
        "at_least: 50",
        "at_least: fifty",
        "line 82: event ev-2020-wb, participants, at_least: expected a whole number, found text",
    ),
    "unknown word": (
        "format: hybrid",
        "format: hybridd",
        "line 76: event ev-2020-al, format: 'hybridd' is not one of the words that are known here",
    ),
    "no such month": (
        "date_from: 2020-11",
        "date_from: 2020-13",
        "line 76: event ev-2020-al, date_from: there is no such date: month must be in 1..12",
    ),
    "day that no source gives": (
        "precision: month",
        "precision: day",
        "line 76: event ev-2020-al, precision: the precision is 'day', but a date has no day",
    ),
    "end before beginning": (
        "date_to: '2020-12-16'",
        "date_to: '2020-12-13'",
        "line 82: event ev-2020-wb, date_to: it ends before it begins",
    ),
    "highlight of nothing": (
        "  edition: ed-2021\n  event: null\n",
        "  event: null\n",
        "line 218: highlight h-2021-wb-1: it names neither an event nor an edition",
    ),
    "no YAML": ("programme:\n", "programme\n", "line 34: not readable as YAML: could not find expected ':'"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_names_line_place_and_reason(case, tmp_path):
    good, bad, message = FAULTS[case]
    whole = PROGRAMME.read_text(encoding="utf-8")
    assert good in whole
    faulty = tmp_path / PROGRAMME.name
    faulty.write_text(whole.replace(good, bad, 1), encoding="utf-8")

    with pytest.raises(ProgrammeFault) as caught:
        read_documents(faulty, TAXONOMY)

    assert str(caught.value) == f"programme-2020-2021.yaml, {message}"


def test_label_missing_in_one_language_is_named_with_its_tag(tmp_path):
    whole = TAXONOMY.read_text(encoding="utf-8")
    faulty = tmp_path / TAXONOMY.name
    faulty.write_text(whole.replace(", bcms: Izazov, mk: Предизвик}", ", bcms: Izazov}", 1), encoding="utf-8")

    with pytest.raises(ProgrammeFault) as caught:
        read_documents(PROGRAMME, faulty)

    assert str(caught.value) == (
        f"taxonomy.yaml, line {caught.value.line}: facet kind, item kind.challenge: the field 'mk' is missing"
    )
    assert "kind.challenge" in whole.splitlines()[caught.value.line - 1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: the file is empty"),
        (b"a: b\nc: \xff\n", "line 2: not written in UTF-8"),
        (b'a: b\nc: "\x01"\n', "line 2: a character that no text may hold"),
        (b"a: [b\n", "line 2: not readable as YAML: did not find expected ',' or ']'"),
        (b"#" * 4_000_001, "line 1: 4000001 bytes, at most 4000000 are read"),
    ],
)
def test_file_that_is_no_yaml_is_refused(content, message, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)

    with pytest.raises(ProgrammeFault) as caught:
        read_sheet(file)

    assert str(caught.value) == f"mine.yaml, {message}"


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProgrammeFault) as caught:
        read_sheet(tmp_path / "mine.yaml")

    assert str(caught.value) == "mine.yaml, line 1: the file cannot be opened: No such file or directory"
