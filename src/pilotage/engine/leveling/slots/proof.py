"""CP-SAT on a packed project, with a schedule as its hint: a proof, or a better schedule. Needs OR-Tools."""

from dataclasses import replace

import numpy as np

from pilotage.engine.leveling.days.proof import SolverMissingError
from pilotage.engine.leveling.slots.bounds import resources
from pilotage.engine.leveling.slots.packing import Both
from pilotage.engine.leveling.slots.search import Found


def prove(both: Both, found: Found, *, seconds: float, workers: int = 2, seed: int = 1) -> Found:
    """``found`` with a better bound, or a better schedule. Raises SolverMissingError."""
    try:
        from ortools.sat.python import cp_model
    except ImportError as missing:
        raise SolverMissingError("OR-Tools is not installed.") from missing
    if found.proven:
        return found
    project, start = both.ahead, np.empty_like(found.start)
    start[both.row] = found.start
    model = cp_model.CpModel()
    length = project.duration.tolist()
    at = [model.new_int_var(0, found.finish - each, f"at{j}") for j, each in enumerate(length)]
    spans = [model.new_fixed_size_interval_var(at[j], each, f"span{j}") for j, each in enumerate(length)]
    finish = model.new_int_var(found.bound, found.finish, "finish")
    for j, each in enumerate(length):
        model.add(finish >= at[j] + each)
        model.add_hint(at[j], int(start[j]))
        for i in project.into[project.first_in[j] : project.first_in[j + 1]].tolist():
            model.add(at[j] >= at[i] + length[i])
    for need, capacity in resources(project):
        users = np.flatnonzero(need).tolist()
        model.add_cumulative([spans[j] for j in users], [int(need[j]) for j in users], capacity)
    model.minimize(finish)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    bound = max(found.bound, int(np.ceil(solver.best_objective_bound - 1e-6)))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or solver.value(finish) >= found.finish:
        return replace(found, bound=min(bound, found.finish))
    better = np.array([solver.value(each) for each in at], np.int64)
    return replace(found, start=better[both.row], finish=int(solver.value(finish)), bound=bound)
