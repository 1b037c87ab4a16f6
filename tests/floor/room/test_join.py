from sofra.floor.room.models import Card, Phase, Voice
from sofra.floor.room.tries import TRIES_A_MINUTE, wrong_codes
from tests.floor.conftest import join, sit_down_with


def test_joining_without_scripts_leads_over_the_rule_to_the_table(room, phone):
    code = room.batch.participants[0]
    assert join(phone, f"{code[:4]}-{code[4:].lower()}").headers["Location"] == "/rule/"
    assert phone.post("/rule/").headers["Location"] == "/table/"
    assert phone.get("/table/").headers["Location"] == "/wait/"
    assert Voice.objects.get().agreed


def test_a_code_is_never_in_an_address_or_cookie(room, phone):
    code = room.batch.participants[0]
    response = join(phone, code)
    assert code not in response.headers["Location"]
    assert all(code not in cookie.value for cookie in phone.cookies.values())


def test_cookies_end_with_the_session_and_carry_no_time(room, phone):
    join(phone, room.batch.participants[0])
    cookie = phone.cookies["voice"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Strict")
    assert cookie.value.count(":") == 1  # key and signature, no timestamp between them


def test_an_unknown_code_says_so_and_is_kept_in_the_field(room, phone):
    response = join(phone, "0000-0000")
    assert response.status_code == 422
    assert "No open dialogue knows this code" in response.text
    assert 'value="0000-0000"' in response.text
    assert "voice" not in phone.cookies


def test_a_used_card_asks_whose_it_is_and_gives_the_same_seat_back(room, phone, client):
    code = room.batch.participants[0]
    sit_down_with(phone, code)
    first = join(client, code)
    assert "This card already has a seat" in first.text
    assert "voice" not in client.cookies
    assert join(client, code, again="1").headers["Location"] == "/rule/"
    assert Voice.objects.count() == 1


def test_a_card_is_free_again_when_the_rule_is_declined(room, phone, client):
    code = room.batch.participants[0]
    join(phone, code)
    phone.post("/rule/decline/")
    assert Voice.objects.count() == 0
    assert join(client, code).headers["Location"] == "/rule/"


def test_declining_after_agreeing_keeps_the_seat(room, phone):
    sit_down_with(phone, room.batch.participants[0])
    phone.post("/rule/decline/")
    assert Voice.objects.filter(agreed=True).count() == 1


def test_leaving_clears_the_device(room, phone):
    sit_down_with(phone, room.batch.participants[0])
    response = phone.post("/leave/")
    assert response.headers["Location"] == "/left/"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert phone.cookies["voice"].value == ""
    assert phone.get("/table/").status_code == 404


def test_too_many_wrong_codes_are_refused_for_everybody_and_the_right_one_too(room, phone, rf):
    for _ in range(TRIES_A_MINUTE):
        wrong_codes.count(rf.get("/"))
    response = join(phone, room.batch.participants[0])
    assert "Too many wrong codes" in response.text
    assert Voice.objects.count() == 0


def test_staff_passes_lead_to_their_own_pages(room, phone, client):
    assert join(phone, room.batch.facilitators[0]).headers["Location"] == "/console/"
    assert join(client, room.batch.moderators[0]).headers["Location"] == "/moderation/"


def test_a_found_card_matches_nothing_after_the_close(room, phone):
    room.sit_down(3)
    old_key = bytes(room.dialogue.card_key)
    room.open(Phase.WRITE, Phase.VOTE, Phase.CLOSED)
    room.dialogue.refresh_from_db()
    assert (Card.objects.count(), room.dialogue.card_key, len(old_key)) == (0, None, 32)
    assert "No open dialogue knows this code" in join(phone, room.batch.participants[0]).text


def test_a_forged_cookie_is_not_a_seat(room, phone):
    voice = room.sit_down()
    phone.cookies["voice"] = f"{voice.key}:forged"
    assert phone.get("/table/").status_code == 404
