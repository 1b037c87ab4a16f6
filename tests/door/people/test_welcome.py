from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sofra.door.people.actions import WelcomeGone, accept_welcome, make_welcome_link
from sofra.door.people.models import Convenor, Welcome
from sofra.door.people.views import wrong_links
from tests.door.conftest import PASSWORD

GIVEN = {"name": "Ana", "email": "Ana@Example.org", "password": "many seats one table"}


@pytest.fixture
def link(db):
    return make_welcome_link()


def test_link_makes_an_account_and_leads_to_the_second_factor(client, link):
    answer = client.post(link, GIVEN)

    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert Convenor.objects.values_list("name", "email").get() == ("Ana", "ana@example.org")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_desk_stays_closed_until_there_is_a_second_factor(client, link):
    client.post(link, GIVEN)
    assert client.get(reverse("desk"))["Location"] == reverse("mfa_index")

    convenor = Convenor.objects.get()
    Authenticator.objects.create(user=convenor, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(convenor)
    assert client.get(reverse("desk")).status_code == 200


def test_link_opens_once(client, link):
    client.post(link, GIVEN)

    second = Client()
    assert second.get(link).status_code == 404
    assert second.post(link, GIVEN | {"email": "eve@example.org"}).status_code == 404
    assert Convenor.objects.count() == 1


def test_link_that_closes_while_the_form_is_filled_in_makes_no_account(link):
    welcome = Welcome.objects.get()
    accept_welcome(welcome, name="Ana", email="ana@example.org", password="many seats one table")

    with pytest.raises(WelcomeGone):
        accept_welcome(welcome, name="Eve", email="eve@example.org", password="many seats one table")
    assert Convenor.objects.count() == 1


def test_link_lasts_a_week(client, link):
    Welcome.objects.update(created=timezone.now() - timedelta(days=6, hours=23))
    assert client.get(link).status_code == 200

    Welcome.objects.update(created=timezone.now() - timedelta(days=7, minutes=1))
    assert client.get(link).status_code == 404


def test_unknown_link_says_what_to_do(client, db):
    answer = client.get(reverse("welcome", args=["no-such-token"]))

    assert answer.status_code == 404
    assert "This link no longer opens" in answer.content.decode()


def test_token_is_not_stored(link):
    assert Welcome.objects.get().token_hash not in link
    assert link.split("/")[-2] not in str(list(Welcome.objects.values()))


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"email": "no address"},
        {"password": "short"},
        {"password": "password1234"},
        {"password": "Resilience-Dialogues-2027"},
        {"password": "tirana.sofra.99"},
    ],
)
def test_bad_form_leaves_the_link_open(client, link, change):
    answer = client.post(link, GIVEN | change)

    assert answer.status_code == 422
    assert not Convenor.objects.exists()
    assert client.get(link).status_code == 200


def test_address_in_use_is_refused_in_any_spelling(client, link, convenor):
    answer = client.post(link, GIVEN | {"email": "ANA@example.org"})

    assert answer.status_code == 422
    assert "already has an account" in answer.content.decode()


def test_colleague_gets_a_link_that_is_shown_once(at_desk):
    assert at_desk.post(reverse("invite_colleague"))["Location"].startswith(reverse("account_reauthenticate"))
    at_desk.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = at_desk.post(reverse("invite_colleague"), follow=True).content.decode()
    link = page.split('class="link-once">')[1].split("<")[0]

    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert "link-once" not in at_desk.get(reverse("convenors")).content.decode()


def test_guessing_links_is_slowed_down(client, db):
    wrong_links.forget()
    statuses = [client.get(reverse("welcome", args=[f"guess-{n}"])).status_code for n in range(61)]
    wrong_links.forget()

    assert statuses == [404] * 60 + [429]
