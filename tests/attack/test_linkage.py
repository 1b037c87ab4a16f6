"""The attacker wants to know who said what, and tries every order that the disks may have kept.

Eighteen guests draw their codes at the door, come in at once, and write in just the order in which they came: the
worst case. The attacker has the files and journals of both sides and the floor's backups, the keys to all of them, and
two key cards; and pairs each order of tickets or voices that can be found with each order of statements. If any pairing
finds more people than chance, something remembers.
"""

import json
import os
import random
import subprocess
import sys
from datetime import date
from math import sqrt
from pathlib import Path

import msgspec
import pyrage
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from sofra.floor.scrub import scrub
from sofra.floor.sealing import keyfile
from sofra.hatch.spool import Spool
from sofra.project.backups import Backup, back_up, send_to
from sofra.project.data import DataFolder
from sofra.project.settings.common import DATA
from tests.attack.dialogues import PEOPLE, Lived, open_a_room
from tests.attack.disk import begin_with, file_and_journal, images, opened_file
from tests.attack.pairings import people_by_ticket, people_by_voice, people_found

DIALOGUES = 1_200 if os.environ.get("SOFRA_LONG") else 40
FEWEST_PAIRINGS = 60


@pytest.fixture
def cheap_key_cards(monkeypatch):
    """Opening the words is a step before this attack, and its cost is no part of it."""
    monkeypatch.setattr(keyfile, "MEMORY", 8192)
    monkeypatch.setattr(keyfile, "PASSES", 1)


@pytest.fixture
def spool(tmp_path, settings):
    settings.DATA = tmp_path
    return Spool(tmp_path / "hatch")


class Door:
    """The other side, in a process of its own."""

    def __init__(self, data):
        command = [sys.executable, "-m", "tests.attack.door_part", "tickets", str(data)]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def hands_out(self, codes, seed):
        """What guests draw, in the order in which they come; and every order that the door keeps of its tickets."""
        self.process.stdin.write(json.dumps({"codes": codes, "seed": seed}) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        return told["drawn"], told["orders"]

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Backups:
    """What the floor lays aside when a phase ends, opened by whoever has the administrator's key."""

    def __init__(self, folder):
        self.folder, self.identity = DataFolder(folder), pyrage.x25519.Identity.generate()
        (folder / "floor").mkdir(parents=True)
        self.folder.database("floor").symlink_to(file_and_journal()[0])
        (folder / "key.json").write_bytes((DATA / "key.json").read_bytes())
        send_to(self.folder, [str(self.identity.to_public())])

    def newest(self):
        place = back_up(self.folder, "floor", date(2027, 10, 7))
        backup = msgspec.msgpack.decode(pyrage.decrypt(place.read_bytes(), [self.identity]), type=Backup)
        return opened_file(backup.database, backup.key)


def moments(lived, cards):
    """When the disk may be taken: after each step of the room, once the scrub has run."""
    lived.come_in_and_write(cards)
    scrub()
    yield "writing"
    lived.vote()
    scrub()
    yield "voting"
    lived.close()
    yield "closed"


def shares(batch, prepared, door, backups):
    """The share of people found over all these dialogues, for each moment and pairing."""
    total = {}
    for seed in range(DIALOGUES):
        begin_with(prepared)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # the same bytes, only sooner
        cards, tickets = door.hands_out(batch.participants, seed)
        lived = Lived(batch, random.Random(seed))
        for moment in moments(lived, cards):
            places = images() | {"backup": backups.newest()}
            people = people_by_voice(lived.truth(), places) | people_by_ticket(lived.said, tickets)
            for pairing, found in people_found(people, places).items():
                total[moment, *pairing] = total.get((moment, *pairing), 0) + found / PEOPLE / DIALOGUES
    return total


@pytest.mark.attack
class TestLinkage(TransactionTestCase):
    @pytest.fixture(autouse=True)
    def surroundings(self, cheap_key_cards, spool, tmp_path):
        self.spool, self.folder = spool, tmp_path

    def setUp(self):
        scrub()
        connection.close()
        self.empty = file_and_journal()[0].read_bytes()

    def tearDown(self):
        begin_with(self.empty)

    def test_no_pairing_of_orders_finds_more_people_than_chance(self):
        batch = open_a_room(self.spool)
        scrub()
        connection.close()
        door = Door(self.folder / "door")
        total = shares(batch, file_and_journal()[0].read_bytes(), door, Backups(self.folder / "floor"))
        door.end()
        assert len(total) >= FEWEST_PAIRINGS
        # The people found by a random pairing of one dialogue have mean 1 and variance 1.
        line = (1 + 4 / sqrt(DIALOGUES)) / PEOPLE
        best = max(total, key=total.get)
        print(f"best of {len(total)} pairings over {DIALOGUES} dialogues: {best}, {total[best]:.4f}, line {line:.4f}")
        assert total[best] <= line

    def test_plain_tables_give_everybody_away(self):
        """The control: the same dialogue and the same actions in the tables that Django makes by itself."""
        ours = dict(connections.settings["default"])
        try:
            use(ours | {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(settings.DATA) / "stock.sqlite3"})
            call_command("migrate", verbosity=0)
            batch = open_a_room(self.spool)
            lived = Lived(batch, random.Random(1))
            for moment in moments(lived, batch.participants):
                found = people_found(people_by_voice(lived.truth(), images()), images())
                print(f"plain tables, {moment}: {max(found.values())} of {PEOPLE}")
                assert max(found.values()) == PEOPLE
        finally:
            use(ours)


def use(settings):
    connections["default"].close()
    connections.settings["default"] = settings
    del connections["default"]
