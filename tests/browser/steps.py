"""What people do again and again in these tests."""

from tests.story.visitor import Visitor

PASSWORD = "copper tray on a low table"


def staff(sofra, code):
    """Somebody of the staff who sits down on the floor with a pass, and needs no browser for it."""
    return Visitor(sofra.floor).open().press("Sit down", code=code)


def move_on(facilitator, words):
    facilitator.open("/console/").press(words)


def cookies_of(visitor):
    """What this visitor carries, for a browser to go on with."""
    return [cookie(name, value, visitor.home) for name, value in visitor.cookies.items()]


def cookie(name, value, home):
    return {"name": name, "value": value, "url": home.rstrip("/"), "httpOnly": True, "sameSite": "Strict"}


def give_a_security_key(person):
    """A virtual one, plugged into this browser, that says yes to everything."""
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    always = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | always})


def download(person, words, folder):
    with person.page.expect_download() as coming:
        person.button(words).click()
    coming.value.save_as(folder / "cards.pdf")
    return (folder / "cards.pdf").read_bytes()
