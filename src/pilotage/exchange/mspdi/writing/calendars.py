"""Calendars of a file: each of the plan's, complete in itself, and one for every person."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pilotage.exchange.mspdi.codes import NO_UID
from pilotage.exchange.mspdi.reading.calendars import compress, tidy
from pilotage.exchange.mspdi.writing.xml import Xml, cut
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift, standard_week
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import public_holidays

MOST_SHIFTS = 5
_DAY = dt.timedelta(days=1)


class CalendarNumbers:
    """UIDs: the plan's calendars first, then one for each person, in order."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.of = {calendar.id: uid for uid, calendar in enumerate(program.calendars, 1)}
        self.person = {person.id: uid for uid, person in enumerate(program.people, len(program.calendars) + 1)}
        self.default = self.of.get(program.default_calendar, 1)

    def base_of(self, person: Person) -> int:
        """The person's calendar, else the team's, else the program's."""
        teams = {team.id: team.calendar for team in self._program.teams}
        name = person.calendar or teams.get(person.team or "")
        return self.of.get(name or "", self.default)


def calendars(xml: Xml, program: Program, numbers: CalendarNumbers) -> None:
    by_id = {calendar.id: calendar for calendar in program.calendars}
    years = _years(program)
    with xml.inside("Calendars"):
        for calendar in program.calendars:
            line = _line(calendar, by_id)
            week = next((each.week for each in line if each.week is not None), standard_week())
            exceptions = [e for each in reversed(line) for e in (*_holidays(each, years), *each.exceptions)]
            title = calendar.title or calendar.id
            _calendar(xml, numbers.of[calendar.id], title, None, week, disjoint(exceptions))
        for person in program.people:
            uid = numbers.person[person.id]
            _calendar(xml, uid, person.name, numbers.base_of(person), None, disjoint(person.off))


def day_of(program: Program) -> tuple[str, str]:
    """When the days of the program's calendar usually begin and end."""
    by_id = {calendar.id: calendar for calendar in program.calendars}
    default = by_id.get(program.default_calendar)
    weeks = (each.week for each in _line(default, by_id)) if default else ()
    week = next((week for week in weeks if week is not None), standard_week())
    shifts = [shift for day in week for shift in day] or [Shift(8 * 60, 17 * 60)]
    return _time(min(shift.start for shift in shifts)), _time(max(shift.finish for shift in shifts))


def disjoint(exceptions: Iterable[CalendarException]) -> list[CalendarException]:
    """Ascending and without overlap; where they overlap, the later given wins. Project allows no overlap."""
    ordered = [e for e in exceptions if e.start < e.end]
    in_time = sorted(ordered, key=lambda e: e.start)
    if all(a.end <= b.start for a, b in pairwise(in_time)):
        return in_time
    edges = sorted({edge for e in ordered for edge in (e.start, e.end)})
    made: list[CalendarException] = []
    for start, end in pairwise(edges):
        found = next((e for e in reversed(ordered) if e.start <= start and end <= e.end), None)
        if found is None:
            continue
        last = made[-1] if made else None
        if last is not None and last.end == start and (last.shifts, last.title) == (found.shifts, found.title):
            made[-1] = CalendarException(last.start, end, last.shifts, last.title, last.kind)
        else:
            made.append(CalendarException(start, end, found.shifts, found.title, found.kind))
    return made


def _line(calendar: Calendar, by_id: dict[str, Calendar]) -> list[Calendar]:
    line: list[Calendar] = []
    here: Calendar | None = calendar
    while here is not None and here not in line:
        line.append(here)
        here = None if here.base is None else by_id.get(here.base)
    return line


def _years(program: Program) -> tuple[int, int]:
    """The years whose public holidays are written out: those the plan speaks of, and five more."""
    moments = [program.start, *(a.deadline for a in program.activities), *(a.actual_start for a in program.activities)]
    dates = [m.date() for m in moments if m is not None]
    dates += [day for a in program.activities for day in (a.target, a.commitment) if day is not None]
    dates += [program.status_date] if program.status_date else []
    if not dates:
        return (1, 0)
    return (min(dates).year, max(dates).year + 5)


def _holidays(calendar: Calendar, years: tuple[int, int]) -> list[CalendarException]:
    days: set[dt.date] = set()
    for region in calendar.holidays:
        try:
            days.update(public_holidays(region, *years) if years[0] <= years[1] else ())
        except LookupError:
            continue  # an unknown region is a problem of the plan, told by plan.check
    return list(compress(((day, ()) for day in sorted(days)), "Public holiday"))


def _calendar(
    xml: Xml,
    uid: int,
    name: str,
    base: int | None,
    week: Sequence[Sequence[Shift]] | None,
    exceptions: Sequence[CalendarException],
) -> None:
    with xml.inside("Calendar"):
        xml.all(UID=uid, Name=cut(name, 512), IsBaseCalendar=base is None)
        xml.put("BaseCalendarUID", NO_UID if base is None else base)
        if week is not None:
            with xml.inside("WeekDays"):
                for day_type in range(1, 8):  # Sunday first
                    with xml.inside("WeekDay"):
                        xml.put("DayType", day_type)
                        _day(xml, week[(day_type - 2) % 7])
        if exceptions:
            with xml.inside("Exceptions"):
                for exception in exceptions:
                    _exception(xml, exception)


def _exception(xml: Xml, exception: CalendarException) -> None:
    days = (exception.end - exception.start).days
    with xml.inside("Exception"):
        xml.put("EnteredByOccurrences", value=False)
        with xml.inside("TimePeriod"):
            xml.put("FromDate", f"{exception.start.isoformat()}T00:00:00")
            xml.put("ToDate", f"{(exception.end - _DAY).isoformat()}T23:59:00")
        xml.all(Occurrences=days, Name=cut(exception.title, 512) or None, Type=1)
        _day(xml, exception.shifts)


def _day(xml: Xml, shifts: Sequence[Shift]) -> None:
    joined = tidy(shifts)[:MOST_SHIFTS]
    xml.put("DayWorking", value=bool(joined))
    if joined:
        with xml.inside("WorkingTimes"):
            for shift in joined:
                with xml.inside("WorkingTime"):
                    xml.all(FromTime=_time(shift.start), ToTime=_time(shift.finish))


def _time(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}:00"
