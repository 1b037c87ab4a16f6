import pytest
from hypothesis import given
from hypothesis import strategies as st

from sofra.analysis.language.script import to_cyrillic, to_latin

TWO_SOUNDS = [
    ("injekcija", "инјекција"),
    ("nadživjeti", "надживјети"),
    ("konjunktura", "конјунктура"),
    ("vanjezički", "ванјезички"),
    ("odžaliti", "оджалити"),
    ("tanjug", "танјуг"),
    ("mikroinjekcija", "микроинјекција"),
    ("podžanr", "поджанр"),
]
ONE_SOUND = [("njegov", "његов"), ("džep", "џеп"), ("ljudi", "људи"), ("LJUDI", "ЉУДИ"), ("Njegoš", "Његош")]
OTHER_CODES = [("ǆep", "џеп"), ("Ǉubav", "Љубав"), ("śever", "с́евер"), ("njutn", "њутн")]


@pytest.mark.parametrize(("latin", "cyrillic"), TWO_SOUNDS + ONE_SOUND)
def test_latin_becomes_cyrillic(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), TWO_SOUNDS + ONE_SOUND)
def test_cyrillic_becomes_latin(latin, cyrillic):
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    "kept",
    [
        "%(place)s",
        "%s",
        "{name}",
        "<strong>",
        "https://example.org/njuz",
        "ured@primjer.org",
        "XXI",
        "GI-TOC",
        "@sto",
        "www.primjer.me",
    ],
)
def test_placeholders_addresses_and_numerals_stay(kept):
    assert to_cyrillic(f"dan {kept} noć") == f"дан {kept} ноћ"


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш ", max_size=60))
def test_cyrillic_to_latin_loses_no_letter(text):
    assert len(to_latin(text)) >= len(text)
    assert not any("а" <= letter <= "џ" for letter in to_latin(text))


@pytest.mark.parametrize(("latin", "cyrillic"), OTHER_CODES)
def test_letters_under_another_code_are_the_same_letters(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


def test_a_word_in_capitals_is_no_numeral():
    assert to_cyrillic("DA LI MI JE CIVIL") == "ДА ЛИ МИ ЈЕ ЦИВИЛ"


def test_montenegrin_letters_come_back():
    assert to_latin(to_cyrillic("śutra, iźesti")) == "śutra, iźesti"
