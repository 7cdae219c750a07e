"""People by the day: what each has, and what the plan asks of them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import calendars as tables
from pilotage.engine import network as columns
from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.engine.staffing import Spread, spread, table
from pilotage.plan.network.columns import Compiled
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.availability import shares
from pilotage.plan.working_time.calendar_tables import EPOCH, WorkingTime, intervals, midnight

Ints = NDArray[np.int64]
Minutes = NDArray[np.float64]


TOLERANCE = 0.05
"""Nobody's plan is exact: up to so much above a person's time is no overload, as in the plan's warnings."""


class Needs(NamedTuple):
    """Columns over what open activities ask of people, sorted by row: the activity's row, the index of the person
    (`NOBODY` where nobody is named), the share of full time in thousandths, and the skill asked for or "".
    """

    rows: Ints
    who: Ints
    units: Ints
    skills: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PeopleDays:
    """People whom unfinished work is assigned to or who have a skill that it asks for, and the local days from
    ``first`` on. ``needs`` are those of the schedule that this was made from.
    """

    program: Program
    compiled: Compiled
    first: dt.date
    people: tuple[Person, ...]
    needs: Needs
    _edges: dict[WorkingTime, Ints] = field(default_factory=dict)
    _midnights: dict[str, Ints] = field(default_factory=dict)
    _finished: dict[int, tuple[Schedule, Ints]] = field(default_factory=dict)
    _needs: dict[int, tuple[Schedule, Needs]] = field(default_factory=dict)

    @property
    def rows(self) -> Ints:
        return self.needs.rows

    @property
    def who(self) -> Ints:
        return self.needs.who

    @property
    def units(self) -> Ints:
        return self.needs.units

    @property
    def days(self) -> int:
        return (self.compiled.span.last - self.first).days - 1

    def date(self, day: int) -> dt.date:
        return self.first + dt.timedelta(int(day))

    @cached_property
    def worked(self) -> Minutes:
        """Minutes that each person (row) works on each day, for this program and everything else."""
        found = np.zeros((len(self.people), self.days))
        for at, person in enumerate(self.people):
            found[at] = np.diff(self._edges_of(self.compiled.book.of_person(person)))
        return found

    @cached_property
    def shares(self) -> Minutes:
        """Share of it that each person (row) has for the program on each day."""
        found = [shares(person, self.first, self.days) for person in self.people]
        return np.array(found).reshape(len(self.people), self.days)

    @cached_property
    def capacity(self) -> Minutes:
        """Minutes that each person (row) gives the program on each day."""
        return self.worked * self.shares

    @property
    def limit(self) -> Minutes:
        """Minutes of each person on each day up to which nothing is overload."""
        return self.capacity * (1 + TOLERANCE)

    @cached_property
    def edges(self) -> Ints:
        """Work count of each calendar (row) where each of its local days begins, and where the last one ends."""
        return np.array([self._edges_of(time) for time in self.compiled.book.times], np.int64)

    def _edges_of(self, time: WorkingTime) -> Ints:
        if time not in self._edges:
            span = self.compiled.span
            self._edges[time] = work_at(time, span.first, span.last, self._days_in(time.zone))
        return self._edges[time]

    def _days_in(self, name: str) -> Ints:
        """Where each local day begins, and the last one ends."""
        if name not in self._midnights:
            zone = ZoneInfo(name)
            found = [midnight(self.date(day), zone) for day in range(self.days + 1)]
            self._midnights[name] = np.array(found, np.int64)
        return self._midnights[name]

    def asked(self, row: int, schedule: Schedule) -> Minutes:
        """Working minutes of an activity's open work on each day, where ``schedule`` has it."""
        found = np.zeros(self.days)
        first, part = self.spread(row, schedule)
        found[first : first + len(part)] = part
        return found

    def spread(self, row: int, schedule: Schedule) -> tuple[int, Minutes]:
        """As `asked`, for the days from the first to the last one only, and the number of the first."""
        done, rest = int(self._done(schedule)[row]), int(schedule.compiled.network.remaining[row])
        edges = self._edges_of(self._time(row, schedule))
        first = max(0, int(np.searchsorted(edges, done - rest, side="right")) - 1)
        last = max(first, min(self.days, int(np.searchsorted(edges, done))))
        part: Ints = np.diff(np.minimum(np.maximum(edges[first : last + 1], done - rest), done))
        return first, part.astype(np.float64)

    def resume(self, row: int, schedule: Schedule) -> int:
        """Work count of the activity's calendar here where its open work begins in ``schedule``."""
        done, rest = int(self._done(schedule)[row]), int(schedule.compiled.network.remaining[row])
        own = self.compiled.book.times[int(self.compiled.network.calendar[row])]
        if self._time(row, schedule) == own:
            return done - rest
        calendars, span = schedule.compiled.calendars, self.compiled.span
        c = int(schedule.compiled.network.calendar[row])
        begun = tables.start_at(calendars, c, tables.work(calendars, c, int(schedule.finish[row])) - rest)
        return int(work_at(own, span.first, span.last, np.array([begun], np.int64))[0])

    def _time(self, row: int, schedule: Schedule) -> WorkingTime:
        return schedule.compiled.book.times[int(schedule.compiled.network.calendar[row])]

    def _done(self, schedule: Schedule) -> Ints:
        """Work count of each row's calendar in ``schedule`` at its finish there."""
        known = self._finished.get(id(schedule))
        if known is None:
            compiled, span = schedule.compiled, self.compiled.span
            calendar = compiled.network.calendar[: len(schedule.finish)]
            found = np.zeros(len(schedule.finish), np.int64)
            times = compiled.book.times
            for c in np.unique(calendar).tolist():
                rows = calendar == c
                found[rows] = work_at(times[c], span.first, span.last, schedule.finish[rows])
            known = self._finished[id(schedule)] = (schedule, found)
        return known[1]

    def needs_in(self, schedule: Schedule) -> Needs:
        """What ``schedule`` asks of these people."""
        if schedule.program is self.program:
            return self.needs
        known = self._needs.get(id(schedule))
        if known is None:
            found = needs_of(schedule, {person.id: at for at, person in enumerate(self.people)})
            known = self._needs[id(schedule)] = (schedule, found)
        return known[1]

    def demand(self, schedule: Schedule) -> Minutes:
        """Minutes asked of each person (row) on each day."""
        rows, who, units, _ = self.needs_in(schedule)
        pieces = self.pieces(rows, schedule)
        asked = pieces.minutes * (units[pieces.item] / 1000)
        return table(who[pieces.item], pieces.day, asked, (len(self.people), self.days))

    def pieces(self, rows: Ints, schedule: Schedule) -> Spread:
        """The open work of the activities ``rows`` by the day, as `asked` has it for one; an item is a place in
        ``rows``.
        """
        compiled = schedule.compiled
        calendar, done = compiled.network.calendar[rows].astype(np.int64), self._done(schedule)[rows]
        edges = np.zeros((len(compiled.book.times), self.days + 1), np.int64)
        for c in np.unique(calendar).tolist():
            edges[c] = self._edges_of(compiled.book.times[c])
        return spread(edges, calendar, done - compiled.network.remaining[rows], done)


def people_days(schedule: Schedule, *, everybody: bool = False) -> PeopleDays:
    """People and days of a schedule: from the day after its status date, else from its start. With ``everybody``, also
    the people of whom nothing is asked.
    """
    program = schedule.program
    open_ = [activity for _, activity in _open_activities(schedule)]
    named = {each.person for activity in open_ for each in activity.assignments if each.units > 0}
    skills = {each.skill for activity in open_ for each in activity.assignments if each.skill and each.units > 0}
    people = tuple(
        each for each in program.people if everybody or each.id in named or skills.intersection(each.abilities)
    )
    return PeopleDays(
        program=program,
        compiled=schedule.compiled,
        first=_first_day(schedule),
        people=people,
        needs=needs_of(schedule, {person.id: at for at, person in enumerate(people)}),
    )


def needs_of(schedule: Schedule, index: Mapping[str, int]) -> Needs:
    """What open activities ask of people, by their number in ``index``."""
    found: list[tuple[int, int, int, str]] = []
    for row, activity in _open_activities(schedule):
        shares: dict[tuple[int, str], float] = {}
        for each in activity.assignments:
            person = index.get(each.person, NOBODY)
            if each.units > 0 and (person != NOBODY or (each.skill and not each.person)):
                shares[person, each.skill] = shares.get((person, each.skill), 0.0) + each.units
        found.extend((row, person, round(1000 * units), skill) for (person, skill), units in shares.items())
    rows, who, units = (np.array([each[column] for each in found], np.int64) for column in range(3))
    return Needs(rows, who, units, tuple(each[3] for each in found))


def _open_activities(schedule: Schedule) -> Iterator[tuple[int, Activity]]:
    state = schedule.compiled.network.state
    for row, activity in enumerate(schedule.program.activities):
        if activity.assignments and row not in schedule.logic.children and state[row] != columns.FINISHED:
            yield row, activity


def _first_day(schedule: Schedule) -> dt.date:
    status = schedule.program.status_date
    if status is not None:
        return status + dt.timedelta(1)
    earliest = int(schedule.start.min()) if len(schedule.start) else 0
    return EPOCH + dt.timedelta(earliest // 1440 - 1)


def work_at(time: WorkingTime, first: dt.date, last: dt.date, at: Ints) -> Ints:
    """Working minutes from the UTC day ``first`` to each instant, as `engine.calendars.work` counts them."""
    starts, ends = intervals(time, first, last)
    if not len(starts):
        return np.zeros(len(at), np.int64)
    upto = np.concatenate(([0], np.cumsum(ends - starts)))
    k = np.minimum(np.searchsorted(ends, at, side="right"), len(ends) - 1)
    inside: Ints = np.clip(at - starts[k], 0, ends[k] - starts[k])
    return (upto[k] + inside).astype(np.int64)
