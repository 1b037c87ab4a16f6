"""The folder in which the documents lie until the other side picks them up."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from sofra.hatch.brief import Brief
from sofra.hatch.entry import EntryBatch
from sofra.hatch.release import Release

KINDS = ("brief", "entry", "release")
AnyDocument = Brief | EntryBatch | Release
Document = TypeVar("Document", Brief, EntryBatch, Release)
Read = TypeVar("Read")
LARGEST_DOCUMENT = 4_000_000


class RefusedDocument(ValueError):
    """A file that is no document of the hatch. The message says where in it and why."""


@dataclass(frozen=True)
class Spool:
    """One folder with a subfolder a kind of document: brief, entry, release; and refused for what fits nowhere."""

    folder: Path

    def put(self, document: AnyDocument) -> Path:
        """Lay a document down. Codes that nobody has printed yet are never written over."""
        final = self.path(kind_of(document), document.dialogue)
        if isinstance(document, EntryBatch) and final.exists():
            document = read_document(final.read_bytes(), EntryBatch).with_more(document)
        return self.put_instead(document)

    def put_instead(self, document: AnyDocument) -> Path:
        """Lay a document down in place of what lies there, whole or not at all."""
        final = self.path(kind_of(document), document.dialogue)
        final.parent.mkdir(parents=True, exist_ok=True)
        draft = final.with_suffix(".part")
        with draft.open("wb") as file:
            file.write(as_bytes(document))
            os.fsync(file.fileno())
        draft.replace(final)
        return final

    def waiting(self, kind: str) -> Iterator[Path]:
        yield from sorted((self.folder / kind).glob("*.json"))

    def path(self, kind: str, dialogue: str) -> Path:
        return self.folder / kind / f"{dialogue}.json"

    def refuse(self, path: Path, reason: str) -> None:
        """Set a document aside with the reason beside it, so that nothing is lost and nothing is tried for ever."""
        place = self.folder / "refused"
        place.mkdir(parents=True, exist_ok=True)
        aside = place / f"{path.parent.name}.{path.name}"
        path.replace(aside)
        aside.with_suffix(".reason.txt").write_text(reason + "\n", encoding="utf-8")


def kind_of(document: AnyDocument) -> str:
    return str(type(document).__struct_config__.tag)


def as_bytes(document: AnyDocument) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def read_document(content: bytes, kind: type[Document]) -> Document:
    """The document in these bytes, or RefusedDocument with the place and the reason."""
    return _decode(content, msgspec.json.Decoder(kind))


def read_any(content: bytes) -> AnyDocument:
    """The document in these bytes, whichever of the three it is."""
    document: AnyDocument = _decode(content, msgspec.json.Decoder(AnyDocument))
    return document


def _decode(content: bytes, decoder: msgspec.json.Decoder[Read]) -> Read:
    if len(content) > LARGEST_DOCUMENT:
        raise RefusedDocument(f"{len(content)} bytes, at most {LARGEST_DOCUMENT} are read")
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RefusedDocument(str(error)) from error
