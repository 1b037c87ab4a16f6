import pytest
from hypothesis import given
from hypothesis import strategies as st

from sofra.analysis.language.text import clean, fold, one_script_a_word, script_of


@given(st.text(max_size=100))
def test_cleaning_keeps_every_place(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned
    cleaned.encode("utf-8")


def test_a_lone_surrogate_and_marks_of_direction_go():
    assert clean("a\ud800b\u202ec\u200fd\u200be") == "a\ufffdb c d e"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ђорђе", "djordje"), ("ŠĆEPAN", "scepan"), ("Gëzim", "gezim"), ("Straße", "strasse"), ("Џумхур", "dzumhur")],
)
def test_folding_meets_what_is_typed_without_marks(one, other):
    assert fold(one) == other


def test_letters_are_composed_first():
    assert fold("c\u030cas") == fold("čas")


def test_look_alikes_take_the_script_of_their_word():
    assert one_script_a_word("Бeoгрaд i Cкопјe") == "Београд i Скопје"
    assert one_script_a_word("Belgrade") == "Belgrade"


@pytest.mark.parametrize(("text", "script"), [("Peja", "Latn"), ("Пећ", "Cyrl"), ("2020 😀", ""), ("", "")])
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script
