"""Guests from afar in a real Chromium: with scripts a blind pass, without them a code from the urn.

SOFRA_LONG=1 makes a thousand passes instead of twenty.
"""

import csv
import io
import os
import re

import pytest

from sofra.hatch.blind import fingerprint as fingerprint_of
from sofra.hatch.blind import is_signed, read_pass
from sofra.hatch.brief import Brief
from sofra.hatch.spool import read_document
from tests.browser.looks import barriers, small_targets, sticks_out
from tests.running import until
from tests.story.steps import become_convenor
from tests.story.visitor import Visitor

BY_HAND = 20
ROUND_TRIPS = 1000 if os.environ.get("SOFRA_LONG") == "1" else BY_HAND
WITHOUT_THE_PAGE = """async ({sign, floor, key, tickets}) => {
    const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { RSABSSA } = await import(document.querySelector("script[integrity]").src);
    const suite = RSABSSA.SHA384.PSS.Randomized();
    const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
    const publicKey = await crypto.subtle.importKey("spki", bytes(key), algorithm, true, ["verify"]);
    const links = [];
    for (const ticket of tickets) {
        const message = suite.prepare(new Uint8Array());
        const { blindedMsg, inv } = await suite.blind(publicKey, message);
        const form = new URLSearchParams(new FormData(document.querySelector("#maker form")));
        form.set("ticket", ticket);
        form.set("blinded", btoa(String.fromCharCode(...blindedMsg)));
        const answer = await fetch(sign, { method: "POST", body: form });
        const signature = await suite.finalize(publicKey, message, bytes(await answer.text()), inv);
        const pass = btoa(String.fromCharCode(...message, ...signature));
        links.push(`${floor}#pass=${pass.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`);
    }
    return links;
}"""
"""The long form makes most of its passes with the library and the server, but without a page for each."""
WITHOUT_SCRIPTS = 2


@pytest.fixture(scope="module")
def prepared(sofra):
    """A dialogue whose brief is written, its convenor's desk, and a ticket for each guest from afar."""
    desk = become_convenor(
        Visitor(sofra.door), re.search(r"http\S+", sofra.command("welcome")).group(), "iris@example.org"
    )
    desk.follow("New programme").press("Go on", name="From afar", convenor="A small NGO", fictional="on")
    desk.press("Go on", year="2027").press("Go on", title="From afar", city="Drenova", date_from="2027-10-07")
    desk.press("Save, and look it over", question_0_en="What hinders us?", statement_0_en="It helps to meet.")
    place = desk.where
    desk.follow("Tickets, passes and the urn")
    wanted = ROUND_TRIPS + WITHOUT_SCRIPTS
    tickets = tickets_in(desk.download("Make the tickets", number=str(min(wanted, 400))))
    while len(tickets) < wanted:
        desk.open(f"{place}afar/")
        tickets += tickets_in(desk.download("Make more tickets", number=str(min(wanted - len(tickets), 100))))
    return desk, place, tickets


def tickets_in(file):
    return [row["ticket"] for row in csv.DictReader(io.StringIO(file.decode()))]


def is_for_everybody(person):
    assert (barriers(person.page), sticks_out(person.page), small_targets(person.page)) == ([], [], [])


def make_pass(guest, ticket, look=lambda _: None):
    guest.open("/en/pass/").write(ticket=ticket).press("Go on")
    guest.page.locator("#maker .ready").wait_for()
    look(guest)
    guest.page.locator("#maker .ready form button").click()
    guest.page.locator("#maker .made").wait_for()
    look(guest)
    return guest.page.locator("#maker .made textarea").input_value()


def test_guests_from_afar_sit_down_and_nobody_can_tell_how(somebody, sofra, prepared, tmp_path):
    desk, place, tickets = prepared
    links, fingerprint = passes_of_guests_with_scripts(somebody, sofra, tickets[WITHOUT_SCRIPTS:], tmp_path)
    assert Visitor(sofra.door).open(place.replace("/desk/", "/")).sees(fingerprint)
    one_without_scripts_comes_too_early(somebody, sofra, tickets[0])
    key = end_issuing_and_send(desk, place, sofra)
    assert fingerprint_of(key) == fingerprint
    assert all(is_signed(key, read_pass(link)) for link in links)
    code = draw_from_urn(somebody, sofra, desk, place, tickets[0])
    with_scripts = sit_down_by_link(somebody, links[0])
    sit_down_by_hand(somebody, links[1])
    sit_down_by_hand(somebody, code)
    with_scripts.open("/headcount/").sees("Who is counted here")
    assert fingerprint in with_scripts.text
    refuse_replays(sofra, links)


def passes_of_guests_with_scripts(somebody, sofra, tickets, folder):
    guest = somebody(sofra.door)
    guest.page.context.set_default_timeout(60_000)  # a thousand times, on a busy machine
    links = [make_pass(guest, ticket) for ticket in tickets[1:BY_HAND]]
    links += passes_without_the_page(guest, tickets[BY_HAND:])
    links.append(make_pass(guest, tickets[0], look=is_for_everybody))
    fingerprint = guest.page.locator("#maker .fingerprint").first.text_content()  # worked out by the script
    assert len({read_pass(link).message for link in links}) == ROUND_TRIPS
    assert all(link.startswith(f"{sofra.floor}#pass=") for link in links)
    with guest.page.expect_download() as coming:
        guest.page.locator("#maker a[download]").click()
    coming.value.save_as(folder / "pass.png")
    assert (folder / "pass.png").read_bytes().startswith(b"\x89PNG")
    guest.open("/en/pass/").write(ticket=tickets[0]).press("Go on").sees("This ticket is used up")
    return links, fingerprint


def passes_without_the_page(guest, tickets):
    if not tickets:
        return []
    guest.open("/en/pass/").write(ticket=tickets[0]).press("Go on")
    guest.page.locator("#maker .ready").wait_for()
    data = guest.page.locator("#maker").evaluate("maker => ({...maker.dataset})")
    batches = [tickets[place : place + 20] for place in range(0, len(tickets), 20)]
    return [link for batch in batches for link in guest.page.evaluate(WITHOUT_THE_PAGE, data | {"tickets": batch})]


def one_without_scripts_comes_too_early(somebody, sofra, ticket):
    guest = somebody(sofra.door, javascript=False)
    guest.open("/en/pass/").write(ticket=ticket).press("Go on")
    assert "This browser cannot make a pass" in guest.text
    assert not guest.page.locator("#maker").is_visible()


def end_issuing_and_send(desk, place, sofra):
    desk.open(place)
    assert desk.sees("Passes for guests from afar are still made")
    desk.open(f"{place}afar/").press("End the issuing")
    assert desk.sees("the signing key is destroyed")
    desk.open(place).press("Send the brief")
    desk.open(f"{place}brief/")
    return read_document(desk.content, Brief).pass_key


def draw_from_urn(somebody, sofra, desk, place, ticket):
    until(lambda: desk.open(f"{place}afar/").sees("Lay them into the urn"))
    desk.press("Lay them into the urn", number="3")
    looking = somebody(sofra.door).open("/en/pass/").write(ticket=ticket).press("Go on")
    is_for_everybody(looking.sees("Draw a code from the urn"))
    guest = somebody(sofra.door, javascript=False)
    guest.open("/en/pass/").write(ticket=ticket).press("Go on").press("Draw a code")
    return guest.page.locator(".given").inner_text()


def sit_down_by_link(somebody, link):
    guest = somebody()
    guest.page.goto(link)
    assert guest.page.url == guest.home
    assert guest.page.locator("[name=code]").input_value() == link.partition("#")[2]
    guest.press("Sit down").press("I agree to the rule").sees("You are at the table")
    return guest


def sit_down_by_hand(somebody, shown):
    guest = somebody(javascript=False)
    guest.open().write(code=shown).press("Sit down").press("I agree to the rule").sees("You are at the table")


def refuse_replays(sofra, links):
    """Each pass once more, and once with its signature changed."""
    for link in links[:2]:
        assert Visitor(sofra.floor).open().press("Sit down", code=link).sees("This card already has a seat")
    for link in links[:20]:
        changed = link[:-5] + ("AAAA" if link[-5:-1] != "AAAA" else "BBBB") + link[-1]
        assert Visitor(sofra.floor).open().press("Sit down", code=changed).sees("No open dialogue takes this pass")
