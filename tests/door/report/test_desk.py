from datetime import date

import pytest
from django.urls import reverse

from sofra.door.preparation.actions import prepare, print_cards, send_brief
from sofra.door.programme.actions import create_dialogue
from sofra.door.releases.actions import take_release
from sofra.door.report.queries import Next, desk_editions
from sofra.hatch.spool import as_bytes
from tests.door.conftest import SLUG, a_batch, a_release


def waits_for(spool):
    return [row.next for each in desk_editions(spool) for row in each.rows]


def test_dialogue_goes_step_by_step(preparation, spool):
    seen = [waits_for(spool)]
    send_brief(preparation.dialogue, spool)
    seen.append(waits_for(spool))
    spool.path("brief", SLUG).unlink()
    spool.put(a_batch())
    seen.append(waits_for(spool))
    print_cards(preparation, spool.path("entry", SLUG).read_bytes())
    spool.path("entry", SLUG).unlink()
    seen.append(waits_for(spool))
    take_release(as_bytes(a_release()))
    seen.append(waits_for(spool))

    assert seen == [[Next.WRITE], [Next.FLOOR_TAKES], [Next.PRINT], [Next.RUN], [Next.READ]]


def test_dialogue_held_before_there_was_a_desk_asks_for_nothing(dialogue, spool, at_desk):
    assert waits_for(spool) == [Next.HELD]
    assert at_desk.get(reverse("desk_dialogue", args=[SLUG])).status_code == 404
    assert at_desk.get(reverse("dialogue", args=[SLUG])).status_code == 200


def test_desk_names_what_a_convenor_can_do_now(preparation, spool, at_desk):
    assert "Waits for you" in at_desk.get(reverse("desk")).content.decode()

    send_brief(preparation.dialogue, spool)
    assert "Waits for you" not in at_desk.get(reverse("desk")).content.decode()


def test_year_is_drawn_only_where_something_is_prepared(dialogue, spool):
    [edition] = desk_editions(spool)
    assert edition.drawn == []

    prepare(dialogue, languages=["en"])
    [edition] = desk_editions(spool)
    assert [row.dialogue for _, row in edition.drawn] == [dialogue]


@pytest.mark.parametrize("stage", ["draft", "sent", "cards", "floor", "released"])
def test_page_of_a_dialogue_opens_at_every_step(at_desk, preparation, spool, stage):
    if stage != "draft":
        send_brief(preparation.dialogue, spool)
    if stage in ("cards", "floor", "released"):
        spool.path("brief", SLUG).unlink()
    if stage == "cards":
        spool.put(a_batch())
    if stage == "released":
        take_release(as_bytes(a_release()))

    page = at_desk.get(reverse("desk_dialogue", args=[SLUG])).content.decode()

    heading = {
        "draft": "Write the brief",
        "sent": "The brief is sent",
        "cards": "Print the entry cards",
        "floor": "Meet",
        "released": "Released",
    }[stage]
    assert f"<h2>{heading}</h2>" in page


def test_desk_asks_the_database_as_often_for_one_dialogue_as_for_three(
    at_desk, preparation, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as one:
        at_desk.get(reverse("desk"))
    for number in (1, 2):
        more = create_dialogue(
            preparation.dialogue.edition,
            slug=f"drenova-{number}",
            title={"en": "More"},
            city="Drenova",
            country=None,
            level="national",
            format="online",
            date_from=date(2027, 11, number),
            date_to=date(2027, 11, number),
        )
        prepare(more, languages=["en"])

    with django_assert_num_queries(len(one)):
        at_desk.get(reverse("desk"))


@pytest.mark.parametrize("language", ["en", "de", "sq", "bcms", "bcms-cyrl", "mk"])
def test_every_page_of_the_desk_opens_in_every_language(at_desk, preparation, language):
    for name in ("desk", "desk_dialogue", "edit_dialogue", "dialogue", "convenors", "new_dialogue"):
        path = reverse(name, args=[SLUG] if "dialogue" in name and name != "new_dialogue" else [])
        assert at_desk.get(path.replace("/en/", f"/{language}/")).status_code == 200


def test_the_release_sheet_names_rules_numbers_and_the_entry_of_the_ledger(preparation, spool, at_desk):
    send_brief(preparation.dialogue, spool)
    take_release(as_bytes(a_release()))
    page = at_desk.get(reverse("release_sheet", args=[SLUG])).content.decode()
    assert "R1 to R5 and R8, safe against two people who share what they know" in page
    assert "11111111 11111111" in page
    assert page.count("<tr>") == 2


def test_there_is_no_release_sheet_before_the_release(preparation, at_desk):
    assert at_desk.get(reverse("release_sheet", args=[SLUG])).status_code == 404
