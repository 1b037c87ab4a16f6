"""Vectors of sentences that ship with Sofra, so that they need not be computed at every start."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np

from sofra.analysis.language.embedding import Embedder
from sofra.analysis.language.vectors import Rows, Vectors, unit_rows

FILE = "sentences.npz"


def remembered(embedder: Embedder, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
    """What `Embedder.encode` gives, looked up where the same model has seen the same sentence; to three decimals."""
    known = _shipped(embedder.id)
    named = [sentence_hash(text, language) for text, language in zip(texts, languages, strict=True)]
    missing = [place for place, name in enumerate(named) if name not in known]
    fresh = embedder.encode([texts[place] for place in missing], [languages[place] for place in missing]).rows
    found = dict(zip(missing, fresh, strict=True))
    rows = [found[place] if place in found else known[name] for place, name in enumerate(named)]
    return Vectors(embedder.id, unit_rows(np.array(rows, dtype=np.float32)))


def sentence_hash(text: str, language: str) -> str:
    """The name under which a sentence of a language is remembered."""
    return sha256(f"{language}:{text}".encode()).hexdigest()[:16]


@cache
def _shipped(model: str) -> dict[str, Rows]:
    """Rows by the hash of their sentence; empty for any other model than the one that made them."""
    file = files("sofra.analysis.language") / "data" / FILE
    if not file.is_file():
        return {}
    with file.open("rb") as opened:
        table = np.load(opened)
        if str(table["model"]) != model:
            return {}
        return dict(zip(table["names"].tolist(), table["rows"].astype(np.float32), strict=True))
