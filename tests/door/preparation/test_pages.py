import pytest
from django.urls import reverse

from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import brief_of
from sofra.door.programme.models import Dialogue, Edition, Programme
from sofra.hatch.brief import Brief
from sofra.hatch.spool import read_document
from tests.door.conftest import SLUG

DRAFT = {
    "languages": ["en", "mk"],
    "seats": "12",
    "facilitators": "1",
    "moderators": "2",
    "key_holders": "3",
    "code_letters": "8",
    "colluders": "2",
    "questions": "2",
    "statements": "1",
    "title_en": "What helps",
    "title_mk": "Што помага",
    "rule_en": "Be kind.",
    "rule_mk": "Бидете љубезни.",
    "question_0_en": "What hinders?",
    "question_0_mk": "Што пречи?",
    "question_1_en": "What helps?",
    "question_1_mk": "Што помага?",
    "statement_0_en": "Money comes and goes.",
    "statement_0_mk": "Парите доаѓаат и си одат.",
    "then": "stay",
}


def post_draft(client, **changes):
    return client.post(reverse("edit_dialogue", args=[SLUG]), DRAFT | changes)


def test_from_nothing_to_a_draft(at_desk):
    given = {"name": "Probe", "convenor": "We", "fictional": "on"}
    edition = at_desk.post(reverse("new_programme"), given)["Location"]
    programme = Programme.objects.get()
    at_desk.get(edition)
    dialogue = at_desk.post(edition, {"programme": programme.pk, "year": "2027", "focus": "Answers"})["Location"]
    given = {"title": "What helps", "city": "Lipova", "level": "national", "format": "online"}
    given |= {"edition": Edition.objects.get().pk, "date_from": "2027-10-07"}

    answer = at_desk.post(dialogue, given)

    assert answer["Location"] == reverse("edit_dialogue", args=[SLUG])
    made = Dialogue.objects.get()
    assert (made.slug, made.title, made.fictional, made.date_to) == (SLUG, {"en": "What helps"}, True, made.date_from)
    assert at_desk.get(answer["Location"]).status_code == 200


def test_last_day_before_the_first_is_refused(at_desk, dialogue):
    given = {"title": "x", "level": "national", "format": "online", "edition": dialogue.edition_id}
    given |= {"date_from": "2027-10-07", "date_to": "2027-10-06"}

    answer = at_desk.post(reverse("new_dialogue"), given)

    assert (answer.status_code, Dialogue.objects.count()) == (422, 1)
    assert "before the first one" in answer.content.decode()


def test_one_more_question_keeps_what_was_typed(at_desk, preparation):
    answer = post_draft(at_desk, question_0_en="What hinders us most?", then="question")

    page = at_desk.get(answer["Location"].partition("#")[0]).content.decode()
    assert answer["Location"].endswith("#question_2")
    assert "What hinders us most?" in page
    assert 'name="question_2_mk"' in page
    assert preparation.questions.count() == 2


def test_answers_by_group_need_ten_seats_for_each(at_desk, preparation):
    refused = post_draft(at_desk, seats="29", breakdown="sector", question_0_en="What hinders us most?")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "For this, 30 seats are needed" in page
    assert "What hinders us most?" in page
    post_draft(at_desk, seats="30", breakdown="sector")
    assert Preparation.objects.get().breakdown == "sector"


def test_opinion_groups_need_fifty_seats(at_desk, preparation):
    refused = post_draft(at_desk, seats="49", breakdown="opinion")
    assert refused.status_code == 422
    assert "Opinion groups need 50 seats or more" in refused.content.decode()
    post_draft(at_desk, seats="50", breakdown="opinion")
    brief = brief_of(Preparation.objects.get())
    assert (brief.breakdown.by, len(brief.breakdown.groups)) == ("opinion", 4)


def test_row_emptied_in_every_language_is_gone(at_desk, preparation):
    post_draft(at_desk, question_0_en="", question_0_mk=" ")

    assert [each.texts for each in preparation.questions.all()] == [{"en": "What helps?", "mk": "Што помага?"}]


def test_text_in_a_language_that_was_taken_back_is_kept(at_desk, preparation):
    post_draft(at_desk, languages=["en"])
    without_mk = {key: value for key, value in DRAFT.items() if not key.endswith("_mk")} | {"languages": ["en"]}
    at_desk.post(reverse("edit_dialogue", args=[SLUG]), without_mk | {"title_en": "What really helps"})

    title = Dialogue.objects.get().title
    assert title == {"en": "What really helps", "mk": "Што помага"}


def test_too_long_text_is_told_and_stays_on_the_page(at_desk, preparation):
    answer = post_draft(at_desk, question_0_en="x" * 401)

    assert answer.status_code == 422
    assert "x" * 401 in answer.content.decode()
    assert preparation.questions.first().texts["en"] == "What hinders?"


@pytest.mark.parametrize(("seats", "status"), [("9", 422), ("10", 302), ("400", 302), ("401", 422), ("", 422)])
def test_seats_are_ten_to_four_hundred(at_desk, preparation, seats, status):
    assert post_draft(at_desk, seats=seats).status_code == status


def test_strange_numbers_of_rows_do_no_harm(at_desk, preparation):
    for asked in ("", "-3", "x", "999999999"):
        page = reverse("edit_dialogue", args=[SLUG]) + f"?questions={asked}&statements={asked}"
        assert at_desk.get(page).status_code == 200


def test_missing_translation_is_told_at_sending(at_desk, preparation, spool):
    post_draft(at_desk, question_1_mk="")

    page = at_desk.post(reverse("send_brief", args=[SLUG]), follow=True).content.decode()

    assert "The brief is not sent" in page
    assert "Question 2 in this language:" in page
    assert '<span lang="mk">Македонски</span>' in page
    assert not spool.path("brief", SLUG).exists()


def test_sent_brief_can_be_carried_on_a_stick(at_desk, preparation, spool):
    at_desk.post(reverse("send_brief", args=[SLUG]))

    answer = at_desk.get(reverse("download_brief", args=[SLUG]))

    assert answer.content == spool.path("brief", SLUG).read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="sofra-brief-lipova-2027.json"'


def test_brief_that_was_taken_cannot_be_edited(at_desk, preparation, spool):
    at_desk.post(reverse("send_brief", args=[SLUG]))
    spool.path("brief", SLUG).unlink()

    page = at_desk.post(reverse("edit_dialogue", args=[SLUG]), DRAFT | {"seats": "99"}, follow=True).content.decode()

    assert "The floor has taken the brief" in page
    assert Preparation.objects.get().seats == 12


def test_rehearsal_is_marked_on_every_page_of_its_dialogue(at_desk, preparation, spool):
    for name in ("desk_dialogue", "edit_dialogue", "cards_from_file"):
        assert "this dialogue is invented" in at_desk.get(reverse(name, args=[SLUG])).content.decode()
    at_desk.post(reverse("send_brief", args=[SLUG]))
    assert read_document(spool.path("brief", SLUG).read_bytes(), Brief).fictional
