"""Corrects a replay by the errors of earlier forecasts.

Location: ridge regression of log(outcome / median) on the features of the question. Scale: the size of what is left,
explained by the replay's own spread. Shape: weighted quantiles of the standardized residuals (conformal prediction,
Vovk et al. 2005; weighted by Tibshirani et al. 2019). Levels: residuals are those of the fit itself and therefore a
little too small, and levels drift; so the percentiles are moved to where earlier forecasts, made in this same way,
would have had to be to hold (quantile recalibration, Kuleshov et al. 2018). All histories teach one another; a
history's own errors weigh own / (own + ``Learning.own``).
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.counts import Days, Floats
from pilotage.engine.throughput.looking import Asked
from pilotage.engine.throughput.scores import LEVELS
from pilotage.engine.throughput.walking import Questions

LEAST_ERROR: Final = 0.05  # of a logarithm: no error counts as smaller


class Learning(NamedTuple):
    """How errors are learned from; chosen on one part of the histories and judged on another."""

    own: float = 200.0  # own errors at which they weigh as much as those of all others
    half_life: float = 1000.0  # days
    ridge: float = 0.1
    kernel: float = 0.7  # width of the likeness of scopes, in logarithms
    least: int = 60  # known errors, below which nothing is learned
    drift: float = 1500.0  # days, half-life of where earlier forecasts ended
    trust: float = 60.0  # forecasts that ended just as they said, added to those that did end


LEARNED: Final = Learning()


class Errors(NamedTuple):
    """The errors of questions, in the order of the days on which they became known."""

    known: Days
    history: Days
    origin: Days
    lengths: Floats  # log weeks
    miss: Floats  # log(outcome / median)
    features: Floats
    sizes: Floats  # features of the scale

    def upto(self, day: int) -> "Errors":
        """Those that were known at the end of a day."""
        end = int(np.searchsorted(self.known, day, side="right"))
        columns: list[Any] = [column[:end] for column in self]
        return Errors(*columns)


class Correction(NamedTuple):
    """What has been learned for one history at one origin: coefficients, and residuals in rising order with the length
    of their question and their weight. ``known`` errors taught it, ``own`` of them the history's own.
    """

    location: Floats
    scale: Floats
    residuals: Floats
    lengths: Floats
    weights: Floats
    known: int
    own: int


def errors(asked: Questions) -> Errors:
    order = np.argsort(asked.known, kind="stable")
    asked = asked.where(order)
    miss = np.log(asked.outcome / asked.median)
    sizes = _sizes(asked.spread, asked.weeks)
    return Errors(asked.known, asked.history, asked.origin, np.log(asked.weeks), miss, asked.features, sizes)


def learn(past: Errors, history: int, origin: int, how: Learning) -> Correction | None:
    """From the errors known by ``origin`` (later ones are left out); None where they are too few."""
    past = past.upto(origin)
    if len(past.known) < how.least:
        return None
    mine = past.history == history
    weights = _shared(0.5 ** ((origin - past.origin) / how.half_life), mine, how.own)
    location = ridge(past.features, past.miss, weights, how.ridge)
    left = past.miss - past.features @ location
    scale = ridge(past.sizes, np.log(np.abs(left) + LEAST_ERROR), weights, how.ridge)
    residuals = left / np.exp(past.sizes @ scale)
    order = np.argsort(residuals)
    own = int(mine.sum())
    return Correction(location, scale, residuals[order], past.lengths[order], weights[order], len(past.known), own)


def correct(found: Correction, asked: Asked, weeks: float, how: Learning, levels: Floats = LEVELS) -> Floats:
    """The 99 percentiles, in weeks, of a question of ``weeks`` nominal weeks; errors of like questions weigh more.
    ``levels`` are those at which the percentiles are read from the errors.
    """
    likeness = np.exp(-0.5 * ((found.lengths - np.log(weeks)) / how.kernel) ** 2)
    quantiles = weighted_quantiles(found.residuals, found.weights * likeness, levels)
    size = np.exp(_sizes(np.array([asked.spread]), np.array([weeks])) @ found.scale)
    corrected: Floats = asked.median * np.exp(asked.features @ found.location + size * quantiles)
    return corrected


class Ended(NamedTuple):
    """Where outcomes fell among the percentiles of their forecasts, 0 to 1; one row a question."""

    known: Days
    history: Days
    origin: Days
    place: Floats


def placed(answers: Floats, outcomes: Floats, cap: Floats, numbers: Days) -> Floats:
    """Places of outcomes in their forecasts. One that only exceeded its horizon lies somewhere between there and 1, one
    that equals several percentiles somewhere among them: spread evenly by the golden ratio of the questions' numbers.
    """
    below = (answers < outcomes[:, None] - 1e-9).sum(axis=1).astype(np.float64)
    upto = (answers <= outcomes[:, None] + 1e-9).sum(axis=1).astype(np.float64)
    upto = np.where(outcomes >= cap - 1e-9, 99.0, upto)
    even = (numbers * 0.6180339887498949 + 0.5) % 1
    return np.asarray((below + (upto - below + 1) * even) / 100)


def recalibrated(answers: Floats, ended: Ended, history: int, origin: int, how: Learning) -> Floats:
    """Percentiles [99] moved by what had ended by ``origin``."""
    use = ended.known <= origin
    if int(use.sum()) < how.least:
        return answers
    mine = ended.history[use] == history
    weights = _shared(0.5 ** ((origin - ended.origin[use]) / how.drift), mine, how.own)
    weights *= use.sum() / (use.sum() + how.trust)
    place = np.concatenate((ended.place[use], LEVELS))
    weights = np.concatenate((weights, np.full(99, (1 - weights.sum()) / 99)))
    order = np.argsort(place)
    levels = weighted_quantiles(place[order], weights[order])
    return np.interp(levels, LEVELS, answers)


def weighted_quantiles(ordered: Floats, weights: Floats, levels: Floats = LEVELS) -> Floats:
    """The percentiles of weighted values in rising order, each value in the middle of its weight."""
    share = np.cumsum(weights)
    return np.interp(levels, (share - 0.5 * weights) / share[-1], ordered)


def _shared(weights: Floats, mine: NDArray[np.bool_], own: float) -> Floats:
    """Weights that sum to 1, those of ``mine`` to count / (count + own)."""
    count = int(mine.sum())
    share = count / (count + own) if count < len(mine) else 1.0
    if count:
        weights[mine] *= share / weights[mine].sum()
    if count < len(mine):
        weights[~mine] *= (1 - share) / weights[~mine].sum()
    return weights


def _sizes(spread: Floats, weeks: Floats) -> Floats:
    return np.stack([np.ones(len(spread)), np.log(spread), np.log(np.clip(weeks / 8, 1 / 3, 3))], axis=1)


def ridge(x: Floats, y: Floats, weights: Floats, penalty: float) -> Floats:
    """Weighted least squares that shrinks all but the first coefficient."""
    shrink = np.full(x.shape[1], penalty)
    shrink[0] = 1e-6
    weighted = x * weights[:, None]
    found = np.linalg.solve(x.T @ weighted + np.diag(shrink), weighted.T @ y)
    return np.asarray(found, np.float64)
