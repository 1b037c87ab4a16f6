import pytest

from sofra.analysis.language.topics import topic_labels, topics_in
from sofra.analysis.language.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Small groups need core funding.", "en"),
        ("Grupet e vogla kanë nevojë për fonde.", "sq"),
        ("Malim grupama treba finansiranje.", "bcms"),
        ("Малим групама треба финансирање.", "bcms"),
        ("На малите групи им треба финансирање.", "mk"),
        ("Kleine Gruppen brauchen Fördermittel.", "de"),
    ],
)
def test_the_words_of_a_theme_name_it_in_every_language(text, language):
    assert topics_in(text, language) == ("need.funding",)


def test_where_no_word_of_a_theme_is_said_nothing_is_proposed():
    assert topics_in("Letters to the town stay unanswered.", "en") == ()


def test_no_more_than_asked_for():
    assert len(topics_in("Journalists, funding, police and courts.", "en", n=2)) == 2


def test_every_topic_has_a_name_in_every_language():
    assert all(labels.get(language) for labels in topic_labels().values() for language in LANGUAGES)
