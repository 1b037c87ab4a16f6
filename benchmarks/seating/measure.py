"""Seating, from outside: every figure comes from `sofra seat` in a process of its own, wall clock from start to end.

python benchmarks/seating/measure.py [draws] [steps] [feasible] [instances FOLDER] [golf] [replan] [large] [peer]
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.analysis.seating.exact import round_exists  # noqa: E402
from tests.analysis.seating.instances import golf, instance  # noqa: E402

from sofra.analysis.seating.planning import Impossible, seat  # noqa: E402
from sofra.analysis.seating.race import Effort  # noqa: E402

GOLF = (
    *((5, 5, 6), (7, 7, 8), (8, 4, 9), (8, 8, 9), (9, 9, 10)),
    *((16, 8, 16), (9, 3, 13), (14, 8, 4), (10, 10, 4), (30, 8, 5)),
)
COMMAND = Path(sys.executable).with_name("sofra")


def sofra(*words):
    """Exit code, answer and wall seconds of one command."""
    begun = time.perf_counter()
    done = subprocess.run([COMMAND, "seat", *map(str, words)], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr, seconds


def cpu():
    """Seconds of processor that all commands took so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def written(folder, event, name="event.json"):
    path = folder / name
    path.write_text(json.dumps({key: value for key, value in asdict(event).items() if key != "lines"}))
    return path


def planned(folder, path, seconds):
    """Share of the bound, least served, broken rules by the check, wall seconds; None if there is no plan."""
    code, answer, wall = sofra(path, "--plan", folder / "plan.json", "--seconds", seconds)
    if code == 3:
        return None, answer, wall
    assert code == 0, answer
    judged = sofra("check", path, folder / "plan.json")
    return answer | {"broken_rules": judged[1]["broken_rules"]}, None, wall


def draws(folder):
    """110 people, 14 tables, 4 rounds with attributes: 60 draws at 2 seconds."""
    shares, walls, broken, none, false = [], [], 0, 0, 0
    for seed in range(60):
        event = instance(1000 + seed, 110, 14, 4, english=0.65)
        answer, _, wall = planned(folder, written(folder, event), 2)
        walls.append(wall)
        if answer is None:
            none += 1
            false += round_exists(event, 120)
        else:
            shares.append(answer["share"])
            broken += answer["broken_rules"]
    print(f"draws: {len(shares)} plans, {none} impossible of which {false} falsely; broken rules {broken}")
    print(f"  share of the bound: median {statistics.median(shares):.4f}, worst {min(shares):.4f}")
    print(f"  wall: median {statistics.median(walls):.2f} s, worst {max(walls):.2f} s")


def steps(_):
    """The same draws with the moves of an idle machine in 1.2 seconds: independent of what else runs here."""
    shares, seconds, none = [], [], 0
    for seed in range(60):
        event = instance(1000 + seed, 110, 14, 4, english=0.65)
        begun = time.process_time()
        try:
            made = seat(event, seed=1, effort=Effort.of_seconds(1.2, 110), limit=lambda _: lambda: True)
        except Impossible:
            none += 1
            continue
        seconds.append(time.process_time() - begun)
        shares.append(made.figures.share)
        print(f"steps: {len(shares)} plans, {none} impossible; share median {statistics.median(shares):.4f},", end=" ")
        print(f"worst {min(shares):.4f}; CPU median {statistics.median(seconds):.2f} s", flush=True)


def feasible(_):
    """500 small draws near the edge of what is possible, against the straightforward model of CP-SAT."""
    tally = {(ours, theirs): 0 for ours in (True, False) for theirs in (True, False)}
    for seed in range(500):
        chance = random.Random(seed)
        tables = chance.choice([3, 4, 5])
        event = instance(seed, tables * chance.choice([6, 7, 8]), tables, 1, english=chance.choice([0.5, 0.7, 0.9]))
        try:
            seat(event, seed=1, effort=Effort(100_000, 1), limit=lambda _: lambda: True)
            ours = True
        except Impossible:
            ours = False
        tally[ours, round_exists(event)] += 1
    print(f"feasible: both yes {tally[True, True]}, both no {tally[False, False]},", end=" ")
    print(f"falsely impossible {tally[False, True]}, falsely possible {tally[True, False]}")


def instances(folder, where):
    for path in sorted(Path(where).glob("*.json")):
        answer, reason, wall = planned(folder, path, 15 if "1500" in path.name else 3)
        if answer:
            facts = {name: answer[name] for name in ("broken_rules", "distinct_pairs", "bound", "least_new_people")}
            print(f"{path.stem}: share {answer['share']:.4f}, {facts}, {wall:.2f} s")
        else:
            print(f"{path.stem}: impossible, {reason['kind']}, {len(reason['core'])} in the core,", end=" ")
            print(f"{len(reason['remedies'])} remedies, {wall:.2f} s")


def golfing(folder):
    for tables, size, rounds in GOLF:
        answer, _, wall = planned(folder, written(folder, golf(tables, size, rounds)), 1)
        print(f"golf {tables}-{size}-{rounds}: share {answer['share']:.4f}, {wall:.2f} s")


def day(event, seed):
    """A tenth does not come, fewer come late, a facilitator falls ill, one new keep-apart pair."""
    chance = random.Random(seed)
    free = [person for person in event.people if person.role == "participant"]
    ill = next(person for person in event.people if person.role == "facilitator")
    gone = chance.sample(free, len(event.people) // 14)
    stay = [person for person in free if person not in gone]
    deputy = max(stay, key=lambda person: len(set(person.langs) & set(ill.langs)))
    joined = {each for group in event.together for each in group}
    pair = chance.sample([person.id for person in stay if person.id not in joined and person != deputy], 2)
    late = [asdict(replace(chance.choice(free), id=f"late{number}")) for number in range(len(gone) // 2)]
    return {
        "no_shows": [ill.id, *(person.id for person in gone)],
        "late_arrivals": late,
        "replacement_facilitator": {"table": ill.fixed_table, "person": deputy.id},
        "new_apart": [pair],
    }


def replanning(folder):
    for n, tables, rounds in [(110, 14, 4), (300, 38, 5)]:
        walls, busy, changed, broken, none = [], [], [], 0, 0
        for seed in range(10):
            event = instance(2000 + seed, n, tables, rounds, english=0.7, slack=2)
            path = written(folder, event)
            if planned(folder, path, 3)[0] is None:
                continue
            (folder / "changes.json").write_text(json.dumps(day(event, seed)))
            words = ("replan", path, folder / "plan.json", folder / "changes.json", "--held", 1)
            begun = cpu()
            code, answer, wall = sofra(*words, "--plan", folder / "new.json", "--seconds", 1)
            busy.append(cpu() - begun)
            before, after = (json.loads((folder / name).read_text()) for name in ("plan.json", "new.json"))
            if code == 3:
                none += 1
                continue
            broken += answer["broken_rules"] + (before[0] != after[0])
            walls.append(wall)
            changed.append(answer["changed_seats"] / answer["open_seats"])
        print(f"replan {n}: {len(walls)} days, {none} impossible, broken or held changed {broken};", end=" ")
        print(f"wall median {statistics.median(walls):.2f}, worst {max(walls):.2f} s;", end=" ")
        print(f"CPU median {statistics.median(busy):.2f}, worst {max(busy):.2f} s;", end=" ")
        print(f"seats changed median {statistics.median(changed):.3f}, worst {max(changed):.3f}")


def large(folder):
    for n, tables, rounds, seconds in [(300, 38, 5, 3), (2000, 200, 5, 15)]:
        begun = cpu()
        answer, _, wall = planned(folder, written(folder, instance(7, n, tables, rounds, english=0.8)), seconds)
        told = f"share {answer['share']:.4f}, broken {answer['broken_rules']}" if answer else "impossible"
        print(f"large {n}x{tables}x{rounds}: {told}, {wall:.2f} s, CPU with the check {cpu() - begun:.2f} s")


def peer(folder):
    """CP-SAT alone, as anybody would write it: distinct pairs in one model, 60 s, the same draw, the same judge."""
    from benchmarks.seating.peer import cp_sat_plan

    event = instance(1000, 110, 14, 4, english=0.65)
    path = written(folder, event)
    begun = time.perf_counter()
    plan = cp_sat_plan(event, 60)
    wall = time.perf_counter() - begun
    if plan is None:
        print(f"peer CP-SAT: no plan in {wall:.0f} s")
        return
    (folder / "plan.json").write_text(json.dumps(plan))
    judged = sofra("check", path, folder / "plan.json")[1]["broken_rules"]
    met = {frozenset((a, b)) for seating in plan for row in seating.values() for a in row for b in row if a < b}
    print(f"peer CP-SAT: {len(met)} distinct pairs, {judged} broken rules, {wall:.0f} s")
    answer, _, wall = planned(folder, path, 2)
    print(
        f"  Sofra, same draw: {answer['distinct_pairs']} distinct pairs, {answer['broken_rules']} broken, {wall:.2f} s"
    )


PARTS = {
    "draws": draws,
    "steps": steps,
    "feasible": feasible,
    "golf": golfing,
    "replan": replanning,
    "large": large,
    "peer": peer,
}

if __name__ == "__main__":
    words = sys.argv[1:] or list(PARTS)
    with tempfile.TemporaryDirectory() as made:
        for place, word in enumerate(words):
            if word in PARTS:
                PARTS[word](Path(made))
            elif word == "instances":
                instances(Path(made), words[place + 1])
