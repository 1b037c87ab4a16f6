"""What the worker does with a question: read the texts, compare, answer."""

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sofra.analysis.language.duplicates import nearest
from sofra.analysis.language.embedding import Embedder
from sofra.analysis.language.search import Index
from sofra.analysis.language.tags import Tagger, shipped_themes
from sofra.analysis.language.themes import Proposal, propose
from sofra.analysis.language.vectors import Vectors
from sofra.worker import messages
from sofra.worker.messages import Written

AT_ONCE = 8
"""Texts read before another question may have its turn."""
SHELVES = 32
IDLE = 600.0
"""Seconds after which the vectors of a shelf that nobody asks for are forgotten."""

Row = NDArray[np.float32]
Each = TypeVar("Each")


@dataclass
class Shelf:
    """Vectors of the texts that one list holds, by hashes; one question at a time puts new ones there."""

    asked: float
    rows: dict[bytes, Row] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class Shelves:
    """Vectors of texts that are compared again and again, in memory alone.

    A shelf holds what its last question compared and nothing else, so that a text which was taken back is forgotten
    with the next one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._shelves: dict[str, Shelf] = {}
        self._key, self._lock, self._clock = os.urandom(32), Lock(), clock

    def hash_of(self, written: Written) -> bytes:
        said = f"{written.language}:{written.text}".encode("utf-8", "replace")
        return hashlib.blake2b(said, key=self._key, digest_size=16).digest()

    def shelf(self, name: str) -> Shelf:
        """The shelf of that name; the one that was not asked for longest makes room for a new one."""
        with self._lock:
            found = self._shelves.setdefault(name, Shelf(self._clock()))
            found.asked = self._clock()
            while len(self._shelves) > SHELVES:
                del self._shelves[min(self._shelves, key=lambda each: self._shelves[each].asked)]
            return found

    def forget_idle(self) -> None:
        with self._lock:
            old = self._clock() - IDLE
            self._shelves = {name: shelf for name, shelf in self._shelves.items() if shelf.asked > old}

    def __len__(self) -> int:
        return sum(len(shelf.rows) for shelf in self._shelves.values())


class Reader:
    """The model, loaded once, and what is remembered between questions."""

    def __init__(self, choose: Callable[[], Embedder]) -> None:
        self._choose, self._loading, self._reading = choose, Lock(), Lock()
        self._loaded: Embedder | None = None
        self._tagger: Tagger | None = None
        self.shelves = Shelves()

    @property
    def embedder(self) -> Embedder:
        """The model. Whoever asks while it is loaded waits."""
        with self._loading:
            self._loaded = self._loaded or self._choose()
            return self._loaded

    @property
    def tagger(self) -> Tagger:
        embedder = self.embedder
        with self._loading:
            self._tagger = self._tagger or Tagger(embedder, shipped_themes())
            return self._tagger

    def load(self) -> str:
        """Everything at once, before anybody asks; and the id of the model."""
        return self.tagger.embedder.id

    def answer(self, question: messages.Questions) -> messages.Answers:
        match question:
            case messages.State():
                return messages.Model(self.embedder.id, self.embedder.trouble)
            case messages.Search():
                return self._search(question)
            case _ if not self.embedder.knows_meaning:
                return messages.Without(self.embedder.trouble or "No model of meaning is chosen.")
            case messages.Near():
                return self._near(question)
            case messages.Tags():
                return self._tags(question)
            case messages.Group():
                return self._group(question)

    def _near(self, question: messages.Near) -> messages.Hits:
        if not question.among:
            return messages.Hits(())
        texts, languages = _apart(question.among)
        found = nearest(
            (question.about.text, question.about.language, self._read([question.about])),
            (texts, languages, self._read_from_shelf(question.among, question.shelf)),
            at_least=question.at_least,
        )
        return messages.Hits(tuple(messages.Hit(place, likeness) for place, likeness in found[: question.n]))

    def _search(self, question: messages.Search) -> messages.Hits:
        if not question.among:
            return messages.Hits(())
        texts, languages = _apart(question.among)
        index = Index(self.embedder, texts, languages, self._read_from_shelf(question.among, question.shelf))
        found = index.search(question.query.text, question.query.language, question.n)
        return messages.Hits(tuple(messages.Hit(hit.place, hit.score) for hit in found))

    def _tags(self, question: messages.Tags) -> messages.Tagged:
        texts, languages = _apart(question.about)
        found = self.tagger.suggest(texts, languages, question.n, vectors=self._read(question.about))
        return messages.Tagged(tuple(tuple(each.tag for each in best) for best in found))

    def _group(self, question: messages.Group) -> messages.Areas:
        if not question.among:
            return messages.Areas(())
        texts, languages = _apart(question.among)
        vectors = self._read_from_shelf(question.among, question.shelf)
        proposed = propose(self.tagger, texts, languages, vectors)
        return messages.Areas(
            tuple(
                messages.Area(each.theme.members, each.theme.nearest, each.tag, each.theme.words) for each in proposed
            )
        )

    def _read_from_shelf(self, written: Sequence[Written], name: str) -> Vectors:
        """Vectors of texts that were asked before, and of new ones, kept as they are read: who asks again goes on."""
        shelf, names = self.shelves.shelf(name), [self.shelves.hash_of(each) for each in written]
        with shelf.lock:
            new = {name: each for name, each in zip(names, written, strict=True) if name not in shelf.rows}
            for piece in _pieces(list(new)):
                shelf.rows |= dict(zip(piece, self._read([new[name] for name in piece]).rows, strict=True))
            shelf.rows = {name: shelf.rows[name] for name in names}
            return Vectors(self.embedder.id, np.array([shelf.rows[name] for name in names], dtype=np.float32))

    def _read(self, written: Sequence[Written]) -> Vectors:
        """A few at a time, so that a short question never waits for a long one."""
        return Vectors(self.embedder.id, np.vstack([self._read_few(piece) for piece in _pieces(written) or [[]]]))

    def _read_few(self, written: Sequence[Written]) -> NDArray[np.float32]:
        with self._reading:
            return self.embedder.encode(*_apart(written)).rows


def _as_area(found: Proposal) -> messages.Area:
    return messages.Area(found.theme.members, found.theme.nearest, found.tag, found.theme.words)


def _pieces(everything: Sequence[Each]) -> list[Sequence[Each]]:
    return [everything[start : start + AT_ONCE] for start in range(0, len(everything), AT_ONCE)]


def _apart(written: Sequence[Written]) -> tuple[list[str], list[str]]:
    return [each.text for each in written], [each.language for each in written]
