"""Recurring exceptions of a calendar as dates: daily, weekly, monthly and yearly patterns.

Source: Microsoft's reference of the ``Exception`` element of the Calendars schema (Type, Period, DaysOfWeek,
MonthItem, MonthPosition, Month, MonthDay).
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

import msgspec

MOST_OCCURRENCES = 5_000
DAILY, YEARLY_BY_DAY, YEARLY_BY_POSITION, MONTHLY_BY_DAY, MONTHLY_BY_POSITION, WEEKLY, BY_DAYS, BY_WEEKDAYS = range(
    1, 9
)
_LAST = 4  # MonthPosition


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """``kind`` is the file's Type. ``days`` is a bit set, Sunday 1 to Saturday 64. ``month`` is 1 to 12; ``item`` 0
    is any day, 1 a weekday, 2 a weekend day, 3 to 9 Sunday to Saturday; ``position`` 0 to 3 counts from the first, 4
    is the last. Ends after ``occurrences`` or on ``until``, whichever comes first.
    """

    kind: int
    start: dt.date
    until: dt.date
    occurrences: int | None = None
    period: int = 1
    days: int = 0
    item: int = 0
    position: int = 0
    month: int = 1
    day: int = 1


def dates(pattern: Pattern) -> list[dt.date]:
    """The days of the pattern, ascending; at most ``MOST_OCCURRENCES``."""
    in_range = takewhile(
        lambda day: day <= pattern.until, (day for day in _SERIES[pattern.kind](pattern) if day >= pattern.start)
    )
    most = MOST_OCCURRENCES if pattern.occurrences is None else min(pattern.occurrences, MOST_OCCURRENCES)
    return list(islice(in_range, most))


def _every_day(pattern: Pattern) -> Iterator[dt.date]:
    return _stepping(pattern.start, pattern.until, pattern.period)


def _every_weekday(pattern: Pattern) -> Iterator[dt.date]:
    weekdays = (day for day in _stepping(pattern.start, pattern.until, 1) if day.weekday() < 5)
    return islice(weekdays, 0, None, pattern.period)


def _weekly(pattern: Pattern) -> Iterator[dt.date]:
    sunday = pattern.start - dt.timedelta(days=pattern.start.isoweekday() % 7)
    for week in _stepping(sunday, pattern.until, 7 * pattern.period):
        for offset in range(7):
            if pattern.days >> offset & 1:
                yield week + dt.timedelta(days=offset)


def _monthly(pattern: Pattern) -> Iterator[dt.date]:
    month = pattern.start.year * 12 + pattern.start.month - 1
    while month <= pattern.until.year * 12 + pattern.until.month - 1:
        yield from _in_month(pattern, month // 12, month % 12 + 1)
        month += pattern.period


def _yearly(pattern: Pattern) -> Iterator[dt.date]:
    for year in range(pattern.start.year, pattern.until.year + 1):
        yield from _in_month(pattern, year, pattern.month)


def _in_month(pattern: Pattern, year: int, month: int) -> Iterator[dt.date]:
    last = calendar.monthrange(year, month)[1]
    if pattern.kind in (YEARLY_BY_DAY, MONTHLY_BY_DAY):
        yield dt.date(year, month, min(pattern.day, last))
        return
    fitting = [dt.date(year, month, day) for day in range(1, last + 1) if _fits(pattern.item, year, month, day)]
    if pattern.position == _LAST:
        yield fitting[-1]
    elif pattern.position < len(fitting):
        yield fitting[pattern.position]


def _fits(item: int, year: int, month: int, day: int) -> bool:
    weekday = calendar.weekday(year, month, day)
    if item < 3:
        return (True, weekday < 5, weekday >= 5)[item]
    return (weekday + 1) % 7 == item - 3


def _stepping(start: dt.date, until: dt.date, days: int) -> Iterator[dt.date]:
    return (dt.date.fromordinal(day) for day in range(start.toordinal(), until.toordinal() + 1, days))


_SERIES: dict[int, Callable[[Pattern], Iterator[dt.date]]] = {
    DAILY: _every_day,
    YEARLY_BY_DAY: _yearly,
    YEARLY_BY_POSITION: _yearly,
    MONTHLY_BY_DAY: _monthly,
    MONTHLY_BY_POSITION: _monthly,
    WEEKLY: _weekly,
    BY_DAYS: _every_day,
    BY_WEEKDAYS: _every_weekday,
}
