"""The encrypted files themselves: looked through, given another key, copied."""

from pathlib import Path

from sqlcipher3 import dbapi2

from sofra.project.data import DataFolder, DataProblem
from sofra.project.keys import Roots, roots, side_key

SIDES = ("door", "floor")


def opened(place: Path, key: bytes) -> dbapi2.Connection:
    """The database in this file. What is no database, or has another key, shows at the first question."""
    connection = dbapi2.connect(f"file:{place}?mode=rw", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def refuse_damaged(folder: DataFolder) -> None:
    for side in SIDES:
        place = folder.database(side)
        if place.exists() and (answer := looked_through(place, key_of(folder, side))) != "ok":
            raise DataProblem(
                f"The database of the {side} is damaged: {place} ({answer}). Nothing was changed. "
                "Put it back from your last backup, or move it away to begin with an empty one."
            )


def looked_through(place: Path, key: bytes) -> str:
    connection = opened(place, key)
    try:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except dbapi2.DatabaseError as error:
        return str(error)
    finally:
        connection.close()


def key_of(folder: DataFolder, side: str) -> bytes:
    """The key of this side's file. After a change of the passphrase that was cut off, it may be the one before."""
    keys = [side_key(root, side) for root in roots(folder.path)]
    if len(keys) == 1 or not folder.database(side).exists():
        return keys[0]
    return next((key for key in keys if _opens(folder.database(side), key)), keys[0])


def _opens(place: Path, key: bytes) -> bool:
    connection = opened(place, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def refuse_running(folder: DataFolder) -> None:
    """A file gets another key only when nobody has it open."""
    for side in SIDES:
        if folder.database(side).exists():
            _alone(folder.database(side), key_of(folder, side)).close()


def give_key(folder: DataFolder, ring: Roots) -> None:
    """Encrypt both files anew, with the first key of the ring."""
    for side in SIDES:
        if folder.database(side).exists():
            change_key(folder.database(side), key_of(folder, side), side_key(ring[0], side))


def change_key(place: Path, old: bytes, new: bytes) -> None:
    connection = _alone(place, old)
    connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    connection.close()


def _alone(place: Path, key: bytes) -> dbapi2.Connection:
    connection = opened(place, key)
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except dbapi2.OperationalError:
        mode = "in use"
    if mode != "delete":
        connection.close()
        raise DataProblem("Sofra is running with these data. End it first. Nothing was changed.")
    return connection


def copied(place: Path, key: bytes, to: Path) -> bytes:
    """The bytes of a fresh copy, which tells no history and lies encrypted for the moment it takes."""
    to.unlink(missing_ok=True)
    connection = opened(place, key)
    try:
        connection.execute("VACUUM INTO ?", [str(to)])
        return to.read_bytes()
    finally:
        connection.close()
        to.unlink(missing_ok=True)
