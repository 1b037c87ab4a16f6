"""Small invented rooms for the tests; the benchmarks have the large ones."""

import numpy as np


def room(n=40, m=30, *, k=1, apart=3.0, seed=0, passes=0.1, seen=0.8):
    """(participant, statement, vote) and true groups: ``k`` camps that answer some statements unlike each other."""
    rng = np.random.default_rng(seed)
    group = np.arange(n) % k
    logit = rng.normal(0, 0.5, n)[:, None] + rng.normal(0.8, 1.2, m)
    if k > 1:
        logit = logit + rng.choice([-apart, 0, apart], size=(k, m))[group]
    participant, statement = np.nonzero(rng.random((n, m)) < seen)
    agree = rng.random(len(participant)) < 1 / (1 + np.exp(-logit[participant, statement]))
    vote = np.where(rng.random(len(participant)) < passes, 0, np.where(agree, 1, -1))
    return (participant, statement, vote), group
