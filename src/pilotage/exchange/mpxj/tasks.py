"""MPXJ's tasks, relations and custom fields as records."""

from collections.abc import Iterator
from typing import Any

from pilotage.exchange.mpxj.fields import CustomFields
from pilotage.exchange.mpxj.values import PERCENT, Durations, integer, moment, number, text
from pilotage.exchange.mspdi.records import BaselineRecord, LinkRecord, TaskRecord
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import Span

_CONSTRAINTS = {
    "AS_LATE_AS_POSSIBLE": ConstraintKind.ALAP,
    "MUST_START_ON": ConstraintKind.MUST_START_ON,
    "MUST_FINISH_ON": ConstraintKind.MUST_FINISH_ON,
    "START_NO_EARLIER_THAN": ConstraintKind.START_NO_EARLIER_THAN,
    "START_NO_LATER_THAN": ConstraintKind.START_NO_LATER_THAN,
    "FINISH_NO_EARLIER_THAN": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "FINISH_NO_LATER_THAN": ConstraintKind.FINISH_NO_LATER_THAN,
    "START_ON": ConstraintKind.START_ON,
    "FINISH_ON": ConstraintKind.FINISH_ON,
}
_KINDS = {
    "FINISH_START": DependencyKind.FS,
    "START_START": DependencyKind.SS,
    "FINISH_FINISH": DependencyKind.FF,
    "START_FINISH": DependencyKind.SF,
}


class Tasks:
    """Walks the tasks of one project. ``primavera`` where a task's own id is what people call it by."""

    def __init__(self, project: Any, durations: Durations, *, primavera: bool) -> None:
        self._durations = durations
        self._primavera = primavera
        self._fields = CustomFields(project, durations)
        properties = project.getProjectProperties()
        self._expects = bool(properties.getUseExpectedFinishDates())
        self._alone = bool(properties.getIgnoreRelationshipsToAndFromOtherProjects())

    def all(self, branches: Any) -> Iterator[TaskRecord]:
        """A task before its children."""
        waiting = [iter(branches)]
        while waiting:
            task = next(waiting[-1], None)
            if task is None:
                waiting.pop()
                continue
            if not task.getNull():  # a blank row
                yield self._record(task)
            waiting.append(iter(task.getChildTasks()))

    def _record(self, task: Any) -> TaskRecord:
        uid = integer(task.getUniqueID())
        assert uid is not None
        parent = integer(task.getParentTaskUniqueID())
        mode = task.getTaskMode()
        manual = mode is not None and str(mode.name()) == "MANUALLY_SCHEDULED"
        link, inside = text(task.getHyperlinkAddress()), text(task.getHyperlinkSubAddress())
        wbs = text(task.getWBS())
        return TaskRecord(
            uid=uid,
            parent=parent or None,  # 0 is the project itself
            name=" ".join(text(task.getName()).split()),
            code=text(task.getActivityID()) if self._primavera else "",
            active=bool(task.getActive()),
            manual=manual,
            milestone=bool(task.getMilestone()),
            summary=bool(task.getSummary()),
            external=bool(task.getExternalTask()),
            inserted=text(task.getSubprojectFile()) or None,
            hammock=task.getActivityType() is not None and str(task.getActivityType().name()) == "LEVEL_OF_EFFORT",
            start=moment(task.getStart()),
            finish=moment(task.getFinish()),
            duration=self._durations.span(task.getDuration()),
            estimated=bool(task.getEstimated()),
            work=max(0, self._durations.minutes(task.getWork()) or 0),
            done=(number(task.getPercentageComplete()) or 0) / 100,
            actual_start=moment(task.getActualStart()),
            actual_finish=moment(task.getActualFinish()),
            remaining=self._durations.minutes(task.getRemainingDuration()),
            constraint=_constraint(task.getConstraintType(), task.getConstraintDate()),
            second=_constraint(task.getSecondaryConstraintType(), task.getSecondaryConstraintDate()),
            deadline=moment(task.getDeadline()),
            **self._of_primavera(task),
            priority=500 if task.getPriority() is None else int(task.getPriority().getValue()),
            calendar=integer(task.getCalendarUniqueID()),
            ignores_people=bool(task.getIgnoreResourceCalendar()),
            fixed_cost=number(task.getFixedCost()) or 0.0,
            leveled=self._durations.minutes(task.getLevelingDelay()) or 0,
            url=f"{link}#{inside}" if link and inside else link,
            note=text(task.getNotes()).strip(),
            wbs=wbs if wbs != text(task.getOutlineNumber()) and not self._primavera else "",
            contact=text(task.getContact()),
            fields=tuple(self._fields.of(task)),
            codes=tuple(_codes(task)),
            links=tuple(self._links(task)),
            baselines=tuple(self._baselines(task)),
        )

    def _of_primavera(self, task: Any) -> dict[str, Any]:
        """Dates that only Primavera schedules by; Project's *resume* is a result."""
        if not self._primavera:
            return {}
        return {
            "expected": moment(task.getExpectedFinish()) if self._expects else None,
            "suspended": moment(task.getSuspendDate()),
            "resumes": moment(task.getResume()),
            "outside_start": None if self._alone else moment(task.getExternalEarlyStart()),
            "outside_finish": None if self._alone else moment(task.getExternalLateFinish()),
        }

    def _links(self, task: Any) -> Iterator[LinkRecord]:
        for relation in task.getPredecessors():
            predecessor = relation.getPredecessorTask()
            uid = None if predecessor is None else integer(predecessor.getUniqueID())
            if uid is None:
                continue
            lag, percent = self._lag(relation.getLag())
            kind = _KINDS[str(relation.getType().name())]
            yield LinkRecord(predecessor=uid, kind=kind, lag=lag, percent=percent)

    def _lag(self, lag: Any) -> tuple[Span, float | None]:
        if lag is None:
            return Span(0), None
        if str(lag.getUnits().name()) in PERCENT:
            return Span(0), float(lag.getDuration()) / 100
        return self._durations.span(lag) or Span(0), None

    def _baselines(self, task: Any) -> Iterator[BaselineRecord]:
        for number_ in range(11):
            given = (number_,) if number_ else ()
            start, finish = moment(task.getBaselineStart(*given)), moment(task.getBaselineFinish(*given))
            if start is not None and finish is not None:
                length = self._durations.minutes(task.getBaselineDuration(*given)) or 0
                yield BaselineRecord(number=number_, start=start, finish=finish, duration=max(0, length))


def _constraint(kind: Any, date: Any) -> Constraint | None:
    found = None if kind is None else _CONSTRAINTS.get(str(kind.name()))
    if found is None:
        return None
    at = moment(date)
    if found is ConstraintKind.ALAP:
        return Constraint(found)
    return None if at is None else Constraint(found, at)


def _codes(task: Any) -> Iterator[tuple[str, str]]:
    for entry in task.getActivityCodeValues().entrySet():
        value = entry.getValue()
        if value is not None:
            yield text(entry.getKey().getName()), text(value.getName())
