"""MPXJ's calendars as records."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pilotage.exchange.mpxj.values import day, integer, minute_of_day, text
from pilotage.exchange.mspdi.reading.calendars import MOST_WORK_WEEK_DAYS, compress, tidy
from pilotage.exchange.mspdi.records import CalendarRecord, Day
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift

_DAY = dt.timedelta(days=1)
_WEEK = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def calendar(source: Any, jpype: Any) -> CalendarRecord:
    """Recurring exceptions and work weeks come expanded to days."""
    days = jpype.JClass("java.time.DayOfWeek")
    names = tuple(days.valueOf(name) for name in _WEEK)
    weeks = (e for week in source.getWorkWeeks() for e in _work_week(week, names))
    exceptions = (e for each in source.getCalendarExceptions() for e in _exceptions(each))
    uid = integer(source.getUniqueID())
    assert uid is not None
    return CalendarRecord(
        uid=uid,
        name=text(source.getName()),
        base=integer(source.getParentUniqueID()),
        week=tuple(_day(source, name) for name in names),
        exceptions=(*weeks, *exceptions),
    )


def _day(source: Any, name: Any) -> Day | None:
    kind = source.getCalendarDayType(name)
    if kind is None or str(kind.name()) == "DEFAULT":
        return None
    hours = source.getCalendarHours(name)
    return () if hours is None or str(kind.name()) == "NON_WORKING" else _shifts(hours)


def _shifts(hours: Any) -> Day:
    return tidy(
        Shift(start, finish)
        for each in hours
        if each.getStart() is not None and each.getEnd() is not None
        if (start := minute_of_day(each.getStart())) < (finish := minute_of_day(each.getEnd()) or 24 * 60)
    )


def _exceptions(source: Any) -> Iterator[CalendarException]:
    """A recurring exception once for each time it recurs, under its own title."""
    for each in source.getExpandedExceptions():
        shifts = _shifts(each)
        yield CalendarException(
            start=day(each.getFromDate()),
            end=day(each.getToDate()) + _DAY,
            shifts=shifts,
            title=text(source.getName()),
            kind=ExceptionKind.WORKING if shifts else ExceptionKind.HOLIDAY,
        )


def _work_week(source: Any, names: tuple[Any, ...]) -> Iterator[CalendarException]:
    period = source.getDateRange()
    if period is None or period.getStart() is None or period.getEnd() is None:
        return
    week = [_day(source, name) for name in names]
    first, last = day(period.getStart()), day(period.getEnd())
    length = min((last - first).days + 1, MOST_WORK_WEEK_DAYS)
    dates = (first + number * _DAY for number in range(length))
    named = ((date, shifts) for date in dates if (shifts := week[date.weekday()]) is not None)
    yield from compress(named, text(source.getName()))
