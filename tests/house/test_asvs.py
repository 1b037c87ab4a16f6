"""The table of OWASP's requirements is whole: every number has a row, and every row a test or a reason."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([\d.]+)(?:–([\d.]+))? \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
REASON = re.compile(r"(Not here|By construction|Yours|Not met): .{10,}")
WHOLE = {6, 11, 14, 16}
"""Chapters in which level 3 counts too."""

# Version 5.0.0: for each section, the lowest level at which each of its requirements is asked.
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22",
    "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip


def number(text):
    return tuple(map(int, text.split(".")))


ALL = {
    (*number(section), place): int(level)
    for section, levels in LEVELS.items()
    for place, level in enumerate(levels, start=1)
}
ASKED = [each for each, level in ALL.items() if level < 3 or each[0] in WHOLE]
ROWS = [(number(first), number(last or first), asked, shown) for first, last, asked, shown in ROW.findall(PAGE)]


@cache
def named_in(file):
    place = ROOT / "tests" / file
    if not place.exists():
        return set()
    return {each.name for each in ast.parse(place.read_text()).body if isinstance(each, ast.FunctionDef)}


def test_the_standard_has_its_345_requirements():
    assert len(ALL) == 345


def test_every_requirement_that_is_asked_has_one_row():
    rows = {each: sum(first <= each <= last for first, last, *_ in ROWS) for each in ASKED}
    assert {each: times for each, times in rows.items() if times != 1} == {}


def test_every_row_is_of_a_requirement_that_there_is():
    ends = [end for first, last, *_ in ROWS for end in (first, last)]
    assert [end for end in ends if end not in ALL] == []


@pytest.mark.parametrize(("first", "shown"), [(first, shown) for first, _, _, shown in ROWS], ids=str)
def test_every_row_has_a_test_that_exists_or_a_reason(first, shown):
    named = TEST.findall(shown)
    assert named or REASON.match(shown)
    assert [test for file, test in named if test not in named_in(file)] == []
