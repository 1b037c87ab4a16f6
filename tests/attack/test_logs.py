"""Whatever marks a visitor leaves, no log and no page of an error shows them."""

import json

import httpx
import pytest

from tests.attack.floor_process import FloorProcess, Phone
from tests.running import free_ports

REQUESTS = 1_000
MARKS = ("marked-agent", "198.51.100.77", "MARKEDC0DE", "marked words", "marked-path", "marked-referrer")
HEADERS = {
    "User-Agent": MARKS[0],
    "X-Forwarded-For": MARKS[1],
    "Referer": f"https://{MARKS[5]}/",
    "X-Real-IP": MARKS[1],
}


@pytest.fixture
def floor(tmp_path):
    process = FloorProcess(tmp_path, free_ports()[0])
    process.codes = json.loads(process.sofra("demo", "--stage", "write", "--json"))["cards"]
    process.start()
    yield process
    process.stop()


def marked_requests(client):
    """Pages that are there, that are not, broken forms, forged cookies, foreign hosts, strange methods and bodies."""
    yield client.get("/")
    yield client.get(f"/{MARKS[4]}/?q={MARKS[3]}")
    yield client.post("/", data={"code": MARKS[2]})
    yield client.post("/say/", data={"words": MARKS[3]}, cookies={"voice": f"{MARKS[2]}:forged"})
    yield client.get("/", headers={"Host": f"{MARKS[4]}.example"})
    yield client.request("PROPFIND", f"/{MARKS[4]}", content=MARKS[3].encode())
    yield client.get(f"/moderation/{MARKS[2]}/", cookies={"staff": MARKS[2]})
    yield client.post("/vote/", content=b"\xff\xfe" + MARKS[3].encode(), headers={"Content-Type": "application/json"})


@pytest.mark.attack
def test_no_mark_is_in_any_log_or_error_page(floor):
    with httpx.Client(base_url=floor.address, headers=HEADERS) as client:
        for _ in range(REQUESTS // 8):
            for answer in marked_requests(client):
                assert answer.status_code < 500
                if answer.status_code >= 400 and answer.status_code != 422:
                    assert not any(mark in answer.text for mark in MARKS), answer.text
    phone = Phone(floor, floor.codes[0])
    phone.sit_down()
    floor.stop()
    log = floor.log.read_text()
    assert not any(mark in log for mark in (*MARKS, phone.key, phone.code)), log
    files = [path for path in floor.data.rglob("*") if path.is_file() and "static" not in path.parts]
    assert not [path for path in files if any(mark.encode() in path.read_bytes() for mark in MARKS)]
