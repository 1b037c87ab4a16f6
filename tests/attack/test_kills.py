"""What was acknowledged survives a crash: the floor is killed under load, at random moments, again and again.

First while people write, then while they vote. On PostgreSQL it is by turns the floor that is killed, and its server.
"""

import contextlib
import json
import os
import random
import threading
import time

import httpx
import pytest

from sofra.floor.room.actions import STATEMENTS_EACH
from sofra.floor.statements.pages import hash_of
from tests.attack.floor_process import FloorProcess, Phone
from tests.attack.postgres import PostgresServer, no_postgres
from tests.running import free_ports, opened_database, until

KILLS = 200 if os.environ.get("SOFRA_LONG") else 4
PEOPLE = 5


@pytest.fixture
def floor(tmp_path):
    yield from served(FloorProcess(tmp_path, free_ports()[0]))


@pytest.fixture
def server():
    running = PostgresServer()
    running.start()
    running.make_role_and_databases("floor")
    yield running
    running.stop()
    running.remove()


@pytest.fixture
def floor_on_postgres(tmp_path, server):
    address = server.address("floor")
    yield from served(FloorProcess(tmp_path, free_ports()[0], SOFRA_FLOOR_DATABASE=address))


def served(process):
    made = json.loads(process.sofra("demo", "--stage", "write", "--json"))
    process.facilitator, process.cards = made["facilitator"], process.more_cards(20 + 12 * KILLS)
    process.start()
    yield process
    process.stop()


@pytest.mark.attack
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(floor):
    def kill(_):
        floor.kill()
        floor.start()

    live_through(floor, kill, lambda query: read_file(floor, query))


@pytest.mark.attack
@no_postgres
def test_nothing_acknowledged_is_lost_on_postgresql(floor_on_postgres, server):
    def kill(turn):
        if turn % 2:
            server.kill()
            server.start()
        else:
            floor_on_postgres.kill()
            floor_on_postgres.start()

    live_through(floor_on_postgres, kill, lambda query: read_server(server, query))


def live_through(floor, kill, read):
    """Half of the kills while people write, and half while they vote."""
    chance = random.Random(4)
    before = {row[0] for row in read("SELECT take_back FROM floor_statement")}
    voices = kill_again_and_again(floor, kill, chance, say_until_it_breaks)
    every_statement_is_there_once(voices, before, read)
    facilitator = Phone(floor, floor.facilitator)
    facilitator.send("/", code=facilitator.code)
    assert facilitator.press("/console/", "/console/move/", phase="vote").status_code == httpx.codes.FOUND
    voices = kill_again_and_again(floor, kill, chance, vote_until_it_breaks)
    every_vote_is_there_once(voices, read)


def kill_again_and_again(floor, kill, chance, act):
    """Everybody who ever took part."""
    people = [seated(floor) for _ in range(PEOPLE)]
    voices = list(people)
    for turn in range(KILLS // 2):
        threads = [threading.Thread(target=act, args=(people, place, voices, chance)) for place in range(PEOPLE)]
        for thread in threads:
            thread.start()
        wait_for_answers(voices, PEOPLE)
        time.sleep(chance.random())
        kill(turn)
        for thread in threads:
            thread.join()
    return voices


def wait_for_answers(voices, number):
    enough = answers(voices) + number
    until(lambda: answers(voices) >= enough, seconds=60)


def answers(voices):
    return sum(voice.answers for voice in list(voices))


def seated(floor):
    phone = Phone(floor, floor.cards.pop())
    phone.sit_down()
    return phone


def say_until_it_breaks(people, place, voices, chance):
    """What is sent when the floor dies is not acknowledged, and so not counted here."""
    try:
        while True:
            if not people[place].say(f"words of nobody {chance.random()}"):
                people[place] = seated(people[place].floor)
                voices.append(people[place])
    except httpx.HTTPError:
        return


def vote_until_it_breaks(people, place, voices, chance):
    try:
        while True:
            people[place].vote(chance.choice(["agree", "disagree", "pass"]), chance)
    except httpx.HTTPError:
        return


def every_statement_is_there_once(voices, before, read):
    """Known by the hash of its code; and the counter of its voice agrees, since both are written at once."""
    kept = [row[0] for row in read("SELECT take_back FROM floor_statement")]
    sent = {voice.key: {hash_of(code) for code in [*voice.acknowledged, *voice.unanswered]} for voice in voices}
    acknowledged = {hash_of(code) for voice in voices for code in voice.acknowledged}
    print(f"{KILLS // 2} kills, {len(acknowledged)} statements acknowledged, {len(acknowledged - set(kept))} lost")
    assert len(acknowledged) >= KILLS // 2
    assert acknowledged <= set(kept)
    assert len(kept) == len(before) + len(set(kept) & set.union(*sent.values()))
    left = dict(read("SELECT key, statements_left FROM floor_voice"))
    assert {key: STATEMENTS_EACH - left[key] for key in sent} == {key: len(sent[key] & set(kept)) for key in sent}


def every_vote_is_there_once(voices, read):
    rows = read("SELECT voice_id, wording_id, answer FROM floor_vote")
    kept = {row[:2]: row[2] for row in rows}
    assert len(rows) == len(kept)
    sent = [(voice, wording) for voice in voices for wording in voice.acknowledged]
    lost = [wording for voice, wording in sent if (voice.key, wording) not in kept]
    wrong = [
        wording
        for voice, wording in sent
        if (voice.key, wording) in kept and not voice.kept_well(wording, kept[voice.key, wording])
    ]
    print(f"{KILLS // 2} kills, {len(sent)} votes acknowledged, {len(lost)} lost, {len(wrong)} wrong")
    assert sent
    assert (lost, wrong) == ([], [])


def read_file(floor, query):
    with contextlib.closing(opened_database(floor.data, "floor")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return database.execute(query).fetchall()


def read_server(server, query):
    server.check("floor")
    with server.connect("floor") as database:
        return database.execute(query).fetchall()
