"""A marked sentence is said in a running room. Where does the attacker find it?

The attacker has the whole disk, the key of the databases, what the processes printed, every backup and the identity
that opens it, and after the burning all key cards as well.
"""

import json
import re

import httpx
import msgspec
import pyrage
import pytest
from nacl.public import SealedBox

from sofra.floor.sealing import keyfile
from sofra.project.backups import Backup
from sofra.project.demo.fiction import read_fiction
from tests.attack import disk
from tests.attack.floor_process import TOKEN, FloorProcess, Phone
from tests.running import free_ports, opened_database, until

NEEDLE = "a marked needle that nobody was meant to keep"
WORDING = "A marked wording, read by a moderator."
LANGUAGES = ("en", "de", "sq", "bcms", "mk")


class Room(FloorProcess):
    """A running floor with one room, a bowl of cards, and backups that go to an identity of this test."""

    def begin(self, temporary):
        self.environment["TMPDIR"] = str(temporary)
        self.temporary = temporary
        self.identity = pyrage.x25519.Identity.generate()
        self.codes = json.loads(self.sofra("demo", "--stage", "brief", "--json"))
        self.sofra("backup", "--to", str(self.identity.to_public()))
        self.start()
        return self

    def files(self):
        """Every file this floor ever wrote, as it lies there, and opened as far as keys of the databases go."""
        places = [path for folder in (self.data, self.temporary) for path in folder.rglob("*") if path.is_file()]
        for path in places:
            if "static" not in path.parts:
                yield str(path), path.read_bytes()
        for side in ("door", "floor"):
            yield from self.opened(side)
        for path in (self.data / "backups").glob("*.age"):
            backup = msgspec.msgpack.decode(pyrage.decrypt(path.read_bytes(), [self.identity]), type=Backup)
            yield f"opened {path}", disk.opened_file(backup.database, backup.key)

    def opened(self, side):
        from sofra.project.keys import roots, side_key

        key, file = side_key(roots(self.data)[0], side), self.data / side / f"{side}.sqlite3"
        journal = file.with_name(f"{file.name}-wal")
        yield f"opened {file}", disk.opened_file(file.read_bytes(), key)
        if journal.exists() and journal.stat().st_size:
            yield f"opened {journal}", disk.opened_journal(journal.read_bytes(), key)

    def where(self, words):
        return [place for place, content in self.files() if words.encode() in content]

    def sealed(self):
        """The sealed statements, read out of the database by whoever has its key."""
        database = opened_database(self.data, "floor")
        found = [row[0] for row in database.execute("SELECT sealed FROM floor_statement")]
        database.close()
        return found

    def key_file(self):
        return self.data / "floor" / "keys" / self.codes["slug"]


class Staff(Phone):
    def come(self):
        assert self.send("/", code=self.code).status_code == httpx.codes.FOUND
        return self


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    process = Room(tmp_path_factory.mktemp("data"), free_ports()[0]).begin(tmp_path_factory.mktemp("temporary"))
    yield process
    process.stop()


@pytest.fixture(scope="module")
def facilitator(room):
    return Staff(room, room.codes["facilitator"]).come()


@pytest.fixture(scope="module")
def moderator(room):
    return Staff(room, room.codes["moderators"][0]).come()


def backups_of(room):
    return len(list((room.data / "backups").glob("floor-*.age")))


@pytest.mark.attack
def test_before_it_is_read_the_needle_is_nowhere(room, facilitator):
    facilitator.press("/console/", "/console/move/", phase="write")
    until(lambda: backups_of(room) == 1)
    phone = Phone(room, room.codes["cards"][0])
    phone.sit_down()
    assert phone.say(NEEDLE)
    assert len(room.sealed()) == 1
    assert room.where(NEEDLE) == []
    assert room.where("a marked needle") == []


@pytest.mark.attack
def test_what_is_there_to_be_found_is_found(room):
    """The control: an opening statement lies in the same file, not sealed, and this attacker reads it."""
    found = room.where(read_fiction().opening_statements[0].texts["en"])
    assert [place for place in found if "opened" in place and "floor.sqlite3" in place]
    assert [place for place in found if "opened" in place and place.endswith(".age")]


@pytest.mark.attack
def test_one_key_card_opens_nothing_and_two_open_everything(room):
    """From a copy of the disk: the key file, the database, and one card or two."""
    file = keyfile.read(room.key_file())
    first, second = room.codes["key_cards"]
    for code in (first, second):
        with pytest.raises(keyfile.SameHolder):
            file.joined(code, code)
    key = file.joined(first, second)
    assert [NEEDLE.encode() in SealedBox(key).decrypt(sealed) for sealed in room.sealed()] == [True]


@pytest.mark.attack
def test_after_it_is_read_only_the_wording_is_found(room, facilitator, moderator):
    first, second = room.codes["key_cards"]
    moderator.send("/keys/", first=first, second=second)
    taken = moderator.press("/moderation/", "/moderation/next/").headers["Location"]
    page = moderator._client.get(taken).text
    assert NEEDLE in page
    token = TOKEN.search(page)[1]
    texts = dict.fromkeys(LANGUAGES, WORDING)
    answer = moderator._client.post(taken, data=texts | {"csrfmiddlewaretoken": token})
    assert answer.status_code == httpx.codes.FOUND
    facilitator.press("/console/", "/console/move/", phase="vote")
    until(lambda: backups_of(room) == 2)
    assert room.where(NEEDLE) == []
    found = room.where(WORDING)
    assert [place for place in found if "opened" in place and "floor.sqlite3" in place]
    assert [place for place in found if "opened" in place and place.endswith(".age")]
    assert not [place for place in found if "opened" not in place]


@pytest.mark.attack
def test_after_burning_nobody_opens_it_with_all_key_cards(room, moderator):
    kept = room.key_file().read_bytes()
    sealed = room.sealed()
    burned = moderator.send("/keys/burn/", code=room.codes["key_cards"][1], sure="on")
    assert burned.headers["Location"] == "/keys/"
    assert "The key is burned" in moderator._client.get("/keys/").text
    first, second = room.codes["key_cards"]
    assert moderator.send("/keys/", first=first, second=second).status_code == 422
    assert not room.key_file().exists()
    assert [place for place, content in room.files() if kept[:64] in content] == []
    assert len(sealed) == 1
    assert room.where(NEEDLE) == []
    assert not re.search(NEEDLE, room.log.read_text())
