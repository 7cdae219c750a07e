"""A bound on the goal's finish by CP-SAT, with the leveled schedule as its hint. Needs OR-Tools.

The model is a relaxation: whatever people may really do is a solution of it, so its bound holds. On one calendar it is
exact to the minute; across calendars a predecessor's finish is rounded down to `_STEP` minutes of its work, limits of
late dates are left out, and an activity that asks more of somebody than a day has counts with its share of that day.
Activities that the goal does not wait for are left out too, and so is the work that others may take over. Work that
may rest in between has no model here.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pilotage.engine import cpm
from pilotage.engine.calendars import Calendars, finish_at, work
from pilotage.engine.leveling.days.staffing import NOBODY, Staffing, asks
from pilotage.engine.network import FINISHED, HELD, RUNNING, SS, Network

_STEP = 60
MOST_CELLS = 30_000
"""Days of activities beyond which a model is too large to prove anything in reasonable time."""


class SolverMissingError(ImportError):
    """OR-Tools is not installed."""


@dataclass(slots=True)
class _Model:
    """Positions are work counts of a node's calendar for work, minutes UTC for instants."""

    network: Network
    calendars: Calendars
    staffing: Staffing
    early: Any  # where work resumes without leveling, minutes UTC
    latest: int  # the goal's finish to be beaten or proven
    cp: Any
    at: dict[int, Any] = field(default_factory=dict)

    def is_instant(self, j: int) -> bool:
        return not asks(self.network, j)

    def first(self, j: int) -> int:
        """The least position."""
        if self.is_instant(j):
            return int(self.early[j])
        return int(work(self.calendars, int(self.network.calendar[j]), int(self.early[j])))

    def last(self, j: int) -> int:
        """A position that no schedule exceeds which reaches the goal by ``latest``."""
        if self.is_instant(j):
            return max(self.latest, self.first(j))
        c = int(self.network.calendar[j])
        return max(int(work(self.calendars, c, self.latest)) - int(self.network.remaining[j]), self.first(j))


def finish_bound(
    network: Network,
    calendars: Calendars,
    staffing: Staffing,
    early: Any,
    goal: int,
    hint: Any,
    latest: int,
    *,
    seconds: float,
    seed: int = 1,
) -> int | None:
    """An instant that the goal's finish cannot beat, at most ``latest``; None where the plan is too large.

    ``early`` is where each node's work resumes without leveling, ``hint`` where it does with it, in minutes UTC;
    ``latest`` the goal's finish with it. Raises SolverMissingError.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError as missing:
        raise SolverMissingError("OR-Tools is not installed.") from missing

    nodes = _before(network, goal)
    model = _Model(network, calendars, staffing, early, latest, cp_model.CpModel())
    if sum(_days(model, j) for j in nodes if _shares(model, j)) > MOST_CELLS:
        return None
    for j in nodes:
        model.at[j] = model.cp.new_int_var(model.first(j), model.last(j), f"at{j}")
        model.cp.add_hint(model.at[j], _hinted(model, j, int(hint[j])))
    for j in nodes:
        for e in range(int(network.first_in[j]), int(network.first_in[j + 1])):
            if int(network.predecessor[e]) in model.at:
                _link(model, e)
    _capacity(model, [j for j in nodes if _shares(model, j)])
    model.cp.minimize(model.at[goal])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = seed
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return latest  # nothing reaches the goal before, and what does was found outside the model's rounding
    bound = int(np.ceil(solver.best_objective_bound - 1e-6))
    if model.is_instant(goal):
        return min(latest, bound)
    done = bound + int(network.remaining[goal])
    return min(latest, int(finish_at(calendars, int(network.calendar[goal]), done)))


def _before(network: Network, goal: int) -> list[int]:
    """The goal and the unfinished nodes that it waits for."""
    found, waiting = {goal}, [goal]
    while waiting:
        j = waiting.pop()
        for e in range(int(network.first_in[j]), int(network.first_in[j + 1])):
            i = int(network.predecessor[e])
            if i not in found and network.state[i] != FINISHED:
                found.add(i)
                waiting.append(i)
    return sorted(found)


def _hinted(model: _Model, j: int, resume: int) -> int:
    c = int(model.network.calendar[j])
    position = resume if model.is_instant(j) else int(work(model.calendars, c, resume))
    return min(max(position, model.first(j)), model.last(j))


def _link(model: _Model, e: int) -> None:
    """The successor's position behind its predecessor's, in the successor's count."""
    network = model.network
    i, j = int(network.predecessor[e]), int(network.successor[e])
    kind, state = int(network.kind[e]), network.state[j]
    if state == HELD or (state == RUNNING and kind == SS):
        return
    leaves = 0 if kind % 2 else _length(model, i)
    if kind % 2 and network.state[i] in (RUNNING, HELD):
        return  # its start is a fact, not where its remaining work begins
    enters = _length(model, j) if kind > SS else 0
    lag, lag_calendar = int(cpm.lag_of(network, e)), int(network.lag_calendar[e])
    c = int(network.calendar[j])
    one = not model.is_instant(i) and not model.is_instant(j) and int(network.calendar[i]) == c
    if one and (lag == 0 or lag_calendar == c):
        model.cp.add(model.at[j] + enters >= model.at[i] + leaves + lag)
    elif model.is_instant(i) and model.is_instant(j) and lag == 0:
        model.cp.add(model.at[j] >= model.at[i])
    else:
        _stepped(model, e, i, j, leaves, enters)


def _length(model: _Model, j: int) -> int:
    return 0 if model.is_instant(j) else int(model.network.remaining[j])


def _stepped(model: _Model, e: int, i: int, j: int, leaves: int, enters: int) -> None:
    """A link between two calendars: a table from steps of the predecessor's position, rounded down."""
    network, calendars = model.network, model.calendars
    first, last = model.first(i) + leaves, model.last(i) + leaves
    table = []
    for step in range(first // _STEP, last // _STEP + 1):
        position = max(step * _STEP, first)
        t = position if model.is_instant(i) else int(finish_at(calendars, int(network.calendar[i]), position))
        t = int(cpm.later(calendars, int(network.lag_calendar[e]), t, int(cpm.lag_of(network, e))))
        table.append(t if model.is_instant(j) else int(work(calendars, int(network.calendar[j]), t)))
    step_ = model.cp.new_int_var(first // _STEP, last // _STEP, f"step{e}")
    model.cp.add(model.at[i] + leaves >= step_ * _STEP)
    model.cp.add(model.at[i] + leaves < step_ * _STEP + _STEP)
    value = model.cp.new_int_var(min(table), max(table), f"bound{e}")
    model.cp.add_element(step_ - first // _STEP, table, value)
    model.cp.add(model.at[j] + enters >= value)


def _shares(model: _Model, j: int) -> bool:
    """Whether a node competes for people; what ``kept`` nodes take is gone from ``left``."""
    staffing = model.staffing
    return bool(not staffing.kept[j] and asks(model.network, j) and staffing.first_need[j] < staffing.first_need[j + 1])


def _window(model: _Model, j: int) -> range:
    """Local days that a node's work may touch."""
    staffing = model.staffing
    base = int(model.network.calendar[j]) * (staffing.days + 1)
    edges = np.asarray(staffing.edge[base : base + staffing.days + 1])
    low = int(np.searchsorted(edges, model.first(j), side="right")) - 1
    high = int(np.searchsorted(edges, model.last(j) + int(model.network.remaining[j]), side="left"))
    return range(max(low, 0), min(high, staffing.days))


def _days(model: _Model, j: int) -> int:
    return len(_window(model, j))


def _capacity(model: _Model, nodes: list[int]) -> None:
    """On no day more of a person than is left."""
    staffing = model.staffing
    asked: dict[int, list[Any]] = {}
    for j in nodes:
        base = int(model.network.calendar[j]) * (staffing.days + 1)
        for d in _window(model, j):
            begin, end = int(staffing.edge[base + d]), int(staffing.edge[base + d + 1])
            if begin < end:
                _share_of_day(model, j, d, begin, end, asked)
    for cell, terms in asked.items():
        model.cp.add(sum(terms) <= max(0, int(staffing.left[cell])))


def _share_of_day(model: _Model, j: int, d: int, begin: int, end: int, asked: dict[int, list[Any]]) -> None:
    """Minutes of a node on one day, ``max(0, min(work, day, what is left of either))``, as terms of its people."""
    staffing, rest, at = model.staffing, int(model.network.remaining[j]), model.at[j]
    most = min(rest, end - begin)
    inside = model.cp.new_int_var(-(1 << 40), most, f"inside{j}_{d}")
    model.cp.add_min_equality(inside, [most, at + rest - begin, end - at])
    minutes = model.cp.new_int_var(0, most, f"minutes{j}_{d}")
    model.cp.add_max_equality(minutes, [0, inside])
    for x in range(int(staffing.first_need[j]), int(staffing.first_need[j + 1])):
        if staffing.person[x] == NOBODY or staffing.first_other[x] < staffing.first_other[x + 1]:
            continue  # whose time it takes is open
        cell = int(staffing.person[x]) * staffing.days + d
        units = min(int(staffing.units[x]), int(staffing.capacity[cell]) // most)
        if units > 0:
            asked.setdefault(cell, []).append(units * minutes)
