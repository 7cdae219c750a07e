"""Random numbers and distributions of the simulation.

The uniform number of stream ``k`` in iteration ``i`` is a hash of (k, i) and of nothing else: the same whatever the
number of threads, the order of the work, or what other streams exist. Two runs that differ in one input therefore
share all other random numbers (common random numbers). The hash is the 32-bit finaliser `lowbias32` (Wellons 2018) of
a Weyl sequence whose increment is the stream's own.

A distribution is a table of its quantiles: 2,048 equally likely slices of [0, 1], each given by its mean (of discrete
values by its middle, so that none is invented). Sampling is one look-up and the mean is exact. Shapes differ by where
the mode lies between low and high, in 512 steps.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

PERT, TRIANGULAR, UNIFORM, LOGNORMAL, DISCRETE, QUANTILES = range(6)

SLICES: Final = 2048
SHIFT: Final = 21  # 32 - log2(SLICES)
BLOCK: Final = 1024
"""Iterations over which `layered` numbers are a Latin hypercube."""
_BLOCK_BITS: Final = 10
_MODES: Final = 512
_GRID: Final = 4096
_FINE: Final = 8  # quantiles averaged into a slice
_P90: Final = 1.2815515655446004  # standard normal quantile

Floats = NDArray[np.float64]
Words = NDArray[np.uint32]
Points = tuple[tuple[float, float], ...]


class Shape(NamedTuple):
    """A distribution. ``low``, ``likely`` and ``high`` are its least, most likely and greatest value; where ``tail`` is
    not 0, low and high are the quantiles at ``tail`` and ``1 - tail`` instead. Of a lognormal they are P10, P50 and
    P90. ``points`` are (probability, value) of a discrete one, (cumulative probability, value) of one given by
    quantiles, and low and high their least and greatest value.
    """

    kind: int
    low: float
    likely: float
    high: float
    tail: float = 0.0
    points: Points = ()

    def scaled(self, factor: float) -> "Shape":
        points = tuple((share, value * factor) for share, value in self.points)
        return Shape(self.kind, self.low * factor, self.likely * factor, self.high * factor, self.tail, points)


def streams(names: Iterable[str], seed: int) -> tuple[Words, Words]:
    """Increment (odd) and origin of the stream of each name under ``seed``."""
    salted = hashlib.blake2b(digest_size=8, key=str(seed).encode()[:64])
    digests = []
    for name in names:
        one = salted.copy()  # half as long as salting each
        one.update(name.encode())
        digests.append(one.digest())
    words = np.frombuffer(b"".join(digests), "<u4").astype(np.uint32).reshape(-1, 2)
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


def layered(increment: Words, origin: Words, iteration: Words) -> Words:
    """As `hashed`, but in each whole block of 1,024 iterations every 1,024th of [0, 1] is hit once (Latin hypercube
    sampling, McKay, Beckman and Conover 1979): for the few numbers that many activities share, whose luck would
    otherwise decide the run. The order of the layers is a keyed permutation of ten bits, another for each stream and
    block: four rounds of odd multiplication, addition and xor-shift, each of which is one-to-one.
    """
    mask = np.uint32(BLOCK - 1)
    key = hashed(increment ^ np.uint32(0x9E3779B8), origin, iteration >> np.uint32(_BLOCK_BITS))
    layer = np.broadcast_to(iteration & mask, key.shape).copy()
    for _ in range(4):
        layer = (layer * (key | np.uint32(1)) + (key >> np.uint32(11))) & mask
        layer ^= layer >> np.uint32(5)
        key = key * np.uint32(0x7FEB352D) + np.uint32(0x3C6EF35F)
        key ^= key >> np.uint32(15)
    return (layer << np.uint32(32 - _BLOCK_BITS)) | (hashed(increment, origin, iteration) >> np.uint32(_BLOCK_BITS))


@lru_cache(maxsize=4096)
def table(kind: int, mode: int, tail: float = 0.0, points: Points = ()) -> NDArray[np.float32]:
    """Slice means of a distribution on the scale where low is 0, likely ``mode / 512`` and high 1."""
    q = (np.arange(SLICES * _FINE) + 0.5) / (SLICES * _FINE)
    if kind == DISCRETE:
        return _discrete(points, (np.arange(SLICES) + 0.5) / SLICES).astype(np.float32)
    if tail and kind in (PERT, TRIANGULAR, UNIFORM):
        x = _stretched(kind, mode / _MODES, tail, q)
    else:
        x = _quantiles(kind, mode / _MODES, q, points)
    means: NDArray[np.float32] = x.reshape(SLICES, _FINE).mean(axis=1).astype(np.float32)
    means.setflags(write=False)
    return means


def tables(shapes: Sequence[Shape]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The tables that distributions need, and each one's row; -1 where it has one value only."""
    rows: dict[tuple[int, int, float, Points], int] = {}
    which = np.full(len(shapes), -1, np.int64)
    known: dict[Shape, int] = {}
    for at, shape in enumerate(shapes):
        row = known.get(shape)
        if row is None:
            row = known[shape] = rows.setdefault(_key(shape), len(rows)) if shape[3] > shape[1] else -1
        which[at] = row
    if not rows:
        return np.zeros((1, SLICES), np.float32), which
    return np.stack([table(*row) for row in rows]), which


def _key(shape: Shape) -> tuple[int, int, float, Points]:
    kind, low, likely, high, tail, points = Shape(*shape)
    if points:
        return kind, 0, 0.0, tuple((share, (value - low) / (high - low)) for share, value in points)
    return kind, 0 if kind == UNIFORM else round((likely - low) / (high - low) * _MODES), tail, ()


def _quantiles(kind: int, mode: float, q: Floats, points: Points = ()) -> Floats:
    if kind == DISCRETE:
        return _discrete(points, q)
    if kind == QUANTILES:
        return _interpolated(points, q)
    if kind == LOGNORMAL:
        return _lognormal(mode)
    if kind == UNIFORM:
        return q
    if kind == TRIANGULAR:
        return np.where(q < mode, np.sqrt(q * mode), 1 - np.sqrt((1 - q) * (1 - mode)))
    # PERT-beta: Beta(1 + 4m, 5 - 4m)
    grid = np.linspace(0, 1, _GRID + 1)
    density = grid ** (4 * mode) * (1 - grid) ** (4 - 4 * mode)
    area = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    return np.asarray(np.interp(q, area / area[-1], grid))


def _discrete(points: Points, q: Floats) -> Floats:
    ordered = sorted(points, key=lambda point: point[1])
    shares = np.cumsum([share for share, _value in ordered])
    values = np.array([value for _share, value in ordered])
    at = np.searchsorted(shares / shares[-1], q, side="right")
    found: Floats = values[np.minimum(at, len(values) - 1)]
    return np.asarray(found)


def _interpolated(points: Points, q: Floats) -> Floats:
    """Straight between the quantiles; outside the outermost ones the nearest slope goes on."""
    shares, values = (np.array(column) for column in zip(*sorted(points), strict=True))
    found = np.interp(q, shares, values)
    below, above = q < shares[0], q > shares[-1]
    first = (values[1] - values[0]) / (shares[1] - shares[0])
    last = (values[-1] - values[-2]) / (shares[-1] - shares[-2])
    found[below] = values[0] - (shares[0] - q[below]) * first
    found[above] = values[-1] + (q[above] - shares[-1]) * last
    return np.asarray(found)


def _lognormal(median: float) -> Floats:
    """The shifted lognormal with P10 = 0, P50 = ``median`` and P90 = 1: ``a + b exp(s z)`` with ``exp(s z90)`` the
    ratio of the upper to the lower half. It is normal where the median is in the middle, mirrored where it is above.
    """
    z = normal()
    if abs(median - 0.5) < 1e-3:
        return np.asarray(median + z / (2 * _P90))
    median = min(max(median, 1 / _MODES), 1 - 1 / _MODES)
    ratio = (1 - median) / median
    scale = median / (1 - 1 / ratio)
    return np.asarray(median - scale + scale * np.exp(np.log(ratio) / _P90 * z))


def _stretched(kind: int, mode: float, tail: float, q: Floats) -> Floats:
    """The distribution whose quantiles at ``tail`` and ``1 - tail`` are 0 and 1 and whose mode is at ``mode``: its own
    low and high lie outside. Where its mode lies between them is found by halving, since the place of the mode between
    the two quantiles grows with it.
    """
    if kind == UNIFORM:
        return np.asarray((q - tail) / (1 - 2 * tail))
    edges = np.array([tail, 1 - tail])
    least, most = 0.0, 1.0
    for _ in range(40):
        inner = (least + most) / 2
        low, high = _quantiles(kind, inner, edges)
        if (inner - low) / (high - low) < mode:
            least = inner
        else:
            most = inner
    return np.asarray((_quantiles(kind, inner, q) - low) / (high - low))


@lru_cache(maxsize=1)
def normal() -> Floats:
    """Quantiles of the standard normal distribution at the middles of 2,048 x 8 slices."""
    at, count = NormalDist(), SLICES * _FINE
    return np.array([at.inv_cdf((step + 0.5) / count) for step in range(count)])
