"""The formulas. They take numbers or arrays alike (numpy broadcasting); what is missing is NaN."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.prioritizing.methods import CRITERION, Curve
from pilotage.plan.prioritizing.settings import ScoreCriterion

Numbers = NDArray[np.float64]
Columns = Mapping[str, Numbers]
CODES = {curve: float(code) for code, curve in enumerate(Curve)}


def wsjf(columns: Columns) -> Numbers:
    """Cost of delay, the sum of its three parts, over job size (Scaled Agile Framework)."""
    return (columns["value"] + columns["urgency"] + columns["opportunity"]) / columns["size"]


def rice(columns: Columns) -> Numbers:
    """Reach x impact x confidence / effort (McBride, Intercom). Confidence is in percent."""
    return columns["reach"] * columns["impact"] * (columns["confidence"] / 100) / columns["effort"]


def weighted(columns: Columns, criteria: Sequence[ScoreCriterion], weights: Mapping[str, Any]) -> Numbers:
    """0 to 100: each value as a share of its criterion's scale, in its direction, times its weight; the sum is divided
    by that of the weights.
    """
    total, most = 0.0, 0.0
    for each in criteria:
        share = (columns[CRITERION + each.id] - each.low) / (each.high - each.low)
        total = total + weights[each.id] * (share if each.higher_is_better else 1 - share)
        most = most + weights[each.id]
    found: Numbers = np.asarray(100 * total / most, dtype=float)
    return found


def delay_cost(columns: Columns, finish: Any) -> Numbers:
    """What has been lost until an item is finished, ``finish`` weeks from now, in the money of its inputs.

    ``date`` is in weeks from now. Of a fixed date, ``per_week`` is what each week after it costs besides; none where it
    is missing.
    """
    curve, per_week = columns["curve"], columns["per_week"]
    late = np.maximum(finish - columns["date"], 0)
    half = columns["half_life"]
    missed = np.where(finish > columns["date"], columns["step"], 0.0) + np.nan_to_num(per_week) * late
    decaying = per_week * half / math.log(2) * -np.expm1(-math.log(2) * finish / half)
    choices = {
        Curve.STANDARD: per_week * finish,
        Curve.FIXED_DATE: np.where(np.isnan(columns["date"]) | np.isnan(columns["step"]), np.nan, missed),
        Curve.EXPEDITE: decaying,
        Curve.INTANGIBLE: per_week * late,
    }
    which = [curve == CODES[each] for each in choices]
    return np.select(which, list(choices.values()), np.nan)


def delay_rate(columns: Columns, horizon: float) -> Numbers:
    """What a week of waiting costs: the loss between finishing as soon as can be and ``horizon`` weeks later, by week.
    Of the standard curve that is ``per_week`` itself.
    """
    soon = columns["weeks"]
    return (delay_cost(columns, soon + horizon) - delay_cost(columns, soon)) / horizon


def cd3(columns: Columns, horizon: float) -> Numbers:
    """Cost of delay divided by duration (Arnold; Reinertsen's weighted shortest job first; Smith's rule)."""
    return delay_rate(columns, horizon) / columns["weeks"]
