"""Whole local days on which a calendar does not work, merged: the stripes and hatches of the Gantt."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import ExceptionKind
from pilotage.plan.working_time.calendar_tables import WorkingTime, midnight, public_holidays

Interval = tuple[int, int, str, str]
_Off = tuple[str, str]
_WEEKEND: _Off = ("weekend", "")


@lru_cache(maxsize=512)
def nonworking(time: WorkingTime, first: dt.date, last: dt.date) -> tuple[Interval, ...]:
    """``[start, finish, kind, title]`` in minutes UTC, for the days ``[first, last)``."""
    size = (last - first).days
    free = np.resize(np.roll([not shifts for shifts in time.week], -first.weekday()), size)
    reasons: dict[_Off | None, int] = {None: 0, _WEEKEND: 1}
    codes = free.astype(np.int64)
    for day, off in _overrides(time, first, last).items():
        at = (day - first).days
        # a holiday on a weekend is a weekend; a freeze is shown on every day that it covers
        if off is None or not free[at] or off[0] == ExceptionKind.FREEZE.value:
            codes[at] = reasons.setdefault(off, len(reasons))
    told = list(reasons)
    begins = _midnights(time.zone, first, last)
    bounds = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), size]
    found: list[Interval] = []
    for begun, ended in pairwise(bounds):
        reason = told[codes[begun]] if begun < ended else None
        if reason is not None:
            found.append((begins[begun], begins[ended], *reason))
    return tuple(found)


@lru_cache(maxsize=32)  # the calendars of a plan share their zones and its days
def _midnights(zone: str, first: dt.date, last: dt.date) -> tuple[int, ...]:
    """Minutes UTC at which the days ``[first, last]`` begin."""
    there = ZoneInfo(zone)
    return tuple(midnight(first + dt.timedelta(offset), there) for offset in range((last - first).days + 1))


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
