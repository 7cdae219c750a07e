"""What the checks look at: a schedule as columns over rows and links, restricted to a part of the program."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine.graph import grouped
from pilotage.plan.language.wording import day, last_day
from pilotage.plan.network.logic import KINDS
from pilotage.plan.quality.model import Reports, Rows, Scope
from pilotage.plan.scheduling.schedule import Schedule, deepest_first, final_milestone, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes, moment
from pilotage.plan.working_time.spans import start_of, status_of

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Dependencies whose ends are both there and differ, those of levels of effort left out.

    Rows of their ends, kind (as in `engine.network`), lag in working days of the program (negative: a lead), and
    ``at``, their index in ``program.dependencies``.
    """

    predecessor: Rows
    successor: Rows
    kind: Rows
    lag: Floats
    at: Rows


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """Columns over the rows of ``program.activities``.

    ``leaf``: neither a summary nor a level of effort. ``open``: not finished (a summary while anything below it is
    open). ``task``: open work, not a milestone, in scope: the population of the DCMA checks. ``milestone``: open
    milestones in scope. ``state`` is that of `engine.network`. Days are working days of the program's hours a day;
    those of elapsed durations and floats are counted on the program's calendar. ``left`` is what remains of the work.
    ``baseline_finish`` is far in the future where the baseline has none.
    """

    schedule: Schedule
    scope: Scope
    baseline: Baseline | None
    reports: Reports | None
    status: int | None
    within: Mask
    leaf: Mask
    open: Mask
    point: Mask
    task: Mask
    milestone: Mask
    state: Rows
    duration: Floats
    total_float: Floats
    left: Floats
    links: Links
    teams: tuple[str | None, ...]
    baseline_finish: Rows

    @property
    def program(self) -> Program:
        return self.schedule.program

    @property
    def day_minutes(self) -> float:
        return self.program.hours_per_day * 60

    @property
    def first_start(self) -> int:
        """Where work without predecessors begins."""
        return start_of(self.program) or 0

    def activity(self, row: int) -> Activity:
        return self.program.activities[row]

    def link(self, index: int) -> Dependency:
        return self.program.dependencies[index]

    def titles(self, index: int) -> tuple[str, str]:
        """Titles of both ends of a link."""
        link, place = self.link(index), self.schedule.index
        return self.activity(place[link.predecessor]).title, self.activity(place[link.successor]).title

    def open_links(self) -> Rows:
        """Links in scope whose successor is open, as rows of ``links``."""
        after = self.links.successor
        return np.flatnonzero(self.open[after] & self.within[after])

    def day_of(self, instant: int, *, start: bool = False) -> dt.date:
        """The day of an instant in the program's zone; of a finish at midnight, the day that it ends."""
        local = moment(instant, zone_of(self.program))
        return local.date() if start else last_day(local)

    def said(self, instant: int, *, start: bool = False) -> str:
        return day(self.day_of(instant, start=start), near=self.program.status_date)

    def working_days(self, a: int, b: int, calendar: int | None = None) -> float:
        """Working days between two instants, on the program's calendar by default."""
        number = self.schedule.compiled.book.default if calendar is None else calendar
        return self.schedule.working_minutes(a, b, number) / self.day_minutes

    def finish_row(self) -> int | None:
        """Row of the finish of the program: its final milestone, else the open activity that is planned last."""
        final = final_milestone(self.program)
        if final is not None and final in self.schedule.index:
            return self.schedule.index[final]
        rows = np.flatnonzero(self.open & self.leaf)
        return int(rows[np.argmax(self.schedule.finish[rows])]) if len(rows) else None


def grounds(schedule: Schedule, *, baseline: Baseline | None, reports: Reports | None, scope: Scope) -> Grounds:
    """Gather the columns once for all checks."""
    program, made, network = schedule.program, schedule.logic, schedule.compiled.network
    size = len(program.activities)
    effort = np.array([each.kind is ActivityKind.LEVEL_OF_EFFORT for each in program.activities], np.bool_)
    leaf = ~effort
    leaf[list(made.children)] = False
    state = np.asarray(network.state[:size], np.int64)
    opened = leaf & (state != columns.FINISHED)
    for row in deepest_first(made):
        opened[row] = opened[made.children[row]].any()
    unit = program.hours_per_day * 60
    duration, total, left = (_days(schedule, name, unit) for name in ("duration", "total_float", "remaining"))
    point = np.array([each.kind is ActivityKind.MILESTONE for each in program.activities], np.bool_)
    point |= np.array([each.estimate is None for each in program.activities], np.bool_) & (network.duration[:size] == 0)
    teams = teams_of(program)
    within = _within(program, teams, scope)
    return Grounds(
        schedule=schedule,
        scope=scope,
        baseline=baseline,
        reports=reports,
        status=status_of(program),
        within=within,
        leaf=leaf,
        open=opened,
        point=point,
        task=opened & leaf & ~point & within,
        milestone=opened & leaf & point & within,
        state=state,
        duration=duration,
        total_float=total,
        left=left,
        links=_links(schedule, unit, set(np.flatnonzero(effort).tolist())),
        teams=teams,
        baseline_finish=_baseline_finish(schedule, baseline),
    )


def _baseline_finish(schedule: Schedule, baseline: Baseline | None) -> Rows:
    found = np.full(len(schedule.program.activities), columns.AFTER_ALL, np.int64)
    for entry in baseline.entries if baseline is not None else ():
        row = schedule.index.get(entry.activity)
        if row is not None:
            found[row] = minutes(entry.finish)
    return found


def _days(schedule: Schedule, name: str, unit: float) -> Floats:
    """A column of minutes as working days; elapsed ones by what the program's calendar works in the time they take: the
    time before the finish, of float that after it.
    """
    size = len(schedule.program.activities)
    network, book = schedule.compiled.network, schedule.compiled.book
    column = network.remaining[:size] if name == "remaining" else getattr(schedule, name)
    found: Floats = np.asarray(column, np.float64) / unit
    calendar = np.asarray(network.calendar[:size])
    elapsed = (calendar == book.always()) & (book.default != book.always())
    elapsed[list(schedule.logic.children)] = False
    rows = np.flatnonzero(elapsed)
    finish, length = np.asarray(schedule.early_finish)[rows], np.asarray(column)[rows]
    begin = finish if name == "total_float" else finish - length
    found[rows] = schedule.work_between(begin, begin + length) / unit
    return found


def teams_of(program: Program) -> tuple[str | None, ...]:
    """The team of each row: its own, else its workstream's, else its owner's."""
    streams = {each.id: each.team for each in program.workstreams}
    people = {each.id: each.team for each in program.people}
    return tuple(
        each.team or streams.get(each.workstream or "") or people.get(each.owner or "") for each in program.activities
    )


def _within(program: Program, teams: tuple[str | None, ...], scope: Scope) -> Mask:
    found = np.ones(len(teams), np.bool_)
    if scope.team is not None:
        found &= np.array([team == scope.team for team in teams], np.bool_)
    if scope.workstream is not None:
        found &= np.array([each.workstream == scope.workstream for each in program.activities], np.bool_)
    return found


def _links(schedule: Schedule, unit: float, left_out: set[int]) -> Links:
    links, place = schedule.program.dependencies, schedule.index
    before = np.array([place.get(each.predecessor, -1) for each in links], np.int64)
    after = np.array([place.get(each.successor, -1) for each in links], np.int64)
    counted = (before >= 0) & (after >= 0) & (before != after)
    counted &= ~np.isin(before, list(left_out)) & ~np.isin(after, list(left_out))
    lag = np.zeros(len(links))
    for at, each in enumerate(links):
        if each.lag_percent is not None:
            lag[at] = each.lag_percent * float(schedule.duration[before[at]]) / unit
        elif each.lag.minutes:
            lag[at] = each.lag.minutes / (1440 if each.lag.elapsed else unit)
    return Links(
        predecessor=before[counted],
        successor=after[counted],
        kind=np.array([KINDS[each.kind] for each in links], np.int64)[counted],
        lag=lag[counted],
        at=np.flatnonzero(counted),
    )


def linked(g: Grounds, *, forward: bool) -> Mask:
    """Rows with a successor (``forward``) or a predecessor, their own or handed down by a summary above them."""
    size = len(g.program.activities)
    found = np.zeros(size, np.bool_)
    found[g.links.predecessor if forward else g.links.successor] = True
    for row in reversed(deepest_first(g.schedule.logic)):
        if found[row]:
            found[g.schedule.logic.children[row]] = True
    return found


def by_end(g: Grounds, *, forward: bool) -> tuple[Rows, Rows]:
    """Links grouped by predecessor (``forward``) or successor, as `engine.graph.grouped` gives them."""
    ends = g.links.predecessor if forward else g.links.successor
    return grouped(ends, len(g.program.activities))
