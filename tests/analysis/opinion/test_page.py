"""The page: one file that asks for nothing, words first, a table beside every picture."""

import re

import numpy as np
import pytest

from sofra.analysis.opinion import fit
from sofra.analysis.opinion.page import as_page, in_words
from tests.analysis.opinion.rooms import room


@pytest.fixture(scope="module")
def camps():
    return fit(room(n=80, m=30, k=2, seed=1)[0], rng=np.random.default_rng(0), strata=["mk", "al"] * 40)


@pytest.fixture(scope="module")
def alike():
    return fit(room(n=40, k=1, seed=2)[0], rng=np.random.default_rng(0))


def page(found, texts=None):
    return as_page(found, title="Air & <water>", texts=texts or {})


def test_a_page_asks_for_nothing_from_elsewhere(camps):
    assert re.findall(r"(?:src|href)=\"(?!#)", page(camps)) == []
    assert "@import" not in page(camps)
    assert "url(" not in page(camps)


def test_words_of_statements_and_titles_are_escaped(camps):
    text = page(camps, {"8": "<script>alert(1)</script>"})
    assert "Air &amp; &lt;water&gt;" in text
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_a_table_stands_beside_the_map(camps):
    pair = page(camps).split('<div class="pair">')[1].split("</section>")[0]
    assert '<svg viewBox="0 0 640 480" role="img"' in pair
    assert re.findall(r"<td>(\d+)</td>", pair) == ["40", "40"]


def test_nobody_is_a_dot(camps):
    drawing = page(camps).split("<figure>")[1].split("</figure>")[0]
    assert "circle" not in drawing
    assert drawing.count("<ellipse") == 2


def test_strata_have_columns_of_their_own(camps):
    assert '<th scope="col">al</th>' in page(camps)


def test_a_room_without_groups_says_so_and_draws_no_map(alike):
    assert "No opinion groups were found" in " ".join(in_words(alike))
    assert "<figure>" not in page(alike)
    assert page(alike).count("No statement can be named here") >= 3
