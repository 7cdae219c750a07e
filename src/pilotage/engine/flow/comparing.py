"""Whether two samples differ by more than chance: the rank-sum test of Mann and Whitney (1947)."""

from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

FEWEST = 6
"""Values on each side from which the normal approximation is used; fewer tell nothing."""


def by_chance(one: NDArray[np.int64], other: NDArray[np.int64]) -> float | None:
    """The probability, two-sided, that ranks of two samples of one distribution differ as much; by the normal
    approximation with corrections for ties and continuity. None where a sample has fewer than `FEWEST` values.
    """
    n, m = len(one), len(other)
    if min(n, m) < FEWEST:
        return None
    _values, place, counts = np.unique(np.concatenate([one, other]), return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    above = float(middle[place[:n]].sum()) - n * (n + 1) / 2
    ties = float((counts.astype(np.float64) ** 3 - counts).sum()) / ((n + m) * (n + m - 1))
    spread = n * m / 12 * (n + m + 1 - ties)
    if spread <= 0:
        return 1.0
    return float(erfc(max(abs(above - n * m / 2) - 0.5, 0.0) / sqrt(2 * spread)))
