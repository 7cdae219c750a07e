"""Warnings of single activities: deadlines, owners, estimates, silence."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, listing, working_days
from pilotage.plan.quality.catalogue import SILENT
from pilotage.plan.quality.model import Reports
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind

_MANY_WITHOUT_ESTIMATE: Final = 0.25
_MOST_REFS: Final = 20
_TITLES: Final = 3


def of_activities(schedule: Schedule, today: dt.date, reports: Reports | None) -> Iterator[EarlyWarning]:
    open_tasks = [
        activity
        for activity in schedule.program.activities
        if activity.kind is ActivityKind.TASK and activity.actual_finish is None and activity.progress < 1
    ]
    yield from _past_deadline(schedule, open_tasks)
    yield from _silent(schedule, open_tasks, today, reports)
    yield from _without_owner(schedule, open_tasks)
    yield from _without_estimate(open_tasks)


def _past_deadline(schedule: Schedule, activities: Sequence[Activity]) -> Iterator[EarlyWarning]:
    for activity in activities:
        if activity.deadline is None:
            continue
        finish = schedule.at(activity.id).finish
        if finish <= activity.deadline:
            continue
        yield EarlyWarning(
            id=f"deadline:{activity.id}",
            urgency=Urgency.HIGH,
            text=fill(
                _("{title}: planned for {plan}, after its deadline of {deadline}"),
                title=Mark(activity.title, ref=Link("activity", activity.id)),
                plan=day(last_day(finish)),
                deadline=day(last_day(activity.deadline)),
            ),
            suggestion=(_("Shorten what drives it, or agree on another deadline."),),
            refs=(Link("activity", activity.id),),
            days=max(0.0, schedule.working_days(activity.deadline, finish)),
        )


def _silent(
    schedule: Schedule, activities: Sequence[Activity], today: dt.date, reports: Reports | None
) -> Iterator[EarlyWarning]:
    """A contradiction: in progress, and nothing reported for more than `SILENT` working days."""
    if reports is None:
        return
    found: list[tuple[float, Activity]] = []
    for activity in activities:
        if activity.actual_start is None and activity.progress <= 0:
            continue
        begun = schedule.at(activity.id).start.date()
        silent = day_difference(schedule, max(begun, reports.last.get(activity.id) or reports.since), today)
        if silent > SILENT:
            found.append((silent, activity))
    if not found:
        return
    found.sort(key=lambda each: (-each[0], each[1].id))
    longest = found[0][0]
    text = ngettext(
        "In progress, and nothing reported for {days}: {titles}",
        "In progress, and nothing reported for up to {days}: {titles}",
        len(found),
    )
    yield EarlyWarning(
        id="silent",
        urgency=Urgency.MEDIUM,
        text=fill(text, days=working_days(longest), titles=_titles([each for _silent, each in found])),
        suggestion=(_("Ask the owners what is done and what remains."),),
        refs=_refs([each for _silent, each in found]),
        days=longest,
    )


def _without_owner(schedule: Schedule, activities: Sequence[Activity]) -> Iterator[EarlyWarning]:
    unowned = [each for each in activities if each.owner is None and not each.assignments]
    unowned = [each for each in unowned if schedule.critical[schedule.index[each.id]]]
    if unowned:
        yield EarlyWarning(
            id="critical-without-owner",
            urgency=Urgency.MEDIUM,
            text=fill(_("On the critical path without an owner: {titles}"), titles=_titles(unowned)),
            suggestion=(_("Name an owner for each."),),
            refs=_refs(unowned),
        )


def _without_estimate(activities: Sequence[Activity]) -> Iterator[EarlyWarning]:
    bare = [each for each in activities if each.estimate is None and each.actual_start is None]
    if activities and len(bare) > _MANY_WITHOUT_ESTIMATE * len(activities):
        yield EarlyWarning(
            id="without-estimate",
            urgency=Urgency.LOW,
            text=fill(
                _("{n} of {all} open activities have no three-point estimate"),
                n=str(len(bare)),
                all=str(len(activities)),
            ),
            suggestion=(_("Ask for low, likely and high: a single number hides how unsure it is."),),
            refs=_refs(bare),
        )


def _titles(activities: Sequence[Activity]) -> Text:
    names = [activity.title for activity in activities[:_TITLES]]
    if len(activities) > _TITLES:
        names.append(_("{n} more").format(n=len(activities) - _TITLES))
    return (listing(names),)


def _refs(activities: Sequence[Activity]) -> tuple[Link, ...]:
    return tuple(Link("activity", activity.id) for activity in activities[:_MOST_REFS])
