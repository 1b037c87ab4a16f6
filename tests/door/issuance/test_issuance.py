"""Tickets, blind passes and the urn: one of the two a ticket, counted, and nothing that says who got what."""

import base64
import csv
import io
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sofra.door.issuance import actions
from sofra.door.issuance.models import Issuance, Ticket
from sofra.door.issuance.queries import FEWEST_PASSES, hash_of_library, issued, ticket_with
from sofra.door.issuance.urn import Urn, UrnIsEmpty, urn
from sofra.door.preparation.actions import BriefIncomplete, send_brief
from sofra.door.preparation.models import Preparation
from sofra.hatch import blind
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import read_document
from tests.door.conftest import SLUG, a_batch

LIBRARY = "af156d99584bf03c78b1c3730e7ceac2ba321468ea4f484669100021a23b4576"
SMALL_KEY = blind.new_signing_key()


@pytest.fixture(autouse=True)
def one_key(monkeypatch):
    """Making a key takes a second; the tests share one."""
    monkeypatch.setattr(actions, "new_signing_key", lambda: SMALL_KEY)


@pytest.fixture(autouse=True)
def empty_urn(monkeypatch):
    urn._codes.clear()


@pytest.fixture
def tickets(preparation, spool):
    return actions.begin(preparation, spool, guests=14)


@pytest.fixture
def issuance(tickets):
    return Issuance.objects.select_related("preparation__dialogue").get()


def a_blinded_message():
    return b"\x00" + secrets.token_bytes(383)


def make_passes(tickets):
    return [actions.sign_pass(ticket_with(code), a_blinded_message()) for code in tickets]


def end(issuance):
    return actions.end_issuing(issuance.preparation)


def post(name, **data):
    return Client().post(reverse(name), data)


def test_list_of_tickets_is_a_file_and_kept_nowhere(at_desk, preparation, spool):
    answer = at_desk.post(reverse("begin_issuing", args=[SLUG]), {"number": "12"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len({row["ticket"] for row in rows}) == 12
    assert {row["address"] for row in rows} == {"http://localhost:8000/pass/"}
    assert {row["fingerprint"] for row in rows} == {blind.fingerprint(blind.public_part(SMALL_KEY))}
    kept = str(list(Ticket.objects.values())) + str(list(Issuance.objects.values("ticket_key")))
    assert not any(row["ticket"].replace("-", "") in kept for row in rows)


def test_short_address_leads_to_the_page_of_the_ticket(tickets):
    answer = Client().get("/pass/", headers={"accept-language": "mk"})
    assert (answer.status_code, answer["Location"]) == (302, "/mk/pass/")


def test_signing_needs_a_ticket_and_spends_it(tickets, issuance):
    signed = actions.sign_pass(ticket_with(tickets[0]), a_blinded_message())
    assert len(signed) == 384
    with pytest.raises(actions.TicketSpent):
        actions.sign_pass(ticket_with(tickets[0]), a_blinded_message())
    assert (issued(issuance).unspent, Issuance.objects.get().passes) == (13, 1)


def test_same_request_again_has_the_same_answer_and_counts_once(tickets):
    blinded = a_blinded_message()
    answers = {actions.sign_pass(ticket_with(tickets[0]), blinded) for _ in range(3)}
    assert (len(answers), Issuance.objects.get().passes) == (1, 1)


def test_nothing_tells_a_pass_from_a_code(tickets, issuance, spool):
    make_passes(tickets[:10])
    end(issuance)
    spool.put(a_batch(participants=("AAAA0000", "BBBB1111")))
    issuance.refresh_from_db()
    actions.fill_urn(issuance, spool, number=2)
    for code in tickets[10:12]:
        actions.draw_code(ticket_with(code))
    spent = Ticket.objects.exclude(spent="").values_list("spent", flat=True)
    assert [len(each) for each in spent] == [64] * 12
    assert {field.name for field in Ticket._meta.get_fields()} == {"ticket_hash", "issuance", "spent"}


def test_brief_waits_for_the_end_of_issuing_and_carries_the_key_only_then(tickets, issuance, spool):
    with pytest.raises(BriefIncomplete):
        send_brief(issuance.preparation.dialogue, spool)
    assert not spool.path("brief", SLUG).exists()
    make_passes(tickets[:FEWEST_PASSES])
    assert end(issuance)
    assert send_brief(issuance.preparation.dialogue, spool).pass_key == blind.public_part(SMALL_KEY)


def test_nine_passes_are_not_honoured_and_their_tickets_are_good_again(tickets, issuance, spool):
    make_passes(tickets[: FEWEST_PASSES - 1])
    assert not end(issuance)
    assert send_brief(issuance.preparation.dialogue, spool).pass_key is None
    assert (Ticket.objects.filter(spent="").count(), Issuance.objects.get().passes) == (14, 0)


def test_signing_key_is_gone_when_issuing_has_ended(tickets, issuance):
    make_passes(tickets[:10])
    end(issuance)
    assert Issuance.objects.get().signing_key is None
    with pytest.raises(actions.NotNow):
        actions.sign_pass(ticket_with(tickets[11]), a_blinded_message())
    with pytest.raises(actions.NotNow):
        end(issuance)


@pytest.mark.parametrize("taken", [True, False])
def test_passes_cannot_be_begun_when_the_brief_is_sent(taken, at_desk, preparation, spool):
    send_brief(preparation.dialogue, spool)
    if taken:
        spool.path("brief", SLUG).unlink()
    page = at_desk.post(reverse("begin_issuing", args=[SLUG]), {"number": "12"}, follow=True).content.decode()
    assert "The brief is sent already" in page
    assert not Issuance.objects.exists()


def test_codes_of_the_urn_are_on_no_card_and_in_no_database(at_desk, tickets, issuance, spool):
    end(issuance)
    spool.put(a_batch(participants=tuple(f"AAAA000{n}" for n in range(8))))
    at_desk.post(reverse("fill_urn", args=[SLUG]), {"number": "5"})
    waiting = read_document(spool.path("entry", SLUG).read_bytes(), EntryBatch).participants
    drawn = [actions.draw_code(ticket_with(code)) for code in tickets[:5]]
    assert {*drawn, *waiting} == {f"AAAA000{n}" for n in range(8)}
    assert (len(waiting), urn.left(SLUG)) == (3, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_issuance")
        assert "AAAA" not in str(cursor.fetchall())


def test_empty_urn_keeps_the_ticket_good(tickets, issuance):
    end(issuance)
    with pytest.raises(UrnIsEmpty):
        actions.draw_code(ticket_with(tickets[0]))
    assert Ticket.objects.filter(spent="").count() == 14


def test_restart_of_the_door_loses_the_codes_and_the_desk_says_so(at_desk, tickets, issuance, spool):
    end(issuance)
    spool.put(a_batch(participants=tuple(f"AAAA000{n}" for n in range(8))))
    at_desk.post(reverse("fill_urn", args=[SLUG]), {"number": "6"})
    actions.draw_code(ticket_with(tickets[0]))
    urn._codes.clear()  # what a restart does
    page = at_desk.get(reverse("issuance", args=[SLUG])).content.decode()
    assert "5 codes of the urn are lost" in page
    assert "Ask the facilitator for more cards" in page


def test_urn_takes_no_more_codes_than_there_are(at_desk, tickets, issuance, spool):
    end(issuance)
    spool.put(a_batch())
    answer = at_desk.post(reverse("fill_urn", args=[SLUG]), {"number": "5"})
    assert answer.status_code == 422
    assert "Only 1 codes wait here" in answer.content.decode()
    assert spool.path("entry", SLUG).exists()


def test_printed_codes_do_not_go_into_the_urn(at_desk, tickets, issuance, spool):
    """Somebody would draw the card from the bowl, and somebody else the same code from the urn."""
    end(issuance)
    spool.put(a_batch())
    at_desk.post(reverse("print_cards", args=[SLUG]))
    page = at_desk.post(reverse("fill_urn", args=[SLUG]), {"number": "1"}, follow=True).content.decode()
    assert "These codes are printed" in page
    assert urn.left(SLUG) == 0


def test_cards_are_printed_again_when_codes_were_set_aside(at_desk, tickets, issuance, spool):
    end(issuance)
    spool.put(a_batch(participants=("AAAA0000", "BBBB1111")))
    at_desk.post(reverse("fill_urn", args=[SLUG]), {"number": "1"})
    page = at_desk.post(reverse("forget_codes", args=[SLUG]), follow=True).content.decode()
    assert "Nothing was forgotten" in page


def test_urn_waits_until_no_pass_is_made(tickets, issuance, spool):
    spool.put(a_batch())
    with pytest.raises(actions.NotNow):
        actions.fill_urn(issuance, spool, number=1)
    urn.lay_in(SLUG, ["AAAA0000"])
    with pytest.raises(actions.NotNow):
        actions.draw_code(ticket_with(tickets[0]))


def test_urn_gives_each_code_once_to_many_at_once():
    some = Urn()
    some.lay_in("lipova", [str(number) for number in range(400)])
    with ThreadPoolExecutor(8) as crowd:
        drawn = list(crowd.map(lambda _: some.draw("lipova"), range(400)))
    assert len(set(drawn)) == 400
    assert drawn != sorted(drawn, key=int)


def test_lost_list_is_worth_nothing_after_new_tickets(at_desk, tickets):
    spent = tickets[0]
    actions.sign_pass(ticket_with(spent), a_blinded_message())
    answer = at_desk.post(reverse("tickets_anew", args=[SLUG]))
    new = [row["ticket"].replace("-", "") for row in csv.DictReader(io.StringIO(answer.content.decode()))]
    assert len(new) == 13
    assert [ticket_with(code) for code in tickets[1:]] == [None] * 13
    assert ticket_with(spent).spent
    assert all(ticket_with(code) for code in new)


def test_page_of_a_ticket_says_what_it_is_good_for(tickets, issuance):
    assert "Make your pass" in post("ticket", ticket=tickets[0]).content.decode()
    end(issuance)
    assert "The urn is not open yet" in post("ticket", ticket=tickets[0].lower()).content.decode()
    urn.lay_in(SLUG, ["AAAA0000"])
    assert "Draw a code from the urn" in post("ticket", ticket=tickets[0]).content.decode()
    code = post("draw_code", ticket=tickets[0]).content.decode()
    assert "AAAA-0000" in code
    assert "http://127.0.0.1:8001/" in code
    assert "This ticket is used up" in post("draw_code", ticket=tickets[0]).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the sixteen letters"),
        ("ABCD", "These are 4 letters"),
        ("U" * 16, "is not used in these codes"),
        ("0" * 16, "No dialogue knows this ticket"),
    ],
)
def test_ticket_that_cannot_be_is_told_and_kept_in_the_field(typed, said, tickets):
    answer = post("ticket", ticket=typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def sign(ticket, blinded):
    return post("sign_pass", ticket=ticket, blinded=base64.b64encode(blinded).decode())


def test_only_whole_blinded_messages_are_signed(tickets):
    good = a_blinded_message()
    assert [sign(tickets[0], each).status_code for each in (b"", good[:-1], b"\xff" * 384)] == [422] * 3
    assert [post("sign_pass", ticket=tickets[0], blinded=each).status_code for each in ("", "é", "***")] == [422] * 3
    assert sign("0" * 16, good).status_code == 422
    assert Issuance.objects.get().passes == 0
    assert base64.b64decode(sign(tickets[0], good).content) == blind.blind_sign(SMALL_KEY, good)
    assert sign(tickets[0], a_blinded_message()).status_code == 409


def test_page_names_the_one_file_that_makes_passes_and_its_hash(tickets):
    page = post("ticket", ticket=tickets[0]).content.decode()
    assert hash_of_library().hex() == LIBRARY
    assert LIBRARY in page
    assert f'integrity="sha256-{base64.b64encode(bytes.fromhex(LIBRARY)).decode()}"' in page
    assert "passes.min.js" not in Client().get(reverse("ticket")).content.decode()


def test_fingerprint_stands_where_people_compare_it(at_desk, tickets):
    letters = blind.fingerprint(blind.public_part(SMALL_KEY))
    for page in (
        reverse("desk_dialogue", args=[SLUG]),
        reverse("issuance", args=[SLUG]),
        reverse("dialogue", args=[SLUG]),
    ):
        assert letters in at_desk.get(page).content.decode()


def test_brief_says_how_long_the_codes_are(preparation, spool):
    Preparation.objects.update(code_letters=16)
    assert send_brief(preparation.dialogue, spool).code_letters == 16
