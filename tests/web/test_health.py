from functools import partial

import pytest

from sofra.analysis.language.embedding import choose_embedder
from tests.reading import a_language_worker


@pytest.fixture
def folder(settings, tmp_path):
    """Where a language worker of this side would lie."""
    settings.DATA = tmp_path
    return tmp_path / settings.SIDE


def said(client):
    first, second = client.get("/health/").text.splitlines()
    assert first.endswith(" ok")
    return second


def test_the_health_page_names_the_model(client, folder):
    with a_language_worker(folder, partial(choose_embedder, "lexical")):
        assert said(client).startswith("language: lexical:1")


def test_the_health_page_says_why_a_model_is_not_used(client, folder):
    with a_language_worker(folder, partial(choose_embedder, "folder:nowhere")):
        assert said(client) == (
            "language: words and letters only. The folder nowhere holds no model that Sofra can read. "
            "Sofra compares words and letters instead."
        )


def test_the_health_page_answers_without_a_worker(client, folder):
    assert said(client) == "language: words and letters only. The language worker is not running."
