"""How loaded people and teams are in the weeks ahead, from the assignments of unfinished work as it is planned.

Work without assignments asks nothing of anybody here: an owner answers for it, which is not the same as doing it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.calendars import start_at, work
from pilotage.engine.network import WAITING
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, listing
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.availability import shares
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import DAY, Intervals, WorkingTime, intervals, midnight

_OVER = 1.05
_LEAST_DAYS = 3
_BRIDGE = 4  # calendar days without work between two overloaded days of one period: a weekend and a holiday


class PersonLoad(msgspec.Struct, frozen=True, kw_only=True):
    """Share of a person's capacity that the plan asks for in the window; 1.0 is full."""

    person: Person
    load: float


class TeamLoad(msgspec.Struct, frozen=True, kw_only=True):
    """Load of a team's people together; ``zone`` is that of its calendar. None without people or capacity."""

    team: Team
    zone: str
    load: float | None
    people: tuple[PersonLoad, ...]


class Overload(msgspec.Struct, frozen=True, kw_only=True):
    """A person is asked for more than there is, from ``start`` to ``finish`` (both days count), ``load`` on average."""

    person: str
    name: str
    start: dt.date
    finish: dt.date
    load: float
    activities: tuple[str, ...]
    text: Text


class _Days(msgspec.Struct):
    """Minutes on each day of the window: what a person has, and what each activity asks."""

    capacity: NDArray[np.float64]
    asked: dict[str, NDArray[np.float64]]

    def first(self, size: int) -> "_Days":
        """Of the first ``size`` days."""
        return _Days(self.capacity[:size], {name: minutes[:size] for name, minutes in self.asked.items()})

    @property
    def demand(self) -> NDArray[np.float64]:
        return np.sum([*self.asked.values(), np.zeros_like(self.capacity)], axis=0)  # type: ignore[no-any-return]


class LoadAhead:
    """Who is asked for how much on each of the days after ``today``, for so many ``weeks``."""

    def __init__(self, schedule: Schedule, today: dt.date, *, weeks: int = 12) -> None:
        self._schedule, self._first = schedule, today + dt.timedelta(1)
        self._days = _days_of_people(schedule, self._first, 7 * weeks)

    def teams(self, *, weeks: int = 6) -> tuple[TeamLoad, ...]:
        """Teams by load over the first ``weeks``, the most loaded first."""
        program = self._schedule.program
        book = CalendarBook(program)
        days = {person: each.first(7 * weeks) for person, each in self._days.items()}
        teams = [_team_load(program, book, team, days) for team in program.teams]
        return tuple(sorted(teams, key=lambda team: (-(team.load or 0.0), team.team.title)))

    def overloads(self) -> tuple[Overload, ...]:
        """Three working days or more on which somebody is asked for over 105 % of their time, the worst first."""
        people = {person.id: person for person in self._schedule.program.people}
        found = [
            _overload(self._schedule, people[person], days, first, last, self._first)
            for person, days in self._days.items()
            for first, last in _over(days)
        ]
        return tuple(sorted(found, key=lambda each: (-each.load * (each.finish - each.start).days, each.person)))


def _team_load(program: Program, book: CalendarBook, team: Team, days: Mapping[str, _Days]) -> TeamLoad:
    members = [person for person in program.people if person.team == team.id]
    asked = sum(float(days[person.id].demand.sum()) for person in members)
    there = sum(float(days[person.id].capacity.sum()) for person in members)
    people = [PersonLoad(person=person, load=_share(days[person.id])) for person in members]
    return TeamLoad(
        team=team,
        zone=book.working_time(team.calendar or program.default_calendar).zone,
        load=asked / there if there else None,
        people=tuple(sorted(people, key=lambda each: (-each.load, each.person.name))),
    )


def _share(days: _Days) -> float:
    there = float(days.capacity.sum())
    return float(days.demand.sum()) / there if there else 0.0


def _over(days: _Days) -> Iterator[tuple[int, int]]:
    """First and last day of each overloaded period."""
    demand = days.demand
    over = np.flatnonzero((demand > _OVER * days.capacity) & (demand > 0) & (days.capacity > 0))
    if not len(over):
        return
    breaks = np.flatnonzero(np.diff(over) > _BRIDGE)
    for part in np.split(over, breaks + 1):
        if len(part) >= _LEAST_DAYS:
            yield int(part[0]), int(part[-1])


def _overload(schedule: Schedule, person: Person, days: _Days, first: int, last: int, begin: dt.date) -> Overload:
    period = slice(first, last + 1)
    load = float(days.demand[period].sum() / days.capacity[period].sum())
    involved = [activity for activity, minutes in days.asked.items() if minutes[period].any()]
    titles = [schedule.program.activities[schedule.index[activity]].title for activity in involved]
    start, finish = (begin + dt.timedelta(offset) for offset in (first, last))
    text = fill(
        _("{name} is at {load} from {start} to {finish}: {work}"),
        name=Mark(person.name, ref=Link("person", person.id)),
        load=Mark(f"{load:.0%}".replace("%", " %"), tone="off" if load > 1.1 else "at"),
        start=day(start),
        finish=day(finish),
        work=listing(titles[:4]),
    )
    return Overload(
        person=person.id, name=person.name, start=start, finish=finish, load=load, activities=tuple(involved), text=text
    )


def _days_of_people(schedule: Schedule, first: dt.date, size: int) -> dict[str, _Days]:
    program = schedule.program
    book = CalendarBook(program)
    window = _Window(first, size)
    days = {
        person.id: _Days(window.by_day(book.of_person(person)) * shares(person, first, size), {})
        for person in program.people
    }
    low = midnight(first - dt.timedelta(1), dt.UTC)  # no zone's day begins earlier, or ends after `high`
    high = low + (size + 2) * DAY
    inside = (schedule.finish > low) & (schedule.start < high)
    for activity, near in zip(program.activities, inside.tolist(), strict=True):
        if near and activity.assignments and activity.actual_finish is None and activity.progress < 1:
            asked = _asked(schedule, book, activity, window)
            for assignment in activity.assignments:
                if assignment.person in days and asked.any():
                    days[assignment.person].asked[activity.id] = asked * assignment.units
    return days


def _asked(schedule: Schedule, book: CalendarBook, activity: Activity, window: "_Window") -> NDArray[np.float64]:
    """Working minutes of the activity on each day of the window."""
    row = schedule.index[activity.id]
    start, finish = int(schedule.start[row]), int(schedule.finish[row])
    network, calendars = schedule.compiled.network, schedule.compiled.calendars
    if network.state[row] != WAITING:  # what is open of started work may wait, and is done up to its finish
        c = int(network.calendar[row])
        start = max(start, start_at(calendars, c, work(calendars, c, finish) - int(network.remaining[row])))
    number = book.of(activity)
    return window.by_day(book.times[number], start, finish)


class _Window:
    """Days ahead, and working time put on them."""

    def __init__(self, first: dt.date, size: int) -> None:
        self._first, self._size = first, size

    def by_day(self, time: WorkingTime, start: int | None = None, finish: int | None = None) -> NDArray[np.float64]:
        """Working minutes on each local day, those between two instants only where they are given."""
        begin = midnight(self._first, ZoneInfo(time.zone))
        starts, ends = self._intervals(time)
        low = begin if start is None else max(begin, start)
        high = begin + self._size * DAY if finish is None else min(begin + self._size * DAY, finish)
        starts, ends = np.maximum(starts, low), np.minimum(ends, high)
        kept = ends > starts
        # the clock change moves a shift by an hour at most, which keeps it on its day
        days = (starts[kept] - begin) // DAY
        minutes = (ends - starts)[kept].astype(np.float64)
        return np.bincount(days, weights=minutes, minlength=self._size)[: self._size].astype(np.float64)

    def _intervals(self, time: WorkingTime) -> Intervals:
        return intervals(time, self._first - dt.timedelta(2), self._first + dt.timedelta(self._size + 2))


def zones(program: Program) -> tuple[str, ...]:
    """Time zones in which the program's teams work."""
    book = CalendarBook(program)
    names = {book.working_time(team.calendar or program.default_calendar).zone for team in program.teams}
    return tuple(sorted(names or {program.zone}))
