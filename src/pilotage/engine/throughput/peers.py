"""What other tools forecast: the plain bootstrap, the mean velocity, the last three sprints."""

from typing import Final

import numpy as np

from pilotage.engine.throughput.counts import Days, Floats
from pilotage.engine.throughput.looking import RECENT, History
from pilotage.engine.throughput.resampling import replayed
from pilotage.engine.throughput.scores import LEVELS

_SPRINTS: Final = 6  # weeks of three sprints of two weeks


def plain(history: History, origin: int, items: int, horizon: int, runs: int, seed: int) -> Floats:
    """The bootstrap of single weeks, each of the last 12 equally likely: 99 percentiles in weeks."""
    pool = history.done.weeks(origin, RECENT)
    rows: Days = np.arange(RECENT)
    return np.quantile(replayed(pool, rows, 1, items, horizon, runs, seed), LEVELS)


def mean_velocity(history: History, origin: int, items: int, horizon: int) -> float:
    """Items over the mean of the last 12 weeks: one date, however sure one wants to be."""
    return _at_rate(float(history.done.weeks(origin, RECENT).mean()), items, horizon)


def last_sprints(history: History, origin: int, items: int, horizon: int) -> float:
    """Items over the mean of the last three sprints of two weeks."""
    return _at_rate(float(history.done.weeks(origin, _SPRINTS).mean()), items, horizon)


def _at_rate(rate: float, items: int, horizon: int) -> float:
    return min(items / rate, float(horizon)) if rate > 0 else float(horizon)
