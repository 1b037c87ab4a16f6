"""The attacker has the floor's file, its journal, and all the time in the world. What does the file remember?

Real code writes a whole dialogue; then its content is written again in other orders, with changes of mind and
withdrawals in between. After a scrub, all histories must give the same bytes.
"""

import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from sofra.floor.release.models import LedgerEntry, Released, ReleasePlan
from sofra.floor.room.models import Dialogue, Voice
from sofra.floor.scrub import scrub
from tests.attack.disk import begin_with, bytes_of_the_file, file_and_journal
from tests.attack.histories import KINDS, a_content, live_through

HISTORIES = 50 if os.environ.get("SOFRA_LONG") else 10
"""Of the door; those of the floor are always fifty."""
WRITTEN_ONCE = {Dialogue, ReleasePlan, Released, LedgerEntry}
"""One row a dialogue or release: there is no second order in which they could have come."""


@pytest.mark.attack
class TestHistory(TransactionTestCase):
    def setUp(self):
        scrub()
        connection.close()
        self.empty = file_and_journal()[0].read_bytes()

    def tearDown(self):
        begin_with(self.empty)

    def history(self, seed):
        begin_with(self.empty)
        live_through(a_content(), seed)

    def test_fifty_histories_with_one_content_give_one_file(self):
        found = set()
        for seed in range(50):
            self.history(seed)
            scrub()
            found.add(hashlib.sha256(bytes_of_the_file()).hexdigest())
        assert len(found) == 1

    def test_without_the_rewriting_every_history_shows(self):
        """The control: the same attacker tells all histories apart where the journal is emptied and no more."""
        found = set()
        for seed in range(5):
            self.history(seed)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found.add(hashlib.sha256(bytes_of_the_file()).hexdigest())
        assert len(found) == 5

    def test_every_table_is_in_the_histories(self):
        assert {*KINDS, *WRITTEN_ONCE} == set(apps.get_app_config("floor").get_models())

    def test_only_the_number_of_scrubs_can_be_counted(self):
        """SQLite counts its own rewritings in the first hundred bytes: the minutes a room was open, and no more."""
        self.history(1)
        scrub()
        once = bytes_of_the_file()
        scrub()
        twice = bytes_of_the_file()
        differing = {n for n, (one, two) in enumerate(zip(once, twice, strict=True)) if one != two}
        counters = {*range(24, 28), *range(40, 44), *range(92, 96)}
        assert differing
        assert differing <= counters

    def test_what_was_deleted_is_in_no_byte_after_the_scrub(self):
        self.history(1)
        needle = "f" * 32
        Voice.objects.create(key=needle, dialogue_id="lipova", statements_left=9)
        assert needle.encode() in bytes_of_the_file()
        Voice.objects.filter(key=needle).delete()
        scrub()
        assert needle.encode() not in bytes_of_the_file()


@pytest.mark.attack
def test_a_stock_table_would_remember_the_order_even_after_the_scrub(tmp_path):
    """Why the tables have no row numbers: the hidden number of a stock table is the order of arrival."""
    keys = [f"{random.Random(3).getrandbits(64) ^ n * 2654435761:020}" for n in range(18)]
    with sqlite3.connect(tmp_path / "stock.sqlite3", isolation_level=None) as stock:
        stock.execute("CREATE TABLE said (key TEXT PRIMARY KEY)")
        stock.executemany("INSERT INTO said VALUES (?)", [(key,) for key in keys])
        stock.execute("VACUUM")
        assert [row[0] for row in stock.execute("SELECT key FROM said ORDER BY rowid")] == keys


@pytest.mark.attack
def test_histories_of_the_door_with_one_content_give_one_file(tmp_path):
    """The door keeps ids and times on purpose, so they are content here; what it was before, it forgets."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.attack.door_part", "histories", str(tmp_path), str(HISTORIES)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert json.loads(done.stdout) == {"scrubbed": 1, "not scrubbed": HISTORIES}, done.stderr
