"""Histories drawn from known processes."""

import numpy as np

from pilotage.engine.throughput.counts import Days, counts
from pilotage.engine.throughput.looking import History

START = 15_000


def days(weeks: int, rate: float, seed: int, *, swing: float = 0.0) -> Days:
    """Days of completions: Poisson weeks whose rate has good and bad spells of about ten weeks."""
    draw = np.random.default_rng(seed)
    level, levels = 0.0, []
    for push in draw.normal(size=weeks):
        level = 0.9 * level + swing * np.sqrt(1 - 0.9**2) * push
        levels.append(level)
    rates = rate * np.exp(levels)
    found = [START + 7 * week + draw.integers(0, 7, draw.poisson(each)) for week, each in enumerate(rates)]
    return np.sort(np.concatenate(found)).astype(np.int64)


def histories(count: int, weeks: int = 260, rate: float = 6.0, swing: float = 0.5) -> list[History]:
    return [History(counts(days(weeks, rate, seed, swing=swing))) for seed in range(count)]
