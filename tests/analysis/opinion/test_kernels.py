"""Machine code and plain numpy say the same."""

import numpy as np
import pytest

from sofra.analysis.opinion import kernels, vote_table
from tests.analysis.opinion.rooms import room


def moments(n, rng):
    mean, spread = rng.normal(size=(n, 5)), rng.uniform(0.1, 0.5, (n, 5))
    full = mean[:, :, None] * mean[:, None, :] + spread[:, :, None] * np.eye(5)
    out = np.zeros((n, 16), np.float32)
    out[:, :15] = full[:, kernels.UPPER[0], kernels.UPPER[1]]
    return out


@pytest.mark.parametrize("loop", [kernels._gather_rows, kernels._gather])
def test_the_sums_of_a_row_are_those_of_numpy(loop):
    table = vote_table(*room(n=9, m=7)[0])
    rng, rows = np.random.default_rng(0), table.by_participant
    theirs, own = moments(7, rng), moments(9, rng) * kernels.TWICE
    found, plain = ([np.zeros((9, 16), np.float32) for _ in range(2)] for _ in range(2))
    loop(rows.start, rows.other, rows.vote, theirs, own, *found, 0, 9)
    kernels._gather_with_numpy(rows.start, rows.other, rows.vote, theirs, own, *plain, 0, 9)
    np.testing.assert_allclose(found[0], plain[0], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found[1], plain[1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("fixed", [0, 1])
@pytest.mark.parametrize("loop", [kernels._solve_rows, kernels._solve])
def test_the_posterior_of_a_row_is_that_of_numpy(loop, fixed):
    rng = np.random.default_rng(1)
    weight, sign = moments(6, rng), rng.normal(size=(6, 16)).astype(np.float32)
    prior, pull = np.array([1, 2, 3, 4], np.float32), np.array([0.5, 0, 0, 1], np.float32)
    found, plain = np.zeros((2, 6, 16), np.float32)
    loop(weight, sign, prior, pull, fixed, found)
    kernels._solve_with_numpy(weight, sign, prior, pull, fixed, plain)
    np.testing.assert_allclose(found, plain, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("loop", [kernels._weigh_rooms, kernels._weigh])
def test_the_expectation_step_is_that_of_numpy(loop):
    rng = np.random.default_rng(2)
    pull, precision = rng.normal(size=(3, 8, 2)), rng.uniform(0.5, 3, (3, 8, 2))
    centre, variance, head = rng.normal(size=(3, 2, 2)), rng.uniform(0.2, 1, (3, 2)), rng.normal(size=(3, 2))
    found, plain = np.zeros((2, 3, 1 + 2 + 4 + 4))
    alive = np.array([True, False, True])
    loop(pull, precision, centre, variance, head, found, alive)
    kernels._weigh_with_numpy(pull, precision, centre, variance, head, plain, alive)
    np.testing.assert_allclose(found, plain, rtol=1e-9)
    assert np.all(found[1] == 0)


@pytest.mark.parametrize("loop", [kernels._settle_rooms, kernels._settle])
def test_centres_settle_as_with_numpy(loop):
    rng = np.random.default_rng(4)
    x, start = rng.normal(size=(3, 20, 2)), rng.normal(size=(3, 3, 2))
    found, plain = start.copy(), start.copy()
    people, counted = np.zeros((2, 3, 3), dtype=np.int64)
    loop(x, found, people, 6)
    kernels._settle_with_numpy(x, plain, counted, 6)
    np.testing.assert_allclose(found, plain, rtol=1e-9)
    assert np.array_equal(people, counted)


def test_threads_do_not_change_the_sums(monkeypatch):
    table = vote_table(*room(n=50, m=20)[0])
    rng = np.random.default_rng(3)
    theirs, own = moments(20, rng), moments(50, rng)
    one = kernels.gather(table.by_participant, table.by_participant.vote, theirs, own)
    monkeypatch.setattr(kernels, "VOTES_A_THREAD", 100)
    several = kernels.gather(table.by_participant, table.by_participant.vote, theirs, own)
    assert np.array_equal(one, several)
