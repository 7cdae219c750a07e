"""Dates that hold a task, from its record: constraints, the deadline, what other projects impose, suspensions."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pilotage.exchange.mspdi.assembling.setting import Setting
from pilotage.exchange.mspdi.records import TaskRecord
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import SECONDS, ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind

_GIVING_WAY = {
    ConstraintKind.MUST_START_ON: ConstraintKind.START_ON,
    ConstraintKind.MUST_FINISH_ON: ConstraintKind.FINISH_ON,
}
_ENDS = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.MUST_FINISH_ON, ConstraintKind.FINISH_ON)
_NO_EARLIER = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)


def constraints(task: TaskRecord, kind: ActivityKind, setting: Setting) -> dict[str, Any]:
    """Fields of the activity. A manual, external or inserted task keeps its start; dates that other projects impose
    on it hold it like a constraint and a deadline.
    """
    limits = [each for each in (task.deadline, task.outside_finish) if each is not None]
    fields: dict[str, Any] = {"pauses": tuple(_pauses(task, setting))}
    if _fixed(task) and kind is not ActivityKind.SUMMARY and task.start is not None:
        _tell_fixed(task, setting)
        fields["constraint"] = Constraint(ConstraintKind.FIXED_START, setting.aware(task.start))
    else:
        if task.manual:
            _tell_unfixed(task, kind, setting)
        found, unheld = _pair(task)
        for each in unheld:
            if each.kind in _ENDS and each.at is not None and not limits:
                limits.append(each.at)
                message = _("The second constraint of “{name}” was read as its deadline.")
            else:
                message = _("“{name}” has two constraints that cannot both be kept; the second was left out.")
            setting.report.warning(
                "second-constraint", message.format(name=task.name), task.source, setting.ids[task.uid]
            )
        fields |= zip(("constraint", "second_constraint"), (_aware(each, setting) for each in found), strict=False)
    if task.outside_start is not None or task.outside_finish is not None:
        message = _("“{name}” is tied to another project, of which the file has dates alone; they hold it here.")
        setting.report.info("external-dates", message.format(name=task.name), task.source, setting.ids[task.uid])
    fields["deadline"] = setting.aware(min(limits)) if limits else None
    fields["expected_finish"] = None if task.expected is None else setting.aware(task.expected)
    return fields


def _pair(task: TaskRecord) -> tuple[list[Constraint], list[Constraint]]:
    """At most two constraints that a plan can keep together, and those it cannot."""
    given = [each for each in (task.constraint, task.second) if each is not None]
    if task.outside_start is not None:
        given.append(Constraint(ConstraintKind.START_NO_EARLIER_THAN, task.outside_start))
    found: dict[ConstraintKind, Constraint] = {}
    unheld = []
    for each in given:
        same = found.get(each.kind)
        if same is not None and same.at is not None and each.at is not None:
            stricter = max if each.kind in _NO_EARLIER else min
            found[each.kind] = Constraint(each.kind, stricter(same.at, each.at))
        elif not found or (len(found) == 1 and each.kind in SECONDS and set(found) <= set(SECONDS)):
            found[each.kind] = each
        else:
            unheld.append(each)
    return list(found.values()), unheld


def _pauses(task: TaskRecord, setting: Setting) -> Iterator[CalendarException]:
    """The days of a suspension, on which work rests: Primavera suspends and resumes at the beginning of a day."""
    if task.suspended is None:
        return
    if task.resumes is None:
        message = _("“{name}” is suspended and the file does not say until when; its rest follows the status date.")
        setting.report.warning("suspended", message.format(name=task.name), task.source, setting.ids[task.uid])
        return
    first, last = _day(task.suspended), _day(task.resumes)
    if first < last:
        yield CalendarException(first, last, kind=ExceptionKind.TIME_OFF)


def _day(at: dt.datetime) -> dt.date:
    """The day that begins, a date in the afternoon being the end of one that was worked."""
    return at.date() if at.hour < 12 else at.date() + dt.timedelta(days=1)


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


def _tell_unfixed(task: TaskRecord, kind: ActivityKind, setting: Setting) -> None:
    message = _("“{name}” is scheduled by hand but has no date to keep; its dates are computed.")
    if kind is ActivityKind.SUMMARY:
        message = _("Summary “{name}” is scheduled by hand; its dates are rolled up from its children instead.")
    setting.report.info("manually-scheduled", message.format(name=task.name), task.source, setting.ids[task.uid])


def _aware(constraint: Constraint, setting: Setting) -> Constraint:
    if constraint.at is None:
        return constraint
    kind = _GIVING_WAY.get(constraint.kind, constraint.kind) if setting.must_gives_way else constraint.kind
    return Constraint(kind, setting.aware(constraint.at))
