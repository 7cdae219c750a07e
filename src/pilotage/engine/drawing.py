"""Kernels that draw the numbers which several activities share, one row for each and one column for each iteration.

The slow twin is `sampling.layered` on arrays. Compiled only.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from pilotage.engine.lanes import LANES, hash32

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


def draw_shared(shared: Shared, numbers: Any, common: Any) -> None:
    """Fill a row of ``common`` for each row of ``shared``."""
    for r in range(len(shared.row)):
        line = common[r]
        streams, least, most = shared.streams[r], shared.least[r], shared.most[r]
        low, width, row = shared.low[r], shared.width[r], shared.row[r]
        for at in range(len(numbers)):
            value = shared.otherwise[r]
            u = np.int64(layered32(streams[HAPPENS], streams[HAPPENS + 1], numbers[at]))
            if least <= u < most:
                value = low
                if row >= 0:
                    place = layered32(streams[VALUE], streams[VALUE + 1], numbers[at]) >> np.uint32(21)
                    value += width * shared.tables[row, place]
            line[at] = value


def draw_copula(copula: Copula, numbers: Any, normals: Any, common: Any) -> None:
    """Fill the correlated rows of ``common`` with the slice of its distribution that each node takes; ``normals`` is
    memory of a line for each of them and one more.
    """
    size = len(copula.root)
    total = normals[size]
    for base in range(0, len(numbers), LANES):
        for k in range(size):
            increment, origin = copula.streams[k, 0], copula.streams[k, 1]
            line = normals[k]
            for lane in range(LANES):
                u = layered32(increment, origin, numbers[base + lane])
                line[lane] = copula.normal[u >> np.uint32(NORMAL_SHIFT)]
        for k in range(size):
            for lane in range(LANES):
                total[lane] = 0
            for other in range(size):
                weight = copula.root[k, other]
                if weight != 0:
                    line = normals[other]
                    for lane in range(LANES):
                        total[lane] += weight * line[lane]
            row = common[copula.first + k]
            for lane in range(LANES):
                place = np.int64((total[lane] + np.float32(REACH)) * np.float32(STEPS))
                row[base + lane] = copula.slices[min(max(place, 0), 2 * REACH * STEPS - 1)]
