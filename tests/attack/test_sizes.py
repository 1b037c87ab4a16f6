"""Somebody who counts bytes on the line learns little: every answer to a participant has one of three sizes."""

import re
import socket
from urllib.parse import urlencode

from django.test import Client

from sofra.floor.room.models import Phase
from sofra.web.languages import LANGUAGES
from sofra.web.sizes import STEP
from tests.attack.floor_process import FloorProcess
from tests.floor.conftest import join, room, spool, written_room  # noqa: F401  fixtures of the floor
from tests.floor.statements.test_say import filled_in
from tests.pages import unpacked_static_files  # noqa: F401
from tests.running import free_ports

MOST_CLASSES = 3


def size_of(response):
    """Of the whole answer, as waitress writes it."""
    lines = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}", "Date: Thu, 01 Jan 1970 00:00:00 GMT"]
    lines += [f"{name}: {value}" for name, value in response.items()]
    lines += [f"Set-Cookie: {cookie.output(header='')}" for cookie in response.cookies.values()]
    return len("\r\n".join(lines)) + 4 + len(response.content)


class Watched(Client):
    """A phone, and somebody who counts what it receives."""

    def __init__(self, language):
        super().__init__()
        self.cookies["floor_language"] = self.language = language
        self.seen = {}

    def generic(self, method, path, *args, **kwargs):
        response = super().generic(method, path, *args, **kwargs)
        self.seen[f"{method} {path.partition('?')[0]} {response.status_code}"] = size_of(response)
        return response


def knock(phone, card):
    for path in ("/", "/left/", "/nothing/", "/rule/", "/say/"):
        phone.get(path)
    for code in ("too short", "0000-0000", card):
        join(phone, code)
    phone.get("/rule/")
    phone.post("/rule/")
    phone.get("/wait/")


def write(phone, room):  # noqa: F811
    phone.get("/say/")
    phone.post("/say/", {})
    phone.post("/say/", filled_in(room))
    phone.get("/said/")


def vote(phone):
    phone.get("/table/")
    phone.post("/vote/", {})
    key = phone.get("/vote/").context["wording"].key
    phone.post("/vote/", {"wording": key, "answer": "pass"})
    phone.get("/vote/", {"last": key})
    phone.get(f"/vote/{key}/")
    phone.get("/done/")


def test_every_answer_to_a_participant_has_one_of_three_sizes_in_all_languages(room):  # noqa: F811
    room.sit_down(12)
    phones = [Watched(language.code) for language in LANGUAGES]
    for phone, card in zip(phones, room.batch.participants[12:], strict=False):
        knock(phone, card)
    room.open(Phase.WRITE)
    for phone in phones:
        write(phone, room)
    for number in range(6):
        room.word(room.say(room.seated[number], f"raw words {number}"), f"Wording {number}, " + "long " * number * 9)
    room.open(Phase.VOTE)
    for phone in phones:
        vote(phone)
        join(phone, room.batch.participants[0])
    room.open(Phase.CLOSED)
    for phone in phones:
        phone.get("/done/")
        phone.post("/leave/")
    seen = {f"{phone.language} {at}": size for phone in phones for at, size in phone.seen.items()}
    assert len(seen) > 6 * 18
    assert {at: size for at, size in seen.items() if size % STEP} == {}
    assert len(set(seen.values())) <= MOST_CLASSES


def received(port, path):
    """Every byte of one answer, as it comes over the line."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        got = b""
        while b"\r\n\r\n" not in got:
            got += line.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += line.recv(65536)
        return len(head) + 4 + len(body)


def test_the_sizes_are_those_on_the_line(tmp_path):
    floor = FloorProcess(tmp_path, free_ports()[0])
    floor.start()
    try:
        assert {received(floor.port, path) % STEP for path in ("/", "/left/", "/nothing/", "/vote/")} == {0}
    finally:
        floor.stop()


def test_the_three_answers_to_a_statement_are_sent_in_one_size(written_room):  # noqa: F811
    voter = Client()
    join(voter, written_room.batch.participants[0], again="1")
    values = re.findall(r'name="answer" value="([^"]*)"', voter.get("/vote/").text)
    assert len(values) == MOST_CLASSES
    assert len({len(urlencode({"answer": value})) for value in values}) == 1
    for value in values:
        key = voter.get("/vote/").context["wording"].key
        assert voter.post("/vote/", {"wording": key, "answer": value}).status_code == 302
