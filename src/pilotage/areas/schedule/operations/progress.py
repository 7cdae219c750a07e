"""Reporting progress: what happened to many activities up to a day; the status date moves to it in the same act."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictDetail, InvalidError, NotFoundError
from pilotage.areas.programs import events as of_programs
from pilotage.areas.programs.operations import Edit, editing, save_header
from pilotage.areas.programs.operations.edit import refuse_stale
from pilotage.areas.programs.queries import header_image
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.changes import ActivityChange, changed_activity, typed
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan
from pilotage.plan.language.wording import long_day
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program

FIELDS = {"progress", "remaining", "actual_start", "actual_finish"}
MOST_REPORTS = 20_000


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of one activity: some of `FIELDS`, as typed."""

    activity: str
    change: ActivityChange
    version: int | None = None


def report_progress(
    *, actor: Actor, program: str, status_date: dt.date, reports: Sequence[Report], now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Write the reports and move the status date to ``status_date``: all or nothing, one undo step.

    Raises InvalidError for a day to come, an actual date after the status date or another field; StaleError with every
    activity that somebody else changed; NotFoundError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["activity.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        value = plan.before.program
        _check_day(value, status_date, now)
        news = _news(edit, plan.before, reports)
        if not news and status_date == value.status_date:
            return plan.unchanged(_("Nothing changed."))
        for new in news.values():
            _check_actuals(new, status_date, value)
        stored = _stored(plan.before.stored, news, status_date)
        edited = tuple(new.id for new in news.values())
        result = plan.close(stored, _said(len(news), status_date), edited=edited, structure_changed=True)
        rows.put_activities(edit, value.activities, stored.program.activities)
        if status_date != value.status_date:
            _move_status(edit, value, stored.program)
        return result


def _check_day(program: Program, day: dt.date, now: dt.datetime) -> None:
    today = now.astimezone(ZoneInfo(program.zone)).date()
    if day > today:
        raise InvalidError.field(
            "status_date",
            _("Progress cannot be known up to {day}: that is still to come.").format(day=long_day(day, near=today)),
        )


def _news(edit: Edit, plan: PlannedProgram, reports: Sequence[Report]) -> dict[int, Activity]:
    """The reported activities that differ, by row."""
    if len(reports) > MOST_REPORTS:
        raise InvalidError(_("One report tells of at most {n} activities.").format(n=f"{MOST_REPORTS:,}"))
    news: dict[int, Activity] = {}
    stale: list[ConflictDetail] = []
    for report in reports:
        row = plan.schedule.index.get(report.activity)
        if row is None:
            raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=report.activity[:200]))
        old = plan.program.activities[row]
        new = changed_activity(old, _checked(report, old), plan.program)
        wanted = typed(new, plan.program)
        conflict = edit.conflict(
            RowVersion(int(plan.stored.versions[row])),
            report.version,
            kind="activity",
            entity_id=old.id,
            yours={name: wanted[name] for name in report.change.given()},
            theirs=typed(old, plan.program),
        )
        if conflict is not None:
            stale.append(conflict)
        if new != old:
            news[row] = new
    if stale:
        refuse_stale(stale)
    return news


def _checked(report: Report, activity: Activity) -> ActivityChange:
    others = sorted(set(report.change.given()) - FIELDS)
    if others:
        raise InvalidError.field(others[0], _("A report of progress does not set “{name}”.").format(name=others[0]))
    if activity.kind not in {ActivityKind.TASK, ActivityKind.MILESTONE}:
        raise InvalidError.field(
            "activity", _("“{title}” gets its progress from what is below it.").format(title=activity.title)
        )
    return report.change


def _check_actuals(activity: Activity, status_date: dt.date, program: Program) -> None:
    end = dt.datetime.combine(status_date + dt.timedelta(1), dt.time(), ZoneInfo(program.zone))
    for name, at in (("actual_start", activity.actual_start), ("actual_finish", activity.actual_finish)):
        if at is not None and at > end:
            text = _("“{title}” cannot have happened after the status date, {day}.")
            day = long_day(status_date, near=program.status_date or program.start)
            raise InvalidError.field(name, text.format(title=activity.title, day=day))


def _stored(before: StoredPlan, news: dict[int, Activity], status_date: dt.date) -> StoredPlan:
    activities = list(before.program.activities)
    versions = before.versions.copy()
    versions[np.array(sorted(news), np.int64)] += 1
    for row, new in news.items():
        activities[row] = new
    return StoredPlan(
        program=replace(before.program, activities=tuple(activities), status_date=status_date),
        versions=versions,
        positions=before.positions,
        dependency_versions=before.dependency_versions,
    )


def _move_status(edit: Edit, before: Program, after: Program) -> None:
    save_header(edit=edit, program=after)
    names = ("status_date",)
    edit.record(
        Entry(
            verb=of_programs.CHANGED,
            entity_id=after.id,
            title=after.title,
            before=header_image(before, names),
            after=header_image(after, names),
        )
    )


def _said(count: int, day: dt.date) -> str:
    text = ngettext(
        "Progress of {n} activity reported up to {day}.", "Progress of {n} activities reported up to {day}.", count
    )
    return text.format(n=count, day=long_day(day))
