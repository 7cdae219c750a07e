"""MPXJ's calendars as records."""

import datetime as dt
from typing import Any

from pilotage.exchange.mpxj.values import day, integer, minute_of_day, text
from pilotage.exchange.mspdi.reading.calendars import tidy
from pilotage.exchange.mspdi.records import CalendarRecord, Day
from pilotage.plan.calendars import CalendarException, ExceptionKind, Shift

_WEEK = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def calendar(source: Any, jpype: Any) -> CalendarRecord:
    """Recurring exceptions and work weeks come expanded to days."""
    days = jpype.JClass("java.time.DayOfWeek")
    exceptions = source.getExpandedCalendarExceptionsWithWorkWeeks()
    uid = integer(source.getUniqueID())
    assert uid is not None
    return CalendarRecord(
        uid=uid,
        name=text(source.getName()),
        base=integer(source.getParentUniqueID()),
        week=tuple(_day(source, days.valueOf(name)) for name in _WEEK),
        exceptions=tuple(_exception(each) for each in exceptions),
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


def _exception(source: Any) -> CalendarException:
    shifts = _shifts(source)
    return CalendarException(
        start=day(source.getFromDate()),
        end=day(source.getToDate()) + dt.timedelta(days=1),
        shifts=shifts,
        title=text(source.getName()),
        kind=ExceptionKind.WORKING if shifts else ExceptionKind.HOLIDAY,
    )
