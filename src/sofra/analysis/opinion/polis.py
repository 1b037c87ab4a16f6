"""What Polis would say of the same votes, by its published formulas: for comparison, never for a report.

Written from the description of the algorithm, not from its code. Two parts of the original depend on chance or on the
order of votes and are replaced: components are exact instead of iterated from a random start, and k-means starts from
people far apart instead of from the first rows. There is no smoothing of the number of groups over time.
"""

from dataclasses import dataclass

import numpy as np

from sofra.analysis.opinion.votes import Floats, Ints, Votes

FEWEST_VOTES = 7
FEWEST_PEOPLE = 15
MOST_GROUPS = 5
Z_90 = 1.2816
MOST_LISTED = 5


@dataclass(frozen=True)
class PolisMap:
    """A map by the published formulas.

    positions
        Shape (n, 2).
    group
        Shape (n,); -1 for those with too few votes.
    group_informed_consensus
        Shape (m,). Product over groups of (agrees + 1) / (votes + 2).
    representative
        For each group, places of statements and whether its people agree with them.
    """

    positions: Floats
    group: Ints
    k: int
    sizes: tuple[int, ...]
    group_informed_consensus: Floats
    consensus_agree: tuple[int, ...]
    consensus_disagree: tuple[int, ...]
    representative: tuple[tuple[tuple[int, bool], ...], ...]


def polis_map(votes: Votes) -> PolisMap:
    """Principal components, k-means by silhouette, and the tests for statements, of a whole conversation."""
    table = _matrix(votes)
    counts = np.isfinite(table).sum(axis=1)
    counted = counts >= min(FEWEST_VOTES, votes.n_statements)
    if counted.sum() < FEWEST_PEOPLE:
        counted = counts >= np.sort(counts)[-min(FEWEST_PEOPLE, len(counts))]
    positions = _projected(table)
    group = np.full(votes.n_participants, -1)
    group[counted] = _best_groups(positions[counted])
    k = int(group.max()) + 1
    agree = np.array([(table[group == g] == 1).sum(axis=0) for g in range(k)])
    disagree = np.array([(table[group == g] == -1).sum(axis=0) for g in range(k)])
    seen = np.array([np.isfinite(table[group == g]).sum(axis=0) for g in range(k)])
    return PolisMap(
        positions,
        group,
        k,
        tuple(int(size) for size in np.bincount(group[counted], minlength=k)),
        np.prod((agree + 1) / (seen + 2), axis=0),
        _consensus(agree.sum(axis=0), seen.sum(axis=0)),
        _consensus(disagree.sum(axis=0), seen.sum(axis=0)),
        tuple(_representative(agree, disagree, seen, g) for g in range(k)),
    )


def _matrix(votes: Votes) -> Floats:
    rows = votes.by_participant
    table = np.full((votes.n_participants, votes.n_statements), np.nan)
    table[np.repeat(np.arange(votes.n_participants), np.diff(rows.start)), rows.other] = rows.vote
    return table


def _projected(table: Floats) -> Floats:
    """Missing votes count as the statement's mean; a person with few votes is pushed outward by sqrt(m / votes)."""
    seen = np.isfinite(table)
    mean = np.nanmean(table, axis=0)
    left = np.where(seen, table - mean, 0.0)
    axes = np.linalg.eigh(left.T @ left)[1][:, ::-1][:, :2]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)
    return np.asarray(left @ axes * np.sqrt(table.shape[1] / np.maximum(seen.sum(axis=1), 1))[:, None])


def _best_groups(points: Floats) -> Ints:
    """k-means with the number of groups, 2 to 5, that has the best silhouette. One group is not a candidate."""
    most = min(MOST_GROUPS, 2 + len(points) // 12, len(points) - 1)
    candidates = [_k_means(points, k) for k in range(2, most + 1)]
    return max(candidates, key=lambda group: _silhouette(points, group))


def _k_means(points: Floats, k: int) -> Ints:
    centre = points[[int(np.argmax((points**2).sum(axis=1)))]]
    for _ in range(k - 1):
        far = ((points[:, None] - centre) ** 2).sum(axis=2).min(axis=1)
        centre = np.vstack([centre, points[int(np.argmax(far))]])
    for _ in range(100):
        group = ((points[:, None] - centre) ** 2).sum(axis=2).argmin(axis=1)
        moved = np.array([points[group == g].mean(axis=0) if np.any(group == g) else centre[g] for g in range(k)])
        if np.allclose(moved, centre):
            break
        centre = moved
    return np.asarray(group)


def _silhouette(points: Floats, group: Ints) -> float:
    """Mean silhouette, over every k-th point of large rooms."""
    step = -(-len(points) // 2000)
    points, group = points[::step], group[::step]
    distance = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))
    names, size = np.unique(group, return_counts=True)
    total = np.stack([distance[:, group == name].sum(axis=1) for name in names], axis=1)
    own = np.searchsorted(names, group)
    every = np.arange(len(points))
    inside = total[every, own] / np.maximum(size[own] - 1, 1)
    if len(names) == 1:
        return 0.0
    mean = total / size
    mean[every, own] = np.inf
    outside = mean.min(axis=1)
    return float(np.where(size[own] > 1, (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12), 0).mean())


def _one_share(count: Ints | Floats, seen: Ints | Floats) -> Floats:
    """One-proportion z against a half, with one vote added on each side."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5))


def _two_shares(inside: Floats, seen_inside: Floats, outside: Floats, seen_outside: Floats) -> Floats:
    """Two-proportion z, with one vote added on each side."""
    p, q = (inside + 1) / (seen_inside + 1), (outside + 1) / (seen_outside + 1)
    pooled = (inside + outside + 2) / (seen_inside + seen_outside + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 1e-12) * (1 / (seen_inside + 1) + 1 / (seen_outside + 1)))
    return np.asarray(np.where(pooled >= 1, 0.0, (p - q) / spread))


def _consensus(count: Ints, seen: Ints) -> tuple[int, ...]:
    share, z = (count + 1) / (seen + 2), _one_share(count, seen)
    places = np.flatnonzero((share > 0.5) & (z > Z_90))
    return tuple(int(at) for at in places[np.argsort(-(share * z)[places], kind="stable")][:MOST_LISTED])


def _representative(agree: Ints, disagree: Ints, seen: Ints, group: int) -> tuple[tuple[int, bool], ...]:
    """At most five statements whose two z values pass 90 %, by share ratio * z * share * z; at least one."""
    others = np.arange(len(agree)) != group
    entries: list[tuple[float, int, bool]] = []
    closest = (-np.inf, 0, True)
    for count, agrees in ((agree, True), (disagree, False)):
        inside, outside = count[group], count[others].sum(axis=0)
        share = (inside + 1) / (seen[group] + 2)
        ratio = share / ((outside + 1) / (seen[others].sum(axis=0) + 2))
        z_one = _one_share(inside, seen[group])
        z_two = _two_shares(inside, seen[group], outside, seen[others].sum(axis=0))
        score = ratio * z_two * share * z_one
        entries += [(float(score[at]), int(at), agrees) for at in np.flatnonzero((z_one > Z_90) & (z_two > Z_90))]
        closest = max(closest, (float(z_two.max()), int(z_two.argmax()), agrees))
    best = sorted(entries, key=lambda entry: (-entry[0], entry[1]))[:MOST_LISTED] or [closest]
    return tuple((at, agrees) for _, at, agrees in best)
