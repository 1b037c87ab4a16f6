"""The attacker wants to know who said what, and tries every order that the disk may have kept.

Eighteen people come in, and write in just the order in which they came: the worst case. The attacker has the floor's
file and journal after the scrub, and pairs each order of voices it can find with each order of statements. If any
pairing finds more people than chance, something on the disk remembers.
"""

import os
import random
import sqlite3
from itertools import product
from math import sqrt

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from sofra.floor.console.actions import move_on
from sofra.floor.moderation.actions import approve
from sofra.floor.room.actions import admit, agree_to_rule, open_room
from sofra.floor.room.models import Dialogue, Phase, Voice
from sofra.floor.scrub import scrub
from sofra.floor.statements.actions import submit_statement
from sofra.floor.statements.models import Statement
from sofra.floor.votes.actions import cast_vote
from sofra.floor.votes.models import Answer
from sofra.hatch.brief import Brief
from tests.attack.disk import begin_with, file_and_journal

PEOPLE = 18
DIALOGUES = 1_200 if os.environ.get("SOFRA_LONG") else 60

BRIEF = Brief(
    dialogue="lipova",
    title={"en": "Lipova"},
    languages=("en",),
    rule={"en": "Rule."},
    questions=({"en": "What hinders us?"},),
    seats=PEOPLE,
)


def live_through(chance):
    """One dialogue up to the open vote. Returns who said what: the key of each voice, and its words."""
    codes = open_room(BRIEF, address="http://127.0.0.1:8001/").participants
    dialogue = Dialogue.objects.get()
    voices = [admit(code) for code in chance.sample(codes, PEOPLE)]
    for voice in voices:
        agree_to_rule(voice)
    move_on(dialogue, Phase.WRITE)
    truth = {voice.key: f"{chance.getrandbits(60):015x} said in the room" for voice in voices}
    for voice in [Voice.objects.get(key=key) for key in truth]:
        submit_statement(voice, dialogue.questions.get(), truth[voice.key], "en", left=voice.statements_left)
    for words in chance.sample(list(truth.values()), PEOPLE):
        approve(Statement.objects.select_related("dialogue").get(words=words), {"en": f"Worded {words[:15]}"})
    move_on(dialogue, Phase.VOTE)
    for voice in Voice.objects.all():
        for wording in chance.sample(list(dialogue.wordings.all()), 3):
            cast_vote(voice, wording, chance.choice(list(Answer)))
    return truth


def orders(rows, content, columns):
    """Every order of some rows that can be read off a disk: of scan, of each column, and of each place in the bytes."""
    found = {"scan": list(rows)}
    for column in columns:
        found[f"{column} up"] = sorted(rows, key=lambda row: str(row[column]))
        found[f"{column} down"] = list(reversed(found[f"{column} up"]))
    for name, data in content.items():
        found[f"first in {name}"] = sorted(rows, key=lambda row: data.find(row["mark"]))
        found[f"last in {name}"] = sorted(rows, key=lambda row: data.rfind(row["mark"]))
    return found


def guesses(truth):
    """The share of people found, for each pairing of an order of voices with an order of statements."""
    file, journal = file_and_journal()
    content = {"file": file.read_bytes(), "journal": journal.read_bytes() if journal.exists() else b""}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.key, c.nullifier, v.statements_left FROM floor_voice v JOIN floor_card c ON c.voice_id = v.key"
        )
        voices = [{"key": k, "card": c, "left": n, "mark": k.encode()} for k, c, n in cursor.fetchall()]
        cursor.execute(
            "SELECT s.key, s.words, w.key FROM floor_statement s JOIN floor_wording w ON w.statement_id = s.key"
        )
        said = [{"key": k, "words": w, "wording": t, "mark": w.encode()} for k, w, t in cursor.fetchall()]
    pairings = product(
        orders(voices, content, ["key", "card", "left"]).items(),
        orders(said, content, ["key", "words", "wording"]).items(),
    )
    return {
        (one, other): sum(
            truth[voice["key"]] == statement["words"] for voice, statement in zip(these, those, strict=True)
        )
        / PEOPLE
        for (one, these), (other, those) in pairings
    }


@pytest.mark.attack
class TestLinkage(TransactionTestCase):
    def setUp(self):
        scrub()
        connection.close()
        self.empty = file_and_journal()[0].read_bytes()

    def tearDown(self):
        begin_with(self.empty)

    def test_no_pairing_of_orders_finds_more_people_than_chance(self):
        total = {}
        for seed in range(DIALOGUES):
            begin_with(self.empty)
            with transaction.atomic():
                truth = live_through(random.Random(seed))
            scrub()
            for pairing, share in guesses(truth).items():
                total[pairing] = total.get(pairing, 0) + share / DIALOGUES
        assert len(total) >= 60
        # The people found by a random pairing of one dialogue have mean 1 and variance 1.
        line = (1 + 4 / sqrt(DIALOGUES)) / PEOPLE
        best = max(total, key=total.get)
        print(f"best of {len(total)} pairings over {DIALOGUES} dialogues: {best}, {total[best]:.4f}, line {line:.4f}")
        assert total[best] <= line


@pytest.mark.attack
def test_plain_tables_give_everybody_away(tmp_path):
    """The control: the same worst case in stock tables, with random keys. The order of rows finds all eighteen."""
    chance = random.Random(1)
    truth = {f"{chance.getrandbits(64):016x}": f"words {chance.getrandbits(64):016x}" for _ in range(PEOPLE)}
    with sqlite3.connect(tmp_path / "stock.sqlite3", isolation_level=None) as stock:
        stock.execute("CREATE TABLE voice (key TEXT PRIMARY KEY)")
        stock.execute("CREATE TABLE statement (key TEXT PRIMARY KEY, words TEXT)")
        for voice, words in truth.items():
            stock.execute("INSERT INTO voice VALUES (?)", [voice])
            stock.execute("INSERT INTO statement VALUES (?, ?)", [f"{chance.getrandbits(64):016x}", words])
        stock.execute("VACUUM")
        came = [row[0] for row in stock.execute("SELECT key FROM voice ORDER BY rowid")]
        wrote = [row[0] for row in stock.execute("SELECT words FROM statement ORDER BY rowid")]
    assert [truth[voice] for voice in came] == wrote
