"""Which days of the working week a calendar takes away: holidays, freezes, days off."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.calendars import Calendar
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import public_holidays


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a week of this calendar would work and does not. ``kind`` as in CalendarException."""

    calendar: str
    date: dt.date
    title: str
    kind: str


def days_off(program: Program, activity: Activity, first: dt.date, last: dt.date) -> Iterator[DayOff]:
    """Days off of the calendar that the activity works on, from ``first`` to ``last`` (both count), in order."""
    name, owner = CalendarBook(program).chosen(activity)
    calendar = next((each for each in program.calendars if each.id == name), None)
    if calendar is None:
        return
    found = {each.date: each for each in calendar_days_off(program, calendar, first, last)}
    if owner is not None:
        found.update(_of_person(program, calendar, owner, first, last))
    yield from (found[date] for date in sorted(found))


def person_days_off(program: Program, person: Person, first: dt.date, last: dt.date) -> tuple[DayOff, ...]:
    """Days off of a person, from ``first`` to ``last`` (both count), in order."""
    name = CalendarBook(program).name_of(person)
    calendar = next((each for each in program.calendars if each.id == name), None)
    if calendar is None:
        return ()
    found = {each.date: each for each in calendar_days_off(program, calendar, first, last)}
    found.update(_of_person(program, calendar, person, first, last))
    return tuple(found[date] for date in sorted(found))


def _of_person(
    program: Program, calendar: Calendar, person: Person, first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, DayOff]]:
    for exception in person.off:
        for date in _dates(max(exception.start, first), min(exception.end, last + dt.timedelta(1))):
            if not exception.shifts and _works(program, calendar, date):
                title = exception.title or _("Day off")
                yield date, DayOff(calendar=person.name, date=date, title=title, kind=exception.kind.value)


def calendar_days_off(program: Program, calendar: Calendar, first: dt.date, last: dt.date) -> Iterator[DayOff]:
    """Days off of one calendar and its bases."""
    found: dict[dt.date, DayOff] = {}
    for each in reversed(_line(program, calendar)):
        for region in each.holidays:
            for date, title in public_holidays(region, first.year, last.year).items():
                if first <= date <= last:
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
