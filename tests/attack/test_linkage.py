"""The attacker wants to know who said what, and tries every order that the disk may have kept.

Eighteen people come in, and write in just the order in which they came: the worst case. The attacker has the floor's
file and journal, the keys to both, and two key cards; and pairs each order of voices that can be found with each order
of statements. If any pairing finds more people than chance, something on the disk remembers.
"""

import os
import random
from math import sqrt
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from sofra.floor.scrub import scrub
from sofra.floor.sealing import keyfile
from sofra.hatch.spool import Spool
from tests.attack.dialogues import PEOPLE, Lived, open_a_room
from tests.attack.disk import begin_with, file_and_journal, images
from tests.attack.pairings import people_found

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


def moments(lived, spool):
    """When the disk may be taken: after each step of the room, once the scrub has run."""
    lived.come_in_and_write()
    scrub()
    yield "writing"
    lived.vote()
    scrub()
    yield "voting"
    lived.close()
    yield "closed"


def shares(dialogues, batch, prepared, spool):
    """The share of people found over all these dialogues, for each moment and pairing."""
    total = {}
    for seed in range(dialogues):
        begin_with(prepared)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # the same bytes, only sooner
        lived = Lived(batch, random.Random(seed))
        for moment in moments(lived, spool):
            for pairing, found in people_found(lived.truth(), images()).items():
                total[moment, *pairing] = total.get((moment, *pairing), 0) + found / PEOPLE / dialogues
    return total


@pytest.mark.attack
class TestLinkage(TransactionTestCase):
    @pytest.fixture(autouse=True)
    def surroundings(self, cheap_key_cards, spool):
        self.spool = spool

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
        total = shares(DIALOGUES, batch, file_and_journal()[0].read_bytes(), self.spool)
        assert len(total) >= FEWEST_PAIRINGS
        # The people found by a random pairing of one dialogue have mean 1 and variance 1.
        line = (1 + 4 / sqrt(DIALOGUES)) / PEOPLE
        best = max(total, key=total.get)
        print(f"best of {len(total)} pairings over {DIALOGUES} dialogues: {best}, {total[best]:.4f}, line {line:.4f}")
        assert total[best] <= line

    def test_plain_tables_give_everybody_away(self):
        """The control: the same dialogue, through the same actions, in the tables that Django makes by itself."""
        ours = dict(connections.settings["default"])
        try:
            use(ours | {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(settings.DATA) / "stock.sqlite3"})
            call_command("migrate", verbosity=0)
            batch = open_a_room(self.spool)
            lived = Lived(batch, random.Random(1))
            for moment in moments(lived, self.spool):
                found = people_found(lived.truth(), images())
                print(f"plain tables, {moment}: {max(found.values())} of {PEOPLE}")
                assert max(found.values()) == PEOPLE
        finally:
            use(ours)


def use(settings):
    connections["default"].close()
    connections.settings["default"] = settings
    del connections["default"]
