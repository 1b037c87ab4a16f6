"""Camps among positions that are themselves uncertain."""

import numpy as np
import pytest

from sofra.analysis.opinion.mixture import FLAT, Mixture, Sightings, _one_spread, camps, flat_top, memberships, one_camp


def sighted(x, precision=8.0, seed=0):
    """What votes would say about people at ``x``, each seen with this precision."""
    x = np.asarray(x, dtype=float)[None]
    noise = np.random.default_rng(seed).normal(size=x.shape) * np.sqrt(precision)
    return Sightings(precision * x + noise, np.full(x.shape, precision))


def test_two_camps_are_found_where_two_stand():
    x = np.where(np.arange(80) % 2, 1.0, -1.0)[:, None]
    seen = sighted(x)
    found = camps(seen, 2)
    assert sorted(found.centre[0, :, 0]) == pytest.approx([-1, 1], abs=0.15)
    camp = memberships(seen, found).argmax(axis=1)
    assert len(set(camp[::2])) == len(set(camp[1::2])) == 1
    assert found.likelihood[0] > flat_top(seen).likelihood[0] + 10


def test_three_camps_in_a_plane_are_found():
    corner = np.array([[0, 1.2], [1, -0.6], [-1, -0.6]])
    seen = sighted(corner[np.arange(90) % 3])
    assert camps(seen, 3).likelihood[0] > camps(seen, 2).likelihood[0] + 10


def test_one_bell_is_as_likely_as_two_that_stand_together():
    seen = sighted(np.random.default_rng(1).normal(size=(200, 1)))
    assert camps(seen, 2).likelihood[0] < flat_top(seen).likelihood[0] + 2


def test_a_spread_is_never_less_likely_than_one_bell():
    seen = sighted(np.random.default_rng(2).uniform(-1.7, 1.7, size=(100, 2)))
    assert flat_top(seen).likelihood[0] >= one_camp(seen).likelihood[0]


@pytest.mark.parametrize("d", [1, 3])
def test_bells_moved_together_keep_mean_and_variance(d):
    rng = np.random.default_rng(3)
    share = rng.dirichlet([5, 5], size=4)
    before = Mixture(rng.normal(0, 1.5, (4, 2, d)), share, rng.uniform(0.05, 0.4, (4, d)), np.zeros(4))
    after = _one_spread(before)
    for mixture in (before, after):
        mixture_mean = np.einsum("rk,rkd->rd", share, mixture.centre)
        product = (share[:, 0] * share[:, 1])[:, None]
        total = mixture.variance + product * (mixture.centre[:, 1] - mixture.centre[:, 0]) ** 2
        np.testing.assert_allclose(mixture_mean, np.einsum("rk,rkd->rd", share, before.centre), atol=1e-9)
        first = before.variance + product * (before.centre[:, 1] - before.centre[:, 0]) ** 2
        np.testing.assert_allclose(total, first, rtol=1e-9)
    distance = ((after.centre[:, 1] - after.centre[:, 0]) ** 2 / after.variance).sum(axis=1)
    assert np.all(distance <= FLAT * 1.05)


def test_rooms_are_fitted_as_if_each_were_alone():
    one, other = (sighted(np.random.default_rng(seed).normal(size=(40, 1)), seed=seed) for seed in (4, 5))
    both = Sightings(np.concatenate([one.pull, other.pull]), np.concatenate([one.precision, other.precision]))
    alone = [camps(each, 2).likelihood[0] for each in (one, other)]
    np.testing.assert_allclose(camps(both, 2).likelihood, alone, rtol=1e-6)
