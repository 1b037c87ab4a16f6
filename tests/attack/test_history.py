"""The attacker has the floor's file, its journal, and all the time in the world. What does the file remember?

Real code writes a whole dialogue; then its content is written again in other orders, with changes of mind and
withdrawals in between. After a scrub, all histories must give the same bytes.
"""

import hashlib
import random
import sqlite3

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue, Question, Voice
from sofra.floor.scrub import scrub
from sofra.floor.statements.models import Statement
from sofra.floor.votes.models import Answer, Vote
from tests.attack.disk import begin_with, bytes_of_the_file, file_and_journal

N_VOICES, N_WORDINGS = 18, 12


def a_content():
    """Rows of one invented room, with fixed keys: what every history ends with."""
    chance = random.Random(1)
    key = lambda: f"{chance.getrandbits(128):032x}"  # noqa: E731
    voices, wordings, question = [key() for _ in range(N_VOICES)], [key() for _ in range(N_WORDINGS)], key()
    rows = [Question(key=question, dialogue_id="lipova", place=0, texts={"en": "What?"})]
    rows += [Voice(key=voice, dialogue_id="lipova", agreed=True, statements_left=9) for voice in voices]
    for n, wording in enumerate(wordings):
        statement = key()
        common = {"dialogue_id": "lipova", "question_id": question}
        rows.append(Statement(key=statement, words=f"raw words {n} " * (n + 1), language="en", **common))
        rows.append(
            Wording(key=wording, statement_id=statement, texts={"en": f"Wording {n}."}, on_table=True, **common)
        )
    rows += [
        Vote(voice_id=voice, wording_id=wording, answer=chance.choice(Answer.values))
        for voice in voices
        for wording in wordings
        if chance.random() < 0.8
    ]
    return rows


def live_through(rows, seed):
    """Write the rows in an order of this history's own, with detours that leave nothing in the content."""
    chance = random.Random(seed)
    by_kind = {
        kind: [row for row in rows if isinstance(row, kind)] for kind in (Question, Voice, Statement, Wording, Vote)
    }
    Dialogue.objects.create(
        slug="lipova",
        fictional=True,
        title={},
        languages=["en"],
        rule={},
        seats=18,
        card_key=b"k" * 32,
        pass_key=b"p" * 32,
    )
    for some in by_kind.values():
        with transaction.atomic():
            for row in chance.sample(some, len(some)):
                write(row, chance)


def write(row, chance):
    detour = chance.random() < 0.3
    if isinstance(row, Vote) and detour:
        Vote(voice_id=row.voice_id, wording_id=row.wording_id, answer=chance.choice(Answer.values)).save(
            force_insert=True
        )
        Vote.objects.filter(voice_id=row.voice_id, wording_id=row.wording_id).update(answer=row.answer)
    else:
        type(row).objects.bulk_create([row])
    if isinstance(row, Voice) and detour:
        Voice.objects.create(dialogue_id="lipova", statements_left=10).delete()


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

    def test_without_the_scrub_every_history_shows(self):
        """The control: the same attacker tells all histories apart where nothing is scrubbed."""
        found = set()
        for seed in range(5):
            self.history(seed)
            found.add(hashlib.sha256(bytes_of_the_file()).hexdigest())
        assert len(found) == 5

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

    def test_deleted_words_are_in_no_byte_after_the_scrub(self):
        self.history(1)
        needle = "a marked needle in the inbox"
        Statement.objects.create(dialogue_id="lipova", question=Question.objects.get(), words=needle, language="en")
        assert needle.encode() in bytes_of_the_file()
        Statement.objects.filter(words=needle).delete()
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
