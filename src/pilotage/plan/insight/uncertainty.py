"""What is behind a forecast, put together for a page or a table."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.forecasting.drivers import drivers, mitigation, risk_effects
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.forecasting.merging import MergeBias, merge_bias
from pilotage.plan.insight.analysis_facts import AnalysisFacts
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.language.text import Text
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.working_time.calendar_tables import moment

PERCENTILES = (10, 25, 50, 70, 80, 85, 90, 95)
CONFIDENCE = 0.7
"""Of the frontier of date and cost: the joint confidence at which NASA budgets its projects (NPD 1000.5)."""
_FRONTIER = 8


class FinishPercentile(msgspec.Struct, frozen=True):
    """The finish that ``percent`` of the runs do not exceed, with its 95 % interval."""

    percent: int
    finish: dt.datetime
    low: dt.datetime
    high: dt.datetime


class CostPercentile(msgspec.Struct, frozen=True):
    percent: int
    cost: float
    low: float
    high: float


class Joint(msgspec.Struct, frozen=True):
    """Share of runs that cost at most ``cost`` and finish by the end of ``by``, and of those that do each."""

    cost: float
    by: dt.date
    both: float
    within_cost: float
    on_time: float


class CostView(msgspec.Struct, frozen=True, kw_only=True):
    """``frontier``: finish and least cost that are kept together with ``confidence``; ``scatter``: some runs."""

    currency: str
    mean: float
    percentiles: tuple[CostPercentile, ...]
    joint: tuple[Joint, ...]
    confidence: float
    frontier: tuple[tuple[dt.datetime, float], ...]
    scatter: tuple[tuple[dt.datetime, float], ...]


class Moves(msgspec.Struct, frozen=True):
    """``days``: working days by which the P85 comes earlier without the spread of an activity, or without a risk."""

    kind: str
    id: str
    title: str
    days: float


class SensitivityRow(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    criticality: float
    index: float
    cruciality: float
    spread_days: float


class RiskRow(msgspec.Struct, frozen=True, kw_only=True):
    """Working days that a risk adds to the P85: now, and once its response is done (None: nothing is said of that)."""

    id: str
    title: str
    probability: float
    days_now: float
    days_after: float | None


class PathRow(msgspec.Struct, frozen=True):
    """A path into a merge: its last activity, and the share of runs in which it arrives in time."""

    id: str
    title: str
    in_time: float


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """What joins at activity ``at`` by the end of the day ``by``: ``product`` of the paths' shares, and the simulated
    share in which all arrive. ``paths`` are those that may be late, the worst first, of ``count``.
    """

    at: str
    title: str
    by: dt.date
    product: float
    simulated: float
    count: int
    paths: tuple[PathRow, ...]


class Uncertainty(msgspec.Struct, frozen=True, kw_only=True):
    """The analysis of one milestone. ``sensitivity`` is of the final milestone, and empty for others. ``days_won`` and
    ``days_of_risks``: working days by which all responses, and the absence of all risks, make the P85 earlier.
    """

    milestone: str
    title: str
    iterations: int
    seed: int
    tolerance: float | None
    percentiles: tuple[FinishPercentile, ...]
    drivers: tuple[Moves, ...]
    sensitivity: tuple[SensitivityRow, ...]
    risks: tuple[RiskRow, ...]
    p85_now: dt.datetime
    p85_after_responses: dt.datetime
    p85_without_risks: dt.datetime
    merge: Text | None
    cost: CostView | None
    days_won: float = 0.0
    days_of_risks: float = 0.0
    merging: Merge | None = None


def milestone_of(forecast: Forecast, milestone: str | None = None) -> str:
    """The milestone that is meant: None is the final one, else the first; empty where there is none."""
    return milestone or final_milestone(forecast.program) or next(iter(forecast.milestones), "")


def uncertainty(
    forecast: Forecast, milestone: str | None = None, *, top: int = 8, evidence: Evidence | None = None
) -> Uncertainty:
    """Everything of ``milestone`` (None: the final one, else the first). ``evidence`` collects the facts of what was
    found by simulating again. Raises KeyError where the milestone has no forecast.
    """
    program = forecast.program
    name = milestone_of(forecast, milestone)
    future = forecast.milestones[name]
    effects = risk_effects(program, forecast, name)
    titles = {risk.id: risk for risk in program.risks}
    worth, merge = mitigation(forecast, name), merge_bias(forecast, name)
    zone = ZoneInfo(program.zone)
    rows = sorted(effects.items(), key=lambda item: -abs(item[1].days_now))
    found = drivers(forecast, name, top)
    if evidence is not None:
        facts = AnalysisFacts(evidence, forecast, future)
        facts.of_drivers(found)
        facts.of_risks(dict(rows))
        facts.of_responses(worth)
        if merge is not None:
            facts.of_merge(merge)
    return Uncertainty(
        milestone=name,
        title=future.title,
        iterations=forecast.iterations,
        seed=forecast.seed,
        tolerance=forecast.tolerance,
        percentiles=tuple(
            FinishPercentile(p, future.quantile(p / 100), *future.quantile_interval(p / 100)) for p in PERCENTILES
        ),
        drivers=tuple(Moves(each.kind, each.id, each.title, round(each.days, 2)) for each in found),
        sensitivity=_sensitivity(forecast, top) if name == final_milestone(program) else (),
        risks=tuple(
            RiskRow(
                id=key,
                title=titles[key].title,
                probability=titles[key].probability,
                days_now=round(effect.days_now, 2),
                days_after=None if effect.days_after_response is None else round(effect.days_after_response, 2),
            )
            for key, effect in rows
        ),
        p85_now=moment(worth.now[1], zone),
        p85_after_responses=moment(worth.after_responses[1], zone),
        p85_without_risks=moment(worth.without_risks[1], zone),
        merge=merge.sentence if merge else None,
        cost=cost_view(forecast.cost, future) if forecast.cost is not None else None,
        days_won=round(worth.days_won, 2),
        days_of_risks=round(worth.days_of_risks, 2),
        merging=_merging(merge) if merge else None,
    )


def _merging(found: MergeBias) -> Merge:
    return Merge(
        at=found.at,
        title=found.title,
        by=found.by,
        product=found.product,
        simulated=found.simulated,
        count=found.count,
        paths=tuple(PathRow(each.id, each.title, each.in_time) for each in found.paths),
    )


def cost_view(cost: CostForecast, future: MilestoneForecast | None) -> CostView:
    """Percentiles of cost, and joint confidence: at the P50s and the P85s, and at the target with the P50 of cost."""
    limits = [(cost.quantile(p), last_day(_finish(cost, p))) for p in (0.5, 0.85)]
    if future is not None and future.target is not None:
        limits.append((cost.quantile(0.5), future.target))
    frontier = cost.frontier(CONFIDENCE)
    places = np.unique(np.linspace(0, len(frontier) - 1, _FRONTIER).astype(int))
    return CostView(
        currency=cost.currency,
        mean=cost.mean,
        percentiles=tuple(
            CostPercentile(p, cost.quantile(p / 100), *cost.quantile_interval(p / 100)) for p in PERCENTILES
        ),
        joint=tuple(
            Joint(each.cost, each.by, each.both, each.within_cost, each.on_time)
            for each in (cost.joint(*limit) for limit in limits)
        ),
        confidence=CONFIDENCE,
        frontier=tuple(frontier[place] for place in places),
        scatter=tuple(cost.scatter()),
    )


def _finish(cost: CostForecast, p: float) -> dt.datetime:
    ordered = np.sort(cost.finishes)
    return moment(int(ordered[max(0, int(np.ceil(p * len(ordered))) - 1)]), ZoneInfo(cost.zone))


def _sensitivity(forecast: Forecast, top: int) -> tuple[SensitivityRow, ...]:
    found = forecast.sensitivity
    if found is None:
        return ()
    day = forecast.program.hours_per_day * 60
    rows = [row for row in np.argsort(-found.index, kind="stable")[:top].tolist() if found.index[row] > 0]
    activities = forecast.program.activities
    return tuple(
        SensitivityRow(
            id=activities[row].id,
            title=activities[row].title,
            criticality=round(float(forecast.criticality[row]), 4),
            index=round(float(found.index[row]), 4),
            cruciality=round(float(found.cruciality[row]), 4),
            spread_days=round(float(found.spread[row]) / day, 2),
        )
        for row in rows
    )
