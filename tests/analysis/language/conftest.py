import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from sofra.analysis.language.embedding import choose_embedder
from sofra.analysis.language.tags import Tagger, shipped_themes
from sofra.analysis.language.vectors import Vectors

DEVELOPMENT = Path(__file__).parents[3] / "benchmarks" / "language" / "development"


def rows_of(name):
    return [json.loads(line) for line in (DEVELOPMENT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def embedder():
    found = choose_embedder("builtin")
    assert found.trouble == ""
    return found


@pytest.fixture(scope="session")
def tagger(embedder):
    return Tagger(embedder, shipped_themes())


@dataclass
class Statements:
    rows: list
    texts: list
    languages: list
    vectors: Vectors


@pytest.fixture(scope="session")
def developed(embedder):
    """The development statements, embedded once."""
    rows = rows_of("statements")
    texts, languages = [row["text"] for row in rows], [row["lang"] for row in rows]
    return Statements(rows, texts, languages, embedder.encode(texts, languages))


@pytest.fixture(scope="session")
def ten(developed):
    """Ten ideas in five languages."""
    places = [place for place, row in enumerate(developed.rows) if row["idea"] % 4 == 1 or row["idea"] == 0]
    pick = [[values[place] for place in places] for values in (developed.rows, developed.texts, developed.languages)]
    return Statements(*pick, Vectors(developed.vectors.model, developed.vectors.rows[places]))
