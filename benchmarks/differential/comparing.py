"""What differs between MPXJ's schedule of a program and ours."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.differential.peer import Found, Peer
from pilotage import plan
from pilotage.engine.calendars import work
from pilotage.plan.scheduling.schedule import Instants, Schedule
from pilotage.plan.vocabulary.activities import Activity, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior
from pilotage.plan.working_time.calendar_tables import moment

DATES = ("early_start", "early_finish", "late_start", "late_finish")
TOLERANCE = 0.3  # working minutes


@dataclass(frozen=True, slots=True)
class Difference:
    """``reason`` is why MPXJ and we differ, empty where that is not known."""

    activity: str
    value: str
    theirs: str
    ours: str
    reason: str = ""


def differences(program: Program, peer: Peer) -> list[Difference]:
    """Dates as working time on the activity's calendar, so that Friday 17:00 is Monday 08:00; floats in minutes."""
    theirs = peer.schedule(program)
    schedule = plan.schedule(program)
    return [
        replace(each, reason=reason(program, activity, each))
        for activity in program.activities
        if activity.actual_finish is None
        for each in _of(schedule, activity, theirs[activity.id])
    ]


def reason(program: Program, activity: Activity, difference: Difference) -> str:
    """The documented difference that this one is (docs: How Pilotage schedules), by what the network has."""
    if program.rules.behavior is Behavior.PRIMAVERA and _starts_on_its_day(program):
        return "MPXJ starts an activity at its start-no-earlier-than date even where logic holds it later that day"
    if difference.value == "free_float":
        return _of_free_float(program, activity)
    counted = any(each.lag.minutes or each.kind in _INTO_FINISH for each in program.dependencies)
    between = len({each.calendar for each in program.activities}) > 1 and counted
    if difference.value not in ("late_start", "late_finish", "total_float"):
        into = between and program.rules.behavior is Behavior.PRIMAVERA
        return "finish of an FF successor between calendars: here it is where its work is done" if into else ""
    if between:
        return "late finish between calendars: here it may lie in time that the successor does not work"
    return ""


_INTO_FINISH = (DependencyKind.FF, DependencyKind.SF)


def _starts_on_its_day(program: Program) -> bool:
    schedule = plan.schedule(program)
    return any(
        each.constraint is not None
        and each.constraint.kind is ConstraintKind.START_NO_EARLIER_THAN
        and each.constraint.at is not None
        and 0 <= (schedule.at(each.id).early_start - each.constraint.at).days < 5
        and 0 < schedule.working_days(each.constraint.at, schedule.at(each.id).early_start, each.calendar) <= 1
        for each in program.activities
    )


def _of_free_float(program: Program, activity: Activity) -> str:
    links = [each for each in program.dependencies if each.predecessor == activity.id]
    if any(each.lag.minutes or each.lag_percent for each in links):
        return "free float over a lag: MPXJ subtracts the lag from time on the predecessor's calendar"
    if len({each.calendar for each in program.activities}) > 1:
        return "free float between calendars: here it reaches to the last instant of equal work"
    if activity.deadline is not None or activity.constraint is not None:
        return "free float ends at the activity's own late limit here"
    return ""


def _of(schedule: Schedule, activity: Activity, said: Found) -> Iterator[Difference]:
    row = schedule.index[activity.id]
    number, calendars = schedule.compiled.number[row], schedule.compiled.calendars
    for name in DATES:
        at = _minutes(getattr(said, name))
        mine = int(_column(schedule, name)[row])
        if work(calendars, number, at) != work(calendars, number, mine):
            yield Difference(
                activity.id, name, f"{getattr(said, name):%a %d %H:%M}", f"{moment(mine, dt.UTC):%a %d %H:%M}"
            )
    if said.total_float is not None and abs(said.total_float - int(schedule.total_float[row])) > TOLERANCE:
        yield Difference(activity.id, "total_float", f"{said.total_float:g}", str(schedule.total_float[row]))
    if said.free_float is not None:
        bounded = max(0.0, min(said.free_float, said.total_float or 0.0))  # a slip past the finish is not free
        mine = int(schedule.free_float[row])
        if abs(said.free_float - mine) > TOLERANCE and abs(bounded - mine) > TOLERANCE:
            yield Difference(activity.id, "free_float", f"{said.free_float:g}", str(mine))


def _column(schedule: Schedule, name: str) -> Instants:
    """Primavera's early and late start of a started activity are those of its remaining work."""
    if schedule.program.rules.behavior is Behavior.PRIMAVERA and name in ("early_start", "late_start"):
        return schedule.remaining_start if name == "early_start" else schedule.remaining_late_start
    column: Instants = getattr(schedule, name)
    return column


def _minutes(at: dt.datetime) -> int:
    return int(at.timestamp() // 60)
