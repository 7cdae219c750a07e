"""The same program in MPXJ, scheduled by MPXJ."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pilotage.exchange.mpxj.jvm import classes
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind, Dependency
from pilotage.plan.vocabulary.calendars import Calendar, Shift
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior

_CONSTRAINTS = {
    ConstraintKind.ALAP: "AS_LATE_AS_POSSIBLE",
    ConstraintKind.START_NO_EARLIER_THAN: "START_NO_EARLIER_THAN",
    ConstraintKind.START_NO_LATER_THAN: "START_NO_LATER_THAN",
    ConstraintKind.FINISH_NO_EARLIER_THAN: "FINISH_NO_EARLIER_THAN",
    ConstraintKind.FINISH_NO_LATER_THAN: "FINISH_NO_LATER_THAN",
    ConstraintKind.MUST_START_ON: "MUST_START_ON",
    ConstraintKind.MUST_FINISH_ON: "MUST_FINISH_ON",
    ConstraintKind.START_ON: "START_ON",
    ConstraintKind.FINISH_ON: "FINISH_ON",
}
_LINKS = {"FS": "FINISH_START", "SS": "START_START", "FF": "FINISH_FINISH", "SF": "START_FINISH"}
_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


@dataclass(frozen=True, slots=True)
class Found:
    """What MPXJ computed for one activity; floats in minutes."""

    early_start: dt.datetime
    early_finish: dt.datetime
    late_start: dt.datetime
    late_finish: dt.datetime
    total_float: float | None
    free_float: float | None


class Peer:
    """MPXJ in this process's Java machine. Raises MpxjUnavailableError where there is none."""

    def __init__(self) -> None:
        self._jpype = classes()
        named = {
            "org.mpxj": (
                "ActivityType ConstraintType DayType Duration LocalTimeRange ProjectFile Relation RelationType "
                "RelationshipLagCalendar TimeUnit TotalSlackCalculationType TaskMode"
            ),
            "org.mpxj.cpm": (
                "MicrosoftScheduler MicrosoftSlackCalculator PrimaveraScheduler PrimaveraSlackCalculator CpmException"
            ),
            "java.time": "DayOfWeek LocalDate LocalDateTime LocalTime",
        }
        self._known = {
            name: self._jpype.JClass(f"{package}.{name}") for package, names in named.items() for name in names.split()
        }

    def __getattr__(self, name: str) -> Any:
        try:
            return self._known[name]
        except KeyError:
            raise AttributeError(name) from None

    def schedule(self, program: Program) -> dict[str, Found]:
        """By activity. Raises jpype's JException where MPXJ gives up."""
        project = self.ProjectFile()
        primavera = program.rules.behavior is Behavior.PRIMAVERA
        calendars = {each.id: self._calendar(project, each) for each in program.calendars}
        project.setDefaultCalendar(calendars[program.default_calendar])
        properties = project.getProjectProperties()
        assert program.start is not None
        properties.setStartDate(self._moment(program.start))
        if primavera:
            properties.setRelationshipLagCalendar(self.RelationshipLagCalendar.PREDECESSOR)
            properties.setTotalSlackCalculationType(self.TotalSlackCalculationType.FINISH_SLACK)
            properties.setUseExpectedFinishDates(self._jpype.JClass("java.lang.Boolean").TRUE)
        if program.status_date is not None:
            after = dt.datetime.combine(program.status_date + dt.timedelta(1), dt.time())
            properties.setStatusDate(self._moment(after))
        calculator = self.PrimaveraSlackCalculator if primavera else self.MicrosoftSlackCalculator
        project.getProjectConfig().setSlackClaculator(calculator(project) if primavera else calculator())
        tasks = {each.id: self._task(project, each, calendars) for each in program.activities}
        for link in program.dependencies:
            self._link(tasks, link)
        if not primavera:
            self._not_before_start(program, tasks)
        scheduler = self.PrimaveraScheduler if primavera else self.MicrosoftScheduler
        scheduler().schedule(project, self._moment(program.start))
        return {name: self._found(task, properties) for name, task in tasks.items()}

    def _calendar(self, project: Any, calendar: Calendar) -> Any:
        made = project.addCalendar()
        made.setName(calendar.id)
        assert calendar.week is not None
        for name, shifts in zip(_DAYS, calendar.week, strict=True):
            day = self.DayOfWeek.valueOf(name)
            made.setCalendarDayType(day, self.DayType.WORKING if shifts else self.DayType.NON_WORKING)
            self._fill(made.addCalendarHours(day), shifts)
        for each in calendar.exceptions:
            first = self.LocalDate.of(each.start.year, each.start.month, each.start.day)
            end = each.end - dt.timedelta(1)
            self._fill(made.addCalendarException(first, self.LocalDate.of(end.year, end.month, end.day)), each.shifts)
        return made

    def _fill(self, hours: Any, shifts: tuple[Shift, ...]) -> None:
        for shift in shifts:
            begin, finish = (self.LocalTime.of(*divmod(at % 1440, 60)) for at in (shift.start, shift.finish))
            hours.add(self.LocalTimeRange(begin, finish))

    def _task(self, project: Any, activity: Activity, calendars: dict[str, Any]) -> Any:
        task = project.addTask()
        task.setName(activity.id)
        task.setActivityID(activity.id)
        assert activity.duration is not None
        minutes = activity.duration.minutes
        done = minutes if activity.actual_finish is not None else 0
        if activity.remaining is not None:
            done = minutes - activity.remaining.minutes
        milestone = activity.kind is ActivityKind.MILESTONE
        task.setMilestone(milestone)
        task.setActivityType(self.ActivityType.FINISH_MILESTONE if milestone else self.ActivityType.TASK_DEPENDENT)
        task.setTaskMode(self.TaskMode.AUTO_SCHEDULED)
        task.setDuration(self._hours(minutes))
        task.setPlannedDuration(self._hours(minutes))
        task.setActualDuration(self._hours(done))
        task.setRemainingDuration(self._hours(minutes - done))
        task.setPercentageComplete(self._jpype.JDouble(activity.progress * 100))
        if activity.calendar != project.getDefaultCalendar().getName():
            task.setCalendar(calendars[activity.calendar or ""])
        self._set_dates(task, activity)
        if activity.actual_start is not None:
            task.setActualStart(self._moment(activity.actual_start))
        if activity.actual_finish is not None:
            task.setActualFinish(self._moment(activity.actual_finish))
        return task

    def _set_dates(self, task: Any, activity: Activity) -> None:
        constraint, second = activity.constraint, activity.second_constraint
        kind = "AS_SOON_AS_POSSIBLE" if constraint is None else _CONSTRAINTS[constraint.kind]
        task.setConstraintType(self.ConstraintType.valueOf(kind))
        if constraint is not None and constraint.at is not None:
            task.setConstraintDate(self._moment(constraint.at))
        if second is not None and second.at is not None:
            task.setSecondaryConstraintType(self.ConstraintType.valueOf(_CONSTRAINTS[second.kind]))
            task.setSecondaryConstraintDate(self._moment(second.at))
        if activity.expected_finish is not None:
            task.setExpectedFinish(self._moment(activity.expected_finish))
        if activity.deadline is not None:
            task.setDeadline(self._moment(activity.deadline))

    def _not_before_start(self, program: Program, tasks: dict[str, Any]) -> None:
        """MPXJ lets a successor begin before the project does; we do not."""
        assert program.start is not None
        for activity in program.activities:
            if activity.constraint is None and activity.actual_start is None:
                task = tasks[activity.id]
                task.setConstraintType(self.ConstraintType.START_NO_EARLIER_THAN)
                task.setConstraintDate(self._moment(program.start))

    def _link(self, tasks: dict[str, Any], link: Dependency) -> None:
        unit = self.TimeUnit.ELAPSED_HOURS if link.lag.elapsed else self.TimeUnit.HOURS
        lag = self.Duration.getInstance(self._jpype.JDouble(link.lag.minutes / 60), unit)
        if link.lag_percent is not None:
            lag = self.Duration.getInstance(self._jpype.JDouble(link.lag_percent * 100), self.TimeUnit.PERCENT)
        builder = getattr(self.Relation, "Builder")()  # noqa: B009  # a nested Java class
        builder.predecessorTask(tasks[link.predecessor]).type(self.RelationType.valueOf(_LINKS[link.kind.value]))
        tasks[link.successor].addPredecessor(builder.lag(lag))

    def _found(self, task: Any, properties: Any) -> Found:
        dates = (task.getEarlyStart(), task.getEarlyFinish(), task.getLateStart(), task.getLateFinish())
        early_start, early_finish, late_start, late_finish = (_moment(each) for each in dates)
        return Found(
            early_start=early_start,
            early_finish=early_finish,
            late_start=late_start,
            late_finish=late_finish,
            total_float=self._minutes(task.getTotalSlack(), properties),
            free_float=self._minutes(task.getFreeSlack(), properties),
        )

    def _minutes(self, duration: Any, properties: Any) -> float | None:
        if duration is None:
            return None
        return float(duration.convertUnits(self.TimeUnit.MINUTES, properties).getDuration())

    def _hours(self, minutes: int) -> Any:
        return self.Duration.getInstance(self._jpype.JDouble(minutes / 60), self.TimeUnit.HOURS)

    def _moment(self, at: dt.datetime) -> Any:
        return self.LocalDateTime.of(at.year, at.month, at.day, at.hour, at.minute)


def _moment(value: Any) -> dt.datetime:
    return dt.datetime.fromisoformat(str(value)).replace(tzinfo=dt.UTC)
