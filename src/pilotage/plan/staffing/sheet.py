"""The staffing sheet: what is asked and what is there, by row and period, and the gap between them."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.engine.staffing import table
from pilotage.plan.leveling.loads import LEAST_MINUTES
from pilotage.plan.leveling.people_days import TOLERANCE, Minutes, work_at
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.staffing.groups import Group, RowKind, groups
from pilotage.plan.staffing.periods import PeriodKind, StaffingPeriod, periods, summed
from pilotage.plan.working_time.calendar_tables import midnight

Hours = tuple[float, ...]


class StaffingRow(msgspec.Struct, frozen=True, kw_only=True):
    """Hours of a row in each period. ``named`` is asked of people, ``unnamed`` of nobody yet.

    ``over``: what is asked of single people beyond what they have on a day (up to 5 % more is none, as in leveling),
    so that a free day does not hide a double one, nor one person's free week another's double one. ``away``: what is
    asked of people in periods in which they have no time at all. ``open``: nobody stands behind this row.
    """

    id: str
    name: str
    open: bool
    people: int
    capacity: Hours
    named: Hours
    unnamed: Hours
    over: Hours
    away: Hours


class StaffingSheet(msgspec.Struct, frozen=True, kw_only=True):
    """``full``: hours of somebody who works full time on the program's calendar in each period: hours divided by it are
    full-time equivalents. ``first`` is the first day that is counted.
    """

    by: RowKind
    every: PeriodKind
    first: dt.date
    periods: tuple[StaffingPeriod, ...]
    full: Hours
    rows: tuple[StaffingRow, ...]


class Table(msgspec.Struct, frozen=True):
    """Minutes of people (rows) by period."""

    capacity: Minutes
    named: Minutes
    over: Minutes
    away: Minutes


def sheet(days: StaffDays, by: RowKind, every: PeriodKind, *, until: dt.date | None = None) -> StaffingSheet:
    """Rows by period, from the first day on up to the last one with work, or ``until`` (not included)."""
    first = days.people.first
    wanted = counted(days, every, until)
    found, rows = people_table(days, wanted), groups(days, by)
    named, unnamed = by_row(days, rows, wanted)
    return StaffingSheet(
        by=by,
        every=every,
        first=first,
        periods=wanted,
        full=_hours(full_time(days, wanted)),
        rows=tuple(_row(group, found, *asked) for group, *asked in zip(rows, named, unnamed, strict=True)),
    )


def counted(days: StaffDays, every: PeriodKind, until: dt.date | None = None) -> tuple[StaffingPeriod, ...]:
    """The periods of a sheet: without a first one in which nobody works, such as the weekend after the status date."""
    wanted = periods(days.people.first, reach(days, until), every)
    if len(wanted) > 1:
        idle = slice(0, (wanted[0].finish - days.people.first).days)
        if not days.people.worked[:, idle].any() and not (days.pieces.day < idle.stop).any():
            return wanted[1:]
    return wanted


def reach(days: StaffDays, until: dt.date | None) -> int:
    """Days that a sheet covers."""
    most = days.people.days
    return min(most, days.last if until is None else max(0, (until - days.people.first).days))


def people_table(days: StaffDays, wanted: Sequence[StaffingPeriod]) -> Table:
    """What each person has and is asked for, by period."""
    people, first = days.people, days.people.first
    demand, spans = days.demand, tuple(wanted)
    sums = [summed(each, first, spans) for each in (people.capacity, demand, over_by_day(days, demand))]
    return Table(sums[0], sums[1], sums[2], np.where((sums[0] <= 0) & (sums[1] > 0), sums[1], 0.0))


def over_by_day(days: StaffDays, demand: Minutes) -> Minutes:
    """Minutes beyond what each person has on each day on which they work; who has no share of such a day has none."""
    people = days.people
    beyond = demand > people.capacity * (1 + TOLERANCE) + LEAST_MINUTES
    return np.where(beyond & (people.worked > 0), demand - people.capacity, 0.0)


def full_time(days: StaffDays, wanted: Sequence[StaffingPeriod]) -> Minutes:
    """Minutes of the program's own calendar in each period."""
    compiled = days.people.compiled
    time = compiled.book.times[compiled.book.default]
    zone = ZoneInfo(time.zone)
    edges = [each.start for each in wanted] + [each.finish for each in wanted[-1:]]
    at = [midnight(each, zone) for each in edges]
    return np.diff(work_at(time, compiled.span.first, compiled.span.last, np.array(at, np.int64))).astype(np.float64)


def by_row(days: StaffDays, rows: Sequence[Group], wanted: Sequence[StaffingPeriod]) -> tuple[Minutes, Minutes]:
    """Minutes of each row by period: those that somebody is named for, and those that nobody is."""
    row = np.full(len(days.asks.rows), -1, np.int64)
    for at, group in enumerate(rows):
        row[group.asks] = at
    item, somebody = days.pieces.item, days.asks.who[days.pieces.item] != NOBODY
    shape = (len(rows), days.people.days)
    found = (
        table(np.where(chosen, row[item], -1), days.pieces.day, days.minutes, shape) for chosen in (somebody, ~somebody)
    )
    named, unnamed = (summed(each, days.people.first, tuple(wanted)) for each in found)
    return named, unnamed


def _row(group: Group, found: Table, named: Minutes, unnamed: Minutes) -> StaffingRow:
    members = list(group.people)
    return StaffingRow(
        id=group.id,
        name=group.name,
        open=group.open,
        people=len(members),
        capacity=_hours(found.capacity[members].sum(axis=0)),
        named=_hours(named),
        unnamed=_hours(unnamed),
        over=_hours(found.over[members].sum(axis=0)),
        away=_hours(found.away[members].sum(axis=0)),
    )


def _hours(minutes: Minutes) -> Hours:
    return tuple(np.round(minutes / 60, 2).tolist())
