"""The key of the databases: locked with a passphrase, or, as long as nobody has set one, lying beside the data.

One random root key opens both sides, and each side's database has a key of its own derived from it. With a passphrase
the root key is locked with Argon2id. While a passphrase is being changed the ring holds two root keys, newest first,
so that a change that is cut off can be finished.
"""

import contextlib
import getpass
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from sofra.project.data import DataProblem

KEY_SIZE = 32
MEMORY = 256 * 1024 * 1024
"""Bytes of memory that one try of a passphrase costs; once a start."""
PASSES = 3

Roots = tuple[bytes, ...]


class Beside(msgspec.Struct, frozen=True, tag="beside the data", tag_field="key"):
    """No passphrase yet: whoever has the folder has the key."""

    roots: Roots


class Locked(msgspec.Struct, frozen=True, tag="locked", tag_field="key"):
    salt: bytes
    memory: int
    passes: int
    ring: bytes


Kept = Beside | Locked

_opened: dict[Path, Roots] = {}


def roots(folder: Path) -> Roots:
    """The root keys of this folder; asks for the passphrase where there is one, once a process."""
    folder = folder.resolve()
    if folder not in _opened:
        _opened[folder] = _handed_down() or _from_file(folder)
    return _opened[folder]


def side_key(root: bytes, side: str) -> bytes:
    """The two databases share no key, so one that is given away does not open the other."""
    return hashlib.blake2b(b"database", key=root, person=side.encode(), digest_size=KEY_SIZE).digest()


def lies_beside(folder: Path) -> bool:
    kept = _read(folder)
    return kept is None or isinstance(kept, Beside)


def new_root() -> bytes:
    return random(KEY_SIZE)


def keep_beside(folder: Path, ring: Roots) -> None:
    _write(folder, Beside(ring), ring)


def keep_locked(folder: Path, ring: Roots, passphrase: str) -> None:
    """From here on the passphrase is asked for at each start."""
    salt = random(argon2id.SALTBYTES)
    box = SecretBox(_stretched(passphrase, salt, MEMORY, PASSES))
    _write(folder, Locked(salt, MEMORY, PASSES, bytes(box.encrypt(b"".join(ring)))), ring)


def as_child(command: list[str], **options: Any) -> "subprocess.Popen[str]":
    """Start one of our own commands and hand it the key through a pipe that it alone reads."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(roots(Path(os.environ["SOFRA_DATA"]))))
    os.close(writing)
    environment = os.environ | {"SOFRA_KEY_FD": str(reading)}
    process = subprocess.Popen(command, pass_fds=[reading], env=environment, text=True, **options)
    os.close(reading)
    return process


def _handed_down() -> Roots | None:
    handle = os.environ.pop("SOFRA_KEY_FD", None)
    if handle is None:
        return None
    with os.fdopen(int(handle), "rb") as pipe:
        return _cut(pipe.read())


def _from_file(folder: Path) -> Roots:
    kept = _read(folder)
    if kept is None:
        kept = _made_first(folder)
    return kept.roots if isinstance(kept, Beside) else _unlocked(kept)


def _unlocked(kept: Locked) -> Roots:
    box = SecretBox(_stretched(_passphrase(), kept.salt, kept.memory, kept.passes))
    try:
        return _cut(box.decrypt(kept.ring))
    except CryptoError as error:
        raise DataProblem("This is not the passphrase of these data. Nothing was changed.") from error


def _passphrase() -> str:
    place = os.environ.get("SOFRA_KEY_FILE")
    if place:
        return read_passphrase(Path(place))
    if sys.stdin.isatty():
        return getpass.getpass("Passphrase: ")
    raise DataProblem(
        "The data are locked with a passphrase. Start Sofra on a terminal and type it, "
        "or name a file that holds it in SOFRA_KEY_FILE."
    )


def read_passphrase(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise DataProblem(f"No passphrase can be read from {place}.") from error


def _cut(joined: bytes) -> Roots:
    return tuple(joined[start : start + KEY_SIZE] for start in range(0, len(joined), KEY_SIZE))


def _stretched(passphrase: str, salt: bytes, memory: int, passes: int) -> bytes:
    return argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=passes, memlimit=memory)


def _place(folder: Path) -> Path:
    return folder / "key.json"


def _read(folder: Path) -> Kept | None:
    try:
        kept: Kept = msgspec.json.decode(_place(folder).read_bytes(), type=Kept)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise DataProblem(f"{_place(folder)} cannot be read ({error}). Put it back from where you keep it.") from error
    return kept


def _made_first(folder: Path) -> Kept:
    """Of two sides that start at once in a new folder, one makes the key and both use it."""
    draft = _draft(folder, Beside((new_root(),)))
    with contextlib.suppress(FileExistsError):
        os.link(draft, _place(folder))
    draft.unlink()
    return _read(folder) or _made_first(folder)


def _write(folder: Path, kept: Kept, ring: Roots) -> None:
    _draft(folder, kept).replace(_place(folder))
    _opened[folder.resolve()] = ring


def _draft(folder: Path, kept: Kept) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f"key.{os.getpid()}.part"
    draft.touch(mode=0o600)
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(kept))
        file.flush()
        os.fsync(file.fileno())
    return draft
