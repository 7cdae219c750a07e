"""Days of rest in a cell: ``2026-12-24..2026-12-31 Closed``, as in a plan as text. Its times are still worked."""

import datetime as dt
import re

from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift

_DAY = r"\d{4}-\d\d-\d\d"
_REST = re.compile(rf"({_DAY})(?:\.\.({_DAY}))?((?: \d\d:\d\d-\d\d:\d\d)*)(?: (\S.*))?", re.ASCII)
_TIMES = re.compile(r"\d\d:\d\d-\d\d:\d\d")
_ONE_DAY = dt.timedelta(days=1)


def parse_rest(text: str) -> CalendarException | None:
    """None for anything else than days in their order, with times in theirs."""
    found = _REST.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    try:
        first, last = dt.date.fromisoformat(found[1]), dt.date.fromisoformat(found[2] or found[1])
        shifts = tuple(_shift(part) for part in found[3].split())
        end = last + _ONE_DAY
    except (ValueError, OverflowError):
        return None
    minutes = [minute for shift in shifts for minute in (shift.start, shift.finish)]
    if last < first or minutes != sorted(minutes) or any(not shift.start < shift.finish <= 1440 for shift in shifts):
        return None
    return CalendarException(first, end, shifts, found[4] or "", ExceptionKind.TIME_OFF)


def rest_text(rest: CalendarException) -> str:
    """What `parse_rest` reads; a title in which that would find times stands in brackets."""
    last = rest.end - _ONE_DAY
    days = f"{rest.start}" if last == rest.start else f"{rest.start}..{last}"
    times = (f"{_clock(shift.start)}-{_clock(shift.finish)}" for shift in rest.shifts)
    title = " ".join(rest.title.replace(";", ",").split())
    return " ".join(filter(None, (days, *times, f"({title})" if _TIMES.match(title) else title)))


def _shift(text: str) -> Shift:
    start, finish = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
    return Shift(start, finish)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
