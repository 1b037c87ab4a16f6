"""The encrypted files themselves: looked through, given another key, copied."""

from pathlib import Path

from sqlcipher3 import dbapi2

from sofra.project.data import DataFolder, DataProblem
from sofra.project.keys import roots, side_key

SIDES = ("door", "floor")


def opened(place: Path, key: bytes) -> dbapi2.Connection:
    """The database in this file. What is no database, or has another key, shows at the first question."""
    connection = dbapi2.connect(f"file:{place}?mode=rw", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def refuse_damaged(folder: DataFolder) -> None:
    for side in SIDES:
        place = folder.database(side)
        if place.exists() and (answer := _looked_through(place, key_of(folder, side))) != "ok":
            raise DataProblem(
                f"The database of the {side} is damaged: {place} ({answer}). Nothing was changed. "
                "Put it back from your last backup, or move it away to begin with an empty one."
            )


def key_of(folder: DataFolder, side: str) -> bytes:
    return side_key(roots(folder.path)[0], side)


def _looked_through(place: Path, key: bytes) -> str:
    connection = opened(place, key)
    try:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except dbapi2.DatabaseError as error:
        return str(error)
    finally:
        connection.close()
