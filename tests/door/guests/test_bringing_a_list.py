"""Lists as people keep them: in five languages, from three programs, and with everything that can be wrong in one."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from sofra.door.guests.columns import COLUMNS, as_form_data, column_called, heading_in
from sofra.door.guests.models import Guest, Upload
from sofra.door.guests.sheet import (
    BadSheet,
    ColumnTwice,
    NoNames,
    NotASheet,
    TooManyRows,
    read_sheet,
    template_csv,
    template_xlsx,
)
from sofra.web.languages import LANGUAGES
from tests.door.conftest import SLUG
from tests.door.guests.conftest import a_guest

HEAD = "Name;E-mail;Sector;Country;Language"
GOOD = "Drita Hoxha;drita@example.org;media;Kosova;shqip"


def page(name, *more):
    return reverse(name, args=[SLUG, *more])


def bring(client, text, encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return client.post(page("bring_list"), {"sheet": SimpleUploadedFile("list.csv", content)})


def names():
    return [guest.name for guest in Guest.objects.all()]


def xlsx(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_template_reads_itself_in_every_language(language):
    (row,) = read_sheet(template_csv(language) + ";".join(f"cell {n}" for n in range(len(COLUMNS))).encode()).rows
    assert list(row.cells) == list(COLUMNS)
    assert read_sheet(template_xlsx(language)).unknown == ()
    assert [column_called(heading_in(column, language)) for column in COLUMNS] == list(COLUMNS)


def test_a_heading_means_one_column_only():
    """The same word for two columns would put a telephone number into a name."""
    from sofra.door.guests.columns import plain

    meanings = {}
    for column, by_language in COLUMNS.items():
        for each in by_language.values():
            for name in each:
                assert meanings.setdefault(plain(name), column) == column


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_every_usual_csv_is_read(delimiter, encoding):
    text = delimiter.join(["Ime i prezime", "Država"]) + "\r\n" + delimiter.join(['"Šaćir, Đorđe; Žižić"', "Srbija"])
    (row,) = read_sheet(text.encode(encoding)).rows
    assert row.cells == {"name": "Šaćir, Đorđe; Žižić", "country": "Srbija"}


def test_cyrillic_of_an_old_spreadsheet_is_read():
    (row,) = read_sheet("Име и презиме;Сектор\nАна Петровска;медиуми".encode("cp1251")).rows
    assert row.cells == {"name": "Ана Петровска", "sector": "медиуми"}


def test_line_numbers_are_those_of_the_file():
    sheet = read_sheet(b"\n\nName\nA\n\nB\n")
    assert [(row.line, row.cells["name"]) for row in sheet.rows] == [(4, "A"), (6, "B")]


def test_xlsx_is_read_and_no_formula_is_worked_out():
    sheet = read_sheet(xlsx(["Name", "Telephone", "Sector"], ["Arta", 38267123456, "media"], ["=1+1", None, "media"]))
    assert [row.cells for row in sheet.rows] == [
        {"name": "Arta", "address": "38267123456", "sector": "media"},
        {"name": "=1+1", "address": "", "sector": "media"},
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", NotASheet),
        (b"\n \n", NotASheet),
        (b"PK\x03\x04 no archive", NotASheet),
        (b"Town;Colour\nLipova;red", NoNames),
        (b"Name;Emri\nA;B", ColumnTwice),
        (b"Name;Name\nA;B", ColumnTwice),
        (b"Name\n" + b"A\n" * 2001, TooManyRows),
        (b'Name\n"' + b"a" * 200_000 + b'"', NotASheet),
        (bytes(range(256)) * 20, BadSheet),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(content, fault):
    with pytest.raises(fault):
        read_sheet(content)


def test_columns_of_others_are_named_and_not_read():
    sheet = read_sheet(b"Name;Passport\nA;12345")
    assert sheet.unknown == ("Passport",)
    assert sheet.rows[0].cells == {"name": "A"}


def test_cells_mean_the_same_in_every_language():
    for sector, country, speaks in [
        ("NGO", "Serbia", "Albanian, Macedonian"),
        ("Zivilgesellschaft", "Serbien", "Albanisch/Mazedonisch"),
        ("shoqëria civile", "Serbia", "shqip; maqedonisht"),
        ("NVO", "Srbija", "albanski, makedonski"),
        ("НВО", "Србија", "албански, македонски"),
    ]:
        data = as_form_data({"sector": sector, "country": country, "speaks": speaks})
        assert (data["sector"], data["country"], data["speaks"]) == ("civil_society", "RS", ["sq", "mk"])
        assert data["language"] == "sq"


# ---------------------------------------------------------------- at the desk

FAULTS = {
    ";a@example.org;media;Kosova;shqip": "A guest needs a name.",
    "B;b@;media;Kosova;shqip": "This e-mail address cannot be right.",
    "C;ring twice;media;Kosova;shqip": "neither an e-mail address nor a telephone number",
    "D;d@example.org;police;Kosova;shqip": "“police” is not among what can be chosen here.",
    "E;e@example.org;media;Atlantis;shqip": "“Atlantis” is not among what can be chosen here.",
    "F;f@example.org;media;Kosova;Klingon": "“Klingon” is not among what can be chosen here.",
    "G;g@example.org;media;Kosova;": "Choose the language of the letter.",
    "=cmd|calc;h@example.org;media;Kosova;shqip": "It begins with “=”",
    "@SUM(A1);i@example.org;media;Kosova;shqip": "It begins with “@”",
    "J\0;j@example.org;media;Kosova;shqip": "cannot be printed",
    "K" * 121 + ";k@example.org;media;Kosova;shqip": "at most 120",
    "L;l@example.org;;Kosova;shqip": "Choose a sector.",
}


@pytest.mark.django_db
def test_twelve_kinds_of_faults_are_told_by_line_and_lose_nothing(at_desk, preparation, kosovo):
    assert bring(at_desk, "\n".join([HEAD, *FAULTS, GOOD])).status_code == 302
    text = at_desk.get(page("take_upload")).content.decode()
    for told in FAULTS.values():
        assert told in text
    assert [f'<td class="line">{line}</td>' in text for line in range(2, 14)] == [True] * 12

    at_desk.post(page("take_upload"))
    assert names() == ["Drita Hoxha"]
    assert len(Upload.objects.get().rows) == 12
    assert Guest.objects.get().country == kosovo


@pytest.mark.django_db
def test_a_faulty_line_is_mended_by_hand(at_desk, preparation):
    bring(at_desk, f"{HEAD}\nArta;arta@example.org;police;;shqip\nBesa;b@;media;;shqip")
    form = at_desk.get(page("new_guest") + "?line=2").content.decode()
    assert 'value="Arta"' in form
    data = {"name": "Arta", "sector": "media", "language": "sq", "speaks": ["sq"], "mode": "room"}
    at_desk.post(page("new_guest") + "?line=2", data | {"role": "participant"})
    assert names() == ["Arta"]
    assert [row[0] for row in Upload.objects.get().rows] == [3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("decision", "expected"),
    [(None, ["Arta K", "Besa"]), ("add", ["Arta K", "Arta Krasniqi", "Besa"]), ("merge", ["Arta Krasniqi", "Besa"])],
)
def test_somebody_who_may_be_there_already_is_shown_for_decision(at_desk, preparation, decision, expected):
    a_guest(preparation.dialogue, "Arta K", address="ARTA@example.org", organisation="Radio Lumi")
    bring(at_desk, f"{HEAD}\nArta Krasniqi;arta@example.org;academia;;shqip\nBesa;;media;;shqip")
    assert "On the list: Arta K" in " ".join(at_desk.get(page("take_upload")).content.decode().split())
    at_desk.post(page("take_upload"), {"row_2": decision} if decision else {})
    assert names() == expected
    assert not Upload.objects.exists()
    assert Guest.objects.filter(organisation="Radio Lumi").count() == 1


@pytest.mark.django_db
def test_two_people_with_one_address_in_the_list_are_shown(at_desk, preparation):
    bring(at_desk, f"{HEAD}\nArta;office@example.org;media;;shqip\nBesa;Office@example.org;media;;shqip")
    assert "Like line 2" in " ".join(at_desk.get(page("take_upload")).content.decode().split())
    at_desk.post(page("take_upload"), {"row_3": "add"})
    assert names() == ["Arta", "Besa"]


@pytest.mark.django_db
def test_people_without_an_address_are_not_one_person(at_desk, preparation):
    bring(at_desk, f"{HEAD}\nArta;;media;;shqip\nBesa;;media;;shqip")
    at_desk.post(page("take_upload"))
    assert names() == ["Arta", "Besa"]


@pytest.mark.django_db
def test_a_file_of_ten_megabytes_is_refused_in_words(at_desk, preparation):
    for size in (3_000_000, 10_000_000):
        answer = bring(at_desk, b"Name\n" + b"a" * size)
        assert answer.status_code == 422
        assert "2 MB" in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_what_one_convenor_brought_waits_for_that_one_alone(at_desk, preparation, newcomer):
    from sofra.door.guests.actions import keep_upload

    keep_upload(preparation.dialogue, newcomer, read_sheet(b"Name\nArta"))
    assert at_desk.get(page("take_upload")).status_code == 404
    bring(at_desk, f"{HEAD}\n{GOOD}")
    at_desk.post(page("put_upload_away"))
    assert [upload.owner for upload in Upload.objects.all()] == [newcomer]


@pytest.mark.django_db
def test_the_template_speaks_the_language_of_the_page(at_desk, preparation):
    address = page("list_template", "csv").replace("/en/", "/sq/")
    answer = at_desk.get(address)
    assert answer.content.decode("utf-8-sig").startswith("Emri;E-mail ose telefon;Organizata;Sektori;Shteti")
    assert at_desk.get(page("list_template", "xlsx")).content[:2] == b"PK"
    assert at_desk.get(page("list_template", "exe")).status_code == 404
