"""Whole local days on which a calendar does not work, merged: the stripes and hatches of the Gantt."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import ExceptionKind
from pilotage.plan.working_time.calendar_tables import WorkingTime, midnight, public_holidays

Interval = tuple[int, int, str, str]
_Off = tuple[str, str]
_WEEKEND: _Off = ("weekend", "")


def nonworking(time: WorkingTime, first: dt.date, last: dt.date) -> list[Interval]:
    """``[start, finish, kind, title]`` in minutes UTC, for the days ``[first, last)``."""
    zone = ZoneInfo(time.zone)
    overrides = _overrides(time, first, last)
    found: list[Interval] = []
    begun, reason = first, _off(time, overrides, first)
    for offset in range(1, (last - first).days + 1):
        day = first + dt.timedelta(offset)
        now = _off(time, overrides, day) if day < last else None
        if now == reason and day < last:
            continue
        if reason is not None:
            found.append((midnight(begun, zone), midnight(day, zone), *reason))
        begun, reason = day, now
    return found


def _off(time: WorkingTime, overrides: dict[dt.date, _Off | None], day: dt.date) -> _Off | None:
    free = not time.week[day.weekday()]
    override = overrides.get(day, _WEEKEND if free else None)
    # a holiday on a weekend is a weekend; a freeze is shown on every day that it covers
    return _WEEKEND if free and override is not None and override[0] != ExceptionKind.FREEZE.value else override


def _overrides(time: WorkingTime, first: dt.date, last: dt.date) -> dict[dt.date, _Off | None]:
    """Days that differ from the week: why they are off, or None where they are worked."""
    found: dict[dt.date, _Off | None] = {}
    for regions, exceptions in time.layers:
        for region in regions:
            title = _("Public holiday {region}").format(region=region)
            for day in _holidays(region, first, last):
                found[day] = (ExceptionKind.HOLIDAY.value, title)
        for exception in exceptions:
            off = None if exception.shifts else (exception.kind.value, exception.title)
            start, end = max(exception.start, first), min(exception.end, last)
            for offset in range(max(0, (end - start).days)):
                found[start + dt.timedelta(offset)] = off
    return found


def _holidays(region: str, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    try:
        days = public_holidays(region, first.year, last.year)
    except LookupError:  # an unknown region is a problem of the plan, said where the plan is checked
        return
    yield from (day for day in days if first <= day < last)
