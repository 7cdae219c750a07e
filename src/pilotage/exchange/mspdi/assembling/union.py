"""The calendar that works whenever one of several does."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pilotage.exchange.mspdi.reading.calendars import compress, tidy
from pilotage.exchange.mspdi.records import Day
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException

_DAY = dt.timedelta(days=1)
MOST_DAYS = 20_000


def united(name: str, calendars: Sequence[Calendar], by_id: Mapping[str, Calendar]) -> Calendar:
    """A calendar without base: the union of the shifts of each weekday and of each day with an exception."""
    lines = [_line(calendar, by_id) for calendar in calendars]
    week = tuple(tidy(shift for line in lines for shift in _week(line)[day]) for day in range(7))
    special = sorted({day for line in lines for calendar in line for day in _days(calendar.exceptions)})
    days = ((day, tidy(shift for line in lines for shift in _on(line, day))) for day in special[:MOST_DAYS])
    return Calendar(
        id=name,
        title=" + ".join(calendar.title or calendar.id for calendar in calendars),
        week=week,
        exceptions=tuple(compress(days, "")),
    )


def _line(calendar: Calendar, by_id: Mapping[str, Calendar]) -> list[Calendar]:
    """The calendar, its base, the base of that, ..."""
    line: list[Calendar] = []
    here: Calendar | None = calendar
    while here is not None and here not in line:
        line.append(here)
        here = None if here.base is None else by_id.get(here.base)
    return line


def _week(line: Sequence[Calendar]) -> tuple[Day, ...]:
    return next((calendar.week for calendar in line if calendar.week is not None), ((),) * 7)


def _on(line: Sequence[Calendar], day: dt.date) -> Day:
    for calendar in line:
        for exception in reversed(calendar.exceptions):
            if exception.start <= day < exception.end:
                return exception.shifts
    return _week(line)[day.weekday()]


def _days(exceptions: Sequence[CalendarException]) -> Iterator[dt.date]:
    for exception in exceptions:
        for number in range(min((exception.end - exception.start).days, MOST_DAYS)):
            yield exception.start + number * _DAY
