"""Learning from questions that come in groups: many about each of a few milestones.

The residuals of a fit that has seen the milestone itself are too small, the more so the fewer milestones there are.
So each milestone is judged by a fit to the others (cross-conformal prediction, Barber et al. 2021), and percentiles are
read as far out as so few milestones, not so many questions, allow: an upper one at the level p (n + 1) / n (Vovk et al.
2005; for groups Dunn et al. 2022). Nothing of this has a setting.
"""

import numpy as np

from pilotage.engine.throughput.calibrating.calibration import LEAST_ERROR, Correction, Errors, Learning, ridge
from pilotage.engine.throughput.counts import Days, Floats
from pilotage.engine.throughput.scores import LEVELS


def learn_by_group(past: Errors, origin: int, how: Learning) -> Correction | None:
    """As `calibration.learn`, each history a group; None where fewer than ``how.least`` errors are known."""
    past = past.upto(origin)
    if len(past.known) < how.least:
        return None
    weights = 0.5 ** ((origin - past.origin) / how.half_life)
    weights /= weights.sum()
    location = ridge(past.features, past.miss, weights, how.ridge)
    left = left_out(past.features, past.miss, weights, past.history, how.ridge)
    scale = ridge(past.sizes, np.log(np.abs(left) + LEAST_ERROR), weights, how.ridge)
    residuals = left / np.exp(past.sizes @ scale)
    order = np.argsort(residuals)
    return Correction(location, scale, residuals[order], past.lengths[order], weights[order], len(past.known), 0)


def left_out(x: Floats, y: Floats, weights: Floats, groups: Days, penalty: float) -> Floats:
    """The residual of each row, from the ridge fit to the rows of all other groups; weights sum to 1."""
    shrink = np.full(x.shape[1], penalty)
    shrink[0] = 1e-6
    weighted = x * weights[:, None]
    square, cross = x.T @ weighted, weighted.T @ y
    left = np.empty(len(y))
    for group in np.unique(groups):
        rows = groups == group
        rest = max(1 - float(weights[rows].sum()), 1e-9)
        others = (square - x[rows].T @ weighted[rows]) / rest + np.diag(shrink)
        left[rows] = y[rows] - x[rows] @ np.linalg.solve(others, (cross - weighted[rows].T @ y[rows]) / rest)
    return left


def effective_groups(past: Errors, origin: int, how: Learning) -> float:
    """As many groups of equal weight tell as much (Kish 1965)."""
    past = past.upto(origin)
    weights = 0.5 ** ((origin - past.origin) / how.half_life)
    _names, group = np.unique(past.history, return_inverse=True)
    share = np.bincount(group, weights)
    return float(share.sum() ** 2 / np.square(share).sum())


def cautious(groups: float) -> Floats:
    """The levels at which percentiles 1 to 99 are read from the errors of so many groups."""
    wider = (groups + 1) / groups
    return np.where(LEVELS >= 0.5, np.minimum(LEVELS * wider, 1.0), np.maximum(1 - (1 - LEVELS) * wider, 0.0))
