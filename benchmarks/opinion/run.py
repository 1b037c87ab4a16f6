"""Every line of the table in README.md: `python benchmarks/opinion/run.py PART … [--data FOLDER] [--anchor PYTHON]`."""

import argparse
import json
import resource
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import generators
import numpy as np
from scipy.stats import rankdata

from sofra.analysis.opinion import fit, vote_table
from sofra.analysis.opinion import fit as fit_module
from sofra.analysis.opinion.factors import fit_factors, predict
from sofra.analysis.opinion.incremental import place
from sofra.analysis.opinion.lists import List, bridging_score, side_weights
from sofra.analysis.opinion.reading import read_votes
from sofra.analysis.opinion.record import as_record, group_of
from sofra.analysis.opinion.routing import of_the_lists
from sofra.analysis.opinion.shares import of_the_room

SIZES = (20, 50, 100, 1000)


class Anchor:
    """red-dwarf in its own environment, or nothing."""

    def __init__(self, python):
        self.folder = tempfile.TemporaryDirectory()
        self.process = None
        if python and Path(python).exists():
            self.process = subprocess.Popen(
                [python, str(Path(__file__).with_name("anchor.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        else:
            print("red-dwarf is left out: give the Python of an environment that has it with --anchor.")

    def __call__(self, votes):
        if self.process is None:
            return None
        path = Path(self.folder.name) / "votes.npz"
        np.savez(path, participant=votes[0], statement=votes[1], vote=votes[2])
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return None if "failed" in answer else answer


def conversations(folder):
    """Name and (participant, statement, vote) of each recorded conversation, rejected statements left out."""
    for path in sorted(each for each in Path(folder).iterdir() if each.is_dir()):
        table = read_votes((path / "participants-votes.csv").read_bytes(), (path / "comments.csv").read_bytes()).votes
        rows = table.by_participant
        person = np.repeat(np.arange(table.n_participants), np.diff(rows.start))
        yield path.name, (person, rows.other.astype(int), rows.vote.astype(int))


def score(p, agree):
    """AUC and log-loss."""
    rank, n = rankdata(p), agree.sum()
    auc = (rank[agree].sum() - n * (n + 1) / 2) / (n * (len(p) - n))
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return auc, -np.mean(np.where(agree, np.log(p), np.log1p(-p)))


def rand_index(one, other):
    """Adjusted Rand index."""
    one, other = (np.unique(each, return_inverse=True)[1] for each in (one, other))
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)
    pairs = lambda x: (x * (x - 1) / 2).sum()  # noqa: E731
    both, a, b = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    expected, most = a * b / pairs(np.array([len(one)])), (a + b) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def labels_of(found):
    return np.array([-1 if group is None else group for group in group_of(found)])


def heldout(options, anchor):
    """10 % of agrees and disagrees masked: AUC and log-loss of map, statement average, red-dwarf's groups."""
    for name, votes in conversations(options.data):
        rows = []
        for seed in range(options.splits):
            rng = np.random.default_rng(seed)
            said = np.flatnonzero(votes[2] != 0)
            hidden = rng.permutation(said)[: len(said) // 10]
            kept = np.ones(len(votes[2]), bool)
            kept[hidden] = False
            train = tuple(column[kept] for column in votes)
            table = vote_table(*train)
            known = np.isin(votes[0][hidden], table.participants) & np.isin(votes[1][hidden], table.statements)
            test = hidden[known]
            person = np.searchsorted(table.participants, votes[0][test])
            item = np.searchsorted(table.statements, votes[1][test])
            agree = votes[2][test] == 1
            ours = score(predict(fit_factors(table), person, item), agree)
            counts = table.counts()
            usual = counts[0].sum() / (counts[0].sum() + counts[1].sum())
            average = (counts[0] + 2 * usual) / (counts[0] + counts[1] + 2)
            row = [*ours, *score(average[item], agree)]
            theirs = anchor(train)
            row += (
                [*score(_by_group(train, theirs, average, tuple(column[test] for column in votes[:2]), item), agree)]
                if theirs
                else [np.nan] * 2
            )
            rows.append(row)
        print(f"heldout {name}: ours, average, red-dwarf", np.round(np.mean(rows, axis=0), 4), flush=True)


def _by_group(train, theirs, average, asked, item):
    """A group's share of agreement, pulled to the statement's average by two imagined votes: the kindest reading."""
    label = np.array([theirs["labels"].get(str(p), -1) + 1 for p in range(train[0].max() + 1)])
    m = train[1].max() + 1
    agree, count = np.zeros((label.max() + 1, m)), np.zeros((label.max() + 1, m))
    np.add.at(agree, (label[train[0]], train[1]), train[2] == 1)
    np.add.at(count, (label[train[0]], train[1]), train[2] != 0)
    g, j = label[asked[0]], asked[1]
    return (agree[g, j] + 2 * average[item]) / (count[g, j] + 2)


ROOMS = {
    "logistic, none": (1, lambda n, rng: generators.logistic(n, 1, rng)),
    "line": (1, lambda n, rng: generators.line(n, rng, effect=1.2)),
    "spatial, one cloud": (1, lambda n, rng: generators.spatial(n, 1, rng)),
    "logistic, 2": (2, lambda n, rng: generators.logistic(n, 2, rng)),
    "logistic, 3": (3, lambda n, rng: generators.logistic(n, 3, rng)),
    "spatial, 2": (2, lambda n, rng: generators.spatial(n, 2, rng)),
    "spatial, 3": (3, lambda n, rng: generators.spatial(n, 3, rng)),
}


def groups(options, anchor):
    """False groups where there are none, and the adjusted Rand index where there are."""
    for n in options.sizes:
        for name, (_, make) in ROOMS.items():
            rows = []
            for seed in range(options.rooms if n < 1000 else max(2, options.rooms // 5)):
                room = make(n, np.random.default_rng(1000 + seed))
                found = fit(room.votes, rng=np.random.default_rng(seed))
                label, theirs = labels_of(found), anchor(room.votes)
                true = room.group[found.votes.participants]
                ends = found.sides.argmax(axis=1) if found.sides.shape[1] else label
                row = [found.groups.k > 1, found.groups.state.value == "supported", rand_index(true, label)]
                row += [
                    len(found.lists[List.REPRESENTATIVE]),
                    rand_index(room.group, room.oracle),
                    rand_index(true, ends),
                ]
                if theirs:
                    other = np.array([theirs["labels"].get(str(p), -1) for p in found.votes.participants])
                    row += [len(set(theirs["labels"].values())) > 1, rand_index(true, other), theirs["representative"]]
                rows.append(row)
            print(
                f"groups n={n} {name}: any, supported, ARI, listed, oracle, of the ends | red-dwarf: any, ARI, listed",
                np.round(np.mean(rows, axis=0), 2),
                len(rows),
                flush=True,
            )


def coverage(options, anchor):  # noqa: ARG001
    """How often the 90 % interval of a share holds the true one: the mean of the true probabilities of these people."""
    for n in options.sizes:
        for name, (_, make) in ROOMS.items():
            held, wide = [], []
            for seed in range(options.rooms if n < 1000 else 2):
                room = make(n, np.random.default_rng(5000 + seed))
                found = fit(room.votes, rng=np.random.default_rng(seed))
                true = room.agree[found.votes.participants][:, found.votes.statements].mean(axis=0)
                held.append(np.mean((found.overall.low[0] <= true) & (true <= found.overall.high[0])))
                wide.append(np.mean(found.overall.high - found.overall.low))
            print(f"coverage n={n} {name}:", round(np.mean(held), 3), "width", round(np.mean(wide), 3), flush=True)


def stability(options, anchor):  # noqa: ARG001
    """Two maps, each without a tenth of the votes: ARI of groups and whether their number changes."""
    for name, votes in [*conversations(options.data), *_rooms_with_groups(options.splits)]:
        rows = []
        for seed in range(options.splits):
            labels, number = [], []
            for half in (0, 1):
                rng = np.random.default_rng(10 * seed + half)
                kept = rng.random(len(votes[0])) > 0.1
                found = fit(tuple(column[kept] for column in votes), rng=np.random.default_rng(0))
                labels.append(dict(zip(found.votes.participants.tolist(), labels_of(found), strict=True)))
                number.append(found.groups.k)
            common = sorted(set(labels[0]) & set(labels[1]))
            index = rand_index(*(np.array([each[p] for p in common]) for each in labels))
            rows.append([index, index < 0.5, number[0] != number[1], max(number)])
        print(f"stability {name}: ARI, < 0.5, k changes, largest k", np.round(np.mean(rows, axis=0), 2), flush=True)


def _rooms_with_groups(number):
    for name in ("logistic, 2", "logistic, 3", "spatial, 2"):
        for seed in range(number):
            yield f"{name}, room {seed}", ROOMS[name][1](100, np.random.default_rng(7000 + seed)).votes


def order(options, anchor):  # noqa: ARG001
    """The same votes in ten other orders: whether every number of the map is the same, bit for bit."""
    for name, votes in conversations(options.data):
        marks = set()
        for seed in range(10 if len(votes[0]) < 60_000 else 3):
            turned = np.random.default_rng(seed).permutation(len(votes[0]))
            found = fit(tuple(column[turned] for column in votes), rng=np.random.default_rng(0))
            record = as_record(found, seed=0, seconds=0)
            marks.add(json.dumps(record) + found.positions.tobytes().hex() + found.overall.mean.tobytes().hex())
        print(f"order {name}: different maps", len(marks), flush=True)


def large(options, anchor):
    """Three groups at 1 and 10 million votes: CPU seconds and seconds, and what the whole process took of memory."""
    for people, statements, density in ((10_000, 500, 0.2), (10_000, 1_000, 0.1), (100_000, 1_000, 0.1)):
        if people * statements * density > options.most:
            continue
        votes = generators.crowd(people, statements, density, np.random.default_rng(0))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            ours = fresh.submit(_one_fit, votes).result()
        theirs = anchor(votes) if len(votes[0]) < 2_000_000 else None
        told = np.round([*ours, theirs["seconds"] if theirs else np.nan], 2)
        print(f"large {people} x {statements}, {len(votes[0])} votes: s, CPU s, GB, red-dwarf CPU s", told, flush=True)


def _one_fit(votes):
    """Seconds, CPU seconds, and gigabytes at most, of a process that has done nothing else."""
    fit(generators.line(20, np.random.default_rng(0)).votes, rng=np.random.default_rng(0))
    started, used = time.perf_counter(), time.process_time()
    fit(votes, rng=np.random.default_rng(0))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return time.perf_counter() - started, time.process_time() - used, peak


def uncertainty(options, anchor):  # noqa: ARG001
    """Two hundred people: one map with both tests, and 200 maps each without a tenth of the votes."""
    room = generators.logistic(200, 2, np.random.default_rng(0))
    started, used = time.perf_counter(), time.process_time()
    fit(room.votes, rng=np.random.default_rng(0))
    for seed in range(200):
        kept = np.random.default_rng(seed).random(len(room.votes[0])) > 0.1
        fit_factors(vote_table(*(column[kept] for column in room.votes)))
    took = time.perf_counter() - started, time.process_time() - used
    print(f"uncertainty, {len(room.votes[0])} votes: s, CPU s", np.round(took, 2), flush=True)


def speed(options, anchor):
    """CPU seconds of map, groups and lists, with tests and without, beside red-dwarf's."""
    from sofra.analysis.opinion import groups as group_tests

    rounds = group_tests.REPLICATES, group_tests.FEWEST_REPLICATES
    for name, votes in conversations(options.data):
        times = []
        for tests in (True, False):
            group_tests.REPLICATES, group_tests.FEWEST_REPLICATES = rounds if tests else (1, 1)
            group_tests.SUPPORTED, before = (group_tests.SUPPORTED if tests else 1.0), group_tests.SUPPORTED
            best = np.inf
            for _ in range(3):
                started = time.process_time()
                found = fit_module(votes, rng=np.random.default_rng(0))
                best = min(best, time.process_time() - started)
            group_tests.SUPPORTED = before
            times.append(best)
        group_tests.REPLICATES, group_tests.FEWEST_REPLICATES = rounds
        theirs = [answer["seconds"] for answer in (anchor(votes) for _ in range(3)) if answer]
        item, vote = (votes[column][votes[0] == 0] for column in (1, 2))
        clock, processor = [], []
        for _ in range(300):
            started, used = time.perf_counter(), time.process_time()
            place(found, item, vote)
            clock.append(time.perf_counter() - started)
            processor.append(time.process_time() - used)
        told = np.round([*times, min(theirs, default=np.nan)], 3)
        print(f"speed {name}: with tests, without, red-dwarf", told, flush=True)
        for what, each in (("by the clock", clock), ("of processor time", processor)):
            told = np.round(1000 * np.quantile(each, [0.5, 0.99]), 2)
            print(f"   a new vote, ms {what}: p50, p99", told, flush=True)


def routing(options, anchor):  # noqa: ARG001
    """Recorded votes replayed in batches: the share that gives 7, 8, 9 of the full data's ten bridging ones."""
    for name, votes in conversations(options.data):
        if len(votes[0]) > 60_000:
            continue
        truth = set(_ten_best(vote_table(*votes)))
        for how in ("random", "routed"):
            reached = [_replay(votes, truth, how, seed) for seed in range(options.splits)]
            told = np.round(np.mean(reached, axis=0), 2)
            print(f"routing {name} {how}: share of votes to 7, 8, 9 of ten", told, flush=True)


def _sides(table):
    found = fit_factors(table)
    none = type("None", (), {"mixture": None})
    return found, of_the_room(table, found, side_weights(found, none))[1]


def _ten_best(table):
    return table.statements[np.argsort(-bridging_score(_sides(table)[1]), kind="stable")[:10]]


def _replay(votes, truth, how, seed, batches=25):
    """Each batch shows every person the same number of their recorded votes, drawn alike or by `of_the_lists`."""
    rng = np.random.default_rng(seed)
    n, m = len(votes[0]), votes[1].max() + 1
    shown, worth = np.zeros(n, bool), np.ones(m)
    reached = {}
    for batch in range(1, batches + 1):
        weight = np.where(shown, 0.0, (worth / worth.sum() * 0.8 + 0.2 / m)[votes[1]])
        key = rng.exponential(size=n) / np.maximum(weight, 1e-15)
        key[shown] = np.inf
        shown[np.argsort(key)[: n // batches]] = True
        table = vote_table(*(column[shown] for column in votes))
        _, sides = _sides(table)
        hits = len(truth & set(table.statements[np.argsort(-bridging_score(sides), kind="stable")[:10]]))
        for wanted in (7, 8, 9):
            if hits >= wanted:
                reached.setdefault(wanted, batch / batches)
        if how == "routed":
            told = of_the_lists(sides, rng)
            worth = np.full(m, told.mean())
            worth[table.statements] = told
    return [reached.get(wanted, 1.0) for wanted in (7, 8, 9)]


PARTS = {
    each.__name__: each for each in (heldout, groups, coverage, stability, order, speed, uncertainty, large, routing)
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--data", help="a folder of Polis exports, one folder each")
    parser.add_argument("--anchor", help="the Python of an environment with red-dwarf")
    parser.add_argument("--rooms", type=int, default=20, help="invented rooms of each kind and size")
    parser.add_argument("--splits", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--most", type=int, default=10_000_000, help="votes of the largest invented crowd")
    options = parser.parse_args()
    anchor = Anchor(options.anchor)
    for part in options.parts or PARTS:
        PARTS[part](options, anchor)


if __name__ == "__main__":
    main()
