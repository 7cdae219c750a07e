"""What differs between two states of a plan's dates, activity by activity.

Variance is counted in working days of the activity's own calendar (an activity that has left the plan: the program's),
later and longer positive: finish variance = working time from the earlier state's finish to the later state's finish.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.measures import work_between
from pilotage.plan.insight.variance.sides import Side
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.history import BaselineEntry
from pilotage.plan.working_time.calendar_tables import minutes

LEAST_DAYS = 0.05
"""A smaller difference is that of rounding between tools, not a change."""


Days = tuple[float, float, float]
"""Start, finish and duration variance."""

_Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


class State(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class Variance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One activity in both states. Days are working days, None where it is in one state only; ``critical`` is today's.

    ``kind`` is that of the plan; of an activity that has left it, ``milestone`` or ``task``.
    """

    id: str
    title: str
    kind: ActivityKind
    state: State
    critical: bool
    before: BaselineEntry | None
    after: BaselineEntry | None
    start_days: float | None = None
    finish_days: float | None = None
    duration_days: float | None = None
    cost: Decimal | None = None  # after less before, where both have one


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """``rows``: milestones first, the latest first within each; what is the same stands last."""

    before: Side
    after: Side
    rows: tuple[Variance, ...]


def compare(before: Side, after: Side, schedule: Schedule) -> Comparison:
    """Compare two states; ``schedule`` is today's, whose calendars count the days."""
    was = {entry.activity: entry for entry in before.entries}
    now = {entry.activity: entry for entry in after.entries}
    both = [key for key in now if key in was]
    days = working_days_between(schedule, [was[key] for key in both], [now[key] for key in both])
    found = dict(zip(both, days, strict=True))
    plan = {activity.id: activity for activity in schedule.program.activities}
    keys = [*now, *(key for key in was if key not in now)]
    rows = [_row(key, was.get(key), now.get(key), found.get(key), plan, schedule) for key in keys]
    return Comparison(before=before, after=after, rows=tuple(sorted(rows, key=_order)))


def plan_variance(schedule: Schedule, baseline: Iterable[BaselineEntry]) -> dict[str, Days]:
    """Variance of the plan's own dates against a baseline, by activity id: what `compare` finds, without its rows."""
    kept = [entry for entry in baseline if entry.activity in schedule.index]
    rows = np.array([schedule.index[entry.activity] for entry in kept], np.int64)
    now = (schedule.start[rows], schedule.finish[rows], schedule.duration[rows])
    return dict(zip((entry.activity for entry in kept), _days(schedule, kept, now), strict=True))


def working_days_between(schedule: Schedule, was: Sequence[BaselineEntry], now: Sequence[BaselineEntry]) -> list[Days]:
    """Variance of each pair, on the calendar of its activity."""
    return _days(schedule, was, _columns(now))


def _days(schedule: Schedule, was: Sequence[BaselineEntry], now: _Columns) -> list[Days]:
    compiled, day = schedule.compiled, schedule.program.hours_per_day * 60
    rows = [schedule.index.get(entry.activity) for entry in was]
    number = np.array([compiled.book.default if row is None else compiled.number[row] for row in rows], np.int64)
    start, finish, duration = _columns(was)
    starts = work_between(compiled.calendars, number, start, now[0]) / day
    finishes = work_between(compiled.calendars, number, finish, now[1]) / day
    return list(zip(starts.tolist(), finishes.tolist(), ((now[2] - duration) / day).tolist(), strict=True))


def _columns(entries: Sequence[BaselineEntry]) -> _Columns:
    return (
        np.array([minutes(each.start) for each in entries], np.int64),
        np.array([minutes(each.finish) for each in entries], np.int64),
        np.array([each.duration for each in entries], np.int64),
    )


def _row(
    key: str,
    was: BaselineEntry | None,
    now: BaselineEntry | None,
    days: Days | None,
    plan: Mapping[str, Activity],
    schedule: Schedule,
) -> Variance:
    activity, last = plan.get(key), now or was
    assert last is not None
    kind = activity.kind if activity else ActivityKind.MILESTONE if last.milestone else ActivityKind.TASK
    start, finish, duration = days or (None, None, None)
    cost = now.cost - was.cost if was and now and was.cost is not None and now.cost is not None else None
    moved = days is not None and (any(abs(each) >= LEAST_DAYS for each in days) or bool(cost))
    state = State.ADDED if was is None else State.REMOVED if now is None else State.CHANGED if moved else State.SAME
    return Variance(
        id=key,
        title=last.title or (activity.title if activity else key),
        kind=kind,
        state=state,
        critical=activity is not None and bool(schedule.critical[schedule.index[key]]),
        before=was,
        after=now,
        start_days=start,
        finish_days=finish,
        duration_days=duration,
        cost=cost,
    )


_STATES = {State.CHANGED: 0, State.ADDED: 1, State.REMOVED: 2, State.SAME: 3}


def _order(row: Variance) -> tuple[bool, int, float, str]:
    return row.kind is not ActivityKind.MILESTONE, _STATES[row.state], -(row.finish_days or 0.0), row.id
