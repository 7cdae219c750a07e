"""What the schedule says of each row of the plan grid, as columns; and which rows differ between two schedules."""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pilotage.areas.schedule.rules.layout import Layout
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.schedule import Schedule, zone_of
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes, moment

DRIVEN = {value.value: value.name.lower() for value in Driven}
"""The words for ``driven_by`` in the plan's columns."""


@dataclass(frozen=True, eq=False, slots=True)
class Computed:
    """One entry per display row. Instants are minutes UTC, days are working days of ``program.hours_per_day``."""

    start: NDArray[np.int64]
    finish: NDArray[np.int64]
    late_start: NDArray[np.int64]
    late_finish: NDArray[np.int64]
    duration_days: NDArray[np.float64]
    float_days: NDArray[np.float64]
    free_float_days: NDArray[np.float64]
    progress: NDArray[np.float64]
    critical: NDArray[np.bool_]
    driver: NDArray[np.int32]
    driven_by: NDArray[np.int8]


NAMES = tuple(field.name for field in fields(Computed))
N = TypeVar("N", bound=np.generic)
_FAR = np.iinfo(np.int64).max


def computed(program: Program, schedule: Schedule, layout: Layout) -> Computed:
    """The columns of a schedule. The program and its workstreams span and sum up what is below them."""
    day = program.hours_per_day * 60
    real = layout.activity >= 0
    start, finish = _spread(schedule.start, layout, _FAR), _spread(schedule.finish, layout, -_FAR)
    late_start, late = _spread(schedule.late_start, layout, _FAR), _spread(schedule.late_finish, layout, -_FAR)
    total, free = _spread(schedule.total_float / day, layout, 0.0), _spread(schedule.free_float / day, layout, 0.0)
    duration = _spread(schedule.duration / day, layout, 0.0)
    critical = _spread(schedule.critical, layout, False)  # noqa: FBT003 - the filling of a mask
    progress, weight = _own_progress(program, schedule, layout)
    open_float = np.where(real & (progress < 1.0), total, np.inf)
    done = progress * weight
    for level in range(int(layout.level.max(initial=0)), 0, -1):
        below = np.flatnonzero(layout.level == level)
        above = layout.parent[below]
        np.add.at(done, above, done[below])
        np.add.at(weight, above, weight[below])
        virtual = ~real[above]
        child, parent = below[virtual], above[virtual]
        np.minimum.at(start, parent, start[child])
        np.maximum.at(finish, parent, finish[child])
        np.minimum.at(late_start, parent, late_start[child])
        np.maximum.at(late, parent, late[child])
        np.minimum.at(open_float, parent, open_float[child])
        np.logical_or.at(critical, parent, critical[child])
    _close_empty(program, schedule, ~real & (start == _FAR), start, finish, late_start, late)
    _span_virtual(program, schedule, np.flatnonzero(~real), start, finish, duration)
    total = np.where(real, total, np.where(np.isfinite(open_float), open_float, 0.0))
    summed: NDArray[np.float64] = np.divide(done, weight, out=np.zeros(len(layout)), where=weight > 0)
    shares: NDArray[np.float64] = np.where(_leaves(program, layout), progress, summed)
    return Computed(
        start=start,
        finish=finish,
        late_start=late_start,
        late_finish=late,
        duration_days=np.round(duration, 3),
        float_days=np.round(total, 3),
        free_float_days=np.round(free, 3),
        progress=np.round(shares, 4),
        critical=critical,
        driver=_spread(schedule.driver, layout, -1),
        driven_by=_spread(schedule.driven_by, layout, Driven.CHILDREN.value),
    )


def _spread(values: NDArray[N], layout: Layout, fill: float) -> NDArray[N]:
    """Values of activities to display rows; ``fill`` for the program and its workstreams."""
    column: NDArray[N] = np.full(len(layout), fill, dtype=values.dtype)
    real = layout.activity >= 0
    column[real] = values[layout.activity[real]]
    return column


def _leaves(program: Program, layout: Layout) -> NDArray[np.bool_]:
    summary = np.array([a.kind is ActivityKind.SUMMARY for a in program.activities] + [True])
    return ~summary[layout.activity]


def _own_progress(
    program: Program, schedule: Schedule, layout: Layout
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Progress of each leaf row and its weight: its working minutes, so that summaries average by work."""
    own = [1.0 if a.actual_finish is not None else a.progress for a in program.activities]
    task = np.array([a.kind is ActivityKind.TASK for a in program.activities] + [False])
    weights = np.append(schedule.duration.astype(np.float64), 0.0)
    return np.array([*own, 0.0])[layout.activity], np.where(task, weights, 0.0)[layout.activity]


def _close_empty(
    program: Program,
    schedule: Schedule,
    empty: NDArray[np.bool_],
    *columns: NDArray[np.int64],
) -> None:
    """A program or workstream without activities stands at the program's start, with no length."""
    if not empty.any():
        return
    begin = minutes(program.start) if program.start else 0
    at = int(schedule.start.min()) if len(schedule.start) else begin
    for column in columns:
        column[empty] = at


def _span_virtual(
    program: Program,
    schedule: Schedule,
    rows: NDArray[np.intp],
    start: NDArray[np.int64],
    finish: NDArray[np.int64],
    duration: NDArray[np.float64],
) -> None:
    zone = zone_of(program)
    for row in rows:
        begin, end = moment(int(start[row]), zone), moment(int(finish[row]), zone)
        duration[row] = schedule.working_days(begin, end)


def changed_rows(old: Computed, new: Computed) -> NDArray[np.intp]:
    """Rows of which any column differs. Both have the same layout."""
    different = np.zeros(len(new.start), dtype=np.bool_)
    for name in NAMES:
        different |= getattr(old, name) != getattr(new, name)
    return np.flatnonzero(different)
