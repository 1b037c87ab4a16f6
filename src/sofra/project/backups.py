"""Backups: one side each, encrypted with age to the administrator's key, kept for seven days.

A backup holds the database and its key, and never the key files of the dialogues: words that were burned stay burned.
The floor's are made by the floor itself and only when a phase ends. Two backups within one phase would show what came
in between, and a room that writes while another one ends its phase would be caught in the middle.
"""

import contextlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import msgspec
import pyrage

from sofra import __version__
from sofra.project.data import LAYOUT, DataFolder, DataProblem
from sofra.project.database.files import change_key, copied, key_of, looked_through

DAYS_KEPT = 7
_NAME = re.compile(r"^(door|floor)-(\d{4}-\d\d-\d\d)-\d+\.age$")
OPEN_PHASES = ("write", "vote")


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    layout: int
    sofra: str
    side: str
    key: bytes
    database: bytes


def recipients(folder: DataFolder) -> list[str]:
    """Whose keys open the backups. Without one, none are made."""
    try:
        return _list(folder).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def send_to(folder: DataFolder, keys: list[str]) -> None:
    for key in keys:
        _recipient(key)
    _list(folder).parent.mkdir(mode=0o700, exist_ok=True)
    _list(folder).write_text("\n".join(keys) + "\n", encoding="ascii")


def back_up(folder: DataFolder, side: str, today: date) -> Path | None:
    """One more backup of this side, or none where nobody could open it or there is nothing yet."""
    keys, place = recipients(folder), folder.database(side)
    if not keys or not place.exists():
        return None
    key = key_of(folder, side)
    content = copied(place, key, _list(folder).with_name(f"{side}.part"))
    backup = Backup(layout=LAYOUT, sofra=__version__, side=side, key=key, database=content)
    sealed = pyrage.encrypt(msgspec.msgpack.encode(backup), [_recipient(each) for each in keys])
    names = (f"{side}-{today.isoformat()}-{number}.age" for number in count(1))
    target = next(path for name in names if not (path := _list(folder).with_name(name)).exists())
    target.touch(mode=0o600)
    target.write_bytes(sealed)
    return target


def let_go_of_old(folder: DataFolder, today: date) -> None:
    for path in _list(folder).parent.glob("*.age"):
        found = _NAME.match(path.name)
        if found and date.fromisoformat(found[2]) < today - timedelta(days=DAYS_KEPT):
            path.unlink(missing_ok=True)


class PhaseEnds:
    """Notes which dialogue stands in which phase, and tells when a backup of the floor may be made."""

    def __init__(self) -> None:
        self._phases: dict[str, str] | None = None

    def is_one(self, phases: Mapping[str, str]) -> bool:
        before, self._phases = self._phases, dict(phases)
        if before is None or before == phases:
            return False
        return not any(phase in OPEN_PHASES and before.get(slug) == phase for slug, phase in phases.items())


def restore(file: Path, identity: Path, folder: DataFolder) -> str:
    """Put the side of this backup into a folder that does not have it yet. Returns which side it was."""
    backup = _opened(file, identity)
    target = folder.database(backup.side)
    if target.exists():
        raise DataProblem(f"{target} exists already. Nothing was changed. Restore into another folder with --data.")
    draft = target.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_bytes(backup.database)
    new_key = key_of(folder, backup.side)
    change_key(draft, backup.key, new_key)
    if (answer := looked_through(draft, new_key)) != "ok":
        draft.unlink()
        raise DataProblem(f"The database in {file} is damaged ({answer}). Nothing was restored.")
    draft.replace(target)
    return backup.side


def _opened(file: Path, identity: Path) -> Backup:
    try:
        keys = [line for line in identity.read_text(encoding="utf-8").split() if line.startswith("AGE-SECRET-KEY-")]
        content = pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(key) for key in keys])
        backup = msgspec.msgpack.decode(content, type=Backup)
    except OSError as error:
        raise DataProblem(f"{error.filename} cannot be read: {error.strerror}. Nothing was restored.") from error
    except (pyrage.DecryptError, pyrage.IdentityError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DataProblem(f"{file} cannot be opened with {identity}. Nothing was restored.") from error
    if backup.layout != LAYOUT:
        raise DataProblem(f"{file} was written by Sofra {backup.sofra}. Restore it with that version.")
    return backup


def _recipient(key: str) -> pyrage.x25519.Recipient:
    with contextlib.suppress(pyrage.RecipientError):
        return pyrage.x25519.Recipient.from_str(key)
    raise DataProblem(f"{key} is no public key of age. It begins with age1. Nothing was changed.")


def _list(folder: DataFolder) -> Path:
    return folder.path / "backups" / "recipients"
