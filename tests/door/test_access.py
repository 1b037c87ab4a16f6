"""Every page of the door, and who gets in. A page without a row fails."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.door.conftest import PASSWORD, SLUG

OPEN = (200, 200, 200)
SIGN_IN = "to sign in"
SECOND_FACTOR = "to set up a second factor"
PROVE = "to prove who one is"
DESK = "to the desk"
FOR_CONVENORS = (SIGN_IN, SECOND_FACTOR, 200)
FOR_CONVENORS_POST = (SIGN_IN, SECOND_FACTOR, 405)
SIGNED_IN = (SIGN_IN, 200, 200)
HERE = {"slug": SLUG}

# name: (arguments, (anonymous, convenor without second factor, convenor)), all asked with GET
PAGES = {
    "health": ({}, OPEN),
    "choose_language": ({}, (405, 405, 405)),
    "style": ({}, OPEN),
    "home": ({}, OPEN),
    "edition": ({"slug": "rehearsal-2027"}, OPEN),
    "topics": ({}, OPEN),
    "topic": ({"ref": "no-such-topic"}, (404, 404, 404)),
    "sources": ({}, OPEN),
    "dialogue": (HERE, OPEN),
    "report": (HERE, (404, 404, 404)),
    "edition_report": ({"slug": "rehearsal-2027"}, OPEN),
    "report_file": ({"slug": "rehearsal-2027", "number": 1, "file": "en/index.html"}, (404, 404, 404)),
    "publishing": ({"slug": "rehearsal-2027"}, FOR_CONVENORS),
    "publish": ({"slug": "rehearsal-2027"}, FOR_CONVENORS_POST),
    "note_erratum": ({"slug": "rehearsal-2027"}, FOR_CONVENORS_POST),
    "look": ({"slug": "rehearsal-2027", "file": "en/index.html"}, FOR_CONVENORS),
    "polis_set": (HERE, (404, 404, 404)),
    "welcome": ({"token": "used-up"}, (404, 404, 404)),
    "convenors": ({}, FOR_CONVENORS),
    "invite_colleague": ({}, FOR_CONVENORS_POST),
    "let_in_again": ({"key": 999}, FOR_CONVENORS_POST),
    "end_sessions_of": ({"key": 999}, FOR_CONVENORS_POST),
    "end_sessions_elsewhere": ({}, FOR_CONVENORS_POST),
    "desk": ({}, FOR_CONVENORS),
    "new_programme": ({}, FOR_CONVENORS),
    "new_edition": ({}, FOR_CONVENORS),
    "new_dialogue": ({}, FOR_CONVENORS),
    "desk_dialogue": (HERE, FOR_CONVENORS),
    "edit_dialogue": (HERE, FOR_CONVENORS),
    "statements_from_polis": (HERE, FOR_CONVENORS),
    "send_brief": (HERE, FOR_CONVENORS_POST),
    "download_brief": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "print_cards": (HERE, FOR_CONVENORS_POST),
    "forget_codes": (HERE, FOR_CONVENORS_POST),
    "cards_from_file": (HERE, FOR_CONVENORS),
    "ticket": ({}, OPEN),
    "sign_pass": ({}, (405, 405, 405)),
    "draw_code": ({}, ("ticket", "ticket", "ticket")),
    "issuance": (HERE, FOR_CONVENORS),
    "begin_issuing": (HERE, FOR_CONVENORS_POST),
    "more_tickets": (HERE, FOR_CONVENORS_POST),
    "tickets_anew": (HERE, FOR_CONVENORS_POST),
    "end_issuing": (HERE, FOR_CONVENORS_POST),
    "fill_urn": (HERE, FOR_CONVENORS_POST),
    "guest_list": (HERE, FOR_CONVENORS),
    "risk_note": (HERE, FOR_CONVENORS_POST),
    "delete_guest_list": (HERE, FOR_CONVENORS),
    "new_guest": (HERE, FOR_CONVENORS),
    "invitations": (HERE, FOR_CONVENORS),
    "hours": (HERE, FOR_CONVENORS_POST),
    "give_place": (HERE | {"key": "nobody"}, FOR_CONVENORS_POST),
    "message": (HERE, FOR_CONVENORS),
    "letter": (HERE | {"language": "sq"}, FOR_CONVENORS),
    "answer": ({}, OPEN),
    "my_answer": ({}, (404, 404, 404)),
    "answered": ({}, (404, 404, 404)),
    "calendar_file": ({}, (404, 404, 404)),
    "leave_answer": ({}, (405, 405, 405)),
    "my_seat": ({}, OPEN),
    "i_am_here": ({}, (405, 405, 405)),
    "leave_seat": ({}, (405, 405, 405)),
    "attendance": (HERE, FOR_CONVENORS),
    "guest_sheet": (HERE | {"kind": "names"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "bring_list": (HERE, FOR_CONVENORS),
    "list_template": (HERE | {"kind": "csv"}, FOR_CONVENORS),
    "take_upload": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "put_upload_away": (HERE, FOR_CONVENORS_POST),
    "guest": (HERE | {"key": "nobody"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "remove_guest": (HERE | {"key": "nobody"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "note_pair": (HERE | {"key": "nobody", "kind": "apart"}, FOR_CONVENORS_POST),
    "forget_pair": (HERE | {"key": "nobody", "kind": "apart", "number": 1}, FOR_CONVENORS_POST),
    "highlights": (HERE, FOR_CONVENORS),
    "new_sentence": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "publish_highlights": (HERE, FOR_CONVENORS_POST),
    "preview_highlights": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "sentence": (HERE | {"key": 1}, (SIGN_IN, SECOND_FACTOR, 404)),
    "act_on_sentence": (HERE | {"key": 1, "act": "strike"}, FOR_CONVENORS_POST),
    "tables": (HERE, FOR_CONVENORS),
    "table_settings": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "round": (HERE | {"number": 1}, (SIGN_IN, SECOND_FACTOR, 404)),
    "change_seat": (HERE | {"number": 1, "key": "nobody"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "seats_of_guest": (HERE | {"key": "nobody"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "missing": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "replace_facilitator": (HERE | {"table": 1}, (SIGN_IN, SECOND_FACTOR, 404)),
    "seat_changes": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "seats_of_all": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "rooms_to_paste": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "print_plan": (HERE | {"what": "cards"}, (SIGN_IN, SECOND_FACTOR, 404)),
    "plan_file": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "plan_from_file": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "make_plan": (HERE, FOR_CONVENORS_POST),
    "seat_again": (HERE, FOR_CONVENORS_POST),
    "take_remedy": (HERE, FOR_CONVENORS_POST),
    "take_back_plan": (HERE, FOR_CONVENORS_POST),
    "begin_round": (HERE, FOR_CONVENORS_POST),
    "take_back_round": (HERE, FOR_CONVENORS_POST),
    "fix_place": (HERE | {"key": "nobody"}, FOR_CONVENORS_POST),
    "note_wish": (HERE | {"key": "nobody"}, FOR_CONVENORS_POST),
    "release_from_file": ({}, FOR_CONVENORS),
    "release_sheet": (HERE, (SIGN_IN, SECOND_FACTOR, 404)),
    "put_away": ({"name": "nothing"}, FOR_CONVENORS_POST),
    "account_login": ({}, (200, DESK, DESK)),
    "account_logout": ({}, ("home", 200, 200)),
    "account_reauthenticate": ({}, SIGNED_IN),
    "account_change_password": ({}, SIGNED_IN),
    "mfa_index": ({}, SIGNED_IN),
    "mfa_authenticate": ({}, (SIGN_IN, DESK, DESK)),
    "mfa_reauthenticate": ({}, (SIGN_IN, PROVE, 200)),
    "mfa_activate_totp": ({}, (SIGN_IN, PROVE, PROVE)),
    "mfa_deactivate_totp": ({}, (SIGN_IN, 404, PROVE)),
    "mfa_view_recovery_codes": ({}, (SIGN_IN, 404, 404)),
    "mfa_generate_recovery_codes": ({}, (SIGN_IN, PROVE, PROVE)),
    "mfa_download_recovery_codes": ({}, (SIGN_IN, 404, 404)),
    "mfa_list_webauthn": ({}, SIGNED_IN),
    "mfa_add_webauthn": ({}, (SIGN_IN, PROVE, PROVE)),
    "mfa_reauthenticate_webauthn": ({}, (SIGN_IN, PROVE, PROVE)),
    "mfa_remove_webauthn": ({"pk": 999}, (SIGN_IN, PROVE, PROVE)),
    "mfa_edit_webauthn": ({"pk": 999}, (SIGN_IN, PROVE, PROVE)),
    "mfa_login_webauthn": ({}, (SIGN_IN, DESK, DESK)),
}
WAYS = {
    "account_login": SIGN_IN,
    "mfa_index": SECOND_FACTOR,
    "account_reauthenticate": PROVE,
    "mfa_reauthenticate": PROVE,
    "desk": DESK,
    "home": "home",
    "ticket": "ticket",
}


def names_of(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names_of(each.url_patterns)
        else:
            yield each.name or str(each.pattern)


def outcome(client, name, arguments):
    answer = client.get(reverse(name, kwargs=arguments))
    if answer.status_code != 302:
        return answer.status_code
    place = answer["Location"].partition("?")[0]
    return next((way for page, way in WAYS.items() if reverse(page) == place), place)


@pytest.fixture
def roles(newcomer, convenor, preparation, spool):
    clients = [Client(), Client(), Client()]
    for client, somebody in zip(clients[1:], (newcomer, convenor), strict=True):
        client.force_login(somebody)
    return clients


def test_every_page_has_a_row():
    assert set(names_of(get_resolver().url_patterns)) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_to_whom_it_should(name, roles):
    arguments, expected = PAGES[name]

    assert tuple(outcome(client, name, arguments) for client in roles) == expected


@pytest.mark.parametrize(
    "name", ["invite_colleague", "let_in_again", "send_brief", "print_cards", "put_away", "edit_dialogue"]
)
def test_nothing_is_done_for_somebody_who_is_not_in(name, roles):
    path = reverse(name, kwargs=PAGES[name][0])

    assert [client.post(path).status_code for client in roles[:2]] == [302, 302]


def test_somebody_elses_passkey_is_not_there(roles, newcomer, convenor):
    data = {"name": "blue key", "credential": {}}
    mine, hers = (
        Authenticator.objects.create(user=each, type=Authenticator.Type.WEBAUTHN, data=data)
        for each in (convenor, newcomer)
    )
    client = roles[2]
    client.force_login(convenor)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse("mfa_edit_webauthn", args=[mine.pk])).status_code == 200
    assert client.get(reverse("mfa_edit_webauthn", args=[hers.pk])).status_code == 404
