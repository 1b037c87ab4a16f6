import pytest

from sofra.analysis.language.lemmas import distinct, keys_of, word_keys
from sofra.analysis.language.words import is_ordinary


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("gazetarët", "gazetarëve", "sq"),
        ("prokurorit", "prokurorët", "sq"),
        ("gazetaret", "gazetarët", "sq"),
        ("sudija", "sudijama", "bcms"),
        ("судије", "sudijama", "bcms"),
        ("новинарите", "новинар", "mk"),
        ("Richtern", "Richter", "de"),
        ("judges", "judge", "en"),
    ],
)
def test_forms_of_one_word_meet(one, other, language):
    assert set(word_keys(one, language)) & set(word_keys(other, language))


@pytest.mark.parametrize(("one", "other", "language"), [("sudija", "posao", "bcms"), ("polic", "shkollë", "sq")])
def test_other_words_do_not(one, other, language):
    assert not set(word_keys(one, language)) & set(word_keys(other, language))


def test_a_word_nobody_knows_is_its_own_key():
    assert [word_keys("Bzhqxw", code) for code in ("sq", "fr")] == [("bzhqxw",)] * 2


def test_short_words_and_signs_have_no_key():
    assert distinct(keys_of("a i u 12 😀 \0", "bcms")) == set()


@pytest.mark.parametrize(
    ("word", "language"),
    [("punëtorëve", "sq"), ("градилиштима", "bcms"), ("судиите", "mk"), ("Hooligan-Gruppen", "de"), ("judges", "en")],
)
def test_an_ordinary_word_is_known_in_any_form(word, language):
    assert is_ordinary(word, language)


@pytest.mark.parametrize(("word", "language"), [("Krasniqi", "bcms"), ("Marković", "sq"), ("Митревска", "mk")])
def test_a_surname_is_no_ordinary_word(word, language):
    assert not is_ordinary(word, language)
