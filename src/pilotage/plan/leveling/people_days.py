"""People by the day: what each has, and what the plan asks of them."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.plan.network.columns import Compiled
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import EPOCH, WorkingTime, intervals, midnight

Ints = NDArray[np.int64]
Minutes = NDArray[np.float64]


TOLERANCE = 0.05
"""Nobody's plan is exact: up to so much above a person's time is no overload, as in the plan's warnings."""


@dataclass(frozen=True, eq=False)
class PeopleDays:
    """People whom unfinished work is assigned to, and the local days from ``first`` on.

    ``rows``, ``who`` and ``units`` are columns over assignments, sorted by row: the activity's row, the index of the
    person, and the share of full time in thousandths.
    """

    program: Program
    compiled: Compiled
    first: dt.date
    people: tuple[Person, ...]
    rows: Ints
    who: Ints
    units: Ints

    @property
    def days(self) -> int:
        return (self.compiled.span.last - self.first).days - 1

    def date(self, day: int) -> dt.date:
        return self.first + dt.timedelta(int(day))

    @cached_property
    def capacity(self) -> Minutes:
        """Minutes that each person (row) gives the program on each day."""
        span = self.compiled.span
        found = np.zeros((len(self.people), self.days))
        for at, person in enumerate(self.people):
            time = self.compiled.book.of_person(person)
            edges = work_at(time, span.first, span.last, self._midnights(time.zone))
            found[at] = np.diff(edges) * person.capacity
        return found

    @property
    def limit(self) -> Minutes:
        """Minutes of each person on each day up to which nothing is overload."""
        return self.capacity * (1 + TOLERANCE)

    @cached_property
    def edges(self) -> Ints:
        """Work count of each calendar (row) where each of its local days begins, and where the last one ends."""
        span = self.compiled.span
        times = self.compiled.book.times
        return np.array([work_at(time, span.first, span.last, self._midnights(time.zone)) for time in times], np.int64)

    def _midnights(self, zone: str) -> Ints:
        known = ZoneInfo(zone)
        return np.array([midnight(self.date(day), known) for day in range(self.days + 1)], np.int64)

    def asked(self, row: int, schedule: Schedule) -> Minutes:
        """Working minutes of an activity's open work on each day, where ``schedule`` has it."""
        network = schedule.compiled.network
        edges = self.edges[int(self.compiled.network.calendar[row])]
        done = int(self._work(row, int(schedule.finish[row])))
        part: Ints = np.diff(np.clip(edges, done - int(network.remaining[row]), done))
        return part.astype(np.float64)

    def resume(self, row: int, schedule: Schedule) -> int:
        """Work count of the activity's calendar where its open work begins."""
        return int(self._work(row, int(schedule.finish[row]))) - int(schedule.compiled.network.remaining[row])

    def _work(self, row: int, at: int) -> int:
        time = self.compiled.book.times[int(self.compiled.network.calendar[row])]
        span = self.compiled.span
        return int(work_at(time, span.first, span.last, np.array([at], np.int64))[0])

    def demand(self, schedule: Schedule) -> Minutes:
        """Minutes asked of each person (row) on each day."""
        found = np.zeros((len(self.people), self.days))
        for row, person, units in zip(self.rows.tolist(), self.who.tolist(), self.units.tolist(), strict=True):
            found[person] += self.asked(row, schedule) * (units / 1000)
        return found


def people_days(schedule: Schedule) -> PeopleDays:
    """People and days of a schedule: from the day after its status date, else from its start."""
    program = schedule.program
    index = {person.id: at for at, person in enumerate(program.people)}
    state = schedule.compiled.network.state
    found: list[tuple[int, int, int]] = []
    for row, activity in enumerate(program.activities):
        if row in schedule.logic.children or state[row] == columns.FINISHED:
            continue
        shares: dict[int, float] = {}
        for each in activity.assignments:
            if each.person in index and each.units > 0:
                shares[index[each.person]] = shares.get(index[each.person], 0.0) + each.units
        found.extend((row, person, round(1000 * units)) for person, units in shares.items())
    used = sorted({person for _, person, _ in found})
    place = {person: at for at, person in enumerate(used)}
    return PeopleDays(
        program=program,
        compiled=schedule.compiled,
        first=_first_day(schedule),
        people=tuple(program.people[person] for person in used),
        rows=np.array([row for row, _, _ in found], np.int64),
        who=np.array([place[person] for _, person, _ in found], np.int64),
        units=np.array([units for _, _, units in found], np.int64),
    )


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
