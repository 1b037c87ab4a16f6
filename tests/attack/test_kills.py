"""An acknowledged vote survives a crash: the floor is killed under load, at random moments, again and again."""

import json
import os
import random
import sqlite3
import threading
import time

import httpx
import pytest

from tests.attack.floor_process import FloorProcess, Phone
from tests.running import free_ports

KILLS = 200 if os.environ.get("SOFRA_LONG") else 4


@pytest.fixture(scope="module")
def floor(tmp_path_factory):
    process = FloorProcess(tmp_path_factory.mktemp("data"), free_ports()[0])
    process.codes = json.loads(process.sofra("demo", "--stage", "vote", "--json"))["cards"]
    process.start()
    yield process
    process.stop()


def vote_until_it_breaks(phone, chance):
    """What is sent when the floor dies is not acknowledged, and so not counted here."""
    while True:
        try:
            phone.vote(chance.choice(["agree", "disagree", "pass"]), chance)
        except httpx.HTTPError:
            return


@pytest.mark.attack
def test_no_acknowledged_vote_is_lost_and_none_is_doubled(floor):
    chance = random.Random(4)
    phones = [Phone(floor, code) for code in floor.codes[:5]]
    for phone in phones:
        phone.sit_down()
    for _ in range(KILLS):
        threads = [threading.Thread(target=vote_until_it_breaks, args=(phone, chance)) for phone in phones]
        for thread in threads:
            thread.start()
        time.sleep(0.3 + chance.random())
        floor.kill()
        for thread in threads:
            thread.join()
        floor.start()
    kept = votes_in(floor)
    sent = [(phone, wording) for phone in phones for wording in phone.acknowledged]
    lost = [(phone.key, wording) for phone, wording in sent if (phone.key, wording) not in kept]
    wrong = [
        (phone.key, wording)
        for phone, wording in sent
        if (phone.key, wording) in kept and not phone.kept_well(wording, kept[phone.key, wording])
    ]
    print(f"{KILLS} kills, {len(sent)} statements answered, {len(lost)} lost, {len(wrong)} wrong")
    assert len(sent) >= KILLS
    assert (lost, wrong) == ([], [])


def votes_in(floor):
    with sqlite3.connect(f"file:{floor.data}/floor/floor.sqlite3?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT voice_id, wording_id, answer FROM floor_vote").fetchall()
    assert len({row[:2] for row in rows}) == len(rows)
    return {row[:2]: row[2] for row in rows}
