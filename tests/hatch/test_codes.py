import pytest
from hypothesis import given
from hypothesis import strategies as st

from sofra.hatch.codes import (
    ALPHABET,
    SHORT,
    MistypedCode,
    UnknownLetter,
    WrongLength,
    new_codes,
    nullifier,
    read_code,
)


def test_new_codes_are_different_and_readable():
    codes = new_codes(200)
    assert len(set(codes)) == 200
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize("typed", ["K4M7-PX20", "k4m7px2o", " K4M7 PX2O ", "K4M7–PX20", "k-4-m-7-p-x-2-0"])
def test_a_code_typed_kindly_is_read(typed):
    assert read_code(typed) == "K4M7PX20"


def test_i_and_l_are_read_as_one():
    assert read_code("IL1I-0O0O") == "11110000"


@pytest.mark.parametrize(("typed", "letters"), [("K4M7PX2", 7), ("K4M7PX200", 9), ("", 0)])
def test_a_code_of_another_length_says_how_many(typed, letters):
    with pytest.raises(WrongLength) as refusal:
        read_code(typed)
    assert refusal.value.letters == letters


def test_a_letter_that_no_card_has_is_named():
    with pytest.raises(UnknownLetter) as refusal:
        read_code("K4M7PXU0")
    assert refusal.value.letter == "U"


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_refused(typed):
    try:
        code = read_code(typed)
    except MistypedCode:
        return
    assert len(code) == SHORT
    assert set(code) <= set(ALPHABET)


def test_nullifiers_of_two_rooms_do_not_match():
    assert nullifier("K4M7PX20", b"a" * 32) != nullifier("K4M7PX20", b"b" * 32)
