"""The schedule of a program: every activity's dates, float and what drives it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine import calendars as tables
from pilotage.engine import kernels
from pilotage.engine import network as columns
from pilotage.engine.measures import work_between
from pilotage.engine.schedule import Dates, outside
from pilotage.plan.checking.structure import IMPOSSIBLE, Findings, findings
from pilotage.plan.network.columns import Compiled, compile_network
from pilotage.plan.network.logic import Logic, logic
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.from_finish import start_back, with_finish
from pilotage.plan.scheduling.rolling_up import deepest_first, lay_out_levels_of_effort, leaving_slack, roll_up
from pilotage.plan.scheduling.running import critical, run
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import minutes, moment
from pilotage.plan.working_time.spans import first_span, longer, start_of

__all__ = [
    "Instants",
    "Schedule",
    "ScheduledActivity",
    "deepest_first",
    "final_milestone",
    "longer",
    "schedule",
    "zone_of",
]

Instants = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ScheduledActivity:
    """One activity's row of a `Schedule`, with aware datetimes in the program's zone and floats in working days."""

    id: str
    start: dt.datetime
    finish: dt.datetime
    early_start: dt.datetime
    early_finish: dt.datetime
    late_start: dt.datetime
    late_finish: dt.datetime
    duration: int
    duration_days: float
    total_float: int
    total_float_days: float
    free_float: int
    free_float_days: float
    critical: bool
    driver: int
    driven_by: Driven


@dataclass(frozen=True, eq=False, slots=True)
class Schedule:
    """Rows are in ``program.activities`` order; instants are minutes UTC, durations and floats working minutes.

    ``start`` and ``finish`` are the plan dates: early, unless as late as possible or actual. ``driver`` is an index
    into ``program.dependencies`` or -1. A finished activity has no float and is never critical. A summary's dates and
    floats come from the activities below it; its duration is counted on the program's calendar.
    """

    program: Program
    index: Mapping[str, int]
    start: Instants
    finish: Instants
    early_start: Instants
    early_finish: Instants
    late_start: Instants
    late_finish: Instants
    duration: Instants
    total_float: Instants
    free_float: Instants
    critical: NDArray[np.bool_]
    driver: NDArray[np.int32]
    driven_by: NDArray[np.int8]
    problems: tuple[Problem, ...]
    compiled: Compiled = field(repr=False)
    logic: Logic = field(repr=False)
    before: NDArray[np.int64] = field(repr=False)
    """Node whose dates drive each node's, -1 for none."""
    findings: Findings = field(repr=False)

    def at(self, id: str) -> ScheduledActivity:  # noqa: A002  # the public name
        """The row of activity ``id``. Raises KeyError."""
        row = self.index[id]
        zone = ZoneInfo(self.program.zone)
        day = self.program.hours_per_day * 60
        start, finish, early_start, early_finish, late_start, late_finish = (
            moment(int(column[row]), zone)
            for column in (
                self.start,
                self.finish,
                self.early_start,
                self.early_finish,
                self.late_start,
                self.late_finish,
            )
        )
        duration, total, free = int(self.duration[row]), int(self.total_float[row]), int(self.free_float[row])
        return ScheduledActivity(
            id=id,
            start=start,
            finish=finish,
            early_start=early_start,
            early_finish=early_finish,
            late_start=late_start,
            late_finish=late_finish,
            duration=duration,
            duration_days=duration / day,
            total_float=total,
            total_float_days=total / day,
            free_float=free,
            free_float_days=free / day,
            critical=bool(self.critical[row]),
            driver=int(self.driver[row]),
            driven_by=Driven(int(self.driven_by[row])),
        )

    def chain(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """The driving chain that ends in activity ``id``, first activity first; a summary's ends in its last
        activity.
        """
        row = self.index[id]
        node = row
        if row in self.logic.children:
            node = max(self.logic.leaves(row), key=lambda leaf: int(self.finish[leaf]))
        rows = []
        while node >= 0:
            if node < len(self.start) and node not in self.logic.children:
                rows.append(node)
            node = int(self.before[node])
        names = [self.program.activities[each].id for each in reversed(rows)]
        return (*names, id) if node != row and row in self.logic.children else tuple(names)

    @property
    def near_critical(self) -> NDArray[np.bool_]:
        """Unfinished activities that are not critical but have no more float than the program's rules call near."""
        size = len(self.start)
        unfinished = self.compiled.network.state[:size] != columns.FINISHED
        short = self.total_float <= self.program.rules.near_critical_float.minutes
        near: NDArray[np.bool_] = short & unfinished & ~self.critical
        return near

    @property
    def remaining_start(self) -> Instants:
        """Where the remaining work of each activity begins: its early start, unless it has started. A gap after its
        actual start is a split.
        """
        return self._of_remaining(self.early_start, self.early_finish)

    @property
    def remaining_late_start(self) -> Instants:
        """The latest that the remaining work of each activity may begin."""
        return self._of_remaining(self.late_start, self.late_finish)

    def _of_remaining(self, start: Instants, finish: Instants) -> Instants:
        network, calendars, found = self.compiled.network, self.compiled.calendars, start.copy()
        started = (network.state[: len(start)] != columns.WAITING) & (network.state[: len(start)] != columns.FINISHED)
        for row in np.flatnonzero(started).tolist():
            rest, number = int(network.remaining[row]), self.compiled.number[row]
            done = tables.work(calendars, number, int(finish[row]))
            found[row] = tables.start_at(calendars, number, done - rest) if rest else finish[row]
        return found

    def working_days(self, a: dt.datetime, b: dt.datetime, calendar: str | None = None) -> float:
        """Working days from ``a`` to ``b`` (negative where ``b`` is earlier), on the program's calendar by default."""
        book = self.compiled.book
        number = book.default if calendar is None else book.named(calendar)
        return self.working_minutes(minutes(a), minutes(b), number) / (self.program.hours_per_day * 60)

    def working_minutes(self, a: int, b: int, number: int) -> int:
        """Working minutes between two instants on the calendar of that number."""
        calendars = self.compiled.calendars
        return int(tables.work(calendars, number, b) - tables.work(calendars, number, a))

    def work_between(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        """Working minutes from each ``a`` to each ``b`` on the program's calendar, [n]."""
        default = self.compiled.book.default
        if kernels.worth_compiling(len(a)):
            return work_between(self.compiled.calendars, np.full(len(a), default), a, b)
        pairs = zip(a.tolist(), b.tolist(), strict=True)
        return np.array([self.working_minutes(x, y, default) for x, y in pairs], np.int64)


def schedule(program: Program) -> Schedule:
    """Schedule ``program``. Raises `Unschedulable` where a problem leaves nothing to compute."""
    made = logic(program)
    told = findings(program, made)
    fatal = tuple(each for each in told.problems if each.id in IMPOSSIBLE)
    if fatal:
        raise Unschedulable(fatal)
    book = CalendarBook(program)
    if program.rules.from_finish:
        settled, made = _with_finish(program, made)
        start, span = start_back(settled, made, book)
    else:
        settled, start = program, start_of(program) or 0
        span = first_span(program, start)
    while True:
        compiled = compile_network(settled, made, book, start, span)
        found = run(compiled, program.rules)
        too_early, too_late = outside(found, compiled.calendars)
        if not too_early and not too_late:
            return shaped_schedule(program, made, compiled, found, told)
        span = longer(program, span, too_early=too_early, too_late=too_late)


def _with_finish(program: Program, made: Logic) -> tuple[Program, Logic]:
    """The program with a date to be over at: the one that is set, else the last early finish."""
    if program.rules.finish is not None:
        return program, made
    forward = msgspec.structs.replace(program.rules, from_finish=False)
    ordinary = schedule(msgspec.structs.replace(program, rules=forward))
    settled = with_finish(program, moment(int(ordinary.early_finish.max(initial=0)), dt.UTC))
    return settled, logic(settled)


def zone_of(program: Program) -> ZoneInfo:
    return ZoneInfo(program.zone)


def shaped_schedule(program: Program, made: Logic, compiled: Compiled, found: Dates, told: Findings) -> Schedule:
    """What the passes found of a program: hubs cut off, summaries rolled up, links turned into dependencies."""
    size = len(program.activities)
    network = compiled.network
    link = np.where(found.driver >= 0, found.driver, 0)
    if len(compiled.link):
        before = np.where(found.driver >= 0, network.predecessor[link], -1)
        dependency = np.where(found.driver >= 0, np.array(made.dependency, np.int64)[compiled.link[link]], -1)
    else:
        before, dependency = np.full(made.size, -1, np.int64), np.full(made.size, -1, np.int64)
    for node in np.flatnonzero((found.driver >= 0) & (dependency < 0)).tolist():  # driven through a summary's hub
        dependency[node] = dependency[before[node]]
    shaped = Schedule(
        program=program,
        index=made.index,
        start=found.start[:size],
        finish=found.finish[:size],
        early_start=found.early_start[:size],
        early_finish=found.early_finish[:size],
        late_start=found.late_start[:size],
        late_finish=found.late_finish[:size],
        duration=network.duration[:size].copy(),
        total_float=found.total_float[:size],
        free_float=found.free_float[:size],
        critical=critical(program, made, compiled, found)[:size],
        driver=dependency[:size].astype(np.int32),
        driven_by=found.reason[:size],
        problems=told.problems,
        findings=told,
        compiled=compiled,
        logic=made,
        before=before,
    )
    leaving = leaving_slack(made, compiled, found)
    lay_out_levels_of_effort(shaped)
    roll_up(shaped, leaving)
    return shaped


def final_milestone(program: Program) -> str | None:
    """The milestone whose date is the program's: the one named final, else the last with a target, else the last."""
    if program.final is not None:
        return program.final
    milestones = [each for each in program.activities if each.kind is ActivityKind.MILESTONE]
    targets = [each for each in program.activities if each.target is not None]
    targets = [each for each in targets if each.kind is ActivityKind.MILESTONE] or targets
    if targets:
        return max(targets, key=lambda each: each.target or dt.date.min).id
    return milestones[-1].id if milestones else None
