"""The straightforward model, a variable for each person and table: slow, and independent of `proofs`."""

from itertools import combinations

from ortools.sat.python import cp_model


def round_exists(instance, seconds=30.0):
    """Whether CP-SAT can seat one round, written down from docs/methods/seating.md alone."""
    model = cp_model.CpModel()
    tables = range(len(instance.tables))
    sits = {person.id: [model.new_bool_var("") for _ in tables] for person in instance.people}
    for person in instance.people:
        model.add_exactly_one(sits[person.id])
        for number, table in enumerate(instance.tables):
            if person.fixed_table not in (None, table.id) or table.kind not in ("hybrid", person.mode):
                model.add(sits[person.id][number] == 0)
    for number, table in enumerate(instance.tables):
        _table(model, instance, table, {name: row[number] for name, row in sits.items()})
    _pairs(model, instance, sits, tables)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    return {"OPTIMAL": True, "FEASIBLE": True, "INFEASIBLE": False}[solver.status_name(solver.solve(model))]


def _pairs(model, instance, sits, tables):
    for one, other in (pair for group in instance.apart for pair in combinations(group, 2)):
        for number in tables:
            model.add(sits[one][number] + sits[other][number] <= 1)
    for first, each in ((group[0], each) for group in instance.together for each in group[1:]):
        for number in tables:
            model.add(sits[first][number] == sits[each][number])


def _table(model, instance, table, here):
    model.add(sum(here.values()) >= table.min)
    model.add(sum(here.values()) <= table.max)
    if table.kind == "hybrid":
        online = sum(here[person.id] for person in instance.people if person.mode == "online")
        model.add(online >= table.online_min)
        model.add(online <= (table.max if table.online_max is None else table.online_max))
    for role in ("facilitator", "rapporteur"):
        holders = [here[person.id] for person in instance.people if person.role == role]
        if holders:
            model.add(sum(holders) == 1)
    words = {frozenset((lang,)) for person in instance.people for lang in person.langs}
    words |= {frozenset(each.langs) for each in instance.interpretation if each.table == table.id}
    works_in = {word: model.new_bool_var("") for word in words}
    model.add_exactly_one(works_in.values())
    for person in instance.people:
        followed = [chosen for word, chosen in works_in.items() if word & set(person.langs)]
        model.add(here[person.id] <= sum(followed))
