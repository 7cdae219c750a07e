"""From a schedule to what the engine levels: people, limits, aims, and rules of priority to begin with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.calendars import start_at
from pilotage.engine.leveling.days import costing
from pilotage.engine.leveling.days.costing import Aims
from pilotage.engine.leveling.days.staffing import PARTS, Staffing, reserve
from pilotage.engine.network import AFTER_ALL, NONE, Network
from pilotage.plan.leveling.people_days import PeopleDays
from pilotage.plan.leveling.results import Objective, Wishes
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight, minutes
from pilotage.plan.working_time.spans import whole_duration

NEVER = 1000
"""Priority of an activity that leveling leaves where it is, as in Microsoft Project."""

GRAIN = 60
"""Work that waits for a person during a day begins whole hours before the day's end."""

_AIM = {
    Objective.FINISH: costing.FINISH,
    Objective.TARDINESS: costing.TARDINESS,
    Objective.MOVES: costing.MOVES,
}
_CARRIES = (None, ConstraintKind.ASAP, ConstraintKind.ALAP, ConstraintKind.START_NO_EARLIER_THAN)
"""Constraints that a leveling date may take the place of."""


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """What `engine.leveling.days.search.level` takes."""

    network: Network
    staffing: Staffing
    aims: Aims
    rules: Sequence[Sequence[Any]]


def problem(fresh: Schedule, today: Schedule, days: PeopleDays, wishes: Wishes) -> Problem:
    """The problem of leveling ``fresh``, the schedule without leveling dates; ``today`` is the plan as it is."""
    network = _held_late(fresh)
    size = len(network.order)
    first_need = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(days.rows, minlength=size), out=first_need[1:])
    capacity = np.round(days.limit * 1000).astype(np.int64).ravel()
    stays = kept(fresh, wishes.keep_started)
    first_other, other = _others(fresh, days, stays, wishes.hand_over)
    staffing = Staffing(
        days=days.days,
        grain=GRAIN,
        edge=days.edges.ravel(),
        first_need=first_need,
        person=days.who,
        units=days.units,
        kept=stays,
        capacity=capacity,
        left=capacity.copy(),
        gain=round(fresh.program.hours_per_day * 60),
        first_other=first_other,
        other=other,
        gives=np.diff(first_other) > 0,
        splits=_splits(fresh, size) if wishes.split else np.zeros(size, np.bool_),
        chosen=days.who.copy(),
        parts=np.zeros(size, np.int64),
        begin=np.zeros(size * PARTS, np.int64),
        length=np.zeros(size * PARTS, np.int64),
    )
    _reserve(fresh, network, staffing, days)
    return Problem(network, staffing, _aims(fresh, today, days, wishes.objective, size), _rules(fresh, size))


def _others(
    fresh: Schedule, days: PeopleDays, stays: NDArray[np.bool_], hand_over: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who else may take each need: those with its skill, where its work has not begun and is not kept."""
    having: dict[str, list[int]] = {}
    for at, person in enumerate(days.people):
        for skill in person.abilities:
            having.setdefault(skill, []).append(at)
    state = fresh.compiled.network.state
    found: list[int] = []
    first = [0]
    for row, named, _, skill in zip(days.rows.tolist(), days.who.tolist(), days.units, days.needs.skills, strict=True):
        if hand_over and skill and state[row] == columns.WAITING and not stays[row]:
            found.extend(at for at in having.get(skill, ()) if at != named)
        first.append(len(found))
    return np.array(first, np.int64), np.array(found, np.int64)


def _splits(fresh: Schedule, size: int) -> NDArray[np.bool_]:
    """Activities whose work may rest: not those that last so long on the clock."""
    found: NDArray[np.bool_] = np.zeros(size, np.bool_)
    for row, activity in enumerate(fresh.program.activities):
        found[row] = not whole_duration(fresh.program, activity)[1]
    return found


def _held_late(fresh: Schedule) -> Network:
    """What is to be as late as possible begins where it is planned, not earlier."""
    network = fresh.compiled.network
    if not network.alap.any():
        return network
    floor = network.floor.copy()
    late = np.flatnonzero(network.alap)
    floor[late] = np.maximum(floor[late], fresh.start[late])
    return network._replace(floor=floor)


def kept(schedule: Schedule, keep_started: bool) -> NDArray[np.bool_]:
    """Nodes that leveling does not move: fixed by a date or a priority of 1000, or started and to be kept."""
    network = schedule.compiled.network
    found: NDArray[np.bool_] = np.zeros(len(network.order), np.bool_)
    for row, activity in enumerate(schedule.program.activities):
        found[row] = _stays(activity, int(network.state[row]), keep_started)
    pinned: NDArray[np.bool_] = (network.pin_start != NONE) | (network.pin_finish != NONE)
    return found | pinned


def _stays(activity: Activity, state: int, keep_started: bool) -> bool:
    kind = activity.constraint.kind if activity.constraint is not None else None
    if activity.kind is not ActivityKind.TASK or activity.priority >= NEVER or kind not in _CARRIES:
        return True
    if state in (columns.RUNNING, columns.HELD):  # only a limit of its finish holds work back that has started
        return keep_started or kind not in (None, ConstraintKind.ASAP)
    return False


def _reserve(fresh: Schedule, network: Network, staffing: Staffing, days: PeopleDays) -> None:
    """Take what kept activities need, where the plan has them, out of what is left."""
    calendars = fresh.compiled.calendars
    resume = np.zeros(len(network.order), np.int64)
    for row in set(days.rows.tolist()):
        if staffing.kept[row]:
            resume[row] = start_at(calendars, int(network.calendar[row]), days.resume(row, fresh))
    reserve(network, calendars, staffing, resume)


def _aims(fresh: Schedule, today: Schedule, days: PeopleDays, objective: Objective, size: int) -> Aims:
    program = fresh.program
    goal_id = final_milestone(program)
    goal = fresh.index[goal_id] if goal_id is not None and fresh.index[goal_id] not in fresh.logic.children else -1
    due = np.full(size, AFTER_ALL, np.int64)
    weight = np.full(size, 100, np.int64)
    at = np.zeros(size, np.int64)
    at[: len(today.start)] = today.start
    zone = ZoneInfo(program.zone)
    for row, activity in enumerate(program.activities):
        weight[row] = max(1, activity.priority * 100 // 500)
        if row not in fresh.logic.children:
            due[row] = due_of(activity, zone)
    for row in set(days.rows.tolist()):
        at[row] = start_at(fresh.compiled.calendars, int(fresh.compiled.network.calendar[row]), days.resume(row, today))
    others = np.ones(size, np.bool_)
    others[days.rows] = False
    weight[others & (due == AFTER_ALL)] = 0
    not_before = int(fresh.finish[goal]) if goal >= 0 else int(fresh.finish.max(initial=0))
    return Aims(aim=_AIM[objective], goal=goal, not_before=not_before, due=due, weight=weight, today=at)


def due_of(activity: Activity, zone: ZoneInfo) -> int:
    """The instant by which an activity is wanted: the earliest of deadline, commitment, target and limiting date."""
    found = [AFTER_ALL]
    if activity.deadline is not None:
        found.append(minutes(activity.deadline))
    found += [
        midnight(day + dt.timedelta(1), zone) for day in (activity.commitment, activity.target) if day is not None
    ]
    for each in (activity.constraint, activity.second_constraint):
        if each is not None and each.at is not None and each.kind is ConstraintKind.FINISH_NO_LATER_THAN:
            found.append(minutes(each.at))
    return min(found)


def _rules(fresh: Schedule, size: int) -> list[list[Any]]:
    """Keys by which activities come first: where the plan has them, late start, late finish, float, priority."""
    program: Program = fresh.program
    rows = len(program.activities)
    priority = np.zeros(size, np.int64)
    priority[:rows] = [-each.priority for each in program.activities]
    start, late_start, late_finish, total = (
        _over_nodes(column, size) for column in (fresh.start, fresh.late_start, fresh.late_finish, fresh.total_float)
    )
    length = -fresh.compiled.network.remaining
    keys = [(late_start,), (late_finish,), (start,), (total, start), (priority, late_start), (start, length), (length,)]
    return [list(zip(*(column.tolist() for column in each), strict=True)) for each in keys]


def _over_nodes(column: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """A column over activities with 0 for the hubs behind them, which are ready when their activities are."""
    found = np.zeros(size, np.int64)
    found[: len(column)] = column
    return found
