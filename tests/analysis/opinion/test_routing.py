"""What is shown next: nothing twice, nothing forgotten, and rather what is still open."""

import numpy as np

from sofra.analysis.opinion.routing import EVEN_SHARE, chances, of_the_lists
from sofra.analysis.opinion.shares import Shares


def chances_of(sides, unseen):
    m = sides.mean.shape[1]
    rng = np.random.default_rng(0)
    return chances(sides, rng.normal(size=(m, 3)), np.zeros(m), np.zeros(3), np.eye(3), unseen, rng=rng)


def some_sides(m=30):
    rng = np.random.default_rng(1)
    return Shares(rng.uniform(0.2, 0.9, (2, m)), rng.uniform(0.02, 0.2, (2, m)))


def test_chances_add_up_and_leave_out_what_was_seen():
    unseen = np.arange(30) % 3 > 0
    found = chances_of(some_sides(), unseen)
    assert np.isclose(found.sum(), 1)
    assert np.all(found[~unseen] == 0)


def test_every_unseen_statement_keeps_its_share():
    unseen = np.arange(30) % 3 > 0
    assert chances_of(some_sides(), unseen)[unseen].min() >= EVEN_SHARE / unseen.sum()


def test_after_the_last_statement_there_is_nothing():
    assert np.all(chances_of(some_sides(), np.zeros(30, dtype=bool)) == 0)


def test_an_uncertain_statement_is_worth_more_than_a_settled_one():
    mean = np.tile(np.linspace(0.3, 0.9, 30), (2, 1))
    deviation = np.full((2, 30), 0.05)
    deviation[:, 20] = 0.2
    worth = of_the_lists(Shares(mean, deviation), np.random.default_rng(0))
    assert worth[20] == worth.max()


def test_what_can_hardly_be_among_the_ten_is_worth_least():
    mean = np.tile(np.linspace(0.3, 0.9, 30), (2, 1))
    worth = of_the_lists(Shares(mean, np.full((2, 30), 0.05)), np.random.default_rng(0))
    assert worth[:10].max() < worth[20:].min() / 10
    assert worth.min() > 0


def test_the_weakest_side_decides():
    mean = np.full((2, 30), 0.6)
    mean[0, :15] = 0.2
    worth = of_the_lists(Shares(mean, np.full((2, 30), 0.05)), np.random.default_rng(0))
    assert worth[:15].max() < worth[15:].min() / 10
