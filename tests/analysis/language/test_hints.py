import json
from pathlib import Path

import pytest

from sofra.analysis.language.hints import alike_by_letters, ideas_in

PAIRS = Path(__file__).parents[3] / "benchmarks" / "language" / "development" / "near_duplicates.jsonl"


@pytest.mark.parametrize("line", PAIRS.read_text(encoding="utf-8").splitlines())
def test_a_rewording_is_found_and_another_claim_is_not(line):
    pair = json.loads(line)
    assert (alike_by_letters(pair["text"], [pair["base"]]) == (0,)) == (pair["relation"] == "dup")


def test_the_most_alike_comes_first():
    others = ["Nobody answers letters.", "Nobody answers our letters!"]
    assert alike_by_letters("Nobody answers our letters.", others) == (1, 0)


@pytest.mark.parametrize("text", ["", "…", "🙂🙂", "\x00\ud800"])
def test_what_has_no_words_is_like_nothing(text):
    assert alike_by_letters(text, ["Nobody answers our letters.", ""]) == ()
    assert ideas_in(text) == 1


def test_nothing_to_compare_with_is_no_fault():
    assert alike_by_letters("Nobody answers our letters.", []) == ()


@pytest.mark.parametrize(
    ("text", "ideas"),
    [
        ("Nobody answers our letters.", 1),
        ("Nobody answers. Really.", 1),
        ("Nobody answers our letters; the press is tired of waiting.", 2),
        ("Niemand antwortet, außerdem fehlt das Geld.", 2),
        ("Парите доцнат, исто така никој не одговара.", 2),
    ],
)
def test_ideas_are_sentences_of_four_words_and_what_is_joined_to_them(text, ideas):
    assert ideas_in(text) == ideas
