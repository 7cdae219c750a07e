"""Random numbers and distributions of the simulation.

The uniform number of stream ``k`` in iteration ``i`` is a hash of (k, i) and of nothing else: the same whatever the
number of threads, the order of the work, or what other streams exist. Two runs that differ in one input therefore
share all other random numbers (common random numbers). The hash is the 32-bit finaliser `lowbias32` (Wellons 2018) of
a Weyl sequence whose increment is the stream's own.

A distribution is a table of its quantiles: 2,048 equally likely slices of [0, 1], each given by its mean, so that
sampling is one look-up and the mean is exact. Shapes differ by where the mode lies between low and high, in 512 steps.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

PERT, TRIANGULAR, UNIFORM = 0, 1, 2

SLICES: Final = 2048
_SHIFT: Final = 21  # 32 - log2(SLICES)
_MODES: Final = 512
_GRID: Final = 4096
_FINE: Final = 8  # quantiles averaged into a slice

Floats = NDArray[np.float64]
Words = NDArray[np.uint32]


def streams(names: Iterable[str], seed: int) -> tuple[Words, Words]:
    """Increment (odd) and origin of the stream of each name under ``seed``."""
    salt = str(seed).encode()
    raw = b"".join(hashlib.blake2b(name.encode(), digest_size=8, key=salt[:64]).digest() for name in names)
    words = np.frombuffer(raw, "<u4").astype(np.uint32).reshape(-1, 2)
    return words[:, 0] | np.uint32(1), words[:, 1].copy()


def hashed(increment: Words, origin: Words, iteration: Words) -> Words:
    """The 32 random bits of streams in iterations (broadcast together)."""
    x = iteration * increment + origin
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    x ^= x >> np.uint32(16)
    return x


@lru_cache(maxsize=2048)
def table(shape: int, mode: int) -> NDArray[np.float32]:
    """Slice means of a distribution on [0, 1] whose mode is at ``mode / 512``."""
    m = mode / _MODES
    q = (np.arange(SLICES * _FINE) + 0.5) / (SLICES * _FINE)
    if shape == UNIFORM:
        x = q
    elif shape == TRIANGULAR:
        x = np.where(q < m, np.sqrt(q * m), 1 - np.sqrt((1 - q) * (1 - m)))
    else:  # PERT-beta: Beta(1 + 4m, 5 - 4m)
        grid = np.linspace(0, 1, _GRID + 1)
        density = grid ** (4 * m) * (1 - grid) ** (4 - 4 * m)
        area = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
        x = np.interp(q, area / area[-1], grid)
    means: NDArray[np.float32] = x.reshape(SLICES, _FINE).mean(axis=1).astype(np.float32)
    means.setflags(write=False)
    return means


def tables(shapes: Sequence[tuple[int, float, float, float]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The tables that (shape, low, likely, high) estimates need, and each estimate's row; -1 where low equals high."""
    rows: dict[tuple[int, int], int] = {}
    which = np.full(len(shapes), -1, np.int64)
    for at, (shape, low, likely, high) in enumerate(shapes):
        if high > low:
            mode = 0 if shape == UNIFORM else round((likely - low) / (high - low) * _MODES)
            which[at] = rows.setdefault((shape, mode), len(rows))
    if not rows:
        return np.zeros((1, SLICES), np.float32), which
    return np.stack([table(*row) for row in rows]), which
