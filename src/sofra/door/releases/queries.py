from dataclasses import dataclass
from pathlib import Path

from sofra.hatch.spool import Spool


@dataclass(frozen=True)
class RefusedFile:
    name: str
    reason: str
    path: Path


def refused_documents(spool: Spool) -> list[RefusedFile]:
    """What was set aside because it fits nowhere, with the reason."""
    reasons = sorted((spool.folder / "refused").glob("*.reason.txt"))
    return [
        RefusedFile(path.name.removesuffix(".reason.txt"), path.read_text(encoding="utf-8").strip(), _document(path))
        for path in reasons
    ]


def _document(reason: Path) -> Path:
    return reason.with_name(reason.name.removesuffix(".reason.txt") + ".json")
