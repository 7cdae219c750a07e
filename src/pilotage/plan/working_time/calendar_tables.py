"""From the calendars that people write to the working intervals that the engine counts on."""

import datetime as dt
import warnings
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift

EPOCH = dt.date(1970, 1, 1)
DAY = 1440

Intervals = tuple[NDArray[np.int64], NDArray[np.int64]]
Shifts = tuple[Shift, ...]


class WorkingTime(msgspec.Struct, frozen=True):
    """A calendar with all that it inherits: what decides its working time, and nothing else.

    ``layers`` come in order of precedence, the last one wins: each is the public holidays of some regions, then
    exceptions.
    """

    zone: str
    week: tuple[Shifts, ...]
    layers: tuple[tuple[tuple[str, ...], tuple[CalendarException, ...]], ...] = ()


ALWAYS = WorkingTime(zone="UTC", week=((Shift(0, DAY),),) * 7)
"""The 24-hour calendar that elapsed durations run on."""


def resolve(calendar: Calendar, calendars: dict[str, Calendar], zone: str) -> WorkingTime:
    """Working time of ``calendar`` with what it inherits from its bases; ``zone`` where none of them names one."""
    line = [calendar]
    while (base := line[-1].base) is not None and base in calendars and calendars[base] not in line:
        line.append(calendars[base])
    week = next((each.week for each in line if each.week is not None), ((),) * 7)
    own_zone = next((each.zone for each in line if each.zone is not None), zone)
    layers = tuple((each.holidays, each.exceptions) for each in reversed(line) if each.holidays or each.exceptions)
    return WorkingTime(zone=own_zone, week=week, layers=layers)


def minutes(at: dt.datetime) -> int:
    """Minutes UTC of an aware datetime, seconds cut off."""
    return int(at.timestamp() // 60)


def moment(at: int, zone: dt.tzinfo) -> dt.datetime:
    """The aware datetime of minutes UTC, in ``zone``."""
    return dt.datetime.fromtimestamp(at * 60, zone)


def midnight(day: dt.date, zone: dt.tzinfo) -> int:
    """Minutes UTC at which ``day`` begins in ``zone``."""
    return minutes(dt.datetime.combine(day, dt.time(), zone))


@lru_cache(maxsize=256)
def intervals(time: WorkingTime, first: dt.date, last: dt.date) -> Intervals:
    """Sorted disjoint working intervals (starts, ends), minutes UTC, within the UTC days ``[first, last)``.

    A shift lasts as long as the clock says: one across the spring change of the clocks is an hour short.
    """
    days = (last - first).days + 2  # local days reach over the edges of UTC days
    shifts, which = _shifts_by_day(time, first - dt.timedelta(1), days)
    offsets, changing = _offsets(time.zone, first - dt.timedelta(1), days)
    day0 = ((first - EPOCH).days - 1) * DAY
    starts: list[NDArray[np.int64]] = []
    ends: list[NDArray[np.int64]] = []
    for pattern, shifts_of_day in enumerate(shifts):
        rows = np.flatnonzero((which == pattern) & ~changing)
        base = day0 + rows * DAY - offsets[rows]
        for shift in shifts_of_day:
            starts.append(base + shift.start)
            ends.append(base + shift.finish)
    zone = ZoneInfo(time.zone)
    for row in np.flatnonzero(changing):
        day = first + dt.timedelta(int(row) - 1)
        for shift in shifts[which[row]]:
            starts.append(np.array([_local(day, shift.start, zone)], np.int64))
            ends.append(np.array([_local(day, shift.finish, zone)], np.int64))
    lowest, highest = (first - EPOCH).days * DAY, (last - EPOCH).days * DAY
    return _merged(starts, ends, lowest, highest)


def _merged(starts: list[NDArray[np.int64]], ends: list[NDArray[np.int64]], lowest: int, highest: int) -> Intervals:
    """Sorted, cut to ``[lowest, highest)``, and joined where they touch."""
    if not starts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    start = np.clip(np.concatenate(starts), lowest, highest)
    end = np.clip(np.concatenate(ends), lowest, highest)
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    kept = end > start
    start, end = start[kept], np.maximum.accumulate(end[kept])
    if not len(start):
        return start, end
    fresh = np.concatenate(([True], start[1:] > end[:-1]))
    final = np.concatenate((fresh[1:], [True]))
    return start[fresh], end[final]


def _shifts_by_day(time: WorkingTime, first: dt.date, days: int) -> tuple[list[Shifts], NDArray[np.int64]]:
    """Patterns of shifts, and the pattern of each of ``days`` days."""
    shifts: list[Shifts] = [*time.week, ()]
    which = (np.arange(days) + first.weekday()) % 7
    for regions, exceptions in time.layers:
        for region in regions:
            for day in public_holidays(region, first.year, (first + dt.timedelta(days)).year):
                if 0 <= (day - first).days < days:
                    which[(day - first).days] = 7
        for exception in exceptions:
            low, high = max(0, (exception.start - first).days), min(days, (exception.end - first).days)
            if low < high:
                which[low:high] = len(shifts)
                shifts.append(exception.shifts)
    return shifts, which


@lru_cache(maxsize=64)
def _offsets(name: str, first: dt.date, days: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """UTC offset in minutes at the start of each local day, and the days during which it changes."""
    zone = ZoneInfo(name)
    noons = [dt.datetime.combine(first, dt.time(), zone) + dt.timedelta(row) for row in range(days + 1)]
    offsets = [_offset(noon) for noon in noons]
    changing = np.array([a != b for a, b in pairwise(offsets)], np.bool_)
    return np.array(offsets[:-1], np.int64), changing


def _offset(at: dt.datetime) -> int:
    offset = at.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


def _local(day: dt.date, minute: int, zone: dt.tzinfo) -> int:
    """Minutes UTC of a minute after local midnight (1440 is the next midnight)."""
    day, minute = day + dt.timedelta(minute // DAY), minute % DAY
    return minutes(dt.datetime.combine(day, dt.time(minute // 60, minute % 60), zone))


@lru_cache(maxsize=256)
def public_holidays(region: str, first_year: int, last_year: int) -> Mapping[dt.date, str]:
    """Public holidays of an ISO region such as ``DE`` or ``US-WA`` by date, named in English where the source does.
    Of years that the source does not know whole (India after 2035), those with a fixed date only.

    Raises LookupError for an unknown region.
    """
    import holidays

    country, _, subdivision = region.partition("-")
    years = range(first_year, last_year + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Requested Holidays are available only")
            found = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
            if "en_US" in found.supported_languages:
                found = holidays.country_holidays(country, subdiv=subdivision or None, years=years, language="en_US")
    except (NotImplementedError, AttributeError) as unknown:
        raise LookupError(region) from unknown
    return MappingProxyType(dict(sorted(found.items())))
