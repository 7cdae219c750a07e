"""The milestones of a program with their four kinds of date: target, baseline and commitment, plan, forecast."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.status import StatusView, status_by_rule
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import Schedule, final_milestone, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord

_PERIOD = dt.timedelta(days=7)


class MilestoneView(msgspec.Struct, frozen=True, kw_only=True):
    """One milestone as a person reads it. Days are the day on which it is reached, in the program's zone.

    ``vs_target_days`` is P85 against the target and ``vs_last_days`` P85 against the last report, where there is none
    against the last forecast issued before this one; in working days, later positive. ``slips`` counts the forecasts
    in a row, up to this one, whose P85 was later than the one before.
    """

    id: str
    title: str
    status: StatusView
    landed: dt.date | None
    target: dt.date | None
    baseline: dt.date | None
    commitment: dt.date | None
    plan: dt.date
    p10: dt.date | None
    p50: dt.date | None
    p85: dt.date | None
    p90: dt.date | None
    vs_target_days: float | None
    on_time: float | None
    on_time_fact: str | None
    kept: float | None
    vs_last_days: float | None
    slips: int
    float_days: float
    critical: bool


def milestone_views(
    schedule: Schedule,
    forecast: Forecast | None,
    evidence: Evidence,
    *,
    baseline: Baseline | None = None,
    records: Sequence[ForecastRecord] = (),
    reported: Mapping[str, dt.date] | None = None,
) -> tuple[MilestoneView, ...]:
    """All milestones that have a target, a commitment or a deadline, and the final one, by plan date.

    ``records`` are the forecasts issued before this one, in any order; ``reported`` is the P85 of each milestone as
    the last report gave it, None where no report was published.
    """
    baselined = {entry.activity: entry.finish for entry in baseline.entries} if baseline else {}
    final = final_milestone(schedule.program)
    shown = [activity for activity in schedule.program.activities if _matters(activity, final)]
    history = weekly_records(records)
    views = []
    for activity in shown:
        issued = history.get(activity.id, ())
        last = reported.get(activity.id) if reported is not None else last_day(issued[-1].p85) if issued else None
        views.append(_view(activity, schedule, forecast, evidence, baselined, issued, last))
    return tuple(sorted(views, key=lambda view: (view.plan, view.id)))


def _matters(activity: Activity, final: str | None) -> bool:
    dated = activity.target or activity.commitment or activity.deadline
    return activity.id == final or (activity.kind is ActivityKind.MILESTONE and dated is not None)


def _view(
    activity: Activity,
    schedule: Schedule,
    forecast: Forecast | None,
    evidence: Evidence,
    baselined: Mapping[str, dt.datetime],
    history: Sequence[ForecastRecord],
    last_p85: dt.date | None,
) -> MilestoneView:
    dates = schedule.at(activity.id)
    future = forecast.milestones.get(activity.id) if forecast else None
    landed = last_day(activity.actual_finish.astimezone(dates.finish.tzinfo)) if activity.actual_finish else None
    on_time_fact = evidence.on_time(future) if future else None
    if future is not None:
        evidence.kept(future)
    status = status_by_rule(
        on_time=future.on_time if future else None,
        target=activity.target,
        landed=landed,
        earlier=[
            record.on_time for record in history if record.on_time is not None and record.target == activity.target
        ],
        fact=on_time_fact,
    )
    vs_target = None
    if future and activity.target and landed is None:
        vs_target = day_difference(schedule, activity.target, last_day(future.p85))
    vs_last = None
    if future and last_p85 and landed is None:
        vs_last = day_difference(schedule, last_p85, last_day(future.p85))
    reached = baselined.get(activity.id)
    return MilestoneView(
        id=activity.id,
        title=activity.title,
        status=status,
        landed=landed,
        target=activity.target,
        baseline=last_day(reached.astimezone(dates.finish.tzinfo)) if reached else None,
        commitment=activity.commitment,
        plan=last_day(dates.finish),
        p10=last_day(future.p10) if future else None,
        p50=last_day(future.p50) if future else None,
        p85=last_day(future.p85) if future else None,
        p90=last_day(future.p90) if future else None,
        vs_target_days=vs_target,
        on_time=future.on_time if future else None,
        on_time_fact=on_time_fact,
        kept=future.kept if future else None,
        vs_last_days=vs_last,
        slips=slips_in_a_row(schedule, history, future.p85 if future else None),
        float_days=dates.total_float_days,
        critical=dates.critical,
    )


def day_difference(schedule: Schedule, before: dt.date, after: dt.date) -> float:
    """Working days from the end of one day to the end of another on the program calendar; later is positive."""
    zone = zone_of(schedule.program)
    ends = [dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), tzinfo=zone) for date in (before, after)]
    return schedule.working_days(ends[0], ends[1])


def weekly_records(records: Sequence[ForecastRecord]) -> dict[str, tuple[ForecastRecord, ...]]:
    """Issued forecasts by milestone, oldest first, the last of each seven days."""
    by_milestone: dict[str, list[ForecastRecord]] = {}
    for record in sorted(records, key=lambda record: record.made):
        kept = by_milestone.setdefault(record.milestone, [])
        # periods are counted from the first record, so a run more in a week is not a period more
        if (
            kept
            and (record.made - kept[0].made) // _PERIOD == (kept[-1].made - kept[0].made) // _PERIOD
            and len(kept) > 1
        ):
            kept[-1] = record
        else:
            kept.append(record)
    return {milestone: tuple(kept) for milestone, kept in by_milestone.items()}


def snapshot(records: Iterable[ForecastRecord], today: dt.date) -> ForecastRecord | None:
    """The forecast that today's is compared with: the newest that is a week old or older, of one milestone."""
    old = [record for record in records if record.made.date() <= today - _PERIOD]
    return max(old, key=lambda record: record.made, default=None)


def slips_in_a_row(schedule: Schedule, history: Sequence[ForecastRecord], now: dt.datetime | None) -> int:
    """How many forecasts in a row, up to now, moved the P85 later by at least one working day."""
    finishes = [record.p85 for record in history]
    if now is not None:
        finishes.append(now)
    slips = 0
    for before, after in zip(reversed(finishes[:-1]), reversed(finishes[1:]), strict=True):
        if schedule.working_days(before, after) < 1:
            break
        slips += 1
    return slips


def ordinal(count: int) -> str:
    """``3rd`` for tags such as "3rd slip in a row"."""
    if count % 100 in (11, 12, 13):
        return _("{n}th").format(n=count)
    return {1: _("{n}st"), 2: _("{n}nd"), 3: _("{n}rd")}.get(count % 10, _("{n}th")).format(n=count)
