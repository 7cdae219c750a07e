"""Holds a leveled plan against its rules, minute by minute and written apart from the code that makes it."""

import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, DependencyKind
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import resolve

MINUTE = dt.timedelta(minutes=1)


class Clock:
    """Which minutes a calendar works; local days in its own zone. No public holidays."""

    def __init__(self, program: Program, name: str, off: tuple[CalendarException, ...] = ()) -> None:
        calendars = {each.id: each for each in program.calendars}
        time = resolve(calendars[name], calendars, program.zone)
        self.zone = ZoneInfo(time.zone)
        self._week = time.week
        self._exceptions = [each for _regions, layer in time.layers for each in layer] + list(off)

    def works(self, at: dt.datetime) -> bool:
        local = at.astimezone(self.zone)
        shifts = self._week[local.weekday()]
        for each in self._exceptions:
            if each.start <= local.date() < each.end:
                shifts = each.shifts
        minute = local.hour * 60 + local.minute
        return any(shift.start <= minute < shift.finish for shift in shifts)

    def worked_by_day(self, start: dt.datetime, finish: dt.datetime) -> dict[dt.date, int]:
        found: dict[dt.date, int] = defaultdict(int)
        at = start
        while at < finish:
            if self.works(at):
                found[at.astimezone(self.zone).date()] += 1
            at += MINUTE
        return found


def clock_of(program: Program, activity: Activity) -> Clock:
    people = {each.id: each for each in program.people}
    owner = people.get(activity.owner or "")
    name = activity.calendar or (owner.calendar if owner else None) or program.default_calendar
    off = owner.off if owner and not activity.calendar else ()
    return Clock(program, name, (*off, *activity.pauses))


def clock_of_person(program: Program, person: Person) -> Clock:
    return Clock(program, person.calendar or program.default_calendar, person.off)


def overloads(schedule: Schedule, tolerance: float) -> set[tuple[str, dt.date]]:
    """Person-days on which more is asked than there is; one activity never asks for more than the person has."""
    program = schedule.program
    people = {each.id: each for each in program.people}
    asked: dict[tuple[str, dt.date], float] = defaultdict(float)
    has: dict[tuple[str, dt.date], float] = {}
    status = program.status_date
    for activity in program.activities:
        if activity.actual_finish is not None or not activity.assignments:
            continue
        row = schedule.at(activity.id)
        after = (
            dt.datetime.combine(status + dt.timedelta(1), dt.time(), ZoneInfo(program.zone)) if status else row.start
        )
        clock = clock_of(program, activity)
        open_ = remaining(activity, row.duration)
        for day, minutes in last_minutes(clock.worked_by_day(max(row.start, after), row.finish), open_).items():
            for each in activity.assignments:
                if not each.person:
                    continue
                person = people[each.person]
                key = (each.person, day)
                if key not in has:
                    own = clock_of_person(program, person)
                    begin = dt.datetime.combine(day, dt.time(), own.zone)
                    has[key] = sum(own.worked_by_day(begin, begin + dt.timedelta(1)).values()) * person.capacity
                asked[key] += min(each.units * minutes, has[key] * (1 + tolerance))
    return {key for key, minutes in asked.items() if has[key] and minutes > has[key] * (1 + tolerance) + 0.51}


def remaining(activity: Activity, duration: int) -> int:
    return round((1 - activity.progress) * duration) if activity.actual_start is not None else duration


def last_minutes(worked: dict[dt.date, int], amount: int) -> dict[dt.date, int]:
    """The last ``amount`` of these minutes: what is open of work that has started is done up to its finish."""
    found: dict[dt.date, int] = {}
    for day in sorted(worked, reverse=True):
        found[day] = min(worked[day], amount)
        amount -= found[day]
    return found


def broken_links(schedule: Schedule) -> list[str]:
    """Dependencies without lag that the dates break; work that has started no longer waits."""
    program = schedule.program
    activities = {each.id: each for each in program.activities}
    found = []
    for link in program.dependencies:
        before, after = schedule.at(link.predecessor), schedule.at(link.successor)
        successor = activities[link.successor]
        if successor.actual_start is not None or link.lag.minutes:
            continue
        clock = clock_of(program, successor)
        a = before.finish if link.kind in (DependencyKind.FS, DependencyKind.FF) else before.start
        b = after.start if link.kind in (DependencyKind.FS, DependencyKind.SS) else after.finish
        if b < a and any(clock.worked_by_day(b, a).values()):
            found.append(f"{link.id}: {b} is before {a}")
    return found
