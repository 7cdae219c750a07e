"""Activities from task records."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.assembling.calendars import Calendars
from pilotage.exchange.mspdi.assembling.estimates import Custom
from pilotage.exchange.mspdi.records import TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span, Unit

_WEB = ("http://", "https://", "mailto:")
_GIVING_WAY = {
    ConstraintKind.MUST_START_ON: ConstraintKind.START_ON,
    ConstraintKind.MUST_FINISH_ON: ConstraintKind.FINISH_ON,
}
_ENDS = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.MUST_FINISH_ON, ConstraintKind.FINISH_ON)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What an activity is made in: ids of tasks and calendars, the zone, the key's prefix."""

    prefix: str
    ids: Mapping[int, str]
    parents: frozenset[int]  # tasks with children
    calendars: Calendars
    of_person: Mapping[str, str | None]  # calendar of each person
    aware: Callable[[dt.datetime], dt.datetime]
    work_unit: Unit
    report: Report
    must_gives_way: bool = False


def activity(task: TaskRecord, made: Custom, people: tuple[Assignment, ...], setting: Setting) -> Activity:
    kind = _kind(task, setting)
    work = kind is not ActivityKind.SUMMARY
    duration = _duration(task, made, kind, setting) if work else None
    return Activity(
        id=setting.ids[task.uid],
        title=task.name or _("Task {uid}").format(uid=task.uid),
        kind=kind,
        parent=None if task.parent is None else setting.ids.get(task.parent),
        workstream=made.ours.get(marks.OUR_WORKSTREAM),
        team=made.ours.get(marks.OUR_TEAM),
        owner=_owner(made, people),
        assignments=people,
        calendar=_calendar(task, people if work else (), setting),
        duration=duration,
        estimate=made.estimate if work else None,
        effort=Span(task.work, setting.work_unit) if work and task.work else None,
        priority=task.priority,
        deadline=None if task.deadline is None else setting.aware(task.deadline),
        target=made.date(marks.OUR_TARGET),
        commitment=made.date(marks.OUR_COMMITMENT),
        key=made.ours.get(marks.OUR_KEY) or f"{setting.prefix}/{task.code or task.uid}",
        url=_url(task, setting.report),
        note=task.note,
        labels=_labels(task, made),
        **_progress(task, work, setting),
        **_constraint(task, kind, setting),
    )


def _kind(task: TaskRecord, setting: Setting) -> ActivityKind:
    if task.uid in setting.parents:
        return ActivityKind.SUMMARY
    if task.hammock:
        return ActivityKind.LEVEL_OF_EFFORT
    return ActivityKind.MILESTONE if task.milestone else ActivityKind.TASK


def _duration(task: TaskRecord, made: Custom, kind: ActivityKind, setting: Setting) -> Span | None:
    span = task.duration
    if span is None or span.minutes < 0:
        if kind is ActivityKind.TASK:
            message = _("Task “{name}” has no duration; one working day is assumed.").format(name=task.name)
            setting.report.warning("missing-duration", message, task.source, setting.ids[task.uid])
        return None
    if kind is ActivityKind.MILESTONE and span.minutes == 0:
        return None
    return None if made.estimate and made.estimate.likely == span else span


def _owner(made: Custom, people: tuple[Assignment, ...]) -> str | None:
    """The only one assigned is the owner, unless the file says otherwise."""
    said = made.ours.get(marks.OUR_OWNER)
    if said is not None:
        return None if said == marks.NOBODY else said
    return people[0].person if len(people) == 1 else None


def _calendar(task: TaskRecord, people: tuple[Assignment, ...], setting: Setting) -> str | None:
    """The task's own, else what several people work on together; a single person's calendar is the owner's."""
    if task.calendar is None:
        return setting.calendars.together(setting.of_person[p.person] for p in people) if len(people) > 1 else None
    found = setting.calendars.ids.get(task.calendar)
    if found is None:
        message = _("The calendar of task “{name}” is not in the file.").format(name=task.name)
        setting.report.warning("missing-calendar", message, task.source, setting.ids[task.uid])
    elif any(setting.of_person[p.person] not in (None, found) for p in people) and not task.ignores_people:
        message = _("“{name}” has a calendar of its own; here it counts alone, without those of its people.")
        setting.report.info("calendars-of-people", message.format(name=task.name), task.source, setting.ids[task.uid])
    return found


def _progress(task: TaskRecord, work: bool, setting: Setting) -> dict[str, Any]:
    """Nothing for a summary: its progress is that of its children."""
    if not work:
        return {}
    start, finish = task.actual_start, task.actual_finish
    length = task.duration.minutes if task.duration else 0
    unsaid = round((1 - task.done) * length)
    remaining = None
    if start is not None and finish is None and task.remaining is not None and task.remaining != unsaid:
        unit = task.duration.unit if task.duration else Unit.DAY
        remaining = Span(max(0, task.remaining), unit)
    return {
        "progress": task.done,
        "actual_start": None if start is None else setting.aware(start),
        "actual_finish": None if finish is None else setting.aware(finish),
        "remaining": remaining,
    }


def _constraint(task: TaskRecord, kind: ActivityKind, setting: Setting) -> dict[str, Any]:
    """A manual, external or inserted task keeps its start. A second constraint becomes the deadline if it can."""
    if _fixed(task) and kind is not ActivityKind.SUMMARY and task.start is not None:
        _tell_fixed(task, setting)
        return {"constraint": Constraint(ConstraintKind.FIXED_START, setting.aware(task.start))}
    if task.manual:
        message = _("“{name}” is scheduled by hand but has no date to keep; its dates are computed.")
        if kind is ActivityKind.SUMMARY:
            message = _("Summary “{name}” is scheduled by hand; its dates are rolled up from its children instead.")
        setting.report.info("manually-scheduled", message.format(name=task.name), task.source, setting.ids[task.uid])
    first, second = task.constraint, task.second
    if first and second and first.kind in _ENDS and second.kind not in _ENDS:
        first, second = second, first
    made: dict[str, Any] = {"constraint": _aware(first, setting)}
    if second is not None:
        made |= _second(task, second, setting)
    return made


def _second(task: TaskRecord, second: Constraint, setting: Setting) -> dict[str, Any]:
    name = setting.ids[task.uid]
    if second.kind in _ENDS and second.at is not None and task.deadline is None:
        message = _("The second constraint of “{name}” was read as its deadline.").format(name=task.name)
        setting.report.info("second-constraint", message, task.source, name)
        return {"deadline": setting.aware(second.at)}
    message = _("“{name}” has two constraints; the second was left out.").format(name=task.name)
    setting.report.warning("second-constraint", message, task.source, name)
    return {}


def _fixed(task: TaskRecord) -> bool:
    return task.manual or task.external or task.inserted is not None


def _tell_fixed(task: TaskRecord, setting: Setting) -> None:
    entity = setting.ids[task.uid]
    if task.manual:
        message = _("“{name}” is scheduled by hand; it keeps its start by a must-start-on constraint.")
        setting.report.info("manually-scheduled", message.format(name=task.name), task.source, entity)
    elif task.external:
        message = _("“{name}” belongs to another project; it keeps the start it had when the file was saved.")
        setting.report.info("external-task", message.format(name=task.name), task.source, entity)
    else:
        message = _("The project “{project}” is inserted at “{name}” but is another file; only its dates were read.")
        setting.report.warning(
            "inserted-project", message.format(project=task.inserted, name=task.name), task.source, entity
        )


def _aware(constraint: Constraint | None, setting: Setting) -> Constraint | None:
    if constraint is None or constraint.at is None:
        return constraint
    kind = _GIVING_WAY.get(constraint.kind, constraint.kind) if setting.must_gives_way else constraint.kind
    return Constraint(kind, setting.aware(constraint.at))


def _url(task: TaskRecord, report: Report) -> str | None:
    if not task.url or task.url.lower().startswith(_WEB):
        return task.url or None
    message = _("The link of “{name}” is not a web or mail address; it was left out.").format(name=task.name)
    report.info("link-left-out", message, task.source, f"t{task.uid}")
    return None


def _labels(task: TaskRecord, made: Custom) -> tuple[str, ...]:
    flags = [
        marks.ESTIMATED if task.estimated else "",
        marks.MANUAL if task.manual and marks.EXTERNAL not in made.labels else "",
        marks.EXTERNAL if task.external else "",
        f"wbs: {task.wbs}" if task.wbs else "",
        f"contact: {task.contact}" if task.contact else "",
    ]
    return tuple(dict.fromkeys([*(flag for flag in flags if flag), *made.labels]))
