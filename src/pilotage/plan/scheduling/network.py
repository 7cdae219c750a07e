"""From a program to the columns that the engine runs on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from pilotage.engine import calendars as tables
from pilotage.engine import network as columns
from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped
from pilotage.engine.network import AFTER_ALL, NONE, Network
from pilotage.plan.scheduling.calendar_tables import ALWAYS, EPOCH, WorkingTime, intervals, midnight, minutes, resolve
from pilotage.plan.scheduling.logic import Logic
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program

_EARLIEST_START = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.MUST_START_ON, ConstraintKind.START_ON)
_LATEST_START = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.MUST_START_ON, ConstraintKind.START_ON)
_LATEST_FINISH = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.MUST_FINISH_ON, ConstraintKind.FINISH_ON)

LAST_DAY = dt.date(2100, 1, 1)
"""No schedule runs past this day."""


class CalendarBook:
    """Which calendar each activity works on. Calendars are numbered as they are first used."""

    def __init__(self, program: Program) -> None:
        self._zone = program.zone
        self._calendars = {each.id: each for each in program.calendars}
        self._people = {each.id: each for each in program.people}
        self._teams = {each.id: each for each in program.teams}
        self._workstreams = {each.id: each for each in program.workstreams}
        self._default = program.default_calendar
        self._numbers: dict[WorkingTime, int] = {}
        self._known: dict[Any, int] = {}
        self.default = self.named(program.default_calendar)

    @property
    def times(self) -> tuple[WorkingTime, ...]:
        return tuple(self._numbers)

    def always(self) -> int:
        """Number of the 24-hour calendar."""
        return self._number(ALWAYS)

    def named(self, name: str) -> int:
        """Number of the calendar of that id, the program's default if there is none."""
        if name not in self._known:
            self._known[name] = self._number(self.working_time(name))
        return self._known[name]

    def of(self, activity: Activity) -> int:
        """Number of the activity's own calendar, else its owner's with the days off, its team's, or the default."""
        key = (activity.calendar, activity.owner, activity.team, activity.workstream)
        if key not in self._known:
            self._known[key] = self._number(self._time_of(activity))
        return self._known[key]

    def working_time(self, name: str) -> WorkingTime:
        calendar = self._calendars.get(name) or self._calendars.get(self._default)
        return ALWAYS if calendar is None else resolve(calendar, self._calendars, self._zone)

    def chosen(self, activity: Activity) -> tuple[str, Person | None]:
        """Id of the calendar that an activity works on, and the owner whose days off count besides."""
        if activity.calendar in self._calendars:
            return activity.calendar, None
        owner = self._people.get(activity.owner or "")
        workstream = self._workstreams.get(activity.workstream or "")
        teams = (owner and owner.team, activity.team, workstream and workstream.team)
        names = [owner and owner.calendar]
        names += [self._teams[team].calendar for team in teams if team in self._teams]
        return next((name for name in names if name in self._calendars), self._default), owner

    def of_person(self, person: Person) -> WorkingTime:
        """Working time of a person: their calendar's, else their team's, without their days off."""
        team = self._teams.get(person.team or "")
        name = person.calendar or (team.calendar if team else None) or self._default
        return _without(self.working_time(name), person)

    def _time_of(self, activity: Activity) -> WorkingTime:
        name, owner = self.chosen(activity)
        return _without(self.working_time(name), owner)

    def _number(self, time: WorkingTime) -> int:
        return self._numbers.setdefault(time, len(self._numbers))


def _without(time: WorkingTime, person: Person | None) -> WorkingTime:
    """Working time without a person's days off."""
    if person is None or not person.off:
        return time
    return msgspec.structs.replace(time, layers=(*time.layers, ((), person.off)))


@dataclass(slots=True)
class Compiled:
    """A program ready to run. ``link`` gives each network link its row in the logic's link columns."""

    network: Network
    calendars: Calendars
    link: Any
    number: list[int]  # calendar of each row
    book: CalendarBook
    span: "Span"


@dataclass(frozen=True, slots=True)
class Span:
    """UTC days that calendars are compiled for."""

    first: dt.date
    last: dt.date

    def earlier(self) -> "Span":
        return Span(self.first - (self.last - self.first), self.last)

    def later(self) -> "Span":
        return Span(self.first, min(LAST_DAY, self.last + 2 * (self.last - self.first)))


def dates_set(program: Program) -> list[int]:
    """Every instant that people set as constraint or actual date."""
    found = []
    for each in program.activities:
        set_at = each.constraint.at if each.constraint is not None else None
        found += [minutes(at) for at in (each.actual_start, each.actual_finish, set_at) if at is not None]
    return found


def start_of(program: Program) -> int | None:
    """Where activities without predecessors begin: set, else the earliest date set by anyone, else the status date."""
    if program.start is not None:
        return minutes(program.start)
    found = dates_set(program)
    if found:
        return min(found)
    return midnight(program.status_date, ZoneInfo(program.zone)) if program.status_date else None


def status_of(program: Program) -> int | None:
    """The instant up to which progress is known: the end of the status date."""
    if program.status_date is None:
        return None
    return midnight(program.status_date + dt.timedelta(1), ZoneInfo(program.zone))


def first_span(program: Program, start: int) -> Span:
    """Days that most schedules fit in: all dates that are set, and three years."""
    found = [start, *dates_set(program)]
    found += [minutes(each.deadline) for each in program.activities if each.deadline is not None]
    status = status_of(program)
    if status is not None:
        found.append(status)
    first = EPOCH + dt.timedelta(min(found) // 1440 - 60)
    last = EPOCH + dt.timedelta(max(found) // 1440 + 3 * 366)
    return Span(first, min(last, LAST_DAY))


def whole_duration(program: Program, activity: Activity) -> tuple[int, bool]:
    """Deterministic duration in minutes, and whether it runs on the clock."""
    if activity.duration is not None:
        return activity.duration.minutes, activity.duration.elapsed
    if activity.estimate is not None:
        return activity.estimate.likely.minutes, activity.estimate.likely.elapsed
    if activity.kind is ActivityKind.MILESTONE:
        return 0, False
    return round(program.hours_per_day * 60), False


def compile_network(program: Program, logic: Logic, book: CalendarBook, start: int, span: Span) -> Compiled:
    """Columns of ``program`` with calendars compiled for ``span``."""
    size = logic.size
    always = book.always()
    rows = _Rows(program, book, logic, start, always)
    numbers = rows.calendar[: len(program.activities)]
    lags = _lags(program, logic, book, rows, always)
    calendars = pack(book, span)
    rows.hold_started(calendars)
    rows.limit_by_summaries()
    successor = np.array(logic.successor, np.int64)
    first_in, by_successor = grouped(successor, size)
    predecessor = np.array(logic.predecessor, np.int64)[by_successor]
    first_out, out = grouped(predecessor, size)
    network = Network(
        order=np.array(logic.order, np.int64),
        calendar=np.array(rows.calendar, np.int64),
        state=np.array(rows.state, np.int64),
        instant=np.array(rows.instant, np.bool_),
        duration=np.array(rows.duration, np.int64),
        remaining=np.array(rows.remaining, np.int64),
        began=np.array(rows.began, np.int64),
        ended=np.array(rows.ended, np.int64),
        floor=np.array(rows.floor, np.int64),
        floor_reason=np.array(rows.floor_reason, np.int64),
        floor_finish=np.array(rows.floor_finish, np.int64),
        pin_start=np.array(rows.pin_start, np.int64),
        pin_finish=np.array(rows.pin_finish, np.int64),
        cap_start=np.array(rows.cap_start, np.int64),
        cap_finish=np.array(rows.cap_finish, np.int64),
        hold_start=np.array(rows.hold_start, np.int64),
        hold_finish=np.array(rows.hold_finish, np.int64),
        alap=np.array(rows.alap, np.bool_),
        first_in=first_in,
        predecessor=predecessor,
        successor=successor[by_successor],
        kind=np.array(logic.kind, np.int64)[by_successor],
        lag=np.array(lags[0], np.int64)[by_successor],
        lag_share=np.array(lags[1], np.float64)[by_successor],
        lag_calendar=np.array(lags[2], np.int64)[by_successor],
        first_out=first_out,
        out=out,
    )
    return Compiled(network, calendars, by_successor, numbers, book, span)


def pack(book: CalendarBook, span: Span) -> Calendars:
    """All calendars of the book, compiled for the days of ``span``."""
    origin, horizon = ((day - EPOCH).days * 1440 for day in (span.first, span.last))
    return tables.pack([intervals(time, span.first, span.last) for time in book.times], origin, horizon)


def _lags(
    program: Program, logic: Logic, book: CalendarBook, rows: "_Rows", always: int
) -> tuple[list[int], list[float], list[int]]:
    """Lag, share and calendar of each link."""
    lag, share, calendar = [], [], []
    for successor, predecessor, at in zip(logic.successor, logic.predecessor, logic.dependency, strict=True):
        if at < 0:
            lag.append(0)
            share.append(0.0)
            calendar.append(columns.ELAPSED)
            continue
        dependency = program.dependencies[at]
        number = book.named(dependency.calendar) if dependency.calendar else rows.calendar[successor]
        if dependency.lag_percent is not None:
            share.append(dependency.lag_percent)
            lag.append(0)
            elapsed = rows.calendar[predecessor] == always
        else:
            share.append(0.0)
            lag.append(dependency.lag.minutes)
            elapsed = dependency.lag.elapsed
        calendar.append(columns.ELAPSED if elapsed else number)
    return lag, share, calendar


class _Rows:
    """Columns over nodes, filled from activities; hubs of summaries are instants on the 24-hour calendar."""

    def __init__(self, program: Program, book: CalendarBook, logic: Logic, start: int, always: int) -> None:
        size = logic.size
        self.logic = logic
        self.program = program
        self.start = start
        self.status = status_of(program)
        self.calendar = [always] * size
        self.state = [columns.WAITING] * size
        self.instant = [True] * size
        self.duration, self.remaining = [0] * size, [0] * size
        self.began, self.ended = [NONE] * size, [NONE] * size
        self.floor, self.floor_reason = [start] * size, [columns.START] * size
        self.floor_finish = [NONE] * size
        self.pin_start, self.pin_finish = [NONE] * size, [NONE] * size
        self.cap_start, self.cap_finish = [AFTER_ALL] * size, [AFTER_ALL] * size
        self.hold_start, self.hold_finish = [AFTER_ALL] * size, [AFTER_ALL] * size
        self.alap = [False] * size
        for row, activity in enumerate(program.activities):
            if row not in logic.children:
                self._fill(row, activity, book)

    def _fill(self, row: int, activity: Activity, book: CalendarBook) -> None:
        minutes_, elapsed = whole_duration(self.program, activity)
        self.calendar[row] = book.always() if elapsed else book.of(activity)
        self.duration[row] = self.remaining[row] = minutes_
        if activity.actual_finish is not None or activity.actual_start is not None or activity.progress > 0:
            self._report(row, activity)
        else:
            self.instant[row] = minutes_ == 0 and activity.estimate is None
            if self.status is not None and self.status > self.floor[row]:
                self.floor[row], self.floor_reason[row] = self.status, columns.STATUS_DATE
        if activity.constraint is not None:
            self._constrain(row, activity.constraint)
        if activity.deadline is not None:
            self.cap_finish[row] = min(self.cap_finish[row], minutes(activity.deadline))

    def _report(self, row: int, activity: Activity) -> None:
        """Actual dates and progress. What they leave open waits for `hold_started`, which knows the calendars."""
        self.instant[row] = False
        if activity.actual_start is not None:
            self.began[row] = minutes(activity.actual_start)
        if activity.actual_finish is not None:
            self.ended[row] = minutes(activity.actual_finish)
        self.floor_reason[row] = columns.ACTUAL
        if activity.actual_finish is not None or activity.progress >= 1:
            self.state[row], self.remaining[row] = columns.FINISHED, 0
            return
        self.state[row] = columns.HELD if self.status is None else columns.RUNNING
        if activity.remaining is not None:
            self.remaining[row] = max(0, activity.remaining.minutes)
        else:
            self.remaining[row] = round((1 - activity.progress) * self.duration[row])

    def _constrain(self, row: int, constraint: Constraint) -> None:
        kind = constraint.kind
        if kind is ConstraintKind.ALAP:
            self.alap[row] = self.state[row] == columns.WAITING
        if constraint.at is None or self.state[row] == columns.FINISHED:
            return
        at = minutes(constraint.at)
        waiting = self.state[row] == columns.WAITING
        if kind in (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_ON):
            if waiting and at > self.floor[row]:
                self.floor[row], self.floor_reason[row] = at, columns.CONSTRAINT
        elif kind in (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON):
            self.floor_finish[row] = at
        elif kind is ConstraintKind.MUST_START_ON and waiting:
            self.pin_start[row] = at
        elif kind is ConstraintKind.MUST_FINISH_ON:
            self.pin_finish[row] = at
        if kind in _LATEST_START:
            self.cap_start[row] = at
        elif kind in _LATEST_FINISH:
            self.cap_finish[row] = min(self.cap_finish[row], at)

    def hold_started(self, calendars: Calendars) -> None:
        """Settle what a report leaves open: a start or finish not told, and where the remaining work begins.

        Progress without an actual start is taken to have been done up to the status date (else from the program's
        start); complete without an actual finish, to have taken its duration, and to be over by the status date.
        """
        for row in range(len(self.program.activities)):
            state, c = self.state[row], self.calendar[row]
            if state == columns.WAITING:
                continue
            done = max(0, self.duration[row] - self.remaining[row])
            if self.began[row] == NONE:
                self.began[row] = self._implied_start(calendars, row, done)
            worked = tables.work(calendars, c, self.began[row]) + done
            if state == columns.FINISHED:
                if self.ended[row] == NONE:
                    ended = tables.finish_at(calendars, c, worked) if done else self.began[row]
                    limit = ended if self.status is None else max(self.status, self.began[row])
                    self.ended[row] = min(ended, limit)
            elif state == columns.HELD:
                self.floor[row] = tables.start_at(calendars, c, worked)
            else:
                assert self.status is not None
                self.floor[row] = max(self.status, self.began[row])

    def _implied_start(self, calendars: Calendars, row: int, done: int) -> int:
        c, until = self.calendar[row], self.status
        if self.ended[row] != NONE:
            until = self.ended[row]
        if until is None:
            return tables.start_at(calendars, c, tables.work(calendars, c, self.start))
        begun = tables.start_at(calendars, c, tables.work(calendars, c, until) - done)
        return min(begun, until)

    def limit_by_summaries(self) -> None:
        """Constraints and deadlines of a summary hold for each of its activities."""
        for row in self.logic.children:
            activity = self.program.activities[row]
            leaves: Iterable[int] = list(self.logic.leaves(row))
            constraint = activity.constraint
            if constraint is not None and constraint.at is not None:
                at = minutes(constraint.at)
                if constraint.kind in _EARLIEST_START:
                    self._raise_floors(leaves, at)
                elif constraint.kind in _LATEST_FINISH:
                    self._cap_finishes(leaves, at)
            if activity.deadline is not None:
                self._cap_finishes(leaves, minutes(activity.deadline))

    def _raise_floors(self, leaves: Iterable[int], at: int) -> None:
        for leaf in leaves:
            if self.state[leaf] == columns.WAITING and at > self.floor[leaf]:
                self.floor[leaf], self.floor_reason[leaf] = at, columns.CONSTRAINT

    def _cap_finishes(self, leaves: Iterable[int], at: int) -> None:
        for leaf in leaves:
            self.cap_finish[leaf] = min(self.cap_finish[leaf], at)
