"""Several teams that must all finish: what their replays of the same weeks say of one another.

Each team's own calibrated percentiles stay as they are. What binds them comes from replays that draw the same calendar
weeks for all teams: a run in which one team's replay is among its slowest takes the others from the same weeks. The
percentiles are put in the order of those replays (ensemble copula coupling: Schefzik, Thorarinsdottir and Gneiting
2013; with observed ranks it is the Schaake shuffle, Clark et al. 2004).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.counts import Floats
from pilotage.engine.throughput.looking import Looked, Tuning, replay_horizon
from pilotage.engine.throughput.resampling import recent_ends, replayed
from pilotage.engine.throughput.scores import LEVELS


def replayed_together(
    looked: Sequence[Looked], items: Sequence[int], tuning: Tuning, runs: int, seed: int
) -> NDArray[np.float64]:
    """Weeks until each team's items are done: [teams, runs]. A run draws the same weeks for all; they are drawn from
    those that all teams know, so the shortest history decides how far back.
    """
    common = min(len(each.pool) for each in looked)
    block = min(tuning.block, common)
    ends = recent_ends(common, tuning.half_life, block)
    return np.array(
        [
            replayed(each.pool[-common:], ends, block, need, replay_horizon(each, need), runs, seed)
            for each, need in zip(looked, items, strict=True)
        ]
    )


def coupled(quantiles: Floats, replays: NDArray[np.float64]) -> NDArray[np.float64]:
    """Runs of all teams, [teams, runs]: of each team its 99 percentiles (a row of ``quantiles``) in the order of its
    replays. Beyond P1 and P99 nothing is known, so runs there take these.
    """
    runs = replays.shape[1]
    places = (np.arange(runs) + 0.5) / runs
    found = np.empty_like(replays)
    for row, replay in enumerate(replays):
        found[row, np.argsort(replay, kind="stable")] = np.interp(places, LEVELS, quantiles[row])
    return found
