"""Loads of people by week, before and after, and what no move can mend."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, listing, percent
from pilotage.plan.leveling.people_days import Ints, Minutes, PeopleDays
from pilotage.plan.leveling.results import Loads, Unresolved, WeekLoad
from pilotage.plan.scheduling.schedule import Schedule

LEAST_MINUTES = 0.5
"""Less beyond a limit is rounding."""


def over(days: PeopleDays, schedule: Schedule) -> Minutes:
    """Minutes asked of each person beyond what they have, on the days on which they are overloaded."""
    return _over(days.demand(schedule), days)


def _over(demand: Minutes, days: PeopleDays) -> Minutes:
    overloaded = overloads(demand, days)
    return np.where(overloaded, demand - days.capacity, 0.0)


def overloads(demand: Minutes, days: PeopleDays) -> NDArray[np.bool_]:
    """Whether each person is overloaded on each day. Who is off is asked nothing."""
    return (days.capacity > 0) & (demand > days.limit + LEAST_MINUTES)


def over_hours(days: PeopleDays, schedule: Schedule) -> Minutes:
    """Minutes of overload of each person."""
    return over(days, schedule).sum(axis=1)  # type: ignore[no-any-return]  # numpy's stubs lose the type


def loads_of(days: PeopleDays, before: Schedule, after: Schedule) -> Loads:
    """Weeks up to the last one in which anybody is asked for anything."""
    asked, new = days.demand(before), days.demand(after)
    busy = np.flatnonzero(asked.any(axis=0) | new.any(axis=0))
    monday = days.first - dt.timedelta(days.first.weekday())
    size = 0 if not len(busy) else (days.date(int(busy[-1])) - monday).days // 7 + 1
    week: Ints = (np.arange(days.days) + days.first.weekday()) // 7
    columns = [_by_week(each, week, size) for each in (days.capacity, asked, new)]
    columns += [_by_week(_over(each, days), week, size) for each in (asked, new)]
    people = [
        WeekLoad(
            person=person.id,
            name=person.name,
            team=person.team,
            capacity=columns[0][at],
            before=columns[1][at],
            after=columns[2][at],
            over_before=columns[3][at],
            over_after=columns[4][at],
        )
        for at, person in enumerate(days.people)
    ]
    people.sort(key=lambda each: (-sum(each.over_before), each.name))
    return Loads(weeks=tuple(monday + dt.timedelta(7 * at) for at in range(size)), people=tuple(people))


def _by_week(minutes: Minutes, week: Ints, size: int) -> list[tuple[float, ...]]:
    """Hours by week of each person."""
    return [tuple(np.round(np.bincount(week, weights=row, minlength=size)[:size] / 60, 2).tolist()) for row in minutes]


def unresolved(days: PeopleDays, after: Schedule) -> tuple[Unresolved, ...]:
    """Who is still asked for too much, the most first, and work that has nobody."""
    beyond = over(days, after)
    found = [_unresolved(days, after, int(at), beyond[at]) for at in np.flatnonzero(beyond.any(axis=1))]
    return (*sorted(found, key=lambda each: (-each.hours, each.name)), *_unnamed(days, after))


def _unnamed(days: PeopleDays, after: Schedule) -> Iterator[Unresolved]:
    """Work that asks for a skill and has nobody."""
    rows, who, units, skills = days.needs_in(after)
    for x in np.flatnonzero(who == NOBODY).tolist():
        activity = after.program.activities[rows[x]]
        minutes = int(after.compiled.network.remaining[rows[x]]) * int(units[x]) / 1000
        able = any(skills[x] in person.abilities for person in after.program.people)
        why = fill(
            _("{work} asks for the skill “{skill}” and has nobody. Let leveling hand work over, or name somebody.")
            if able
            else _("{work} asks for the skill “{skill}”, which nobody has."),
            work=Mark(activity.title, ref=Link("activity", activity.id)),
            skill=skills[x],
        )
        hours = round(minutes / 60, 1)
        yield Unresolved(person="", name=skills[x], hours=hours, activities=(activity.id,), why=why)


def _unresolved(days: PeopleDays, after: Schedule, at: int, beyond: Minutes) -> Unresolved:
    person = days.people[at]
    involved = list(_involved(days, after, at, beyond > 0))
    titles = [title for _id, title, _alone in involved]
    alone = [(title, asked) for _id, title, asked in involved if asked > person.capacity + 1e-9]
    first, last = (days.date(int(each)) for each in np.flatnonzero(beyond)[[0, -1]])
    name = Mark(person.name, ref=Link("person", person.id))
    if alone:
        why: Text = fill(
            _("{work} alone asks {units} of {name}, who has {capacity}. Lower the share or lengthen the work."),
            work=alone[0][0],
            units=percent(alone[0][1]),
            name=name,
            capacity=percent(person.capacity),
        )
    else:
        why = fill(
            _("{name} stays overloaded from {first} to {last} by what has started or is fixed by a date: {work}."),
            name=name,
            first=day(first),
            last=day(last),
            work=listing(titles[:3]),
        )
    hours = round(float(beyond.sum()) / 60, 1)
    ids = tuple(each for each, _title, _units in involved)
    return Unresolved(person=person.id, name=person.name, hours=hours, activities=ids, why=why)


def _involved(
    days: PeopleDays, schedule: Schedule, at: int, when: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Iterator[tuple[str, str, float]]:
    """Activities (id, title, units) that ask a person for time on any of these days."""
    needs = days.needs_in(schedule)
    theirs = needs.who == at
    for row, units in zip(needs.rows[theirs].tolist(), needs.units[theirs].tolist(), strict=True):
        if days.asked(row, schedule)[when].any():
            activity = days.program.activities[row]
            yield activity.id, activity.title, units / 1000
