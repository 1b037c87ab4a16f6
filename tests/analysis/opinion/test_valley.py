"""Camps, told from one even spread."""

import numpy as np
import pytest

from sofra.analysis.opinion.groups import _togetherness
from sofra.analysis.opinion.mixture import Sightings
from sofra.analysis.opinion.valley import cluster_index, valley_test


def seen_at(x, precision, rng):
    """Sightings of people at ``x``; of the dimensions beyond, votes tell little."""
    beyond = rng.normal(size=(len(x), 3 - x.shape[1]))
    x = np.column_stack([x, beyond])[None]
    told = np.full(x.shape, precision)
    told[..., -beyond.shape[1] :] = 0.1
    return Sightings(told * x + rng.normal(size=x.shape) * np.sqrt(told), told)


def test_all_variance_lies_between_camps_that_stand_on_points():
    corner = np.array([[0, 1.0], [1, -0.5], [-1, -0.5]])
    assert cluster_index(corner[np.arange(12) % 3][None], 3) == pytest.approx([1.0])


def test_camps_of_two_people_are_none():
    x = np.zeros((1, 20, 1))
    x[0, :2] = 5.0
    assert cluster_index(x, 2)[0] == pytest.approx(1 - (50 / 3) / 45)


def test_the_best_two_camps_on_a_line_are_found():
    x = np.random.default_rng(0).normal(size=(1, 15, 1))
    inside = [sum(np.var(part) * len(part) for part in np.split(np.sort(x.ravel()), [cut])) for cut in range(3, 13)]
    assert cluster_index(x, 2)[0] == pytest.approx(1 - min(inside) / (np.var(x) * 15))


@pytest.mark.parametrize("precision", [2.0, 20.0])
def test_one_bell_and_one_plateau_are_seldom_called_camps(precision):
    rng = np.random.default_rng(1)
    for spread in (rng.normal(size=(30, 60, 1)), rng.uniform(-1.7, 1.7, (30, 60, 1))):
        p = [valley_test(seen_at(x, precision, rng), rng) for x in spread]
        assert np.mean(np.array(p) <= 0.05) <= 0.14


def test_two_camps_and_three_in_a_plane_are_told():
    rng = np.random.default_rng(2)
    two = np.where(np.arange(60) % 2, 1.0, -1.0)[:, None]
    three = 1.4 * np.array([[0, 1.0], [0.87, -0.5], [-0.87, -0.5]])[np.arange(60) % 3]
    assert valley_test(seen_at(two, 6.0, rng), rng) <= 0.02
    assert valley_test(seen_at(three, 6.0, rng), rng) <= 0.02


def test_what_one_person_says_alone_is_no_structure():
    """Two pairs of opposites: each shares a quarter of what is left with their opposite, and nothing with others."""
    one, other = np.array([1, 1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 0, 1, 1, 0, 0])
    agree = np.array([one, 1 - one, other, 1 - other]).astype(bool)
    assert _togetherness(agree, np.ones_like(agree)) == pytest.approx(0.25)
