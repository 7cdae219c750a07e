"""The milestones of a program's tracker, and how forecasts of milestones moved."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import NotFoundError
from pilotage.areas.flow.queries.ledger import Line, latest_of_milestones, of_milestone
from pilotage.areas.flow.rules.answers import Issued
from pilotage.areas.flow.rules.making import named
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.schedule.queries.forecasts import issued as issued_of_plan
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.engine.throughput.growing import DONE
from pilotage.engine.throughput.milestones import end_of
from pilotage.plan.flow.forecasts.milestones import MilestoneHistory
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.language.wording import last_day


class TrackerMilestone(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone (fix version) of the tracker. ``name`` asks for its forecast. It is ``done`` with 95 % of its items:
    ``landed`` is that day. ``latest`` is the forecast that was issued last.
    """

    name: str
    project: str
    title: str
    items: int
    finished: int
    done: bool
    landed: dt.date | None
    latest: Issued | None


class HistoryPoint(msgspec.Struct, frozen=True, kw_only=True):
    """The forecast of a milestone as of a day. ``plan`` is the finish that the plan computes, ``target`` the day that
    was asked for.
    """

    as_of: dt.date
    made: dt.datetime
    origin: str
    p50: dt.date
    p85: dt.date
    plan: dt.date | None
    target: dt.date | None
    on_time: float | None
    items: int | None
    done: int | None


class ForecastHistory(msgspec.Struct, frozen=True, kw_only=True):
    """How the forecast of a milestone moved, oldest first, one point a day: of the tracker's by ``throughput``, of the
    plan's by ``network``.
    """

    milestone: str
    title: str
    method: str
    target: dt.date | None
    landed: dt.date | None
    points: tuple[HistoryPoint, ...]


def tracker_milestones(program_id: int, work: Work, as_of: dt.date) -> tuple[TrackerMilestone, ...]:
    """Open ones first, those with the most items left first. The caller may see the program."""
    latest = latest_of_milestones(program_id)
    found = [_milestone(name, each, latest.get(name)) for name, each in named(work.milestones(as_of)).items()]
    return tuple(sorted(found, key=lambda each: (each.done, each.finished - each.items, each.name)))


def history_of_tracker(program_id: int, work: Work, name: str, as_of: dt.date) -> ForecastHistory:
    """Raises NotFoundError for a milestone that there is not and never was a forecast of."""
    found = named(work.milestones(as_of)).get(name)
    lines = [line for line in of_milestone(program_id, name) if line.told.when]
    if found is None and not lines:
        raise NotFoundError(_("There is no milestone “{name}” among the work items.").format(name=name[:100]))
    days = {line.row.as_of: line for line in lines}
    return ForecastHistory(
        milestone=name,
        title=name,
        method="throughput",
        target=lines[-1].question.until if lines else None,
        landed=None if found is None else _landed(found),
        points=tuple(_point(line) for line in days.values()),
    )


def history_of_plan(row: ProgramRow, milestone: str) -> ForecastHistory:
    """Raises NotFoundError where the plan has no such activity."""
    activity = next((each for each in plan_at(row).program.activities if each.id == milestone), None)
    if activity is None:
        raise NotFoundError(_("There is no activity “{id}” in this plan.").format(id=milestone[:100]))
    records = issued_of_plan(row.pk, row.zone, milestones=[milestone])
    points = tuple(
        HistoryPoint(
            as_of=record.made.date(),
            made=record.made,
            origin="plan",
            p50=last_day(record.p50),
            p85=last_day(record.p85),
            plan=last_day(record.plan_finish),
            target=record.target,
            on_time=record.on_time,
            items=None,
            done=None,
        )
        for record in records
    )
    landed = activity.actual_finish
    return ForecastHistory(
        milestone=milestone,
        title=activity.title,
        method="network",
        target=records[-1].target if records else None,
        landed=None if landed is None else landed.astimezone(ZoneInfo(row.zone)).date(),
        points=points,
    )


def _milestone(name: str, found: MilestoneHistory, latest: Line | None) -> TrackerMilestone:
    done = found.done >= DONE * found.items
    return TrackerMilestone(
        name=name,
        project=found.project,
        title=found.title,
        items=found.items,
        finished=found.done,
        done=done,
        landed=_landed(found) if done else None,
        latest=None if latest is None else latest.issued,
    )


def _landed(found: MilestoneHistory) -> dt.date | None:
    end = None if found.tracked is None else end_of(found.tracked.milestone)
    return None if end is None else date_of(end)


def _point(line: Line) -> HistoryPoint:
    dates = {each.level: each.date for each in line.told.when}
    return HistoryPoint(
        as_of=line.row.as_of,
        made=line.row.made,
        origin=line.row.origin,
        p50=dates[50],
        p85=dates[85],
        plan=None,
        target=line.question.until,
        on_time=line.told.on_time,
        items=line.told.known,
        done=line.told.done,
    )
