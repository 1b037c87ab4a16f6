from contextlib import ExitStack

import pytest

from sofra.analysis.language.embedding import choose_embedder
from sofra.worker import client
from sofra.worker.client import LanguageWorker
from tests.reading import a_language_worker


@pytest.fixture(scope="session")
def embedder():
    found = choose_embedder("builtin")
    assert found.trouble == ""
    return found


@pytest.fixture(autouse=True)
def a_busy_machine(monkeypatch):
    """What a page would not wait for, a test does."""
    monkeypatch.setattr(client, "PATIENCE", 60.0)
    monkeypatch.setattr(client, "LONG_PATIENCE", 60.0)


@pytest.fixture
def serve(tmp_path):
    """A worker with the embedder that is given, and whoever asks it."""
    with ExitStack() as stack:

        def started(embedder, folder=tmp_path):
            server = stack.enter_context(a_language_worker(folder, lambda: embedder))
            return LanguageWorker(folder), server

        yield started
