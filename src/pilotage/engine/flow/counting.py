"""Work counted by day: what had arrived, what was in progress, what had left, and Little's law over a period.

Days are whole numbers since any day zero. An item is in progress on the day it starts, on the day it finishes, and on
all days between, so its cycle time is finish - start + 1 days: the sum of daily work in progress is the sum of cycle
times. `OPEN` stands for a start or finish that has not come.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

OPEN = np.iinfo(np.int64).max


def cumulative(days: Days, first: int, last: int) -> Days:
    """How many of ``days`` are no later than each day from ``first`` to ``last``."""
    ordered = np.sort(days)
    return np.searchsorted(ordered, np.arange(first, last + 1), side="right").astype(np.int64)


def in_progress(starts: Days, finishes: Days, first: int, last: int) -> Days:
    """Items in progress on each day from ``first`` to ``last``."""
    begun = cumulative(starts, first, last)
    gone = cumulative(finishes, first - 1, last - 1)
    return begun - gone


def throughput(finishes: Days, last: int, weeks: int) -> Days:
    """Finished items of each of the ``weeks`` weeks that end with the day ``last``, oldest first."""
    edges = last - 7 * np.arange(weeks, -1, -1)
    ordered = np.sort(finishes)
    return np.diff(np.searchsorted(ordered, edges, side="right")).astype(np.int64)


@dataclass(frozen=True, slots=True)
class LittlesLaw:
    """Over a period: mean work in progress, items finished a day, mean cycle time of what finished, and what Little's
    law (1961) makes of the first two. ``residual`` is the share by which the mean cycle time exceeds it; None where
    nothing finished.

    The law holds as far as the process was stable: as many started as finished, and work in progress and its mean age
    ended as they began. These stand beside it; ages are days, 0 where nothing was in progress.
    """

    wip: float
    per_day: float
    cycle_time: float | None
    expected: float | None
    residual: float | None
    started: int
    finished: int
    wip_before: int
    wip_after: int
    age_before: float
    age_after: float


def littles_law(starts: Days, finishes: Days, first: int, last: int) -> LittlesLaw:
    """Of the days ``first`` to ``last``. Raises ValueError for an empty period."""
    if last < first:
        raise ValueError(f"the period ends on day {last}, before it begins on day {first}")
    days = last - first + 1
    wip = float(in_progress(starts, finishes, first, last).mean())
    left = (finishes >= first) & (finishes <= last)
    finished = int(left.sum())
    cycle_time = float((finishes[left] - starts[left] + 1).mean()) if finished else None
    expected = wip * days / finished if finished else None
    residual = cycle_time / expected - 1 if cycle_time is not None and expected else None
    before, after = _open_on(starts, finishes, first - 1), _open_on(starts, finishes, last)
    return LittlesLaw(
        wip=wip,
        per_day=finished / days,
        cycle_time=cycle_time,
        expected=expected,
        residual=residual,
        started=int(((starts >= first) & (starts <= last)).sum()),
        finished=finished,
        wip_before=len(before),
        wip_after=len(after),
        age_before=float((first - before).mean()) if len(before) else 0.0,
        age_after=float((last + 1 - after).mean()) if len(after) else 0.0,
    )


def _open_on(starts: Days, finishes: Days, day: int) -> Days:
    """Starts of the items that are still in progress when ``day`` ends."""
    return starts[(starts <= day) & (finishes > day)]
