"""How good forecasts were: coverage, probability integral transform, pinball loss and CRPS.

A forecast is its 99 percentiles (P1 to P99), a row of an array [n, 99]; outcomes are [n].
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.counts import Days, Floats

LEVELS: Final = np.arange(1, 100) / 100
TOLD: Final = (50, 70, 85, 95)
_Z95: Final = 1.959963984540054


class Held(NamedTuple):
    """A share with its 95 % Wilson interval, of ``effective`` independent forecasts."""

    share: float
    low: float
    high: float
    effective: float


def held(forecasts: Floats, outcomes: Floats) -> NDArray[np.bool_]:
    """Whether each outcome was at or below each percentile: [n, 99]."""
    return outcomes[:, None] <= forecasts + 1e-9


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share of ``n`` trials (Wilson 1927); ``n`` may be an effective number."""
    if n <= 0:
        return 0.0, 1.0
    z2 = _Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z95 / (1 + z2 / n) * np.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def effective_number(history: Days, origin: Days, span: Floats) -> float:
    """Independent forecasts among overlapping ones: of each history the days that forecasts cover together, in units of
    their mean length. Forecasts that cover the same weeks count once, however many they are.
    """
    total = 0.0
    for one in np.unique(history):
        mine = history == one
        days = 7 * span[mine]
        start = origin[mine].astype(float)
        order = np.argsort(start, kind="stable")
        ends = np.maximum.accumulate((start + days)[order])
        before = np.concatenate(([-np.inf], ends[:-1]))
        covered = np.maximum(0.0, ends - np.maximum(start[order], before)).sum()
        total += max(1.0, covered / days.mean())
    return float(min(total, len(history)))


def coverage(share: float, effective: float) -> Held:
    return Held(share, *wilson(share, effective), effective)


def pinball(forecasts: Floats, outcomes: Floats) -> Floats:
    """Loss of each percentile (Koenker and Bassett 1978): [n, 99]."""
    miss = outcomes[:, None] - forecasts
    return np.asarray(np.maximum(LEVELS * miss, (LEVELS - 1) * miss), np.float64)


def crps(forecasts: Floats, outcomes: Floats) -> Floats:
    """Continuous ranked probability score as twice the mean pinball loss over the percentiles: [n]."""
    return np.asarray(2 * pinball(forecasts, outcomes).mean(axis=1), np.float64)


def pit(forecasts: Floats, outcomes: Floats, bins: int = 10) -> Floats:
    """Shares of outcomes that fell between the ``bins`` quantiles of their forecasts: of honest ones all are alike.

    An outcome that equals several percentiles counts in the middle of them.
    """
    below = (forecasts < outcomes[:, None] - 1e-9).sum(axis=1)
    upto = (forecasts <= outcomes[:, None] + 1e-9).sum(axis=1)
    place = (below + upto) / 2 / 99
    shares = np.histogram(place, bins=np.linspace(0, 1, bins + 1))[0] / max(len(place), 1)
    return shares.astype(np.float64)
