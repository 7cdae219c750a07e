"""Weeks, months and quarters that days are summed over."""

import datetime as dt
from enum import StrEnum

import msgspec
import numpy as np

from pilotage.plan.leveling.people_days import Ints, Minutes

MOST = 600
"""Periods that an answer has at most."""


class PeriodKind(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class StaffingPeriod(msgspec.Struct, frozen=True):
    """The days ``[start, finish)``; the first one begins with the first day that is counted, within its week."""

    start: dt.date
    finish: dt.date


def periods(first: dt.date, days: int, every: PeriodKind) -> tuple[StaffingPeriod, ...]:
    """The periods that ``days`` days from ``first`` on lie in, the first one cut at ``first``."""
    found: list[StaffingPeriod] = []
    start, end = first, first + dt.timedelta(days)
    while start < end and len(found) < MOST:
        finish = _next(start, every)
        found.append(StaffingPeriod(start, finish))
        start = finish
    return tuple(found)


def _next(day: dt.date, every: PeriodKind) -> dt.date:
    """The first day of the period after that of ``day``."""
    if every is PeriodKind.WEEK:
        return day + dt.timedelta(7 - day.weekday())
    months = 1 if every is PeriodKind.MONTH else 3
    month = day.year * 12 + (day.month - 1) // months * months + months
    return dt.date(month // 12, month % 12 + 1, 1)


def summed(minutes: Minutes, first: dt.date, wanted: tuple[StaffingPeriod, ...]) -> Minutes:
    """Columns of days summed by period; the last period reaches over days that are not there as over idle ones."""
    if not wanted:
        return np.zeros((len(minutes), 0))
    edges: Ints = np.array(
        [(each.start - first).days for each in wanted] + [(wanted[-1].finish - first).days], np.int64
    )
    done = np.concatenate((np.zeros((len(minutes), 1)), np.cumsum(minutes, axis=1)), axis=1)
    return np.diff(done[:, np.clip(edges, 0, minutes.shape[1])], axis=1)
