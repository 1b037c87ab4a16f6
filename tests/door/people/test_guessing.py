"""Guessing over days, without an address being kept: an account waits longer after each wrong try."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sofra.door.people.actions import count_wrong_try
from sofra.door.people.models import FREE_TRIES, Convenor, wait_after
from sofra.door.people.passwords import WordsOfTheHouse
from tests.door.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"
WAITS = "typed wrong passwords or codes for this account too often"


@pytest.fixture
def ana(db, hashed):
    ana = Convenor.objects.create(name="Ana", email="ana@example.org", password=hashed)
    TOTP.activate(ana, SECRET)
    return ana


def type_password(client, password=PASSWORD):
    cache.clear()  # the limit of a minute is tried elsewhere
    return client.post(reverse("account_login"), {"login": "ana@example.org", "password": password})


def type_code(client, code):
    cache.clear()
    return client.post(reverse("mfa_authenticate"), {"code": code})


def code_of_now():
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def guess(convenor, times):
    for _ in range(times):
        count_wrong_try(convenor)
    convenor.refresh_from_db()
    return convenor


def test_each_wait_is_twice_as_long_and_none_longer_than_a_day():
    waits = [wait_after(tries) for tries in range(FREE_TRIES, FREE_TRIES + 13)]
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert waits[-2:] == [timedelta(days=1)] * 2
    assert wait_after(60_000) == timedelta(days=1)


def test_a_year_of_guessing_is_a_few_hundred_tries():
    tries, waited = FREE_TRIES, timedelta(0)
    while waited < timedelta(days=365):
        waited += wait_after(tries)
        tries += 1
    assert tries < 400


def test_after_ten_wrong_passwords_the_right_one_waits_too(client, ana):
    for _ in range(FREE_TRIES):
        assert WAITS not in type_password(client, "one table many seats").text
    assert WAITS in type_password(client).text

    Convenor.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
    assert type_password(client)["Location"] == reverse("mfa_authenticate")


def test_wrong_codes_count_like_wrong_passwords(client, ana):
    type_password(client)
    for _ in range(FREE_TRIES):
        type_code(client, "000000")
    assert WAITS in type_code(client, code_of_now()).text
    assert Convenor.objects.get().wrong_tries == FREE_TRIES


def test_a_right_password_alone_forgets_no_wrong_try(client, ana):
    guess(ana, 4)
    type_password(client)
    assert Convenor.objects.get().wrong_tries == 4


def test_both_proofs_forget_the_wrong_tries(client, ana, spool):
    guess(ana, 4)
    type_password(client)
    type_code(client, code_of_now())
    assert Convenor.objects.get().wrong_tries == 0


def test_a_colleague_lets_somebody_in_again(at_desk, newcomer):
    guess(newcomer, FREE_TRIES + 5)
    assert newcomer.waits
    assert "Let them in again" in at_desk.get(reverse("convenors")).text
    at_desk.post(reverse("let_in_again", args=[newcomer.pk]))
    newcomer.refresh_from_db()
    assert (newcomer.waits, newcomer.wrong_tries) == (False, 0)


def test_nothing_about_where_somebody_guessed_is_kept(client, ana):
    client.defaults["REMOTE_ADDR"] = "198.51.100.77"
    type_password(client, "one table many seats")
    kept = str(Convenor.objects.values().get()) + str(cache._cache)
    assert "198.51" not in kept


def test_one_network_is_slowed_down_over_all_accounts(client, ana):
    client.defaults["REMOTE_ADDR"] = "198.51.100.77"
    cache.clear()
    for number in range(60):
        client.post(reverse("account_login"), {"login": f"nobody{number}@example.org", "password": "many guesses here"})
    last = {"login": "ana@example.org", "password": PASSWORD}
    assert "tried too often" in client.post(reverse("account_login"), last).text
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert client.post(reverse("account_login"), last)["Location"] == reverse("mfa_authenticate")


# ---------------------------------------------------------------- what is kept, and how long a session lasts


def test_passwords_are_kept_as_argon2id_with_a_hundred_megabytes():
    kept = make_password(PASSWORD)
    assert kept.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert identify_hasher(kept).algorithm == "argon2"


def test_no_time_of_signing_in_is_kept(ana):
    assert "last_login" not in {field.name for field in Convenor._meta.get_fields()}


def test_a_session_ends_after_an_hour_without_a_request(at_desk):
    at_desk.get(reverse("desk"))
    session = at_desk.session
    assert session.get_expiry_age() == 3600
    assert session.get_expire_at_browser_close()


def test_a_session_ends_after_twelve_hours(at_desk, monkeypatch):
    assert at_desk.get(reverse("desk")).status_code == 200
    now = time.time()
    monkeypatch.setattr("sofra.door.people.access.time.time", lambda: now + 12 * 3600 - 60)
    assert at_desk.get(reverse("desk")).status_code == 200
    monkeypatch.setattr("sofra.door.people.access.time.time", lambda: now + 12 * 3600 + 60)
    assert at_desk.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_a_new_password_ends_all_other_sessions(at_desk, convenor):
    elsewhere = Client()
    elsewhere.force_login(convenor)
    fields = {"oldpassword": PASSWORD, "password1": "another long table", "password2": "another long table"}
    at_desk.post(reverse("account_change_password"), fields)
    assert at_desk.get(reverse("desk")).status_code == 200
    assert elsewhere.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_another_factor_ends_all_other_sessions(at_desk, convenor):
    elsewhere = Client()
    elsewhere.force_login(convenor)
    at_desk.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    at_desk.post(reverse("mfa_deactivate_totp"))
    assert at_desk.get(reverse("mfa_index")).status_code == 200
    assert elsewhere.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))


def test_a_button_ends_all_other_sessions(at_desk, convenor):
    elsewhere = Client()
    elsewhere.force_login(convenor)
    assert elsewhere.get(reverse("desk")).status_code == 200
    at_desk.post(reverse("end_sessions_elsewhere"))
    assert at_desk.get(reverse("desk")).status_code == 200
    assert elsewhere.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_a_colleague_ends_the_sessions_on_a_lost_computer(at_desk, newcomer):
    lost = Client()
    lost.force_login(newcomer)
    assert lost.get(reverse("desk"))["Location"] == reverse("mfa_index")
    assert "Sign them out everywhere" in at_desk.get(reverse("convenors")).text
    at_desk.post(reverse("end_sessions_of", args=[newcomer.pk]))
    assert lost.get(reverse("desk"))["Location"].startswith(reverse("account_login"))
    assert at_desk.get(reverse("desk")).status_code == 200


def test_a_password_may_hold_words_of_the_house_beside_others():
    WordsOfTheHouse().validate("sofra under a walnut tree")
    with pytest.raises(ValidationError, match="tried first"):
        WordsOfTheHouse().validate("Sofra-Beograd-2027!")


def test_signing_out_clears_the_device(at_desk):
    assert at_desk.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert at_desk.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_the_passkey_stands_before_the_password(client, db):
    page = client.get(reverse("account_login")).text
    assert page.index('id="passkey_login"') < page.index('name="password"')
