import pytest

from sofra.analysis.language.embedding import choose_embedder
from sofra.floor.room.models import Phase, Voice
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import sent_pages
from sofra.worker import client
from tests.floor.conftest import sit_down_with
from tests.floor.statements.test_say import PAGE, filled_in
from tests.reading import a_language_worker


@pytest.fixture
def writer(room, phone):
    sent_pages.__init__()
    sit_down_with(phone, room.batch.participants[-1])
    room.open(Phase.WRITE)
    return phone


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Ask Jelena Petrović why nobody answers.", "This may point at a person"),
        ("Money goes and comes.", "much like it is on the table already"),
        ("Nobody answers our letters. The press is tired of waiting.", "more than one idea"),
        ("Nobody answers " + "our very long letters " * 12, "It is long"),
        ("Nobody answers.", "It is very short"),
        ("Nobody answers our letters.", "Nothing stands out"),
    ],
)
def test_a_hint_is_given_and_the_words_stay(room, writer, words, hint):
    page = writer.post("/say/look/", filled_in(room, words=words))
    assert page.status_code == 200
    assert hint in page.text
    assert words.strip() in page.text
    assert PAGE in page.text


def test_looking_changes_nothing_and_sending_afterwards_is_free(room, writer):
    given = filled_in(room, words="Ask Jelena.")
    writer.post("/say/look/", given)
    assert (Statement.objects.count(), Voice.objects.get().statements_left) == (0, 10)
    assert not sent_pages.knows(PAGE)
    assert writer.post("/say/", given).headers["Location"] == "/said/"


def test_what_cannot_be_sent_is_told_as_on_sending(room, writer):
    page = writer.post("/say/look/", filled_in(room, words=" "))
    assert page.status_code == 422
    assert "Nothing was written yet" in page.text


def test_only_what_lies_on_the_table_is_compared(room, writer):
    room.word(room.say(room.sit_down(), "Nobody answers our letters."), "Nobody answers our letters.")
    assert "on the table already" not in writer.post("/say/look/", filled_in(room)).text


def test_coming_back_to_the_address_leads_to_writing(writer):
    assert writer.get("/say/look/").headers["Location"] == "/say/"


def test_nothing_typed_is_logged(room, writer, caplog):
    writer.post("/say/look/", filled_in(room, words="Ask Jelena, jelena@example.org."))
    assert caplog.text == ""


@pytest.fixture
def language_worker(room, tmp_path, monkeypatch):
    """With the built-in model; a busy machine is waited for."""
    monkeypatch.setattr(client, "PATIENCE", 60.0)
    with a_language_worker(tmp_path / "floor", choose_embedder) as server:
        yield server


def test_what_says_the_same_in_another_language_is_shown_while_there_is_a_worker(room, writer, language_worker):
    room.dialogue.wordings.update(texts={"en": "Money comes and goes."})
    given = filled_in(room, words="Парите доаѓаат и си одат.", language="mk")
    assert "much like it is on the table already" in writer.post("/say/look/", given).text


def test_nothing_that_was_looked_over_stays_with_the_worker(room, writer, language_worker):
    writer.post("/say/look/", filled_in(room, words="Ask Jelena."))
    writer.post("/say/look/", filled_in(room, words="Ask Marko."))
    assert len(language_worker.reader.shelves) == room.dialogue.wordings.count()


def test_without_a_worker_the_page_comes_with_what_letters_find(room, writer):
    room.dialogue.wordings.update(texts={"en": "Money comes and goes."})
    page = writer.post("/say/look/", filled_in(room, words="Парите доаѓаат и си одат.", language="mk"))
    assert page.status_code == 200
    assert "on the table already" not in page.text
