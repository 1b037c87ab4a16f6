"""A dialogue's private key, cut so that any two key cards make it whole and no single one does.

For every pair of holders the key is split into two one-time-pad halves, and each half is sealed to one holder's own
key. That own key is locked with Argon2id under the code on the holder's card. All of it lies in one small file, outside
the database and outside every backup: without it the sealed words are noise, wherever copies of them lie.
"""

import os
from itertools import combinations
from pathlib import Path

import msgspec
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from sofra.hatch.codes import LONG, new_codes

MEMORY = 64 * 1024 * 1024
"""Bytes of memory that one try of one code costs."""
PASSES = 3


class UnknownKeyCard(ValueError):
    """No key card of this dialogue has this code."""


class SameHolder(ValueError):
    """Two codes of one card: it takes two holders."""


class Holder(msgspec.Struct, frozen=True):
    public_key: bytes
    locked_key: bytes


class Pair(msgspec.Struct, frozen=True):
    first: int
    second: int
    first_half: bytes
    second_half: bytes


class KeyFile(msgspec.Struct, frozen=True):
    salt: bytes
    memory: int
    passes: int
    holders: tuple[Holder, ...]
    pairs: tuple[Pair, ...]

    def holder_of(self, code: str) -> tuple[int, PrivateKey]:
        """Place and own key of the holder whose card has this code."""
        box = SecretBox(_stretched(code, self.salt, self.memory, self.passes))
        for place, holder in enumerate(self.holders):
            try:
                return place, PrivateKey(box.decrypt(holder.locked_key))
            except CryptoError:
                continue
        raise UnknownKeyCard

    def joined(self, code: str, other_code: str) -> PrivateKey:
        """The dialogue's private key, out of the cards of two holders."""
        opened = dict([self.holder_of(code), self.holder_of(other_code)])
        if len(opened) == 1:
            raise SameHolder
        first, second = sorted(opened)
        pair = next(each for each in self.pairs if (each.first, each.second) == (first, second))
        pad = SealedBox(opened[first]).decrypt(pair.first_half)
        rest = SealedBox(opened[second]).decrypt(pair.second_half)
        return PrivateKey(_combined(pad, rest))


def cut(key: PrivateKey, holders: int) -> tuple[KeyFile, tuple[str, ...]]:
    """The file for so many holders, and the codes of their cards, which are in the answer and nowhere else."""
    codes = tuple(new_codes(holders, length=LONG))
    own_keys = [PrivateKey.generate() for _ in codes]
    salt = random(argon2id.SALTBYTES)
    file = KeyFile(
        salt=salt,
        memory=MEMORY,
        passes=PASSES,
        holders=tuple(_locked(own, code, salt) for own, code in zip(own_keys, codes, strict=True)),
        pairs=tuple(_split(key, own_keys, *places) for places in combinations(range(holders), 2)),
    )
    return file, codes


def _locked(own: PrivateKey, code: str, salt: bytes) -> Holder:
    box = SecretBox(_stretched(code, salt, MEMORY, PASSES))
    return Holder(public_key=bytes(own.public_key), locked_key=bytes(box.encrypt(bytes(own))))


def _split(key: PrivateKey, own_keys: list[PrivateKey], first: int, second: int) -> Pair:
    pad = random(PrivateKey.SIZE)
    return Pair(
        first=first,
        second=second,
        first_half=SealedBox(own_keys[first].public_key).encrypt(pad),
        second_half=SealedBox(own_keys[second].public_key).encrypt(_combined(bytes(key), pad)),
    )


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _stretched(code: str, salt: bytes, memory: int, passes: int) -> bytes:
    return argon2id.kdf(SecretBox.KEY_SIZE, code.encode("ascii"), salt, opslimit=passes, memlimit=memory)


def public_key_of(key: PrivateKey) -> bytes:
    return bytes(key.public_key)


def sealed_to(public_key: bytes, content: bytes) -> bytes:
    return SealedBox(PublicKey(public_key)).encrypt(content)


def write(file: KeyFile, place: Path) -> None:
    """Whole or not at all, and readable by its owner alone."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_suffix(".part")
    draft.touch(mode=0o600)
    with draft.open("wb") as out:
        out.write(msgspec.json.encode(file))
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
    _sync_folder(place.parent)


def read(place: Path) -> KeyFile:
    return msgspec.json.decode(place.read_bytes(), type=KeyFile)


def destroy(place: Path) -> None:
    """Write over it, and remove it. What a disk keeps of its own accord is told in docs/security.md."""
    try:
        with place.open("r+b") as out:
            out.write(random(place.stat().st_size))
            out.flush()
            os.fsync(out.fileno())
        place.unlink()
    except FileNotFoundError:
        return
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
