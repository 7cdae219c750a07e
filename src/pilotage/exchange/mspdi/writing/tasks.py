"""The tasks of a file, element by element in the order of Microsoft's schema."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.codes import CONSTRAINT_OF_KIND, ESTIMATED, FORMAT_OF_UNIT, LINK_OF_KIND, NO_UID, PERCENT
from pilotage.exchange.mspdi.writing import custom
from pilotage.exchange.mspdi.writing.outline import Row
from pilotage.exchange.mspdi.writing.xml import Xml, cut, duration
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind, Dependency
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.history import BaselineEntry
from pilotage.plan.vocabulary.program import Program

MOST_NAME = 512
_FIXED_DURATION = 1


class Writing(msgspec.Struct, frozen=True, kw_only=True):
    """What every task is written with."""

    program: Program
    uids: Mapping[str, int]
    calendars: Mapping[str, int]
    into: Mapping[str, Sequence[Dependency]]  # dependencies by successor
    baselines: Mapping[str, Sequence[tuple[int, BaselineEntry]]]  # by activity
    schedule: Schedule | None


def tasks(xml: Xml, rows: Sequence[Row], writing: Writing) -> None:
    with xml.inside("Tasks"):
        with xml.inside("Task"):  # the project itself
            xml.all(UID=0, ID=0, Name=cut(writing.program.title, MOST_NAME), Active=True, Manual=False, Type=1)
            xml.all(IsNull=False, WBS="0", OutlineNumber="0", OutlineLevel=0, Summary=True)
        for number, row in enumerate(rows, 1):
            with xml.inside("Task"):
                _identity(xml, row, number)
                _dates(xml, row, writing)
                _state(xml, row)
                _floats(xml, row, writing)
                _cost(xml, row, writing.program.currency)
                _progress(xml, row, length(row.activity, writing.program))
                _rules(xml, row, writing)
                for link in writing.into.get(row.activity.id, ()):
                    _link(xml, link, writing.uids)
                custom.fields(xml, row)
                for which, entry in writing.baselines.get(row.activity.id, ()):
                    _baseline(xml, which, entry)


def by_successor(program: Program) -> dict[str, list[Dependency]]:
    found: dict[str, list[Dependency]] = defaultdict(list)
    for dependency in program.dependencies:
        found[dependency.successor].append(dependency)
    return found


def length(activity: Activity, program: Program) -> Span:
    """The deterministic duration: given, else likely, else one working day, and none of a milestone."""
    if activity.duration is not None:
        return activity.duration
    if activity.estimate is not None:
        return activity.estimate.likely
    return Span(0) if activity.kind is ActivityKind.MILESTONE else Span(round(program.hours_per_day * 60))


def _identity(xml: Xml, row: Row, number: int) -> None:
    activity = row.activity
    xml.all(UID=row.uid, ID=number, Name=cut(activity.title, MOST_NAME), Active=True)
    xml.all(Manual=custom.is_manual(activity), Type=_FIXED_DURATION, IsNull=False)
    xml.put("Contact", _after("contact: ", activity))
    xml.put("WBS", _after("wbs: ", activity) or row.number)
    xml.all(OutlineNumber=row.number, OutlineLevel=row.level, Priority=activity.priority)


def _dates(xml: Xml, row: Row, writing: Writing) -> None:
    activity = row.activity
    span = length(activity, writing.program)
    if writing.schedule is not None:
        at = writing.schedule.at(activity.id)
        xml.all(Start=at.start, Finish=at.finish)
        if row.parent:
            span = Span(at.duration)
    elif custom.is_manual(activity) and activity.constraint:
        xml.put("Start", activity.constraint.at)
    if writing.schedule is not None or not row.parent:
        xml.put("Duration", duration(span.minutes))
    if custom.is_manual(activity) and activity.constraint:
        xml.all(ManualStart=activity.constraint.at, ManualDuration=duration(span.minutes))
    estimated = ESTIMATED if marks.ESTIMATED in activity.labels else 0
    xml.put("DurationFormat", FORMAT_OF_UNIT[span.unit] + estimated)
    xml.put("Work", None if activity.effort is None else duration(activity.effort.minutes))


def _state(xml: Xml, row: Row) -> None:
    activity = row.activity
    xml.all(EffortDriven=False, Recurring=False, Estimated=marks.ESTIMATED in activity.labels)
    xml.all(Milestone=activity.kind is ActivityKind.MILESTONE, Summary=row.parent)


def _floats(xml: Xml, row: Row, writing: Writing) -> None:
    if writing.schedule is None:
        return
    at = writing.schedule.at(row.activity.id)
    xml.all(Critical=at.critical, EarlyStart=at.early_start, EarlyFinish=at.early_finish)
    xml.all(LateStart=at.late_start, LateFinish=at.late_finish)
    xml.all(FreeSlack=at.free_float * 10, TotalSlack=at.total_float * 10)


def _cost(xml: Xml, row: Row, currency: str) -> None:
    """The likely amount, in hundredths as Project keeps it; what else there is to a cost is in our own field."""
    cost = row.activity.cost
    if cost is not None and cost.currency == currency:
        xml.put("FixedCost", round(cost.likely * 100))


def _progress(xml: Xml, row: Row, span: Span) -> None:
    """A summary's progress is that of its children; Project computes it."""
    activity = row.activity
    if row.parent:
        return
    done = 1.0 if activity.actual_finish is not None else activity.progress
    left = 0 if activity.actual_finish is not None else round((1 - done) * span.minutes)
    if activity.remaining is not None and activity.actual_finish is None:
        left = activity.remaining.minutes
    xml.put("PercentComplete", round(done * 100))
    xml.all(ActualStart=activity.actual_start, ActualFinish=activity.actual_finish)
    xml.all(ActualDuration=duration(max(0, span.minutes - left)), RemainingDuration=duration(left))


def _rules(xml: Xml, row: Row, writing: Writing) -> None:
    activity = row.activity
    constraint, deadline = limits(activity)
    xml.put("ConstraintType", 0 if constraint is None else CONSTRAINT_OF_KIND[constraint.kind])
    xml.put("CalendarUID", writing.calendars.get(activity.calendar or "", NO_UID))
    xml.all(ConstraintDate=None if constraint is None else constraint.at, Deadline=deadline)
    if activity.url:
        xml.all(Hyperlink=cut(activity.url, MOST_NAME), HyperlinkAddress=activity.url)
    xml.put("IgnoreResourceCalendar", activity.calendar is not None)
    xml.put("Notes", activity.note or None)


def limits(activity: Activity) -> tuple[Constraint | None, dt.datetime | None]:
    """The constraint and the deadline of the task: Project has one of each, so that of two constraints the one that
    limits the finish is its deadline, where it has no other.
    """
    if custom.is_manual(activity):
        return None, activity.deadline
    first, second = activity.constraint, activity.second_constraint
    if second is None or activity.deadline is not None:
        return first or second, activity.deadline
    if second.kind is ConstraintKind.FINISH_NO_LATER_THAN:
        return first, second.at
    if first is not None and first.kind is ConstraintKind.FINISH_NO_LATER_THAN:
        return second, first.at
    return first or second, None


def _link(xml: Xml, link: Dependency, uids: Mapping[str, int]) -> None:
    uid = uids.get(link.predecessor)
    if uid is None:
        return
    with xml.inside("PredecessorLink"):
        xml.all(PredecessorUID=uid, Type=LINK_OF_KIND[link.kind], CrossProject=False)
        if link.lag_percent is not None:
            xml.all(LinkLag=round(link.lag_percent * 100), LagFormat=PERCENT)
        else:
            xml.all(LinkLag=link.lag.minutes * 10, LagFormat=FORMAT_OF_UNIT[link.lag.unit])


def _baseline(xml: Xml, number: int, entry: BaselineEntry) -> None:
    with xml.inside("Baseline"):
        xml.all(Number=number, Interim=False, Start=entry.start, Finish=entry.finish)
        xml.all(Duration=duration(entry.duration), DurationFormat=FORMAT_OF_UNIT[Unit.DAY])


def _after(prefix: str, activity: Activity) -> str | None:
    return next((label.removeprefix(prefix) for label in activity.labels if label.startswith(prefix)), None)


def wall_date(day: dt.date) -> str:
    return f"{day.isoformat()}T17:00:00"
