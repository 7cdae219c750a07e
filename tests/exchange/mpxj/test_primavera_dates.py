"""Dates that only Primavera schedules by, read from XER and PMXML files that MPXJ wrote."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pilotage import plan
from pilotage.exchange import mpxj
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.activities import Activity, Constraint, ConstraintKind
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind

JUNE = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)  # a Monday
WRITERS = {"xer": "PrimaveraXERFileWriter", "xml": "PrimaveraPMFileWriter"}
pytestmark = pytest.mark.parametrize("form", WRITERS)


class Project:
    """One activity of five days, in a project whose data date is the first of June."""

    def __init__(self, java: Any, form: str) -> None:
        self._java = java
        self._form = form
        self.file = self._class("org.mpxj.ProjectFile")()
        calendar = self.file.addDefaultBaseCalendar()
        self.file.setDefaultCalendar(calendar)
        self.properties = self.file.getProjectProperties()
        self.properties.setStartDate(self.at(JUNE))
        self.properties.setPlannedStart(self.at(JUNE))
        self.properties.setStatusDate(self.at(JUNE))
        self.task = self.file.addTask()
        self.task.setName("Dig")
        self.task.setActivityID("A1")
        self.task.setCalendar(calendar)
        self.task.setActivityType(self._class("org.mpxj.ActivityType").TASK_DEPENDENT)
        self.last(40)

    def _class(self, name: str) -> Any:
        return self._java.JClass(name)

    def at(self, when: dt.datetime) -> Any:
        return self._class("java.time.LocalDateTime").of(when.year, when.month, when.day, when.hour, when.minute)

    def last(self, hours: float, done: float = 0) -> None:
        unit = self._class("org.mpxj.TimeUnit").HOURS
        duration = self._class("org.mpxj.Duration")
        for set_, amount in (
            (self.task.setDuration, hours),
            (self.task.setPlannedDuration, hours),
            (self.task.setRemainingDuration, hours - done),
            (self.task.setActualDuration, done),
        ):
            set_(duration.getInstance(self._java.JDouble(amount), unit))
        self.task.setPercentageComplete(self._java.JDouble(100 * done / hours))

    def begin(self) -> None:
        """Work has begun. P6 always writes a finish too, which MPXJ cannot do without."""
        self.task.setActualStart(self.at(JUNE))
        self.task.setFinish(self.at(days(4, 17)))

    def constrain(self, *pairs: tuple[str, dt.datetime]) -> None:
        kinds = self._class("org.mpxj.ConstraintType")
        for (kind, when), rank in zip(pairs, ("", "Secondary"), strict=False):
            getattr(self.task, f"set{rank}ConstraintType")(kinds.valueOf(kind))
            getattr(self.task, f"set{rank}ConstraintDate")(self.at(when))

    def read(self, folder: Path) -> ReadResult:
        path = folder / f"one.{self._form}"
        self._class(f"org.mpxj.primavera.{WRITERS[self._form]}")().write(self.file, str(path))
        result = mpxj.read(path)
        assert result.program is not None, result.problems
        return result


@pytest.fixture
def project(java: Any, form: str) -> Project:
    return Project(java, form)


def dig(result: ReadResult) -> Activity:
    assert result.program is not None
    (found,) = (each for each in result.program.activities if each.title == "Dig")
    return found


def scheduled(result: ReadResult) -> plan.ScheduledActivity:
    assert result.program is not None
    return plan.schedule(result.program).at(dig(result).id)


def days(number: int, hour: int = 8) -> dt.datetime:
    return JUNE + dt.timedelta(days=number, hours=hour - 8)


def test_two_constraints_are_both_kept(project: Project, tmp_path: Path) -> None:
    project.constrain(("FINISH_NO_LATER_THAN", days(4, 17)), ("START_NO_EARLIER_THAN", days(1)))
    result = project.read(tmp_path)
    assert dig(result).constraint == Constraint(ConstraintKind.FINISH_NO_LATER_THAN, days(4, 17))
    assert dig(result).second_constraint == Constraint(ConstraintKind.START_NO_EARLIER_THAN, days(1))
    assert dig(result).deadline is None
    assert scheduled(result).start == days(1)
    assert scheduled(result).total_float_days == -1


def test_a_second_constraint_that_cannot_be_kept_is_told(project: Project, tmp_path: Path) -> None:
    project.constrain(("MUST_START_ON", days(1)), ("FINISH_NO_LATER_THAN", days(9, 17)))
    result = project.read(tmp_path)
    assert dig(result).second_constraint is None
    assert dig(result).deadline == days(9, 17)
    assert "second-constraint" in {each.id for each in result.problems}


@pytest.mark.parametrize("used", [True, False])
def test_an_expected_finish_counts_where_the_project_uses_them(project: Project, tmp_path: Path, used: bool) -> None:
    project.properties.setUseExpectedFinishDates(used)
    project.task.setExpectedFinish(project.at(days(9, 17)))
    result = project.read(tmp_path)
    assert dig(result).expected_finish == (days(9, 17) if used else None)
    assert scheduled(result).finish == days(9 if used else 4, 17)


@pytest.mark.parametrize(("suspended", "resumes"), [(days(2), days(9)), (days(1, 17), days(9))])
def test_a_suspension_is_days_on_which_work_rests(
    project: Project, tmp_path: Path, suspended: dt.datetime, resumes: dt.datetime
) -> None:
    """Begun on Monday, two days done, suspended from Wednesday until Wednesday of the next week."""
    project.properties.setStatusDate(project.at(days(2)))
    project.last(40, done=16)
    project.begin()
    project.task.setSuspendDate(project.at(suspended))
    project.task.setResume(project.at(resumes))
    result = project.read(tmp_path)
    rest = CalendarException(days(2).date(), days(9).date(), kind=ExceptionKind.TIME_OFF)
    assert dig(result).pauses == (rest,)
    assert scheduled(result).finish == days(11, 17)


def test_a_suspension_without_an_end_is_told(project: Project, tmp_path: Path) -> None:
    project.last(40, done=8)
    project.begin()
    project.task.setSuspendDate(project.at(days(1)))
    result = project.read(tmp_path)
    assert dig(result).pauses == ()
    assert "suspended" in {each.id for each in result.problems}


def test_dates_of_other_projects_hold_an_activity(project: Project, tmp_path: Path) -> None:
    project.constrain(("START_NO_EARLIER_THAN", days(1)))
    project.task.setExternalEarlyStart(project.at(days(2)))
    project.task.setExternalLateFinish(project.at(days(7, 17)))
    result = project.read(tmp_path)
    assert dig(result).constraint == Constraint(ConstraintKind.START_NO_EARLIER_THAN, days(2))
    assert dig(result).deadline == days(7, 17)
    assert scheduled(result).total_float_days == -1
    assert "external-dates" in {each.id for each in result.problems}


def test_dates_of_other_projects_are_left_out_where_the_project_ignores_them(project: Project, tmp_path: Path) -> None:
    project.properties.setIgnoreRelationshipsToAndFromOtherProjects(True)
    project.task.setExternalEarlyStart(project.at(days(2)))
    assert dig(project.read(tmp_path)).constraint is None
