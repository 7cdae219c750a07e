"""When a milestone lands and what the program costs, as a distribution: the first page of a risk analysis."""

import datetime as dt

import msgspec

from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.insight.analysis_facts import AnalysisFacts
from pilotage.plan.insight.evidence import Evidence, histogram
from pilotage.plan.insight.uncertainty import (
    PERCENTILES,
    CostView,
    FinishPercentile,
    Joint,
    cost_view,
    milestone_of,
)
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill, join
from pilotage.plan.language.wording import chance, day, last_day, money, read_on, working_days
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.facts import Bin

_BINS = 26
_BUDGET = 0.7
"""The share of runs within the cost that is looked at where nobody names one."""


class Limits(msgspec.Struct, frozen=True):
    """What must be kept together: a cost in the program's currency, and the end of a day. None: one that is likely."""

    cost: float | None = None
    by: dt.date | None = None


class FinishOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """``precision_days``: half the 95 % interval of the P85, in working days. ``cost`` and ``joint`` are those of the
    final milestone, None for others and where nothing has a cost.
    """

    milestone: str
    title: str
    sentence: Text
    iterations: int
    seed: int
    tolerance: float | None
    precision_days: float
    convergence: Text
    plan_finish: dt.date
    target: dt.date | None
    commitment: dt.date | None
    on_time: float | None
    kept: float | None
    percentiles: tuple[FinishPercentile, ...]
    bins: tuple[Bin, ...]
    cost: CostView | None
    joint: Joint | None


def outcome(
    forecast: Forecast, evidence: Evidence, milestone: str | None = None, limits: Limits | None = None
) -> FinishOutcome:
    """The distribution of ``milestone`` (None: the final one, else the first), its facts put into ``evidence``. Raises
    KeyError where it has no forecast.
    """
    name = milestone_of(forecast, milestone)
    future = forecast.milestones[name]
    facts = AnalysisFacts(evidence, forecast, future)
    for percent in PERCENTILES:
        facts.of_percentile(percent)
    cost = forecast.cost if name == final_milestone(forecast.program) else None
    joint = _joint(cost, future, limits or Limits(), facts) if cost is not None else None
    low, high = future.quantile_interval(0.85)
    planned = forecast.schedule
    width = planned.working_minutes(_minute(low), _minute(high), planned.compiled.book.default)
    precision = round(width / 2 / (forecast.program.hours_per_day * 60), 2)
    with read_on(forecast.program.status_date or forecast.program.start):
        sentence = _sentence(future, evidence, cost, joint)
    return FinishOutcome(
        milestone=name,
        title=future.title,
        sentence=sentence,
        iterations=forecast.iterations,
        seed=forecast.seed,
        tolerance=forecast.tolerance,
        precision_days=precision,
        convergence=_convergence(forecast, precision),
        plan_finish=last_day(future.plan_finish),
        target=future.target,
        commitment=future.commitment,
        on_time=future.on_time,
        kept=future.kept,
        percentiles=tuple(
            FinishPercentile(p, future.quantile(p / 100), *future.quantile_interval(p / 100)) for p in PERCENTILES
        ),
        bins=histogram(future, _BINS),
        cost=cost_view(cost, future) if cost is not None else None,
        joint=joint,
    )


def _joint(cost: CostForecast, future: MilestoneForecast, limits: Limits, facts: AnalysisFacts) -> Joint:
    for percent in PERCENTILES:
        facts.of_cost(cost, percent)
    by = limits.by or future.target or last_day(future.p85)
    found = cost.joint(cost.quantile(_BUDGET) if limits.cost is None else limits.cost, by)
    facts.of_joint(found, cost)
    return Joint(found.cost, found.by, found.both, found.within_cost, found.on_time)


def _sentence(future: MilestoneForecast, evidence: Evidence, cost: CostForecast | None, joint: Joint | None) -> Text:
    told = [
        fill(
            _("Half of the runs reach {title} by {p50}, 85 % by {p85}."),
            title=future.title,
            p50=Mark(day(last_day(future.p50)), fact="finish:50"),
            p85=Mark(day(last_day(future.p85)), fact="finish:85"),
        )
    ]
    on_time = evidence.on_time(future)
    if on_time is not None and future.target is not None and future.on_time is not None:
        template = _("The target of {target} is met in {share}.")
        share = Mark(chance(future.on_time), fact=on_time, tone=_tone(future.on_time))
        told.append(fill(template, target=day(future.target), share=share))
    if cost is not None and joint is not None:
        told.append(
            fill(
                _("Half of them cost at most {p50}, 85 % at most {p85}; {cost} and {by} are kept together in {share}."),
                p50=Mark(money(cost.quantile(0.5), cost.currency), fact="cost:50"),
                p85=Mark(money(cost.quantile(0.85), cost.currency), fact="cost:85"),
                cost=money(joint.cost, cost.currency),
                by=day(joint.by),
                share=Mark(chance(joint.both), fact="joint", tone=_tone(joint.both)),
            )
        )
    return join(told)


def _tone(share: float) -> str:
    return "on" if share >= 0.85 else "at" if share >= 0.5 else "off"


def _convergence(forecast: Forecast, precision_days: float) -> Text:
    """How well the P85 is known, and what a better answer costs: four times the runs halve the interval."""
    runs, seed = f"{forecast.iterations:,}", str(forecast.seed)
    if not precision_days:
        return fill(_("{runs} runs with seed {seed}: the P85 is known to the day."), runs=runs, seed=seed)
    return fill(
        _("{runs} runs with seed {seed}: the P85 is known to within {days}; {more} runs would halve that."),
        runs=runs,
        seed=seed,
        days=working_days(precision_days),
        more=f"{forecast.iterations * 4:,}",
    )


def _minute(at: dt.datetime) -> int:
    return int(at.timestamp() // 60)
