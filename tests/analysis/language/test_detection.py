import unicodedata

import pytest

from sofra.analysis.language.detection import detect

from .conftest import rows_of

SLOVENE = (
    "Novinarji so pogosto tarča groženj na družbenih omrežjih.",
    "Mladi odhajajo v tujino, ker doma ne najdejo dela.",
    "Vlada že leta obljublja, da bo okrepila boj proti korupciji.",
)
BULGARIAN = (
    "Журналистите често са мишена на заплахи в социалните мрежи.",
    "Младите хора заминават в чужбина, защото вкъщи няма работа.",
    "Имаме нужда от повече пари за работа с деца в селата.",
)


def without_marks(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "dj").replace("Đ", "Dj").replace("ß", "ss"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def test_every_development_statement_is_told_with_and_without_marks():
    rows = rows_of("statements")
    assert [row["id"] for row in rows if detect(row["text"]).language != row["lang"]] == []
    latin = [row for row in rows if row["script"] == "Latn"]
    assert [row["id"] for row in latin if detect(without_marks(row["text"])).language != row["lang"]] == []


def test_three_words_are_nearly_always_enough():
    rows = rows_of("statements")
    right = sum(detect(" ".join(row["text"].split()[:3])).language == row["lang"] for row in rows)
    assert right >= 0.985 * len(rows)


OTHERS = (
    "Polis dün gece İstanbul'da üç kişiyi gözaltına aldı.",
    "Poliția a reținut ieri trei persoane suspectate de trafic de droguri.",
    "La polizia ha arrestato ieri tre persone per traffico di droga.",
)


@pytest.mark.parametrize("text", SLOVENE + BULGARIAN + OTHERS)
def test_a_neighbouring_language_is_refused(text):
    found = detect(text)
    assert (found.language, found.reason) == ("", "another language")


@pytest.mark.parametrize("text", ["", " ", "😀 😀", "12.04.2021", "\0", "!?"])
def test_without_words_there_is_no_proposal(text):
    found = detect(text)
    assert (found.language, found.confidence, found.reason) == ("", 0.0, "no words")


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Ђ", "bcms", "Cyrl"),
        ("ќерка", "mk", "Cyrl"),
        ("\u202eGazetarët kanë frikë\u202c", "sq", "Latn"),
        ("\ud800 Richter schweigen oft", "de", "Latn"),
        ("Cудиje ћуте", "bcms", "Cyrl"),
    ],
)
def test_strange_characters_change_nothing(text, language, script):
    found = detect(text)
    assert (found.language, found.script) == (language, script)


def test_fifty_thousand_characters_are_no_trouble():
    assert detect("Gazetarët kanë nevojë për ndihmë. " * 1500).language == "sq"
