"""The days that a program's calendars are compiled for, and the amounts and instants that decide them."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.labels import LEVELED
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import EPOCH, midnight, minutes

FIRST_DAY = dt.date(1900, 1, 1)
"""No calendar is compiled for a day before."""

LAST_DAY = dt.date(2100, 1, 1)
"""No schedule runs past this day."""


@dataclass(frozen=True, slots=True)
class Span:
    """UTC days that calendars are compiled for."""

    first: dt.date
    last: dt.date

    def earlier(self) -> "Span":
        return Span(max(FIRST_DAY, self.first - (self.last - self.first)), self.last)

    def later(self) -> "Span":
        return Span(self.first, min(LAST_DAY, self.last + 2 * (self.last - self.first)))


def dates_set(program: Program) -> list[int]:
    """Every instant that people set as constraint or actual date; what leveling sets is no date of theirs."""
    found = []
    for each in program.activities:
        set_at = each.constraint.at if each.constraint is not None and LEVELED not in each.labels else None
        second = each.second_constraint.at if each.second_constraint is not None else None
        dates = (each.actual_start, each.actual_finish, set_at, second, each.expected_finish)
        found += [minutes(at) for at in dates if at is not None]
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


def longer(program: Program, span: Span, *, too_early: bool, too_late: bool) -> Span:
    """More days. Raises `Unschedulable` where the last possible day is not enough."""
    if too_late and span.last >= LAST_DAY:
        message = _("The schedule runs past the year {year}.").format(year=LAST_DAY.year)
        hint = _("Look for a duration or lag that is far too long, or a calendar with too little working time.")
        problem = Problem(
            id="schedule-too-long", severity=Severity.ERROR, message=message, entity=program.id, hint=hint
        )
        raise Unschedulable((problem,))
    if too_early:
        if span.first <= FIRST_DAY:
            message = _("The schedule runs before the year {year}.").format(year=FIRST_DAY.year)
            hint = _("Look for a duration or lead that is far too long, or a calendar with too little working time.")
            problem = Problem(
                id="schedule-too-early", severity=Severity.ERROR, message=message, entity=program.id, hint=hint
            )
            raise Unschedulable((problem,))
        span = span.earlier()
    return span.later() if too_late else span
