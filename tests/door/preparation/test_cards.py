import logging
import shutil
import subprocess
import tempfile

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from sofra.door.preparation.actions import WrongBatch, print_cards, send_brief
from sofra.door.preparation.cards import CardTexts, as_pdf
from sofra.door.preparation.models import Preparation
from sofra.hatch.spool import as_bytes
from tests.door.conftest import CODES, SLUG, a_batch, a_release

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the cards back")
TEXTS = CardTexts(titles={"en": "What helps", "mk": "Што помага"}, fictional=True)


def read_back(pdf):
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split("\f")[:-1]


@needs_poppler
def test_card_says_what_a_guest_needs():
    page, passes = read_back(as_pdf(a_batch(), TEXTS))

    words = ("AB12-CD34", "127.0.0.1:8001", "What helps", "Што помага", "No name, no account", "Rehearsal: invented")
    assert [each for each in words if each not in page] == []
    assert "Facilitator" not in page
    assert "EF56-GH78" in passes


@needs_poppler
def test_staff_passes_stand_on_pages_of_their_own_with_their_role():
    passes = read_back(as_pdf(a_batch(), TEXTS))[-1]

    assert ("Facilitator" in passes, "Moderator" in passes, "AB12-CD34" in passes) == (True, True, False)


@needs_poppler
def test_key_cards_stand_on_a_page_of_their_own():
    batch = a_batch(key_cards=("AB12CD34EF56GH78", "ZZ12CD34EF56GH78"))

    pages = read_back(as_pdf(batch, TEXTS))

    assert pages[-1].count("Key card") == 2
    assert "AB12-CD34-EF56-GH78" in pages[-1]
    assert "Two key cards open what was said, one burns it." in " ".join(pages[-1].split())
    assert not any("AB12-CD34-EF56" in page for page in pages[:-1])


@needs_poppler
def test_eight_cards_fit_a_page():
    batch = a_batch(participants=tuple(f"AAAA{n:04}" for n in range(17)), facilitators=(), moderators=())

    pages = read_back(as_pdf(batch, TEXTS))

    assert [page.count("AAAA-") for page in pages] == [8, 8, 1]


@needs_poppler
def test_real_dialogue_carries_no_rehearsal_mark():
    assert "Rehearsal" not in "".join(read_back(as_pdf(a_batch(), CardTexts(TEXTS.titles, fictional=False))))


def test_file_tells_neither_when_nor_by_whom_it_was_made():
    first, second = as_pdf(a_batch(), TEXTS), as_pdf(a_batch(), TEXTS)

    assert first == second
    assert b"/Author" not in first


def test_pdf_can_be_made_again_until_the_codes_are_forgotten(at_desk, preparation, spool):
    """A download may fail. Codes that are gone with it would be a room that nobody can enter."""
    spool.put(a_batch())

    answers = [at_desk.post(reverse("print_cards", args=[SLUG])) for _ in range(2)]

    assert [answer["Content-Type"] for answer in answers] == ["application/pdf"] * 2
    assert answers[0].content == answers[1].content
    page = at_desk.post(reverse("forget_codes", args=[SLUG]), follow=True).content.decode()
    assert "The codes are forgotten on this side" in page
    assert list((spool.folder / "entry").iterdir()) == []
    again = at_desk.post(reverse("print_cards", args=[SLUG]), follow=True)
    assert "There are no codes to print" in again.content.decode()


def test_codes_that_were_not_printed_are_not_forgotten(at_desk, preparation, spool):
    spool.put(a_batch())
    page = at_desk.post(reverse("forget_codes", args=[SLUG]), follow=True).content.decode()
    assert "Nothing was forgotten" in page
    assert spool.path("entry", SLUG).exists()


def test_codes_that_came_after_the_print_are_not_forgotten(at_desk, preparation, spool):
    spool.put(a_batch())
    at_desk.post(reverse("print_cards", args=[SLUG]))
    spool.put(a_batch(participants=("ZZZZ0000",), facilitators=(), moderators=()))
    page = at_desk.post(reverse("forget_codes", args=[SLUG]), follow=True).content.decode()
    assert "Nothing was forgotten" in page
    assert "ZZZZ0000" in spool.path("entry", SLUG).read_text()


@needs_poppler
def test_long_code_is_printed_whole():
    page = read_back(as_pdf(a_batch(participants=("AB12CD34EF56GH78",)), TEXTS))[0]
    assert "AB12-CD34-EF56-GH78" in page


def test_codes_stay_nowhere_after_printing(at_desk, preparation, spool, tmp_path, monkeypatch, caplog, capfd):  # noqa: PLR0917  each is a fixture
    """Database, sessions, cookies, hatch, temporary files, log: the paper is the only place."""
    caplog.set_level(logging.DEBUG)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    spool.put(a_batch())
    assert _traces(tmp_path, at_desk, caplog, capfd) == list(CODES)  # the search finds what is there

    at_desk.post(reverse("print_cards", args=[SLUG]))
    at_desk.post(reverse("forget_codes", args=[SLUG]))
    at_desk.post(reverse("cards_from_file", args=[SLUG]), {"document": _upload(as_bytes(a_batch()))})
    at_desk.get(reverse("desk_dialogue", args=[SLUG]))

    assert _traces(tmp_path, at_desk, caplog, capfd) == []
    assert Preparation.objects.get().cards_printed


def _traces(folder, client, caplog, capfd):
    files = [path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file()]
    rows = str(list(_rows()))
    session = str(dict(client.session.items())) + str(client.cookies)
    everything = "\n".join([*files, rows, session, caplog.text, *capfd.readouterr()])
    return [code for code in CODES if code in everything or f"{code[:4]}-{code[4:]}" in everything]


def _rows():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from cursor.fetchall()


def test_batch_of_another_dialogue_is_refused_and_not_marked_as_printed(preparation):
    with pytest.raises(WrongBatch, match="it belongs to drenova, not to lipova-2027"):
        print_cards(preparation, as_bytes(a_batch(dialogue="drenova")))
    assert not Preparation.objects.get().cards_printed


@pytest.mark.parametrize(
    "content",
    [
        b"no json at all",
        b"\xff\xfe\x00",
        b"[]",
        as_bytes(a_batch(dialogue="drenova")),
        as_bytes(a_release()),
        msgspec.json.encode(msgspec.to_builtins(a_batch()) | {"version": 2}),
        msgspec.json.encode(msgspec.to_builtins(a_batch()) | {"serial": 1}),
        b" " * 4_500_000,
        b"",
    ],
    ids=["no-json", "no-text", "list", "other-dialogue", "release", "other-version", "unknown-field", "large", "empty"],
)
def test_wrong_upload_gets_an_answer_and_loses_nothing(at_desk, preparation, spool, content):
    spool.put(a_batch())

    answer = at_desk.post(reverse("cards_from_file", args=[SLUG]), {"document": _upload(content)})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert spool.path("entry", SLUG).read_bytes() == as_bytes(a_batch())
    assert not Preparation.objects.get().cards_printed


def test_upload_of_fifty_megabytes_is_not_kept_and_told(at_desk, preparation):
    answer = at_desk.post(reverse("cards_from_file", args=[SLUG]), {"document": _upload(b" " * 50_000_000)})

    assert answer.status_code == 422
    assert "more than 4 MB" in answer.content.decode()


def test_damaged_batch_in_the_hatch_stays_there_and_is_told(at_desk, preparation, spool):
    send_brief(preparation.dialogue, spool)
    spool.put(a_batch())
    spool.path("entry", SLUG).write_bytes(b"{")

    page = at_desk.post(reverse("print_cards", args=[SLUG]), follow=True).content.decode()

    assert "cannot be read" in page
    assert spool.path("entry", SLUG).exists()


def _upload(content):
    return SimpleUploadedFile("batch.json", content, content_type="application/json")
