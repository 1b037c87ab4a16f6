import pytest

from sofra.floor.room.models import Phase, Voice
from sofra.floor.sealing.actions import burn
from sofra.floor.sealing.queries import Words
from sofra.floor.statements.models import Statement
from sofra.floor.statements.pages import hash_of, sent_pages
from sofra.floor.statements.queries import original
from tests.floor.conftest import sit_down_with

PAGE, OTHER_PAGE = "0123456789ABCDEF", "ZYXWVTSRQPNMKJHG"


@pytest.fixture
def writer(room, phone):
    sent_pages.__init__()
    sit_down_with(phone, room.batch.participants[0])
    room.open(Phase.WRITE)
    return phone


def filled_in(room, **changes):
    question = room.dialogue.questions.first()
    return {
        "question": question.key,
        "words": "Nobody answers our letters.",
        "language": "en",
        "left": 10,
        "page": PAGE,
    } | changes


def test_a_statement_arrives_without_its_voice(room, writer):
    assert writer.post("/say/", filled_in(room)).headers["Location"] == "/said/"
    statement = Statement.objects.get()
    assert original(statement) == Words("Nobody answers our letters.", "en")
    assert b"letters" not in bytes(statement.sealed)
    assert Voice.objects.get().statements_left == 9
    assert {field.name for field in Statement._meta.get_fields()}.isdisjoint({"voice", "card"})


def test_what_was_said_is_not_shown_back(room, writer):
    writer.post("/say/", filled_in(room))
    for page in ("/said/", "/say/", "/done/"):
        assert "Nobody answers" not in writer.get(page).text


def test_a_double_click_counts_once(room, writer):
    for _ in range(2):
        assert writer.post("/say/", filled_in(room)).headers["Location"] == "/said/"
    assert Statement.objects.count() == 1


def test_a_second_page_keeps_its_words_and_may_send_them(room, writer):
    writer.post("/say/", filled_in(room))
    other = filled_in(room, words="The press is tired.", page=OTHER_PAGE)
    page = writer.post("/say/", other)
    assert page.status_code == 422
    assert ">\nThe press is tired.</textarea>" in page.text
    assert 'name="left" value="9"' in page.text
    assert writer.post("/say/", other | {"left": 9}).headers["Location"] == "/said/"
    assert Statement.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "Nothing was written yet"),
        ("   \n ", "Nothing was written yet"),
        ("…!?", "There are no words in it yet"),
        ("a" * 401, "1 letter too many: 400 fit"),
        ("a" * 412, "12 letters too many: 400 fit"),
    ],
)
def test_words_that_cannot_be_sent_stay_in_the_field_with_the_reason(room, writer, words, reason):
    page = writer.post("/say/", filled_in(room, words=words))
    assert page.status_code == 422
    assert reason in page.text
    assert words.strip() in page.text
    assert Statement.objects.count() == 0


def test_four_hundred_letters_fit(room, writer):
    writer.post("/say/", filled_in(room, words="ž" * 400))
    assert len(original(Statement.objects.get()).text) == 400


def test_a_closed_phase_does_not_lose_the_words(room, writer):
    room.open(Phase.VOTE)
    page = writer.post("/say/", filled_in(room))
    assert "Writing is over" in page.text
    assert "Nobody answers our letters." in page.text
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("ticked", [False, True])
def test_nothing_may_be_quoted_unless_its_author_ticks_it(room, writer, ticked):
    page = writer.get("/say/").text
    box = page[page.index('name="may_quote"') :].partition(">")[0]
    assert "checked" not in box
    writer.post("/say/", filled_in(room, **({"may_quote": "on"} if ticked else {})))
    assert Statement.objects.get().may_quote == ticked


def test_the_last_statement_ends_the_form(room, writer):
    Voice.objects.update(statements_left=0)
    assert "as much as one voice may" in writer.get("/say/").text
    assert writer.post("/say/", filled_in(room, left=0)).status_code == 422
    assert Statement.objects.count() == 0


def test_a_question_of_another_room_is_refused(room, writer):
    assert writer.post("/say/", filled_in(room, question="f" * 32)).status_code == 422


def test_writing_before_the_phase_leads_to_the_waiting_page(room, phone):
    sit_down_with(phone, room.batch.participants[0])
    assert phone.get("/say/").headers["Location"] == "/table/"


def test_a_code_to_take_it_back_is_shown_once_and_never_in_an_address(room, writer):
    answer = writer.post("/say/", filled_in(room, take_back="on"))
    assert (answer.status_code, answer.has_header("Location")) == (200, False)
    assert "0123-4567-89AB-CDEF" in answer.text
    assert "0123" not in writer.get("/said/").text
    assert Statement.objects.get().take_back == hash_of(PAGE)


def test_a_double_click_shows_the_same_code_and_counts_once(room, writer):
    pages = [writer.post("/say/", filled_in(room, take_back="on")) for _ in range(2)]
    assert ["0123-4567-89AB-CDEF" in page.text for page in pages] == [True, True]
    sent_pages.__init__()  # as after a restart
    assert "0123-4567-89AB-CDEF" in writer.post("/say/", filled_in(room, take_back="on")).text
    assert Statement.objects.count() == 1


def test_who_asked_for_a_code_cannot_be_told_from_who_did_not(room, writer):
    writer.post("/say/", filled_in(room))
    writer.post("/say/", filled_in(room, left=9, page=OTHER_PAGE, take_back="on"))
    kept = set(Statement.objects.values_list("take_back", flat=True))
    assert {len(each) for each in kept} == {64}
    assert hash_of(PAGE) not in kept
    assert hash_of(OTHER_PAGE) in kept


def test_each_page_has_a_code_of_its_own(room, writer):
    codes = {writer.get("/say/").text.partition('name="page" value="')[2][:16] for _ in range(3)}
    assert len(codes) == 3


@pytest.mark.parametrize("page", ["", "short", "U" * 16])
def test_a_page_without_its_number_sends_nothing(room, writer, page):
    answer = writer.post("/say/", filled_in(room, page=page))
    assert answer.status_code == 422
    assert "This page has lost its number" in answer.text
    assert Statement.objects.count() == 0


def test_after_burning_the_words_stay_with_their_author(room, writer):
    burn(room.dialogue, room.batch.key_cards[0])
    page = writer.post("/say/", filled_in(room))
    assert "The key of this dialogue was burned" in page.text
    assert "Nobody answers our letters." in page.text
    assert Statement.objects.count() == 0
