"""Plans keep every rule, repeat by seed, and are refused only where none exists."""

from dataclasses import replace

import numpy as np
import pytest

from sofra.analysis.seating import machine_code, sheets
from sofra.analysis.seating.arrays import TooManyLanguages, arrays, places_of, plan_of
from sofra.analysis.seating.check import broken_rules
from sofra.analysis.seating.instance import Instance, Interpretation, Person, Table
from sofra.analysis.seating.measures import figures, meetings, most_distinct_pairs
from sofra.analysis.seating.planning import Impossible, seat
from sofra.analysis.seating.proofs import seated_round
from sofra.analysis.seating.race import Effort, best_places
from sofra.analysis.seating.starts import first_places
from sofra.analysis.seating.state import Dials, cost_of, state_of
from tests.analysis.seating.exact import round_exists
from tests.analysis.seating.instances import golf, instance

FEW = Effort(steps=6000, starts=1)


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_keeps_every_rule_or_there_is_none(seed):
    event = instance(seed, 30, 4, 2, english=0.5 + 0.05 * (seed % 5))
    try:
        plan = seat(event, seed=seed, effort=FEW).plan
    except Impossible:
        assert not round_exists(event)
    else:
        assert broken_rules(event, plan) == ()
        assert round_exists(event)


def hybrid(seed):
    """Two rooms, an online table and a hybrid one; one person in three is online."""
    event = instance(seed, 28, 4, 2, english=1.0, rules=False, slack=3)
    kinds = (
        Table("t0", 4, 9),
        Table("t1", 4, 9),
        Table("t2", 4, 9, "online"),
        Table("t3", 4, 9, "hybrid", 2, 5),
    )
    online = {2, 6, *range(20, 28)}
    people = tuple(
        replace(each, mode="online") if number in online else each for number, each in enumerate(event.people)
    )
    return replace(event, people=people, tables=kinds, interpretation=())


@pytest.mark.parametrize("seed", range(4))
def test_online_and_hybrid_tables_are_kept(seed):
    event = hybrid(seed)
    assert broken_rules(event, seat(event, seed=seed, effort=FEW).plan) == ()


def test_the_same_seed_gives_the_same_plan_and_another_seed_another():
    event = instance(5, 30, 4, 2, english=0.9, easy=True)
    first, again, other = (seat(event, seed=seed, effort=FEW).plan for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_order_of_rules_does_not_matter():
    event = instance(5, 30, 4, 2, english=0.9, easy=True)
    turned = replace(event, apart=tuple(pair[::-1] for pair in event.apart[::-1]))
    assert seat(event, seed=1, effort=FEW).plan == seat(turned, seed=1, effort=FEW).plan


def test_the_search_mixes_better_than_chance():
    event = instance(5, 40, 5, 4, english=0.9, easy=True)
    problem = arrays(event)
    start = first_places(problem, np.random.default_rng(1), event.rounds)
    found = best_places(problem, seed=1, effort=Effort(20_000, 1))
    assert figures(problem, found).distinct_pairs > figures(problem, start).distinct_pairs + 40


def test_a_clock_that_has_run_out_still_gives_a_plan():
    event = instance(5, 30, 4, 2, english=0.9, easy=True)
    made = seat(event, seed=1, effort=Effort(steps=400_000), clock=lambda: 1.0)
    assert broken_rules(event, made.plan) == ()


def test_wishes_come_true_when_they_weigh_and_not_when_they_are_off():
    event = instance(5, 40, 5, 2, english=1.0, easy=True)
    on, off = (
        seat(event, seed=1, effort=Effort(20_000, 1), dials=Dials(wishes=weight)).figures.wishes_met
        for weight in (5.0, 0.0)
    )
    assert on > off


def test_mixing_countries_costs_shared_countries():
    event = instance(5, 40, 5, 3, english=1.0, easy=True)
    much, off = (
        seat(event, seed=1, effort=Effort(20_000, 1), dials=Dials(mixed_countries=weight)).figures.same_country
        for weight in (2.0, 0.0)
    )
    assert much < 0.8 * off


# ---------------------------------------------------------------- the kernel and its arrays


def moved(event, kernel, steps=3000, *, stability=0.0):
    problem = arrays(event)
    places = first_places(problem, np.random.default_rng(3), event.rounds)
    state = state_of(problem, places, seed=9, dials=Dials(), home=places if stability else None)
    kernel(state.w, state.pairs, state.up, 1.0, 0.06, stability, steps)
    return problem, state


@pytest.mark.parametrize("event", [instance(5, 40, 5, 3, english=0.7, easy=True), hybrid(1)], ids=["room", "hybrid"])
def test_the_kernels_counting_is_true_to_its_tables(event):
    problem, state = moved(event, machine_code.plain_kernel, stability=0.3)
    places = state.places
    met = meetings(places)
    assert (state.pairs.reshape(met.shape) & 63 == met).all()
    fresh = state_of(problem, places, seed=9, dials=Dials(), home=None)
    now, again = (each._sheet(sheets.NOW, problem.rounds * len(problem.tables)) for each in (state, fresh))
    assert (now[:, : sheets.FIRST] == again[:, : sheets.FIRST]).all()
    for row, other in zip(now, again, strict=True):
        size = row[sheets.SIZE]
        assert set(row[sheets.FIRST :][:size]) == set(other[sheets.FIRST :][:size])


def test_tables_without_a_language_are_helped():
    """From seats by chance, where hardly a table shares a language, in fewer moves than there are pairs of seats."""
    event = instance(5, 40, 5, 3, english=0.6, easy=True)
    problem = arrays(event)
    chance, places = np.random.default_rng(3), first_places(problem, np.random.default_rng(3), event.rounds)
    free = [
        number for number, each in enumerate(event.people) if each.role == "participant" and not in_block(event, each)
    ]
    for row in places:
        row[free] = row[chance.permutation(free)]
    state = state_of(problem, places, seed=9, dials=Dials())
    assert state.broken > 20
    machine_code.plain_kernel(state.w, state.pairs, state.up, 0.5, 0.06, 0.0, 3000)
    assert state.broken == 0


def in_block(event, person):
    return any(person.id in group for group in event.together)


def test_starts_gather_or_spread_people_of_a_scarce_language():
    event = instance(1002, 110, 14, 1, english=0.65)
    problem = arrays(event)
    alone = [number for number, each in enumerate(event.people) if each.langs == ("mk",)]
    few, many = (
        len(set(first_places(problem, np.random.default_rng(1), 1, gather=weight)[0, alone].tolist()))
        for weight in (1.0, -1.0)
    )
    assert few < many


def test_rounds_of_many_people_are_dealt_once_and_differ():
    problem = arrays(instance(7, 640, 80, 3, english=0.9))
    places = first_places(problem, np.random.default_rng(1), 3)
    sizes = [np.bincount(row, minlength=80) for row in places]
    assert all(((each >= problem.tables[:, 0]) & (each <= problem.tables[:, 1])).all() for each in sizes)
    assert (places[0] != places[1]).mean() > 0.5
    broken = [state_of(problem, np.stack([row] * 3), seed=1, dials=Dials()).broken // 3 for row in places]
    assert broken[1:] == broken[:1] * 2


def test_machine_code_moves_as_plain_python_does():
    kernel, fast = machine_code.kernel()
    if not fast:
        machine_code.compile_beside().wait()  # in a process of its own: numba takes the functions over
        kernel, fast = machine_code.kernel()
    assert fast
    for event in (instance(5, 40, 5, 3, english=0.7, easy=True), hybrid(1)):
        _, plain = moved(event, machine_code.plain_kernel, stability=0.3)
        _, compiled = moved(event, kernel, stability=0.3)
        assert (plain.w == compiled.w).all()
        assert (plain.pairs == compiled.pairs).all()


def test_the_kernel_refuses_arrays_with_gaps():
    kernel, fast = machine_code.kernel()
    assert fast
    _, state = moved(instance(5, 40, 5, 3, easy=True), machine_code.plain_kernel, steps=10)
    with pytest.raises(ValueError, match="flat arrays"):
        kernel(state.w.reshape(1, -1), state.pairs, state.up, 1.0, 0.1, 0.0, 1)


def test_a_folder_that_others_can_write_to_holds_no_machine_code(tmp_path, monkeypatch):
    shared = tmp_path / "sofra"
    shared.mkdir()
    shared.chmod(0o777)
    assert not machine_code._is_ours(shared)
    shared.chmod(0o700)
    assert machine_code._is_ours(shared)


def test_the_cost_falls_as_the_kernel_says():
    event = instance(5, 40, 5, 3, english=0.9, easy=True)
    problem = arrays(event)
    places = first_places(problem, np.random.default_rng(3), event.rounds)
    before = cost_of(problem, places, Dials())
    _, state = moved(event, machine_code.plain_kernel)
    assert cost_of(problem, state.places, Dials()) < before - 20


def test_inputs_are_not_written_to():
    problem = arrays(instance(5, 30, 4, 2, english=0.9, easy=True))
    kept = [each.copy() for each in (problem.people, problem.tables, problem.blocks, problem.pairs)]
    best_places(problem, seed=1, effort=FEW)
    now = (problem.people, problem.tables, problem.blocks, problem.pairs)
    assert all((one == other).all() for one, other in zip(kept, now, strict=True))


def test_plans_and_tables_of_people_are_the_same_thing():
    event = instance(5, 30, 4, 2, english=0.9, easy=True)
    problem = arrays(event)
    plan = seat(event, seed=1, effort=FEW).plan
    assert plan_of(problem, places_of(problem, plan)) == plan


def test_too_many_languages_are_refused():
    people = tuple(Person(f"p{number}", (f"l{number}",)) for number in range(63))
    with pytest.raises(TooManyLanguages):
        arrays(Instance(1, people, (Table("t", 1, 70),)))


# ---------------------------------------------------------------- bound and proofs


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_is_above_the_bound(seed):
    event = instance(seed, 24, 3, 4, english=0.95)
    made = seat(event, seed=1, effort=Effort(15_000, 1))
    assert made.figures.distinct_pairs <= made.figures.bound


def test_the_bound_is_reached_where_algebra_says_so():
    assert most_distinct_pairs(arrays(golf(5, 5, 6))) == 300
    assert most_distinct_pairs(arrays(golf(8, 4, 8))) == 384


def test_the_bound_counts_people_who_belong_together_once():
    free = golf(5, 4, 3)
    paired = replace(free, together=(("p0000", "p0001"),))
    assert most_distinct_pairs(arrays(free)) - most_distinct_pairs(arrays(paired)) == 2


def test_a_round_of_cp_sat_keeps_every_rule():
    event = replace(instance(5, 40, 5, 1, english=0.8, easy=True), rounds=1)
    problem = arrays(event)
    row = seated_round(problem, np.random.default_rng(1))
    assert broken_rules(event, plan_of(problem, row[None])) == ()


def test_a_round_of_cp_sat_keeps_people_at_home():
    event = replace(instance(5, 40, 5, 1, english=0.8, easy=True), rounds=1)
    problem = arrays(event)
    home = seated_round(problem, np.random.default_rng(1))
    again = seated_round(problem, np.random.default_rng(2), home=home)
    assert (home == again).mean() > 0.9


def test_an_interpreter_makes_one_table_of_two_languages():
    people = (Person("a", ("de",)), Person("b", ("en",)))
    event = Instance(1, people, (Table("t", 2, 2),), (Interpretation("t", ("de", "en")),))
    assert seat(event, seed=1, effort=FEW).plan == ({"t": ("a", "b")},)


@pytest.mark.parametrize(
    ("tables", "size", "rounds"),
    [(4, 4, 5), (5, 5, 6), (7, 7, 8), (8, 4, 9), (8, 8, 9), (9, 9, 10), (11, 8, 11), (16, 8, 9), (9, 3, 13)],
)  # fmt: skip
def test_algebra_seats_nobody_twice_beside_anybody(tables, size, rounds):
    event = golf(tables, size, rounds)
    made = seat(event, seed=1, effort=Effort(steps=1))
    assert meetings(places_of(arrays(event), made.plan)).max() == 1
    assert made.figures.share == 1.0


def test_algebra_stands_back_where_a_rule_binds():
    event = replace(golf(5, 5, 6), apart=(("p0000", "p0001"),))
    assert broken_rules(event, seat(event, seed=1, effort=FEW).plan) == ()
