"""Who solves: Pilotage, and its peers beside it, each with the same seconds and cores."""

import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np

from benchmarks.rcpsp.instances import Instance
from pilotage.engine.leveling.slots.packing import pack
from pilotage.engine.leveling.slots.proof import prove
from pilotage.engine.leveling.slots.search import search

MANY = 1 << 60
SMALL = 40


class Answer(NamedTuple):
    """A schedule in slots, and a finish that no schedule beats (0: none is known)."""

    start: list[int]
    finish: int
    bound: int
    schedules: int = 0


Solver = Callable[[Instance, float, int, int], Answer]
"""From an instance, seconds, cores and a seed."""


def pilotage(instance: Instance, seconds: float, cores: int, seed: int) -> Answer:
    _compile_search()
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    proves = len(instance.duration) <= SMALL and find_spec("ortools") is not None
    begun = time.perf_counter()
    until = begun + (seconds / 2 if proves else seconds)
    found = search(
        both,
        seed=seed,
        schedules=MANY,
        islands=cores,
        weight=_busyness(instance),
        go_on=lambda: time.perf_counter() < until,
    )
    left = begun + seconds - time.perf_counter()
    if proves and left > 0.1:
        found = prove(both, found, seconds=left, workers=cores, seed=seed)
    return Answer(found.start.tolist(), found.finish, found.bound, found.schedules)


@cache
def _compile_search() -> None:
    """Compile, outside anybody's seconds, what the search runs: two jobs that cannot overlap keep it breeding."""
    search(pack([3, 2], [[1], [2]], [2], []), seed=1, schedules=1000)


def _busyness(instance: Instance) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    shares = [sum(1000 * n // c for n, c in zip(need, instance.capacity, strict=True)) for need in instance.need]
    return np.array(shares, np.int64)


def cp_sat(instance: Instance, seconds: float, cores: int, seed: int) -> Answer:
    """OR-Tools' CP-SAT alone, with the textbook model and no hint."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    horizon = sum(instance.duration)
    at = [model.new_int_var(0, horizon, f"at{j}") for j in range(len(instance.duration))]
    spans = [model.new_fixed_size_interval_var(at[j], each, f"of{j}") for j, each in enumerate(instance.duration)]
    for i, j in instance.links:
        model.add(at[j] >= at[i] + instance.duration[i])
    for resource, capacity in enumerate(instance.capacity):
        users = [j for j, need in enumerate(instance.need) if need[resource]]
        model.add_cumulative([spans[j] for j in users], [instance.need[j][resource] for j in users], capacity)
    finish = model.new_int_var(0, horizon, "finish")
    model.add_max_equality(finish, [each + length for each, length in zip(at, instance.duration, strict=True)])
    model.minimize(finish)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = cores
    solver.parameters.random_seed = seed
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(*_one_by_one(instance), 0)
    start = [int(solver.value(each)) for each in at]
    return Answer(start, int(solver.value(finish)), int(np.ceil(solver.best_objective_bound - 1e-6)))


def pyjobshop(instance: Instance, seconds: float, cores: int, seed: int) -> Answer:
    """PyJobShop, which models the project for CP-SAT."""
    model = import_module("pyjobshop").Model()
    resources = [model.add_renewable(capacity) for capacity in instance.capacity]
    tasks = [model.add_task() for _ in instance.duration]
    for task, duration, need in zip(tasks, instance.duration, instance.need, strict=True):
        model.add_mode(task, resources, duration, need)
    for i, j in instance.links:
        model.add_end_before_start(tasks[i], tasks[j])
    result = model.solve(time_limit=seconds, num_workers=cores, display=False, random_seed=seed)
    if not result.best.tasks:
        return Answer(*_one_by_one(instance), 0)
    start = [int(each.start) for each in result.best.tasks]
    return Answer(start, int(result.objective), int(np.ceil(result.lower_bound - 1e-6)))


def _one_by_one(instance: Instance) -> tuple[list[int], int]:
    """What anybody can do: one activity after the other."""
    done = range(len(instance.duration))
    before: dict[int, set[int]] = {j: set() for j in done}
    for i, j in instance.links:
        before[j].add(i)
    start, at, open_ = [0] * len(done), 0, set(done)
    while open_:
        j = min(each for each in open_ if not before[each] & open_)
        start[j], at = at, at + instance.duration[j]
        open_.remove(j)
    return start, at


PEERS: tuple[tuple[str, str, Solver], ...] = (
    ("CP-SAT alone", "ortools", cp_sat),
    ("PyJobShop", "pyjobshop", pyjobshop),
)
"""Name, the package that it needs, and the solver."""
