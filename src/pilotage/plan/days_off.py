"""Which days of the working week a calendar takes away: holidays, freezes, days off."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from pilotage.plan.activities import Activity
from pilotage.plan.calendar_tables import public_holidays
from pilotage.plan.calendars import Calendar, CalendarException
from pilotage.plan.messages import _
from pilotage.plan.program import Program


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a week of this calendar would work and does not. ``kind`` as in CalendarException."""

    calendar: str
    date: dt.date
    title: str
    kind: str


def days_off(program: Program, activity: Activity, first: dt.date, last: dt.date) -> Iterator[DayOff]:
    """Days off of the calendar that the activity works on, from ``first`` to ``last`` (both count), in order."""
    calendar, own = _calendar_of(program, activity)
    found: dict[dt.date, DayOff] = {}
    for each in calendar_days_off(program, calendar, first, last):
        found[each.date] = each
    if own is not None:
        name, exceptions = own
        for exception in exceptions:
            title = exception.title or _("Day off")
            for date in _dates(max(exception.start, first), min(exception.end, last + dt.timedelta(1))):
                if not exception.shifts and _works(program, calendar, date):
                    found[date] = DayOff(calendar=name, date=date, title=title, kind=exception.kind.value)
    yield from (found[date] for date in sorted(found))


def calendar_days_off(program: Program, calendar: Calendar, first: dt.date, last: dt.date) -> Iterator[DayOff]:
    """Days off of one calendar and its bases."""
    found: dict[dt.date, DayOff] = {}
    for each in reversed(_line(program, calendar)):
        for region in each.holidays:
            for date in public_holidays(region, first.year, last.year):
                if first <= date <= last:
                    title = _("Public holiday {region}").format(region=region)
                    found[date] = DayOff(calendar=calendar.title or calendar.id, date=date, title=title, kind="holiday")
        for exception in each.exceptions:
            for date in _dates(max(exception.start, first), min(exception.end, last + dt.timedelta(1))):
                if exception.shifts:
                    found.pop(date, None)
                    continue
                title = exception.title or _("Day off")
                found[date] = DayOff(
                    calendar=calendar.title or calendar.id, date=date, title=title, kind=exception.kind.value
                )
    yield from (found[date] for date in sorted(found) if _works(program, calendar, date))


def _dates(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    for offset in range((end - start).days):
        yield start + dt.timedelta(offset)


def _line(program: Program, calendar: Calendar) -> list[Calendar]:
    """The calendar and its bases, nearest first."""
    known = {each.id: each for each in program.calendars}
    line = [calendar]
    while line[-1].base in known and known[line[-1].base] not in line:
        line.append(known[line[-1].base])
    return line


def _works(program: Program, calendar: Calendar, date: dt.date) -> bool:
    week = next((each.week for each in _line(program, calendar) if each.week is not None), None)
    return week is not None and bool(week[date.weekday()])


def _calendar_of(
    program: Program, activity: Activity
) -> tuple[Calendar, tuple[str, tuple[CalendarException, ...]] | None]:
    calendars = {each.id: each for each in program.calendars}
    person = next((each for each in program.people if each.id == activity.owner), None)
    stream = next((each for each in program.workstreams if each.id == activity.workstream), None)
    teams = {each.id: each.calendar for each in program.teams}
    names = [
        activity.calendar,
        person.calendar if person else None,
        teams.get(person.team or "") if person else None,
        teams.get(activity.team or ""),
        teams.get(stream.team or "") if stream else None,
        program.default_calendar,
    ]
    calendar = next((calendars[name] for name in names if name in calendars), Calendar(id="", week=((),) * 7))
    own = (person.name, person.off) if person and person.off and activity.calendar not in calendars else None
    return calendar, own
