"""How much the final finish hangs on each activity, as columns: a table of ten thousand rows is not an object each."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.vocabulary.activities import ActivityKind


class SensitivityColumns(msgspec.Struct, frozen=True, kw_only=True):
    """Unfinished activities in plan order, summaries left out. ``criticality``, ``index`` (schedule sensitivity index)
    and ``cruciality`` are shares; ``spread_days`` is the standard deviation of the duration in working days. The last
    three are empty where the forecast does not know them. ``iterations`` stand behind all of them.
    """

    milestone: str
    iterations: int
    id: tuple[str, ...]
    title: tuple[str, ...]
    criticality: tuple[float, ...]
    index: tuple[float, ...]
    cruciality: tuple[float, ...]
    spread_days: tuple[float, ...]


def activity_risk(forecast: Forecast, milestone: str) -> SensitivityColumns:
    """The columns of a forecast whose final milestone has the title ``milestone``."""
    activities = forecast.program.activities
    rows = np.array(
        [
            row
            for row, each in enumerate(activities)
            if each.kind is not ActivityKind.SUMMARY and each.actual_finish is None
        ],
        dtype=np.int64,
    )
    found = forecast.sensitivity
    day = forecast.program.hours_per_day * 60
    return SensitivityColumns(
        milestone=milestone,
        iterations=forecast.iterations,
        id=tuple(activities[row].id for row in rows),
        title=tuple(activities[row].title for row in rows),
        criticality=_shares(forecast.criticality[rows]),
        index=_shares(found.index[rows]) if found else (),
        cruciality=_shares(found.cruciality[rows]) if found else (),
        spread_days=tuple(np.round(found.spread[rows] / day, 2).tolist()) if found else (),
    )


def _shares(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(np.round(np.nan_to_num(values), 4).tolist())
