"""Milestones whose scope grows: replays in which items arrive while others are finished.

Weeks are drawn as pairs of arrivals and finishes, in blocks, so that what goes together stays together. What arrives
fades: a milestone is opened up at its start and closed towards its end.
"""

from typing import Final, NamedTuple

import numpy as np

from pilotage.engine.kernels import compiled
from pilotage.engine.throughput.counts import Counts, Days, Floats
from pilotage.engine.throughput.looking import Asked
from pilotage.engine.throughput.resampling import hashed, recent_ends, words

DONE: Final = 0.95
"""Share of its items with which a milestone counts as done: the last few are moved to the next one."""
LEAST_KNOWN: Final = 10
LEAST_DONE: Final = 5
LEAST_RECENT: Final = 3
"""Items that a milestone must know, have finished, and have finished in the last eight weeks, before it is forecast."""
HORIZON: Final = 104  # weeks
HALF_LIFE: Final = 6.0
"""Weeks in which what arrives falls by half."""
_WEEKS: Final = 8
_BLOCK: Final = 2


class Milestone(NamedTuple):
    """Items that came in and were finished; of one that is still open too."""

    arrived: Counts
    done: Counts


class State(NamedTuple):
    """A milestone at the end of a day: items known and done, and pairs of its recent weeks, oldest first."""

    known: int
    done: int
    arrivals: Floats
    finishes: Floats
    age: float  # weeks since its first item

    @property
    def left(self) -> float:
        return max(1.0, DONE * self.known - self.done)


def state(milestone: Milestone, origin: int) -> State | None:
    """None where it knows too little for a forecast, or is done."""
    known, done = int(milestone.arrived.by(origin)), int(milestone.done.by(origin))
    if known < LEAST_KNOWN or done < LEAST_DONE or done >= DONE * known:
        return None
    age = (origin - min(milestone.arrived.first, milestone.done.first)) / 7
    weeks = int(np.clip(age, 2, _WEEKS))
    finishes = np.maximum(milestone.done.weeks(origin, weeks), 0)
    if finishes.sum() < LEAST_RECENT:
        return None
    return State(known, done, milestone.arrived.weeks(origin, weeks), finishes, age)


def replay_growing(now: State, growth: float, runs: int, seed: int) -> Floats:
    """Weeks until the milestone is done, one number a run; ``growth`` 0 freezes its scope."""
    out = np.empty(runs)
    block = min(_BLOCK, len(now.finishes))
    ends = recent_ends(len(now.finishes), 1e9, block)
    fade = 0.5 ** (1 / HALF_LIFE)
    increment, origin = words(seed)
    compiled(finish_growing)(
        now.finishes, now.arrivals * growth, ends, block, float(now.known), float(now.done), DONE, fade, HORIZON,
        increment, origin, out,
    )  # fmt: skip
    return out


def replay_scope(
    pool: Floats, arrivals: Floats, ends: Days, block: int, items: int, horizon: int, runs: int, seed: int
) -> Floats:
    """Weeks until ``items`` and all that come in meanwhile are done, one number a run, at most ``horizon``. Arrivals
    fade as those of milestones do. Without any it is `resampling.replayed`, number by number.
    """
    out = np.empty(runs)
    increment, origin = words(seed)
    compiled(finish_growing)(
        pool, arrivals, ends, block, float(items), 0.0, 1.0, 0.5 ** (1 / HALF_LIFE), horizon, increment, origin, out
    )
    return out


def ask_growing(now: State, pace: float, runs: int, seed: int) -> Asked:
    """The uncorrected answer, and what may correct it; ``pace`` is the items a week of the whole team."""
    low, median, high = np.quantile(replay_growing(now, 1.0, runs, seed), (0.15, 0.5, 0.85))
    frozen = float(np.median(replay_growing(now, 0.0, runs, seed)))
    spread = max(0.08, float(np.log(high / max(low, 1e-3))) / 2.07)
    return Asked(float(median), spread, _features(now, pace, float(median), frozen))


def _features(now: State, pace: float, median: float, frozen: float) -> Floats:
    rate, coming = now.finishes.mean(), max(now.arrivals.mean(), 0)
    lately, came = now.finishes[-2:].mean(), max(now.arrivals[-2:].mean(), 0)
    share = now.done / now.known
    return np.array(
        [
            1.0,
            np.log(median / 8),
            np.log(median / frozen),
            np.log(now.left / 20),
            np.log(now.known / 60),
            2 * share - 1,
            np.log((coming + 0.5) / (rate + 0.5)),
            np.log((came + 0.5) / (coming + 0.5)),
            np.log((lately + 0.5) / (rate + 0.5)),
            np.log(max(now.age, 1.0) / 12),
            np.log((rate + 0.5) / (pace + 0.5)),
        ]
    )


def finish_growing(
    finishes: Floats,
    arrivals: Floats,
    ends: Days,
    block: int,
    known: float,
    done: float,
    share: float,
    fade: float,
    horizon: int,
    increment: int,
    origin: int,
    out: Floats,
) -> None:
    """One run after another: pairs of weeks in blocks until ``share`` of what is known is done."""
    for run in range(len(out)):
        scope, got, week, step, keep = known, done, 0, run * 4096, 1.0
        out[run] = horizon
        while week < horizon:
            end = ends[(hashed(step, increment, origin) * len(ends)) >> 32]
            step += 1
            for row in range(max(end - block + 1, 0), end + 1):
                need = share * (scope + arrivals[row] * keep) - got
                if finishes[row] >= need:
                    out[run] = min(float(horizon), week + max(need, 0.0) / max(finishes[row], 1e-9))
                    week = horizon
                    break
                scope += arrivals[row] * keep
                got += finishes[row]
                keep *= fade
                week += 1
