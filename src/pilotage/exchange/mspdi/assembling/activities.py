"""Activities from task records."""

from typing import Any

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.assembling.constraints import constraints
from pilotage.exchange.mspdi.assembling.costs import costs
from pilotage.exchange.mspdi.assembling.estimates import Custom
from pilotage.exchange.mspdi.assembling.setting import Setting
from pilotage.exchange.mspdi.records import TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment
from pilotage.plan.vocabulary.amounts import Span, Unit

_WEB = ("http://", "https://", "mailto:")


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
        target=made.date(marks.OUR_TARGET),
        commitment=made.date(marks.OUR_COMMITMENT),
        key=made.ours.get(marks.OUR_KEY) or f"{setting.prefix}/{task.code or task.uid}",
        url=_url(task, setting.report),
        note=task.note,
        labels=_labels(task, made),
        **_progress(task, work, setting),
        **costs(task, made, kind, people, setting),
        **constraints(task, kind, setting),
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
