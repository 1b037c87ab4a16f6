import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.urls import NoReverseMatch, reverse

from sofra.door.people.models import Convenor
from tests.door.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def ana(db, hashed):
    ana = Convenor.objects.create(name="Ana", email="ana@example.org", password=hashed)
    TOTP.activate(ana, SECRET)
    return ana


def type_password(client, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": "ana@example.org", "password": password})


def code_of_now():
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def test_password_alone_opens_nothing(client, ana):
    answer = type_password(client)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_password_and_code_lead_to_the_desk(client, ana, spool):
    type_password(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of_now()})

    assert answer["Location"] == reverse("desk")
    assert client.get(reverse("desk")).status_code == 200


def test_recovery_code_signs_in_once(client, ana, spool):
    code = RecoveryCodes.activate(ana).get_unused_codes()[0]
    type_password(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code})["Location"] == reverse("desk")

    client.post(reverse("account_logout"))
    type_password(client)
    assert "This code is not right" in client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_wrong_password_is_told_in_our_words(client, ana):
    page = type_password(client, "one table many seats").content.decode()

    assert "do not belong together" in page


def test_guessing_is_slowed_down(client, ana):
    pages = [type_password(client, "one table many seats").content.decode() for _ in range(11)]

    assert "tried too often" not in pages[9]
    assert "tried too often" in pages[10]


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "account_set_password"])
def test_pages_we_do_not_offer_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_sign_in_sends_no_mail(client, ana, spool):
    type_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of_now()})

    assert mail.outbox == []


def test_pages_of_signing_in_show_no_data_image_and_no_inline_script(client, ana, spool):
    """The security policy blocks both, so the QR code has to stand in the page."""
    client.force_login(ana)
    for name in ("mfa_index", "mfa_list_webauthn", "account_change_password", "account_reauthenticate"):
        page = client.get(reverse(name)).content.decode()
        assert "data:image" not in page
        assert "style=" not in page
        assert "<script>" not in page
