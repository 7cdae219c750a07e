"""Two durations of an activity: the aggressive one, as likely kept as not, and the safe one that its owner would
promise. What lies between them is the safety that a buffer gathers at the end of the chain.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
import numpy as np

from pilotage.engine import sampling
from pilotage.plan.forecasting.model import duration_shape
from pilotage.plan.network.columns import whole_duration
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.program import Program

AGGRESSIVE, SAFE = 0.5, 0.9
"""Percentiles of an estimate (Goldratt 1997: an even chance, and what people promise)."""


class DurationBasis(StrEnum):
    """Where the two durations come from.

    ``PERCENTILES``: the P50 and the P90 of the estimate's named distribution. ``POINTS``: its likely and its high
    value. Without an estimate both take the planned duration twice: nothing is known of its safety. ``HALVES``: every
    planned duration is taken as safe, half of it as aggressive (Goldratt's cut).
    """

    PERCENTILES = "percentiles"
    POINTS = "points"
    HALVES = "halves"


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Aggressive and safe duration in minutes (of the clock where ``elapsed``); ``known`` is False where the plan does
    not tell them apart.
    """

    aggressive: int
    safe: int
    elapsed: bool
    known: bool = True


def pair(program: Program, activity: Activity, basis: DurationBasis) -> Pair:
    """The two durations of the whole activity, as if it had not started."""
    planned, elapsed = whole_duration(program, activity)
    estimate = activity.estimate
    if basis is DurationBasis.HALVES:
        return Pair(planned // 2, planned, elapsed)
    if estimate is None:
        return Pair(planned, planned, elapsed, known=planned == 0)
    low, likely, high = (max(0, span.minutes) for span in (estimate.low, estimate.likely, estimate.high))
    elapsed = estimate.likely.elapsed
    if not low <= likely <= high:
        return Pair(likely, likely, elapsed, known=False)
    if basis is DurationBasis.POINTS:
        return Pair(likely, high, elapsed)
    return Pair(quantile(estimate, AGGRESSIVE), quantile(estimate, SAFE), elapsed)


def quantile(estimate: ThreePointEstimate, p: float) -> int:
    """Minutes that a share ``p`` of the estimate's distribution does not exceed, from the tables that the simulation
    draws from.
    """
    low, high = estimate.low.minutes, estimate.high.minutes
    tables, row = sampling.tables([duration_shape(estimate)])
    if row[0] < 0:
        return low
    middles = (np.arange(sampling.SLICES) + 0.5) / sampling.SLICES
    return round(low + (high - low) * float(np.interp(p, middles, tables[row[0]])))


def pairs(program: Program, basis: DurationBasis) -> dict[str, Pair]:
    """The durations of every task and milestone by id."""
    return {each.id: pair(program, each, basis) for each in program.activities if each.kind is not ActivityKind.SUMMARY}


def at_aggressive(program: Program, durations: Mapping[str, Pair]) -> Program:
    """The program with every duration aggressive and no estimates. Reported remaining work stands as reported."""
    activities = []
    for each in program.activities:
        found = durations.get(each.id)
        if found is not None:
            span = Span(found.aggressive, Unit.ELAPSED_DAY if found.elapsed else _unit(each))
            each = msgspec.structs.replace(each, duration=span, estimate=None)
        activities.append(each)
    return msgspec.structs.replace(program, activities=tuple(activities))


def _unit(activity: Activity) -> Unit:
    given = activity.duration or (activity.estimate.likely if activity.estimate else None)
    return given.unit if given is not None and not given.elapsed else Unit.DAY


def in_days(program: Program, minutes: float, *, elapsed: bool) -> float:
    """Working days; a day on the clock counts as one."""
    return minutes / (1440 if elapsed else program.hours_per_day * 60)
