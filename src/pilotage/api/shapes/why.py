"""The answer to "why this date?" as the API shows it."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.utils.translation import gettext as _

from pilotage.api.shapes.facts import Facts, facts
from pilotage.areas.risks.queries import Outlook, mark_of
from pilotage.areas.schedule.queries.forecasts import ForecastMark
from pilotage.plan.forecasting.drivers import Driver
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.side_by_side import SideBySide
from pilotage.plan.insight.status import StatusView
from pilotage.plan.insight.why import BaselineMove, Line, LostDays, Why
from pilotage.plan.language.text import Text
from pilotage.plan.language.wording import last_day, percent, span
from pilotage.plan.vocabulary.program import Program


class LinkShape(msgspec.Struct, frozen=True):
    id: str
    title: str
    start: dt.date
    finish: dt.date
    duration_days: float
    reason: str
    lag_text: str


class DrivenShape(msgspec.Struct, frozen=True):
    kind: str
    text: Text


class DriverShape(msgspec.Struct, frozen=True):
    """``days``: working days by which the P85 comes earlier with this input at its likely value, or the risk off."""

    kind: str
    id: str
    title: str
    detail: str
    days: float


class WhyShape(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    kind: str
    status: StatusView | None
    plan: dt.date
    p50: dt.date | None
    p85: dt.date | None
    on_time: float | None
    sentence: Text
    chain: tuple[LinkShape, ...]
    floats: tuple[Line, ...]
    lost: tuple[LostDays, ...]
    driven_by: DrivenShape
    drivers: tuple[DriverShape, ...]
    drivers_note: str
    baseline: BaselineMove | None
    side_by_side: SideBySide | None
    facts: Facts
    forecast: ForecastMark


def why_shape(
    answer: Why,
    outlook: Outlook,
    *,
    view: MilestoneView | None,
    drivers: Sequence[Driver] | None,
    at: dt.datetime,
    pair: SideBySide | None = None,
) -> WhyShape:
    """``drivers`` None: they were not asked for, or there is no forecast, or the plan is too large to wait for them."""
    program = outlook.whole.program
    future = outlook.forecast.milestones.get(answer.id) if outlook.forecast else None
    p50, p85 = outlook.forecast.percentiles_of(answer.id) if outlook.forecast else (None, None)
    evidence = Evidence(outlook.forecast, at)
    if future is not None:
        evidence.on_time(future)
        evidence.kept(future)
        evidence.finish(future, 50)
        evidence.finish(future, 85)
    return WhyShape(
        id=answer.id,
        title=answer.title,
        kind=program.activities[outlook.whole.schedule.index[answer.id]].kind.value,
        status=view.status if view else None,
        plan=answer.plan,
        p50=last_day(p50) if p50 else None,
        p85=last_day(p85) if p85 else None,
        on_time=future.on_time if future else None,
        sentence=answer.sentence,
        chain=tuple(
            LinkShape(step.id, step.title, step.start, step.finish, round(step.duration_days, 2), step.reason, step.lag)
            for step in answer.chain
        ),
        floats=answer.floats,
        lost=answer.lost,
        driven_by=DrivenShape(answer.driven.name.lower(), answer.driven_text),
        drivers=tuple(
            DriverShape(each.kind, each.id, each.title, _detail(each, program), round(each.days, 1))
            for each in drivers or ()
        ),
        drivers_note=_note(outlook, drivers),
        baseline=answer.baseline,
        side_by_side=pair,
        facts=facts(evidence.facts),
        forecast=mark_of(outlook),
    )


def _detail(driver: Driver, program: Program) -> str:
    """``5d to 15d`` for an estimate, ``40 % likely`` for a risk."""
    if driver.kind == "risk":
        risk = next((each for each in program.risks if each.id == driver.id), None)
        return _("{chance} likely").format(chance=percent(risk.probability)) if risk else ""
    activity = next((each for each in program.activities if each.id == driver.id), None)
    if activity is None or activity.estimate is None:
        return ""
    low, high = (
        span(part, program.hours_per_day, program.days_per_week)
        for part in (activity.estimate.low, activity.estimate.high)
    )
    return _("{low} to {high}").format(low=low, high=high)


def _note(outlook: Outlook, drivers: Sequence[Driver] | None) -> str:
    if drivers:
        return _("Working days at P85, each alone; they do not add up.")
    if drivers is not None:
        return _("Nothing uncertain moves this date by a measurable amount.")
    if outlook.fresh:
        return _("The plan is too large to find this out while you wait.")
    if outlook.pending is not None:
        return _("The simulation is still at work on what moves this date.")
    return _("Without a forecast nothing can be said of what moves this date.")
