"""The data folder: where things lie in it, and which version wrote it."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sofra import __version__

LAYOUT = 2
"""Grows when a newer Sofra lays its data out so differently that this one could harm it."""


class DataProblem(Exception):
    """Why Sofra does not start with this folder, and what to do, in one message for a person."""


@dataclass(frozen=True)
class DataFolder:
    path: Path

    def database(self, side: str) -> Path:
        return self.path / side / f"{side}.sqlite3"

    def prepare(self) -> None:
        """Make the folder, or check that it is one this version may touch. Nothing in it is changed before that."""
        self._refuse_another_layout()
        for side in ("door", "floor"):
            (self.path / side).mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.chmod(0o700)
        note = self.path / "version.json"
        if not note.exists():
            note.write_text(json.dumps({"layout": LAYOUT, "sofra": __version__}) + "\n", encoding="utf-8")

    def is_new(self) -> bool:
        return not (self.path / "version.json").exists()

    def _refuse_another_layout(self) -> None:
        note = self.path / "version.json"
        if not note.exists():
            return
        try:
            found = json.loads(note.read_text(encoding="utf-8"))
            layout, written_by = int(found["layout"]), str(found["sofra"])
        except (ValueError, KeyError, TypeError) as error:
            raise DataProblem(f"{note} cannot be read ({error}). Put it back from a backup.") from error
        if layout < LAYOUT:
            raise DataProblem(
                f"{self.path} was written by the preview Sofra {written_by}, whose databases are not encrypted. "
                "Nothing was changed. Choose another folder with --data, and delete the old one when you no longer "
                "need it."
            )
        if layout > LAYOUT:
            raise DataProblem(
                f"{self.path} was written by Sofra {written_by}, which is newer than this one ({__version__}). "
                "Nothing was changed. Start it with the newer version, or choose another folder with --data."
            )


def unknown_migrations(done: Iterable[tuple[str, str]], known: set[tuple[str, str]]) -> list[str]:
    """Names of migrations that a newer Sofra has run on this database."""
    ours = {app for app, _ in known}
    return sorted(f"{app}.{name}" for app, name in done if app in ours and (app, name) not in known)


def default_folder() -> Path:
    return Path(os.environ.get("SOFRA_DATA", "data"))
