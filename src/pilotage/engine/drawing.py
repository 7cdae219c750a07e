"""Kernels that draw the numbers which several activities share, one row for each and one column for each iteration.

The slow twin is `sampling.layered` on arrays. Compiled only.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from pilotage.engine.lanes.durations import hash32
from pilotage.engine.lanes.layout import LANES

HAPPENS, VALUE = 0, 2
"""Columns of a row's streams: increment and origin of whether it happens, and of its value."""
NORMAL_SHIFT: Final = 18
"""From 32 random bits to a place in the table of normal quantiles."""
REACH: Final = 8
STEPS: Final = 1024
"""Standard deviations that the table of slices reaches to either side, and its entries to one."""


class Shared(NamedTuple):
    """Rows that happen with the chance that lies between ``least`` and ``most`` of 2 ** 32, and have then the value
    ``low + width`` times a quantile of ``tables[row]``, else the value ``otherwise``.
    """

    streams: Any
    least: Any
    most: Any
    low: Any
    width: Any
    row: Any
    otherwise: Any
    tables: Any


class Copula(NamedTuple):
    """Correlated rows from ``first`` on: ``root`` makes correlated normal numbers of independent ones."""

    first: Any
    streams: Any
    root: Any
    normal: Any
    slices: Any


def layered32(increment: Any, origin: Any, iteration: Any) -> Any:
    """As `sampling.layered`, on numbers."""
    key = hash32(np.uint32(increment ^ np.uint32(0x9E3779B8)), origin, np.uint32(iteration >> np.uint32(10)))
    mask = np.uint32(1023)
    layer = np.uint32(iteration & mask)
    for _ in range(4):
        layer = np.uint32((np.uint32(layer * np.uint32(key | np.uint32(1))) + (key >> np.uint32(11))) & mask)
        layer = np.uint32(layer ^ (layer >> np.uint32(5)))
        key = np.uint32(np.uint32(key * np.uint32(0x7FEB352D)) + np.uint32(0x3C6EF35F))
        key = np.uint32(key ^ (key >> np.uint32(15)))
    jitter = hash32(increment, origin, iteration) >> np.uint32(10)
    return np.uint32((layer << np.uint32(22)) | jitter)


def draw_shared(shared: Shared, numbers: Any, bits: Any, places: Any, common: Any) -> None:
    """Fill a row of ``common`` for each row of ``shared``; ``bits`` and ``places`` are memory of a batch. The numbers
    are whole batches.
    """
    for r in range(len(shared.row)):
        line, streams = common[r], shared.streams[r]
        least, most, low, width = shared.least[r], shared.most[r], shared.low[r], shared.width[r]
        row, otherwise = shared.row[r], shared.otherwise[r]
        happens, happens_at = streams[HAPPENS], streams[HAPPENS + 1]
        value, value_at = streams[VALUE], streams[VALUE + 1]
        for base in range(0, len(numbers), LANES):
            for lane in range(LANES):
                bits[lane] = layered32(happens, happens_at, numbers[base + lane])
            if row >= 0:
                quantiles = shared.tables[row]
                for lane in range(LANES):
                    places[lane] = layered32(value, value_at, numbers[base + lane]) >> np.uint32(21)
                for lane in range(LANES):
                    line[base + lane] = quantiles[places[lane]]
                for lane in range(LANES):
                    line[base + lane] = low + width * line[base + lane]
            else:
                for lane in range(LANES):
                    line[base + lane] = low
            for lane in range(LANES):
                u = np.int64(bits[lane])
                line[base + lane] = line[base + lane] if (u >= least) & (u < most) else otherwise


def draw_copula(copula: Copula, numbers: Any, bits: Any, normals: Any, common: Any) -> None:
    """Fill the correlated rows of ``common`` with the slice of its distribution that each node takes; ``normals`` is
    memory of a line for each of them and one more.
    """
    size = len(copula.root)
    total = normals[size]
    for base in range(0, len(numbers), LANES):
        for k in range(size):
            increment, origin, line = copula.streams[k, 0], copula.streams[k, 1], normals[k]
            for lane in range(LANES):
                bits[lane] = layered32(increment, origin, numbers[base + lane]) >> np.uint32(NORMAL_SHIFT)
            for lane in range(LANES):
                line[lane] = copula.normal[bits[lane]]
        for k in range(size):
            add_weighted(copula.root[k], normals, total)
            for lane in range(LANES):
                place = np.int32((total[lane] + np.float32(REACH)) * np.float32(STEPS))
                bits[lane] = np.uint32(min(max(place, np.int32(0)), np.int32(2 * REACH * STEPS - 1)))
            row = common[copula.first + k]
            for lane in range(LANES):
                row[base + lane] = copula.slices[bits[lane]]


def add_weighted(weights: Any, lines: Any, total: Any) -> None:
    """The weighted sum of lines into ``total``, four at a time so that it is read and written less often."""
    for lane in range(LANES):
        total[lane] = 0
    size, at = len(weights), 0
    while at < size and weights[at] == 0:
        at += 1
    while at + 4 <= size:
        a, b, c, d = lines[at], lines[at + 1], lines[at + 2], lines[at + 3]
        p, q, r, s = weights[at], weights[at + 1], weights[at + 2], weights[at + 3]
        for lane in range(LANES):
            total[lane] = (((total[lane] + p * a[lane]) + q * b[lane]) + r * c[lane]) + s * d[lane]
        at += 4
    while at < size:
        line, weight = lines[at], weights[at]
        for lane in range(LANES):
            total[lane] += weight * line[lane]
        at += 1
