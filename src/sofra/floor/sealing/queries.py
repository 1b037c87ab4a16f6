from enum import StrEnum
from pathlib import Path

import msgspec
from django.conf import settings
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.public import PrivateKey, SealedBox

from sofra.floor.room.models import Dialogue
from sofra.floor.sealing import memory
from sofra.floor.sealing.keyfile import sealed_to
from sofra.floor.sealing.models import Seal

PADDED_TO = 2048
"""Bytes. Four hundred letters of any script fit, so every sealed statement is as long as every other."""


class Locked(ValueError):
    """The dialogue's key is not in memory: two holders of key cards have to open it."""


class Burned(Locked):
    """The dialogue's key is destroyed. Nobody opens its words again."""


class State(StrEnum):
    SEALED = "sealed"
    OPEN = "open"
    BURNED = "burned"


class Words(msgspec.Struct, frozen=True):
    text: str
    language: str


def key_place(dialogue: Dialogue) -> Path:
    return Path(settings.DATA) / "floor" / "keys" / dialogue.slug


def state(dialogue: Dialogue) -> State:
    """Whether words can be read now. Without its file a key is burned, whatever is still in memory."""
    if not key_place(dialogue).exists():
        return State.BURNED
    return State.OPEN if memory.held(dialogue.slug) else State.SEALED


def is_open(dialogue: Dialogue) -> bool:
    return state(dialogue) == State.OPEN


def sealed_words(dialogue: Dialogue, text: str, language: str) -> bytes:
    """The words as they are stored: readable only with the dialogue's private key, and all of one length."""
    if state(dialogue) == State.BURNED:
        raise Burned(f"the key of {dialogue.slug} is destroyed")
    content = msgspec.json.encode(Words(text, language))
    public_key = Seal.objects.values_list("public_key", flat=True).get(dialogue=dialogue)
    return sealed_to(bytes(public_key), sodium_pad(content, PADDED_TO))


def open_words(dialogue: Dialogue, sealed: bytes | memoryview) -> Words:
    content = SealedBox(_key_of(dialogue)).decrypt(bytes(sealed))
    return msgspec.json.decode(sodium_unpad(content, PADDED_TO), type=Words)


def _key_of(dialogue: Dialogue) -> PrivateKey:
    key = memory.held(dialogue.slug)
    if state(dialogue) == State.BURNED:
        raise Burned(f"the key of {dialogue.slug} is destroyed")
    if key is None:
        raise Locked(f"the key of {dialogue.slug} is not in memory")
    return key
