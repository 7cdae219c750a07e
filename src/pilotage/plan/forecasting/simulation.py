"""The forecast of a program: Monte Carlo over its schedule."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import Farm, Model, Question, Runs, Stop, quantile_ranks, rank, run
from pilotage.engine.simulation.conversion import works
from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast, Sensitivity, wilson
from pilotage.plan.forecasting.inputs import inputs_of
from pilotage.plan.forecasting.limits import limits
from pilotage.plan.forecasting.model import model_of
from pilotage.plan.forecasting.network import Looked
from pilotage.plan.forecasting.watching import Seen, Watch
from pilotage.plan.network.columns import pack
from pilotage.plan.scheduling.schedule import Schedule, deepest_first, longer, schedule, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight, moment

MODEL = "cpm-monte-carlo/4"
"""Version of the method: raised whenever the same plan and seed would give other numbers."""


def simulate(
    program: Program,
    *,
    iterations: int = 10_000,
    seed: int = 1,
    tolerance: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    farm: Farm | None = None,
) -> Forecast:
    """Simulate ``program``: estimates of unfinished work, shared factors and correlations, open risks, activities that
    may not be done, calendars and constraints in every iteration. With ``tolerance`` it stops before ``iterations``,
    once P50 and P85 of the final milestone are known to that share of the time that is left (0.005: half a percent)
    with 95 % confidence. ``progress(done, of)`` is called between chunks. Raises `Unschedulable`; ValueError where
    ``iterations`` or ``tolerance`` is not positive, or correlations contradict each other.
    """
    if iterations < 1:
        raise ValueError(f"iterations must be positive, not {iterations}")
    if tolerance is not None and not tolerance > 0:
        raise ValueError(f"tolerance must be positive, not {tolerance}")
    planned = schedule(program)
    watch = Watch(
        planned, [row for row, each in enumerate(program.activities) if is_watched(program, each)], summaries=True
    )
    question = Question(
        watched=watch.nodes,
        root=watch.root,
        iterations=iterations,
        seed=seed,
        percentiles=(0.5, 0.85),
        sensitivity=True,
        measure=planned.compiled.book.default,
    )
    stop = None if tolerance is None else Stop(tolerance, _since(planned))
    model, runs = simulate_rows(planned, question, looked=watch.looked, stop=stop, progress=progress, farm=farm)
    seen = Seen(watch, runs, model.calendars)
    milestones = {
        program.activities[row].id: milestone_forecast(planned, row, np.sort(seen.finishes(row))) for row in watch.rows
    }
    criticality = _of_rows(planned, runs.criticality)
    return Forecast(
        program=program,
        schedule=planned,
        iterations=runs.iterations,
        seed=seed,
        model=MODEL,
        inputs=inputs_of(program).value,
        milestones=milestones,
        criticality=criticality,
        finish_p50=_finish_of_rows(watch, runs.percentiles[0], seen.percentiles(0.5)),
        finish_p85=_finish_of_rows(watch, runs.percentiles[1], seen.percentiles(0.85)),
        sensitivity=_sensitivity(planned, runs, criticality),
        cost=_cost(planned, model, runs, seen),
        tolerance=tolerance,
        problems=limits(planned),
    )


def simulate_rows(
    planned: Schedule,
    question: Question,
    *,
    change: Callable[[Model], Model] = lambda model: model,
    looked: Looked | None = None,
    stop: Stop | None = None,
    progress: Callable[[int, int], None] | None = None,
    farm: Farm | None = None,
    threads: int | None = None,
) -> tuple[Model, Runs]:
    """Run the engine on the plan's model after ``change``, with longer calendars where an iteration runs past their
    end. ``looked`` is what the question looks at besides activities. Returns the model with calendars that suffice,
    too.
    """
    compiled = planned.compiled
    while True:
        model = change(model_of(planned, compiled, looked))
        runs = run(model, question, stop=stop, progress=progress, farm=farm, threads=threads)
        if not runs.over:
            return model, runs
        span = longer(planned.program, compiled.span, too_early=False, too_late=True)
        compiled = replace(compiled, calendars=pack(compiled.book, span), span=span)


def milestone_forecast(planned: Schedule, row: int, finishes: NDArray[np.int64]) -> MilestoneForecast:
    """Percentiles and probabilities of one milestone from its sorted finishes."""
    activity = planned.program.activities[row]
    zone = zone_of(planned.program)
    count = len(finishes)
    low, high = quantile_ranks(0.85, count)

    def at(p: float) -> dt.datetime:
        return moment(int(finishes[rank(p, count)]), zone)

    def by(day: dt.date | None) -> int | None:
        if day is None:
            return None
        return int(np.searchsorted(finishes, midnight(day + dt.timedelta(1), zone), side="right"))

    on_time, kept = by(activity.target), by(activity.commitment)
    return MilestoneForecast(
        id=activity.id,
        title=activity.title,
        plan_finish=moment(int(planned.finish[row]), zone),
        p10=at(0.10),
        p50=at(0.50),
        p85=at(0.85),
        p90=at(0.90),
        target=activity.target,
        on_time=None if on_time is None else on_time / count,
        on_time_interval=None if on_time is None else wilson(on_time, count),
        commitment=activity.commitment,
        kept=None if kept is None else kept / count,
        p85_interval=(moment(int(finishes[low]), zone), moment(int(finishes[high]), zone)),
        finishes=finishes,
        zone=planned.program.zone,
    )


def _since(planned: Schedule) -> int:
    """Where the time that is left begins: the first start of unfinished work."""
    open_work = [
        int(planned.start[row])
        for row, activity in enumerate(planned.program.activities)
        if activity.actual_finish is None and row not in planned.logic.children
    ]
    return min(open_work, default=0)


def is_watched(program: Program, activity: Activity) -> bool:
    """Whether a forecast tells of the activity: a milestone, or what has a date wished or promised."""
    promised = activity.target is not None or activity.commitment is not None
    return activity.kind is ActivityKind.MILESTONE or promised or activity.id == program.final


def _sensitivity(planned: Schedule, runs: Runs, criticality: NDArray[np.float64]) -> Sensitivity:
    """Sensitivity of the final finish to each activity's duration; of summaries nothing is said."""
    compiled = planned.compiled
    finish = works(compiled.calendars, compiled.book.default, runs.root).astype(np.float64)
    of_root = float(finish.std())
    size = len(planned.start)
    spread, cruciality = runs.spread[:size].copy(), runs.cruciality[:size].copy()
    for row in planned.logic.children:
        spread[row] = cruciality[row] = 0.0
    index = criticality * spread / of_root if of_root > 0 else np.zeros(size)
    return Sensitivity(spread=spread, index=index, cruciality=cruciality)


def _cost(planned: Schedule, model: Model, runs: Runs, seen: Seen) -> CostForecast | None:
    if not model.costs:
        return None
    program, costs = planned.program, runs.costs
    for each in model.costs:
        if each.node in seen.lasting:
            costs = costs + each.per_minute * seen.lasting[each.node].work
    return CostForecast(costs=costs, finishes=runs.root, currency=program.currency, zone=program.zone)


def _of_rows(planned: Schedule, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Criticality of rows; a summary is as critical as the most critical activity below it."""
    found = values[: len(planned.start)].copy()
    for row in deepest_first(planned.logic):
        found[row] = found[planned.logic.children[row]].max()
    return found


def _finish_of_rows(watch: Watch, values: NDArray[np.int64], seen: Mapping[int, int]) -> NDArray[np.int64]:
    """Percentile of rows' finishes, those that were ``seen`` from all runs; that of a summary is of its latest finish
    in each run.
    """
    found = values[: len(watch.planned.start)].copy()
    sums = watch.looked.sums
    found[list(sums)] = values[list(sums.values())]
    found[list(seen)] = list(seen.values())
    return found
