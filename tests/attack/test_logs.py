"""Whatever marks a visitor leaves on either side, no log, no page of an error, no file and no database shows them.

Five hundred requests, ten thousand in the long form, at both sides as they really run, with everything they write to
standard error kept, and with a folder for temporary files of their own.
"""

import os
import subprocess
import sys

import httpx
import pytest

from tests.attack import disk
from tests.attack.floor_process import Phone
from tests.running import start_sofra

REQUESTS = 10_000 if os.environ.get("SOFRA_LONG") == "1" else 500
SOCKET = "127.77.66.55"
MARKS = ("marked-agent", "198.51.100.77", SOCKET, "MARKEDC0DE", "marked words", "marked-path", "marked-referrer")
MARKS += ("marked@example.org", "marked-password", "marked-cookie", "marked-file", "sr-MARKED")
HEADERS = {
    "User-Agent": "marked-agent",
    "X-Forwarded-For": "198.51.100.77",
    "X-Real-IP": "198.51.100.77",
    "Forwarded": "for=198.51.100.77",
    "Referer": "https://marked-referrer/",
    "Accept-Language": "sr-MARKED",
    "Cookie": "sessionid=marked-cookie; voice=marked-cookie; door_session=marked-cookie; floor_csrf=marked-cookie",
}


def at_the_floor(client):
    """Pages that are there, that are not, broken forms, forged cookies, foreign hosts, strange methods and bodies."""
    yield client.get("/")
    yield client.get("/marked-path/?q=marked words")
    yield client.post("/", data={"code": "MARKEDC0DE"})
    yield client.post("/say/", data={"words": "marked words"})
    yield client.get("/", headers={"Host": "marked-path.example"})
    yield client.request("PROPFIND", "/marked-path", content=b"marked words")
    yield client.get("/moderation/MARKEDC0DE/")
    yield client.post("/vote/", content=b"\xff\xfemarked words", headers={"Content-Type": "application/json"})
    yield client.post("/say/", data={"words": "marked words" * 20_000})
    yield client.post("/language/", data={"language": "sr-MARKED", "next": "https://marked-path/"})


def at_the_door(client):
    yield client.get("/en/marked-path/?q=marked words")
    yield client.get("/marked-path")
    yield client.get("/en/welcome/MARKEDC0DE/")
    yield client.post("/en/welcome/MARKEDC0DE/", data={"email": "marked@example.org"})
    yield sign_in(client)
    yield client.get("/en/desk/marked-path/")
    yield client.get("/", headers={"Host": "marked-path.example"})
    yield client.post("/en/desk/release/", files={"file": ("marked-file", b"marked words" * 9_000)})
    yield client.request("PROPFIND", "/marked-path", content=b"marked words")
    yield client.get("/en/accounts/2fa/webauthn/login/?next=//marked-path/")


def sign_in(client):
    """With a token that is right, so that the form is really read."""
    page = client.get("/en/accounts/login/", headers={"Cookie": ""})
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    headers = {"Cookie": page.headers["Set-Cookie"].split(";")[0], "Origin": str(client.base_url).rstrip("/")}
    fields = {"login": "marked@example.org", "password": "marked-password", "csrfmiddlewaretoken": token}
    return client.post("/en/accounts/login/", data=fields, headers=headers)


ROUND = 20
ECHOED = {422, 200, 302}
"""Answers in which a form gives back what was typed, to whoever typed it."""


@pytest.fixture
def sides(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with (tmp_path / "stderr").open("wb") as log:
        running = start_sofra(tmp_path / "data", log=log)
    running.log, running.temporary = tmp_path / "stderr", temporary
    yield running
    running.stop()


@pytest.mark.attack
def test_no_mark_is_in_any_log_error_page_file_or_database(sides):
    code = sides.demo("write")["cards"][0]
    phone = Phone(floor_of(sides), code)
    phone.sit_down()
    line = httpx.HTTPTransport(local_address=SOCKET)
    door = httpx.Client(base_url=sides.door.replace("localhost", "127.0.0.1"), headers=HEADERS, transport=line)
    floor = httpx.Client(base_url=sides.floor, headers=HEADERS, transport=httpx.HTTPTransport(local_address=SOCKET))
    for _ in range(REQUESTS // ROUND):
        for answer in (*at_the_floor(floor), *at_the_door(door)):
            assert answer.status_code < 500
            if answer.status_code not in ECHOED:
                assert [mark for mark in MARKS if mark in answer.text] == [], answer.request.url
    sides.stop()
    log = sides.log.read_text()
    assert [mark for mark in (*MARKS, phone.key, phone.code) if mark in log] == []
    assert [path.name for path in sides.temporary.rglob("*") if path.is_file()] == []
    assert found_in_files(sides.data) == {}


def floor_of(sides):
    class Floor:
        address = sides.floor

    return Floor


def found_in_files(data):
    """Which mark lies in which file; a database is read as somebody reads it who has its key."""
    files = [path for path in data.rglob("*") if path.is_file() and "static" not in path.parts]
    assert {"door.sqlite3", "floor.sqlite3"} <= {path.name for path in files}
    found = {path.name: [mark for mark in MARKS if mark.encode() in opened(path, data)] for path in files}
    return {name: marks for name, marks in found.items() if marks}


def opened(path, data):
    content = path.read_bytes()
    if path.suffix != ".sqlite3" or content.startswith(disk.NAME):
        return content
    from sofra.project.keys import roots, side_key

    plain = disk.opened_file(content, side_key(roots(data)[0], path.stem))
    assert b"django_migrations" in plain
    return plain


def test_a_mark_that_lies_in_a_file_is_found(tmp_path):
    for side in ("door", "floor"):
        (tmp_path / f"{side}.sqlite3").write_bytes(disk.NAME + b"marked words")
    assert found_in_files(tmp_path) == {f"{side}.sqlite3": ["marked words"] for side in ("door", "floor")}


# ---------------------------------------------------------------- what is left of a process that dies


def test_a_side_that_dies_leaves_no_core(sides):
    children = subprocess.run(["pgrep", "-P", str(sides.process.pid)], capture_output=True, text=True).stdout.split()
    assert len(children) == 2
    for child in children:
        with open(f"/proc/{child}/limits") as limits:
            cores = next(row for row in limits if row.startswith("Max core file size"))
        assert cores.split()[4:6] == ["0", "0"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_no_other_programme_may_look_into_the_memory():
    ask = "import ctypes; from sofra.project.memory import leave_no_core; libc = ctypes.CDLL(None);"
    ask += "before = libc.prctl(3); leave_no_core(); print(before, libc.prctl(3))"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    assert answer.stdout.split() == ["1", "0"]
