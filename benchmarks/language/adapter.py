"""What the scorer of the language sets calls: thin names over sofra.analysis.language.

    python score.py benchmarks/language/adapter.py --data DIR

Speaking of one's own office ("I as the mayor") is marked for moderators, but is no kind of the scorer and left out.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

from functools import cache

import numpy as np

from sofra.analysis.language import detection, duplicates, marks, script
from sofra.analysis.language.embedding import Embedder, choose_embedder
from sofra.analysis.language.search import Index
from sofra.analysis.language.tags import Tagger, shipped_themes

KINDS = {
    "person": "PER",
    "email": "EMAIL",
    "phone": "PHONE",
    "iban": "ID",
    "identity_number": "ID",
    "url": "HANDLE",
    "handle": "HANDLE",
    "plate": "PLATE",
    "address": "ADDRESS",
}


@cache
def _embedder() -> Embedder:
    return choose_embedder("builtin")


@cache
def _tagger() -> Tagger:
    return Tagger(_embedder(), shipped_themes())


_tagger().grouping_vectors(["ready"], ["en"])  # what is embedded once is no cost of a statement


def detect(text: str) -> str:
    return detection.detect(text).language


def to_cyrillic(text: str) -> str:
    return script.to_cyrillic(text)


def to_latin(text: str) -> str:
    return script.to_latin(text)


def embed(texts: list[str], langs: list[str]) -> np.ndarray:
    return _tagger().grouping_vectors(texts, langs).rows


def dup_score(one: str, other: str, lang: str) -> float:
    return duplicates.likeness(_embedder(), one, other, (lang, lang))


def tags(text: str, lang: str) -> list[str]:
    return [each.tag for each in _tagger().suggest([text], [lang], 25)[0]]


def pii(text: str, lang: str) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, KINDS[mark.kind]) for mark in marks.find_marks(text) if mark.kind in KINDS]


@cache
def _index(docs: tuple[tuple[str, str], ...]) -> Index:
    return Index(_embedder(), [text for text, _ in docs], [lang for _, lang in docs])


def search(query: str, lang: str, docs: list[dict]) -> list[str]:
    index = _index(tuple((doc["text"], doc["lang"]) for doc in docs))
    return [docs[hit.place]["id"] for hit in index.search(query, lang, len(docs))]
