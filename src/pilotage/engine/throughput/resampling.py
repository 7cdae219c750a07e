"""Replays of the past: how many weeks until so many items are done, if weeks like the past ones come again.

A replay strings together blocks of consecutive past weeks (Künsch 1989), so that good and bad spells keep their length.
Which blocks come is decided by a hash of run and step (`engine.sampling` says why), so one seed has one answer.
"""

import hashlib
from functools import lru_cache

import numpy as np

from pilotage.engine.kernels import compiled
from pilotage.engine.throughput.counts import Days, Floats

_SLICES = 1024
_WORD = 0xFFFFFFFF


def replayed(pool: Floats, ends: Days, block: int, need: float, horizon: int, runs: int, seed: int) -> Floats:
    """Weeks until ``need`` items are done, one number a run, at most ``horizon``.

    ``pool`` is items a week, oldest first; ``ends`` are equally likely rows of it at which a block of ``block`` weeks
    may end.
    """
    out = np.empty(runs)
    increment, origin = words(seed)
    compiled(finish_weeks)(pool, ends, block, float(need), horizon, increment, origin, out)
    return out


@lru_cache(maxsize=256)
def recent_ends(weeks: int, half_life: float, block: int) -> Days:
    """Rows of a pool of ``weeks`` at which a block ends, each as often as its weight ``0.5 ** (age / half_life)``."""
    rows = np.arange(min(block, weeks) - 1, weeks)
    weight = 0.5 ** ((weeks - 1 - rows) / half_life)
    share = np.cumsum(weight) / weight.sum()
    found = rows[np.minimum(np.searchsorted(share, (np.arange(_SLICES) + 0.5) / _SLICES), len(rows) - 1)]
    found.setflags(write=False)
    return found


def finish_weeks(
    pool: Floats, ends: Days, block: int, need: float, horizon: int, increment: int, origin: int, out: Floats
) -> None:
    """One run after another: weeks in blocks until ``need`` is reached; within the last week work is even."""
    for run in range(len(out)):
        done, week, step = 0.0, 0, run * 4096
        out[run] = horizon
        while week < horizon:
            end = ends[(hashed(step, increment, origin) * len(ends)) >> 32]
            step += 1
            for row in range(max(end - block + 1, 0), end + 1):
                more = pool[row]
                if done + more >= need:
                    out[run] = min(float(horizon), week + (need - done) / max(more, 1e-9))
                    week = horizon
                    break
                done += more
                week += 1


def hashed(step: int, increment: int, origin: int) -> int:
    """32 random bits (`lowbias32` of a Weyl sequence, as `engine.sampling.hashed`)."""
    x = (step * increment + origin) & _WORD
    x ^= x >> 16
    x = (x * 0x7FEB352D) & _WORD
    x ^= x >> 15
    x = (x * 0x846CA68B) & _WORD
    return x ^ (x >> 16)


def words(seed: int) -> tuple[int, int]:
    raw = hashlib.blake2b(b"throughput", digest_size=8, key=str(seed).encode()[:64]).digest()
    return int.from_bytes(raw[:4], "little") | 1, int.from_bytes(raw[4:], "little")
