"""A plan by CP-SAT alone: every rule as a constraint, distinct pairs as the aim, no thought."""

from itertools import combinations

from ortools.sat.python import cp_model


def cp_sat_plan(instance, seconds):
    """A plan as a list over rounds of {table id: [person ids]}, or None if none came in time."""
    from tests.analysis.seating.exact import _pairs, _table

    model = cp_model.CpModel()
    tables = range(len(instance.tables))
    rounds = []
    for _ in range(instance.rounds):
        sits = {person.id: [model.new_bool_var("") for _ in tables] for person in instance.people}
        for person in instance.people:
            model.add_exactly_one(sits[person.id])
            for number, table in enumerate(instance.tables):
                if person.fixed_table not in (None, table.id) or table.kind not in ("hybrid", person.mode):
                    model.add(sits[person.id][number] == 0)
        for number, table in enumerate(instance.tables):
            _table(model, instance, table, {name: row[number] for name, row in sits.items()})
        _pairs(model, instance, sits, tables)
        rounds.append(sits)
    model.maximize(sum(_met(model, rounds, one.id, other.id) for one, other in combinations(instance.people, 2)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    if solver.status_name(solver.solve(model)) not in ("OPTIMAL", "FEASIBLE"):
        return None
    return [
        {
            table.id: [name for name, row in sits.items() if solver.value(row[number])]
            for number, table in enumerate(instance.tables)
        }
        for sits in rounds
    ]


def _met(model, rounds, one, other):
    """True only if these two share a table at least once."""
    shared = []
    for sits in rounds:
        for here, there in zip(sits[one], sits[other], strict=True):
            both = model.new_bool_var("")
            model.add_implication(both, here)
            model.add_implication(both, there)
            shared.append(both)
    met = model.new_bool_var("")
    model.add(sum(shared) >= met)
    return met
