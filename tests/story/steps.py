"""What people do again and again in the story, in a line each."""

import base64
import hmac
import re
import struct
import subprocess
import time

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){1,3}\b")


def become_convenor(visitor, welcome, email="vera@example.org"):
    """Follow the one-time link, make an account, and set up an authenticator app as second factor."""
    visitor.open(welcome)
    visitor.press("Make my account", name="Vera", email=email, password="copper tray on a low table")
    visitor.open("/en/accounts/2fa/totp/activate/")
    secret = visitor.page.xpath("string(//code)").strip()
    visitor.press("Set it up", code=code_of_the_app(secret))
    return visitor.open("/en/desk/")


def code_of_the_app(secret):
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def codes_on(pdf, folder):
    """The codes as a person reads them from the printed cards: of the participants, the staff, and the key holders."""
    file = folder / "cards.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    pages = [CODE.findall(page) for page in text.split("\f")]
    cards = [code for page in pages[:-3] for code in page]
    return cards, pages[-3], pages[-2]


def sit_down(visitor, code):
    visitor.open().press("Sit down", code=code)
    return visitor.press("I agree to the rule")


def open_the_words(moderator, key_cards):
    """Two holders come to the moderators' desk and type their key cards."""
    moderator.open("/keys/").press("Open the words", first=key_cards[0], second=key_cards[1])
    assert moderator.sees("The words can be read now")
    return moderator.open("/moderation/")


def vote_on_everything(visitor, answer_to):
    """Answer each statement as `answer_to` says of its words, until none is left."""
    visitor.open("/vote/")
    while visitor.where == "/vote/":
        words = visitor.page.find_class("words")[0].text_content().strip()
        visitor.press(answer_to(words))
    return visitor
