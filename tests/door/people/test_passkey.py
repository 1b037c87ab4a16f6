"""A passkey in a real Chromium, under the site's own security policy."""

import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from sofra.door.people.actions import make_welcome_link

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
KEY_ON_THE_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="en")
        wire = page.context.new_cdp_session(page)
        wire.send("WebAuthn.enable")
        wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_ON_THE_DEVICE})
        yield page
        browser.close()


@pytest.fixture
def way_in(live_server, settings, spool):
    settings.ALLOWED_HOSTS = ["localhost"]
    return live_server.url.replace("127.0.0.1", "localhost") + make_welcome_link()


def test_passkey_is_added_and_signs_in_alone(way_in, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(way_in)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Password").fill("many seats one table")
    page.get_by_role("button", name="Make my account").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.goto(way_in.partition("/en/")[0] + "/en/desk/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    assert complaints == []
