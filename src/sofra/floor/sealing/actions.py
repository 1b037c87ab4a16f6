from django.db import transaction
from nacl.public import PrivateKey

from sofra.floor.room.models import Dialogue
from sofra.floor.scrub import scrub
from sofra.floor.sealing import keyfile, memory
from sofra.floor.sealing.models import Seal
from sofra.floor.sealing.queries import Burned, key_place


@transaction.atomic
def make_keys(dialogue: Dialogue, holders: int) -> tuple[str, ...]:
    """Make the dialogue's key, and the codes of so many key cards. The codes are in the answer and nowhere else."""
    key = PrivateKey.generate()
    file, codes = keyfile.cut(key, holders)
    keyfile.write(file, key_place(dialogue))
    Seal.objects.create(dialogue=dialogue, public_key=keyfile.public_key_of(key))
    return codes


def open_with(dialogue: Dialogue, code: str, other_code: str) -> None:
    """Two holders open the words together, until the room is closed, somebody locks it or the process ends."""
    memory.hold(dialogue.slug, _key_file(dialogue).joined(code, other_code))


def lock(dialogue: Dialogue) -> None:
    memory.forget(dialogue.slug)


def burn(dialogue: Dialogue, code: str) -> None:
    """One holder is enough to destroy the key."""
    _key_file(dialogue).holder_of(code)
    destroy_key(dialogue)


def destroy_key(dialogue: Dialogue) -> None:
    """From here on nobody opens the words of this dialogue, in the room or in any backup."""
    keyfile.destroy(key_place(dialogue))
    memory.forget(dialogue.slug)
    transaction.on_commit(scrub)


def _key_file(dialogue: Dialogue) -> keyfile.KeyFile:
    try:
        return keyfile.read(key_place(dialogue))
    except FileNotFoundError as error:
        raise Burned(f"the key of {dialogue.slug} is destroyed") from error
