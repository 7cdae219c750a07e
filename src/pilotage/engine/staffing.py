"""Work put on the days of its calendar, for many activities at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Spread(NamedTuple):
    """Pieces of work: ``minutes`` of item ``item`` on day ``day``, by item and then by day."""

    item: Ints
    day: Ints
    minutes: Ints


def spread(edges: Ints, calendar: Ints, begin: Ints, done: Ints) -> Spread:
    """The working minutes of each item on each day.

    ``edges[c, d]`` is the work count of calendar ``c`` where its local day ``d`` begins, and the last column where the
    last one ends; item ``i`` is the work from count ``begin[i]`` to ``done[i]`` of calendar ``calendar[i]``. What lies
    outside the days is left out.
    """
    days = edges.shape[1] - 1
    first, last = np.zeros(len(begin), np.int64), np.zeros(len(begin), np.int64)
    for c in np.unique(calendar).tolist():
        at = calendar == c
        first[at] = np.searchsorted(edges[c], begin[at], side="right") - 1
        last[at] = np.searchsorted(edges[c], done[at])
    first, last = np.clip(first, 0, days), np.clip(last, 0, days)
    size = np.maximum(last - first, 0)
    item = np.repeat(np.arange(len(begin)), size)
    day = np.arange(len(item)) - np.repeat(np.cumsum(size) - size, size) + first[item]
    c = calendar[item]
    minutes = np.minimum(edges[c, day + 1], done[item]) - np.maximum(edges[c, day], begin[item])
    kept = minutes > 0
    return Spread(item[kept], day[kept], minutes[kept])


def table(rows: Ints, columns: Ints, weights: NDArray[np.float64], shape: tuple[int, int]) -> NDArray[np.float64]:
    """Sums of ``weights`` by row and column; negative rows are left out."""
    kept = rows >= 0
    flat = np.bincount(rows[kept] * shape[1] + columns[kept], weights=weights[kept], minlength=shape[0] * shape[1])
    return flat[: shape[0] * shape[1]].reshape(shape).astype(np.float64)
