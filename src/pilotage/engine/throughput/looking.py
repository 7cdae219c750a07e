"""What is known at an origin, as numbers that explain why the replay of the past may be off.

A replay knows one level. A team's level moves: short spells fall back to the long-run rate, some work is seasonal, and
where fewer items arrive fewer will be done. Each of these is a log ratio, so that teams of all sizes can be compared.
"""

from typing import Final, NamedTuple

import numpy as np

from pilotage.engine.throughput.counts import Counts, Days, Floats
from pilotage.engine.throughput.resampling import recent_ends, replayed

RECENT = 12
"""Weeks of the recent rate, by which a scope is measured: ``items / rate`` weeks."""

_SPANS = (3, 6, 26, 52, 104)
_YEAR = 52
_FAR = 1.1  # scopes beyond those that were tried (in logarithms of 8 weeks) are corrected as the farthest of these
_PRIOR = 2.0  # weeks of the long-run rate that each ratio is shrunk by


class Tuning(NamedTuple):
    """How the past is replayed: weeks looked back on, half-life of their weight in weeks, weeks in a block."""

    lookback: int = 156
    half_life: float = 26.0
    block: int = 4


TUNED: Final = Tuning()


class History(NamedTuple):
    """Items finished; where it is known also those arrived, and those closed by any means, in bulk too."""

    done: Counts
    arrived: Counts | None = None
    closed: Counts | None = None


class Looked(NamedTuple):
    """What an origin shows. ``recent`` is items a week over the last 12 weeks, ``pool`` the weeks that are replayed."""

    origin: int
    recent: float
    pool: Floats
    ends: Days
    levels: Floats
    block: int


def look(history: History, origin: int, tuning: Tuning) -> Looked:
    """At the end of the day ``origin``; nothing after it is read."""
    known = max(1, min(tuning.lookback, (origin - history.done.first + 1) // 7))
    pool = history.done.weeks(origin, known)
    block = min(tuning.block, known)
    ends = recent_ends(known, tuning.half_life, block)
    return Looked(origin, float(pool[-RECENT:].mean()), pool, ends, _levels(history, pool, origin), block)


def _levels(history: History, pool: Floats, origin: int) -> Floats:
    """Log ratios of the rates of several spans to the recent one, then what arrivals tell."""
    year = float(pool[-_YEAR:].mean())
    recent = _rate(pool, RECENT, year)
    found = [np.log(_rate(pool, span, year) / recent) for span in _SPANS]
    if history.arrived is None:
        return np.array([*found, 0.0, 0.0, 0.0])
    arrived = history.arrived.weeks(origin, min(len(pool), _YEAR))
    closed = history.done if history.closed is None else history.closed
    left = float(history.arrived.by(origin) - closed.by(origin))
    short, long = _rate(arrived, RECENT, year) / recent, _rate(arrived, _YEAR, year) / recent
    return np.array([*found, np.log(short), np.log(long), np.log1p(max(left, 0.0) / max(year, 0.1)) - np.log(27.0)])


def _rate(weeks: Floats, span: int, prior: float) -> float:
    seen = weeks[-span:]
    return float((seen.sum() + _PRIOR * max(prior, 0.05)) / (len(seen) + _PRIOR))


class Asked(NamedTuple):
    """The uncorrected answer to "when are ``items`` more done?": its median in weeks, its spread (of the logarithm),
    and the features that may correct it.
    """

    median: float
    spread: float
    features: Floats


def ask(looked: Looked, history: History, items: int, runs: int, seed: int) -> Asked:
    """By replaying. ``spread`` is half the distance of P15 and P85 in logarithms, at least 0.08."""
    low, median, high = np.quantile(replay(looked, items, runs, seed), (0.15, 0.5, 0.85))
    nominal = items / max(looked.recent, 1e-6)
    spread = max(0.08, float(np.log(high / max(low, 1e-3))) / 2.07)
    return Asked(float(median), spread, _features(looked, history, nominal, float(median)))


def replay(looked: Looked, items: int, runs: int, seed: int) -> Floats:
    """Weeks until ``items`` more are done, one number a run."""
    return replayed(looked.pool, looked.ends, looked.block, items, replay_horizon(looked, items), runs, seed)


def replay_horizon(looked: Looked, items: int) -> int:
    """Weeks at which a replay stops: twelve times those at the recent rate."""
    return int(min(4000, max(8, np.ceil(12 * items / max(looked.recent, 1e-6)))))


def _features(looked: Looked, history: History, nominal: float, median: float) -> Floats:
    long = float(np.clip(np.log(max(nominal, 0.1) / 8), -_FAR, _FAR))
    season = [_season(looked, history, median, back) for back in (_YEAR, 26)]
    base = np.array([*looked.levels, *season])
    return np.array([1.0, long, np.log(median / max(nominal, 1e-3)), *base, *(base * long)])


def _season(looked: Looked, history: History, weeks: float, back: int) -> float:
    """Log ratio of what the same weeks brought ``back`` weeks earlier to an ordinary spell of that length."""
    start = looked.origin - 7 * back
    span = int(np.clip(round(7 * weeks), 7, 7 * back))
    if start < history.done.first + 7:
        return 0.0
    seen = float(history.done.by(start + span) - history.done.by(start))
    usual = float(looked.pool[-_YEAR:].mean()) * span / 7
    prior = _PRIOR * max(usual * 7 / span, 0.05)
    return float(np.log((seen + prior) / (usual + prior)))
