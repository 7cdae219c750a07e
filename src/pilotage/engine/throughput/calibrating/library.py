"""The errors of young histories in a few hundred numbers, for histories that have too few of their own to learn from.

Of questions asked within the first two years of many histories only the percentiles of their standardized errors are
kept, apart for each length, and how their size goes with the replay's own spread; of milestones likewise. Features of
the situation correct nothing here: learned on old histories they made forecasts of young ones worse.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from pilotage.engine.throughput.calibrating.calibration import (
    LEAST_ERROR,
    Correction,
    Errors,
    Learning,
    correct,
    errors,
    ridge,
)
from pilotage.engine.throughput.counts import Floats
from pilotage.engine.throughput.looking import TUNED, Asked, History
from pilotage.engine.throughput.scores import LEVELS
from pilotage.engine.throughput.walking import questions

YOUNG: Final = 104
"""Weeks since the first finished item up to which a question teaches others."""
SUFFICIENT: Final = 90
"""Known errors of its own from which a history (with those beside it) needs no library."""


class Library(NamedTuple):
    """``lengths`` are logarithms of weeks, ``residuals`` the 99 percentiles of the errors of each: [lengths, 99].
    ``weights`` are the shares of ``forecasts`` of each length.
    """

    scale: Floats
    lengths: Floats
    residuals: Floats
    weights: Floats
    forecasts: int
    histories: int


def summarized(histories: Sequence[History], how: Learning, *, seed: int) -> Library:
    """Of the questions of the first two years. Raises ValueError where there is none."""
    asked = questions(histories, seed=seed, tuning=TUNED)
    first = np.array([each.done.first for each in histories])
    return condensed(errors(asked.where(asked.origin - first[asked.history] <= 7 * YOUNG)), how)


def condensed(past: Errors, how: Learning) -> Library:
    """Of any errors: each counts alike. Raises ValueError where there is none."""
    if not len(past.known):
        raise ValueError("no history is long enough to make a library of")
    even = np.full(len(past.known), 1 / len(past.known))
    scale = ridge(past.sizes, np.log(np.abs(past.miss) + LEAST_ERROR), even, how.ridge)
    standardized = past.miss / np.exp(past.sizes @ scale)
    lengths, counts = np.unique(past.lengths, return_counts=True)
    residuals = np.array([np.quantile(standardized[past.lengths == length], LEVELS) for length in lengths])
    return Library(scale, lengths, residuals, counts / counts.sum(), len(past.known), len(np.unique(past.history)))


def answered(library: Library, asked: Asked, weeks: float, how: Learning) -> Floats:
    """The 99 percentiles, in weeks, of a question of ``weeks`` nominal weeks."""
    residuals = library.residuals.ravel()
    order = np.argsort(residuals, kind="stable")
    lengths, weights = np.repeat(library.lengths, 99)[order], np.repeat(library.weights, 99)[order]
    nothing = np.zeros(len(asked.features))
    found = Correction(nothing, library.scale, residuals[order], lengths, weights, library.forecasts, 0)
    return correct(found, asked, weeks, how)
