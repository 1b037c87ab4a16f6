"""The desk of the tables: from no tables to printed sheets, and what a colleague must not read."""

import pytest
from django.test import Client
from django.urls import reverse

from sofra.door.guests.actions import note_pair
from sofra.door.guests.models import KeepApart
from sofra.door.people.models import Convenor
from sofra.door.seating import actions, queries
from sofra.door.seating.models import Plan, Seating
from tests.door.conftest import SLUG


def page(client, name, *arguments):
    answer = client.get(reverse(name, args=[SLUG, *arguments]))
    return answer, answer.content.decode()


def post(client, name, *arguments, **data):
    return client.post(reverse(name, args=[SLUG, *arguments]), data, follow=True)


def test_way_from_no_tables_to_a_plan(at_desk, guests):
    assert "24 guests may come" in page(at_desk, "tables")[1]
    answer = post(at_desk, "tables", rounds="3", room="4", hybrid="1", online="1")
    assert "Nobody has a seat yet" not in answer.content.decode() or Seating.objects.get().tables.count() == 5
    Seating.objects.all().delete()
    answer = post(at_desk, "tables", rounds="3", room="4", hybrid="0", online="0")
    assert answer.status_code == 200
    answer = post(at_desk, "make_plan")
    assert "The plan keeps every rule." in answer.content.decode()
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "bad", [{"rounds": "0", "room": "4"}, {"rounds": "3", "room": "0"}, {"rounds": "3", "room": "2", "hybrid": "3"}]
)
def test_tables_that_cannot_be_are_told_and_nothing_is_kept(at_desk, guests, bad):
    answer = at_desk.post(reverse("tables", args=[SLUG]), {"hybrid": "0", "online": "0", **bad})
    assert (answer.status_code, Seating.objects.count()) == (422, 0)


def test_every_page_of_a_plan_opens(at_desk, plan, guests):
    for name, arguments in [
        ("round", [2]),
        ("seats_of_guest", [guests[9].key]),
        ("change_seat", [1, guests[9].key]),
        ("missing", []),
        ("seat_changes", []),
        ("seats_of_all", []),
        ("rooms_to_paste", []),
        ("table_settings", []),
        ("plan_from_file", []),
    ]:
        assert page(at_desk, name, *arguments)[0].status_code == 200, name
    for what in ("cards", "rounds", "people"):
        assert page_bytes(at_desk, what).startswith(b"%PDF")
    assert at_desk.get(reverse("print_plan", args=[SLUG, "secrets"])).status_code == 404


def page_bytes(client, what):
    return client.get(reverse("print_plan", args=[SLUG, what])).content


def test_settings_are_saved_and_a_fault_keeps_what_was_typed(at_desk, seating):
    tables = list(seating.tables.all())
    given = {"tables": "4", "rounds": "5"}
    given |= dict.fromkeys(("new_people", "mixed_countries", "mixed_sectors", "wishes"), "much")
    for number, table in enumerate(tables):
        facts = {"pk": table.pk, "name": f"Oak {number}", "kind": "room", "smallest": "4", "largest": "8"}
        facts |= {"online_least": "0", "online_most": "0", "facilitator": ""}
        given |= {f"table{number}-{name}": str(value) for name, value in facts.items()}
    answer = at_desk.post(reverse("table_settings", args=[SLUG]), given | {"table1-largest": "3"})
    assert answer.status_code == 422
    assert "Oak 1" in answer.content.decode()
    assert seating.tables.first().name == "Table 1"
    post(at_desk, "table_settings", **given)
    seating.refresh_from_db()
    assert (seating.rounds, seating.wishes, seating.tables.first().name) == (5, "much", "Oak 0")


def test_lost_facilitator_is_explained_and_one_button_seats_again(at_desk, plan, guests):
    answer = post(at_desk, "missing", missing=guests[0].key, again="1")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "There are 4 tables and 3 facilitators." in text
    remedy = next(each for each in answer.context["offers"] if each.button)
    fields = {name: getattr(remedy, name) for name in ("kind", "people", "tables", "langs", "amount")}
    assert "you now sit at" in post(at_desk, "take_remedy", **fields).content.decode()
    assert Plan.objects.count() == 2


def test_another_facilitator_takes_a_table_over(at_desk, seating, plan, guests):
    actions.note_missing(seating.dialogue, guests[:1])
    table = seating.tables.first()
    post(at_desk, "replace_facilitator", table.pk, guest=guests[9].key)
    newest = queries.newest_plan(seating)
    assert {queries.table_in(newest, number, guests[9]) for number in (1, 2, 3)} == {table.key}


def test_note_of_a_colleague_is_named_nowhere(at_desk, seating, plan, guests):
    colleague = Convenor.objects.create(name="Edi", email="edi@example.org")
    note_pair(KeepApart, colleague, guests[10], guests[11])
    again = actions.seat_again(seating)
    table = queries.names_of(seating).tables[queries.table_in(again, 1, guests[11])]
    other = next(g for g in guests[4:] if g != guests[11] and queries.table_in(again, 1, g) == table.key)
    text = page(at_desk, "change_seat", 1, guests[10].key)[1]
    assert "This is not possible." in text
    assert "never sit" not in text
    refused = post(at_desk, "change_seat", 1, guests[10].key, table=table.pk, other=other.key).content.decode()
    assert "Nobody was moved. This is not possible." in refused
    assert queries.newest_plan(seating) == again


def test_own_note_is_named(at_desk, convenor, seating, plan, guests):
    note_pair(KeepApart, convenor, guests[10], guests[11])
    actions.seat_again(seating)
    assert "You noted that Guest 10 and Guest 11 never sit" in page(at_desk, "change_seat", 1, guests[10].key)[1]


def test_seats_of_another_dialogue_are_not_there(at_desk, plan):
    assert page(at_desk, "seats_of_guest", "0" * 16)[0].status_code == 404
    assert page(at_desk, "round", 9)[0].status_code == 404
    assert Client().get(reverse("tables", args=[SLUG])).status_code == 302
