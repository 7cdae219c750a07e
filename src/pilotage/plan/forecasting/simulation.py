"""The forecast of a program: Monte Carlo over its schedule."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine import sampling
from pilotage.engine.simulation import Event, Runs, Uncertain, rank, run
from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast, quantile_ranks, wilson
from pilotage.plan.scheduling.calendar_tables import midnight, moment
from pilotage.plan.scheduling.network import Compiled, compile_network, start_of
from pilotage.plan.scheduling.schedule import Schedule, deepest_first, final_milestone, longer, schedule, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import DayImpact, Distribution
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk, RiskState

MODEL = "cpm-monte-carlo/1"
"""Version of the method: raised whenever the same plan and seed would give other numbers."""

SHAPES = {
    Distribution.PERT: sampling.PERT,
    Distribution.TRIANGULAR: sampling.TRIANGULAR,
    Distribution.UNIFORM: sampling.UNIFORM,
}


def simulate(
    program: Program,
    *,
    iterations: int = 10_000,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Forecast:
    """Simulate ``program``: three-point estimates of unfinished work, open risks on unfinished activities, calendars
    and constraints in every iteration. ``progress(done, of)`` is called between chunks. Raises `Unschedulable`;
    ValueError where ``iterations`` is not positive.
    """
    if iterations < 1:
        raise ValueError(f"iterations must be positive, not {iterations}")
    planned = schedule(program)
    watched = [row for row, each in enumerate(program.activities) if _is_watched(program, each)]
    runs = simulate_rows(
        planned,
        uncertain_work(planned),
        risk_events(planned),
        watched=[finish_node(planned, row) for row in watched],
        root=final_node(planned),
        iterations=iterations,
        seed=seed,
        percentiles=(0.5, 0.85),
        progress=progress,
    )
    milestones = {
        program.activities[row].id: milestone_forecast(planned, row, np.sort(finishes))
        for row, finishes in zip(watched, runs.finishes, strict=True)
    }
    return Forecast(
        program=program,
        schedule=planned,
        iterations=iterations,
        seed=seed,
        model=MODEL,
        inputs=inputs_hash(program),
        milestones=milestones,
        criticality=_of_rows(planned, runs.criticality),
        finish_p50=_finish_of_rows(planned, runs.percentiles[0]),
        finish_p85=_finish_of_rows(planned, runs.percentiles[1]),
    )


def simulate_rows(
    planned: Schedule,
    uncertain: Sequence[Uncertain],
    events: Sequence[Event],
    *,
    watched: Sequence[int],
    root: int | None,
    iterations: int,
    seed: int,
    percentiles: Sequence[float] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Runs:
    """Run the engine, with longer calendars where an iteration runs past their end."""
    compiled = planned.compiled
    while True:
        runs = run(
            compiled.network,
            compiled.calendars,
            uncertain,
            events,
            day_minutes=_day_minutes(planned, compiled),
            watched=watched,
            root=root,
            iterations=iterations,
            seed=seed,
            percentiles=percentiles,
            progress=progress,
        )
        if not runs.over:
            return runs
        span = longer(planned.program, compiled.span, too_early=False, too_late=True)
        start = start_of(planned.program) or 0
        compiled = compile_network(planned.program, planned.logic, compiled.book, start, span)


def inputs_hash(program: Program) -> str:
    """Hash of what a forecast is made from: the plan without its own records of the past."""
    plan = msgspec.structs.replace(program, baselines=(), forecasts=())
    return hashlib.sha256(msgspec.json.encode(plan)).hexdigest()[:16]


def uncertain_work(planned: Schedule) -> list[Uncertain]:
    """The estimates of unfinished activities; of a started one, scaled to the share of the duration that remains."""
    network = planned.compiled.network
    found = []
    for row, activity in enumerate(planned.program.activities):
        estimate = activity.estimate
        if estimate is None or row in planned.logic.children or network.state[row] == columns.FINISHED:
            continue
        share = _share_left(planned, row)
        low, likely, high = (share * max(0, span.minutes) for span in (estimate.low, estimate.likely, estimate.high))
        if low <= likely <= high:
            found.append(Uncertain(row, activity.id, (SHAPES[estimate.distribution], low, likely, high)))
    return found


def _share_left(planned: Schedule, row: int) -> float:
    network = planned.compiled.network
    if network.state[row] == columns.WAITING:
        return 1.0
    if network.duration[row] > 0:
        return float(network.remaining[row] / network.duration[row])
    return 1.0 - planned.program.activities[row].progress


def risk_events(planned: Schedule) -> list[Event]:
    """Open risks that hit unfinished activities; a summary that is hit passes it to all its activities."""
    found = []
    for risk in planned.program.risks:
        nodes = hit_nodes(planned, risk)
        if risk.impact_days is not None and nodes:
            found.append(Event(risk.id, risk.probability, impact_shape(risk.impact_days), nodes))
    return found


def hit_nodes(planned: Schedule, risk: Risk) -> tuple[int, ...]:
    """Rows of unfinished activities that an open risk lengthens."""
    if risk.state is not RiskState.OPEN or risk.impact_days is None:
        return ()
    rows: dict[int, None] = {}
    for hit in risk.hits:
        row = planned.index.get(hit)
        if row is not None:
            rows.update(dict.fromkeys(planned.logic.leaves(row) if row in planned.logic.children else (row,)))
    state = planned.compiled.network.state
    return tuple(row for row in rows if state[row] != columns.FINISHED)


def impact_shape(days: DayImpact) -> tuple[int, float, float, float]:
    """A risk's impact is PERT-beta in days; out of order it is taken as certain to be the likely value."""
    if days.low <= days.likely <= days.high:
        return sampling.PERT, days.low, days.likely, days.high
    return sampling.PERT, days.likely, days.likely, days.likely


def finish_node(planned: Schedule, row: int) -> int:
    """The node whose finish is that of ``row``; of a summary, the activity below it that the plan finishes last."""
    if row in planned.logic.children:
        return max(planned.logic.leaves(row), key=lambda leaf: int(planned.finish[leaf]))
    return row


def final_node(planned: Schedule) -> int | None:
    """Node of the program's final milestone."""
    final = final_milestone(planned.program)
    return finish_node(planned, planned.index[final]) if final is not None and final in planned.index else None


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


def _is_watched(program: Program, activity: Activity) -> bool:
    promised = activity.target is not None or activity.commitment is not None
    return activity.kind is ActivityKind.MILESTONE or promised or activity.id == program.final


def _day_minutes(planned: Schedule, compiled: Compiled) -> NDArray[np.int64]:
    """Minutes of an impact's day: a working day, or 24 hours for what runs on the clock."""
    day = round(planned.program.hours_per_day * 60)
    return np.where(compiled.network.calendar == compiled.book.always(), 1440, day).astype(np.int64)


def _of_rows(planned: Schedule, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Criticality of rows; a summary is as critical as the most critical activity below it."""
    found = values[: len(planned.start)].copy()
    for row in deepest_first(planned.logic):
        found[row] = found[planned.logic.children[row]].max()
    return found


def _finish_of_rows(planned: Schedule, values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Percentile of rows' finishes; a summary's is the latest below it (a lower bound: merge bias is not in it)."""
    found = values[: len(planned.start)].copy()
    for row in deepest_first(planned.logic):
        found[row] = found[planned.logic.children[row]].max()
    return found
