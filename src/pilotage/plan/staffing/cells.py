"""The receipt of one number of the sheet: which activities ask, who is there, and which days they are off."""

import datetime as dt

import msgspec
import numpy as np

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, percent
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.staffing.groups import RowKind, groups
from pilotage.plan.staffing.periods import PeriodKind, StaffingPeriod
from pilotage.plan.staffing.sheet import counted, over_by_day
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.working_time.days_off import DayOff, person_days_off


class CellActivity(msgspec.Struct, frozen=True, kw_only=True):
    """Hours that one activity asks for in the period. ``person`` is empty where nobody is named; ``assumed``: nobody
    is assigned at all, so the hours are those of its duration or effort. ``total_float`` in working days.
    """

    id: str
    title: str
    person: str
    name: str
    skill: str
    units: float
    hours: float
    assumed: bool
    start: dt.datetime
    finish: dt.datetime
    total_float: float
    critical: bool


class CellPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Hours of a person in the period: worked by the calendar, there for the program, asked, and beyond. ``notes`` say
    why there is less than the calendar has.
    """

    id: str
    name: str
    role: str
    worked: float
    capacity: float
    asked: float
    over: float
    off: tuple[DayOff, ...]
    notes: tuple[str, ...]


class StaffingCell(msgspec.Struct, frozen=True, kw_only=True):
    """One row in one period: activities by hours, and people by what is asked of them beyond their time."""

    row: str
    name: str
    period: StaffingPeriod
    activities: tuple[CellActivity, ...]
    people: tuple[CellPerson, ...]


def cell(
    days: StaffDays, by: RowKind, row: str, every: PeriodKind, at: dt.date, *, until: dt.date | None = None
) -> StaffingCell:
    """The receipt of row ``row`` in the period that begins at ``at``. Raises KeyError where there is none."""
    group = next((each for each in groups(days, by) if each.id == row), None)
    wanted = counted(days, every, until)
    period = next((each for each in wanted if each.start == at), None)
    if group is None or period is None:
        raise KeyError(row)
    entries = np.zeros(len(days.asks.rows), np.bool_)
    entries[group.asks] = True
    people = (_person(days, each, period) for each in group.people)
    return StaffingCell(
        row=row,
        name=group.name,
        period=period,
        activities=_activities(days, entries, period),
        people=tuple(sorted(people, key=lambda each: (-each.over, -each.asked, each.name))),
    )


def _span(days: StaffDays, period: StaffingPeriod) -> slice:
    first = days.people.first
    return slice((period.start - first).days, (period.finish - first).days)


def _activities(
    days: StaffDays, entries: np.ndarray[tuple[int], np.dtype[np.bool_]], period: StaffingPeriod
) -> tuple[CellActivity, ...]:
    pieces, span = days.pieces, _span(days, period)
    kept = entries[pieces.item] & (pieces.day >= span.start) & (pieces.day < span.stop)
    minutes = np.bincount(pieces.item[kept], weights=days.minutes[kept], minlength=len(entries))
    found = [_activity(days, int(entry), float(minutes[entry])) for entry in np.flatnonzero(minutes)]
    return tuple(sorted(found, key=lambda each: (-each.hours, each.start, each.id)))


def _activity(days: StaffDays, entry: int, minutes: float) -> CellActivity:
    asks, schedule = days.asks, days.schedule
    activity = days.program.activities[int(asks.rows[entry])]
    who = int(asks.who[entry])
    person = days.people.people[who] if who != NOBODY else None
    row = schedule.at(activity.id)
    return CellActivity(
        id=activity.id,
        title=activity.title,
        person=person.id if person else "",
        name=person.name if person else "",
        skill=asks.skills[entry],
        units=round(float(asks.units[entry]), 4),
        hours=round(minutes / 60, 2),
        assumed=bool(asks.assumed[entry]),
        start=row.start,
        finish=row.finish,
        total_float=round(row.total_float_days, 2),
        critical=row.critical,
    )


def _person(days: StaffDays, at: int, period: StaffingPeriod) -> CellPerson:
    person, span, people = days.people.people[at], _span(days, period), days.people
    demand = days.demand
    over = over_by_day(days, demand)
    return CellPerson(
        id=person.id,
        name=person.name,
        role=person.role,
        worked=_hours(people.worked[at, span]),
        capacity=_hours(people.capacity[at, span]),
        asked=_hours(demand[at, span]),
        over=_hours(over[at, span]),
        off=person_days_off(days.program, person, period.start, period.finish - dt.timedelta(1)),
        notes=tuple(_notes(person, period)),
    )


def _notes(person: Person, period: StaffingPeriod) -> list[str]:
    """Why the program has less than all of somebody's working time."""
    found = []
    if person.joins is not None and person.joins > period.start:
        found.append(_("Joins on {date}.").format(date=day(person.joins)))
    if person.leaves is not None and person.leaves < period.finish:
        found.append(_("Last day on {date}.").format(date=day(person.leaves)))
    told = [each for each in person.availability if each.start < period.finish and each.end > period.start]
    for each in told:
        text = _("{share} of the time from {first} to {last}.")
        last = each.end - dt.timedelta(1)
        found.append(text.format(share=percent(each.share), first=day(each.start), last=day(last)))
    if person.capacity != 1 and not told:
        found.append(_("{share} of the time is for this program.").format(share=percent(person.capacity)))
    return found


def _hours(minutes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return round(float(minutes.sum()) / 60, 2)
