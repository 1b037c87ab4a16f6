"""Somebody finds cards and passes after the dialogue, and has the disk, the keys of today and those of the past.

As long as the room is open, a card and the key lead to a voice: that is how it works. After the close they must not.
The same for the key that signed the passes: when issuing has ended, it is nowhere.
"""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from sofra.floor.console.actions import take_brief
from sofra.floor.room.actions import admit, agree_to_rule
from sofra.floor.room.models import Card, Dialogue, Phase, Voice
from sofra.floor.scrub import scrub
from sofra.hatch import blind
from sofra.hatch.codes import nullifier
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import Spool, read_document
from sofra.project.data import DataFolder
from sofra.project.database.files import key_of
from tests.attack.disk import file_and_journal, images, opened_file, opened_journal
from tests.floor.conftest import ADDRESS, Room, a_brief
from tests.passes import a_pass
from tests.running import start_sofra
from tests.story.steps import become_convenor
from tests.story.visitor import Visitor

CARDS, PASSES = 18, 6


@pytest.mark.attack
class TestFoundCard(TransactionTestCase):
    @pytest.fixture(autouse=True)
    def surroundings(self, tmp_path, settings):
        settings.DATA = tmp_path
        self.spool = Spool(tmp_path / "hatch")

    def setUp(self):
        signing_key = blind.new_signing_key()
        dialogue = take_brief(a_brief(pass_key=blind.public_part(signing_key)), self.spool, address=ADDRESS)
        batch = read_document(self.spool.path("entry", "lipova").read_bytes(), EntryBatch)
        self.room = Room(dialogue, batch)
        self.found = [*batch.participants[:CARDS], *(a_pass(signing_key) for _ in range(PASSES))]
        self.seats = [admit(each) for each in self.found]
        for seat in self.seats:
            agree_to_rule(seat)
        self.old_key = bytes(Dialogue.objects.get().card_key)
        scrub()

    def hashes(self):
        """What each found card or pass leads to, for somebody who kept the key."""
        secrets = [each if isinstance(each, str) else each.message.hex() for each in self.found]
        return [nullifier(each, self.old_key) for each in secrets]

    def close(self):
        self.room.open(Phase.WRITE, Phase.VOTE, Phase.CLOSED)
        scrub()

    def traces(self):
        """Rows that match, hashes and keys of voices that lie anywhere in the file or its journal."""
        content = b"".join(images().values())
        rows = Card.objects.filter(nullifier__in=self.hashes()).count()
        hashes = sum(each.encode() in content for each in self.hashes())
        voices = sum(seat.key.encode() in content for seat in self.seats)
        return rows, hashes, voices, self.old_key in content

    def test_every_card_leads_to_its_voice_while_the_room_is_open(self):
        """The control: the attacker is able to find."""
        assert self.traces() == (CARDS + PASSES, CARDS + PASSES, CARDS + PASSES, True)

    def test_no_card_and_no_pass_matches_after_the_close_even_with_the_old_key(self):
        self.close()
        print(f"{self.traces()[0]} of {CARDS + PASSES} found cards and passes match")
        assert self.traces() == (0, 0, 0, False)
        assert Voice.objects.count() == CARDS + PASSES
        assert not any(Voice.objects.filter(key=seat.key).exists() for seat in self.seats)

    def test_without_the_scrub_the_disk_would_still_know(self):
        """The control of the control: the file is searched, not only the tables."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")
        Card.objects.all().delete()
        assert sum(each.encode() in b"".join(images().values()) for each in self.hashes()) == CARDS + PASSES
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")

    def tearDown(self):
        connection.close()
        assert file_and_journal()[0].exists()


@pytest.fixture
def sofra(tmp_path):
    sides = start_sofra(tmp_path)
    yield sides
    sides.stop()


@pytest.mark.attack
def test_signing_key_is_nowhere_on_the_doors_disk_when_issuing_has_ended(sofra):
    """Not in the file, not in its journal, not in the hatch: whoever takes the machine later makes no pass."""
    desk = become_convenor(Visitor(sofra.door), sofra.welcome)
    desk.follow("New programme").press("Go on", name="From afar", convenor="A small NGO", fictional="on")
    desk.press("Go on", year="2027").press("Go on", title="From afar", city="Drenova", date_from="2027-10-07")
    desk.press("Save, and look it over", question_0_en="What hinders us?", statement_0_en="It helps to meet.")
    afar = f"{desk.where}afar/"
    desk.open(afar).press("Make the tickets", number="12")
    with sofra.open("door") as door:
        (signing_key,) = door.execute("SELECT signing_key FROM door_issuance").fetchone()
    needle = bytes(signing_key)[600:664]  # within the secret numbers; one page of the file holds it whole
    assert needle in content_of_the_door(sofra)
    desk.open(afar).press("End the issuing")
    assert needle not in content_of_the_door(sofra)


def content_of_the_door(sofra):
    folder = DataFolder(sofra.data)
    file, key = folder.database("door"), key_of(folder, "door")
    journal = file.with_name(f"{file.name}-wal")
    content = opened_file(file.read_bytes(), key)
    if journal.exists():
        content += opened_journal(journal.read_bytes(), key)
    others = [path for path in sofra.data.rglob("*") if path.is_file() and path.suffix in (".json", ".log", ".age")]
    return content + b"".join(path.read_bytes() for path in others)
