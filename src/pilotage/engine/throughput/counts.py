"""Finished (or arrived) items of one history, counted in weeks that end at an origin."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]


class Counts(NamedTuple):
    """``total[i]`` items by the end of day ``first + i``; days are numbered from 1970-01-01. Nothing is known of the
    days before ``first``, and nothing was finished.
    """

    first: int
    total: Days

    @property
    def last(self) -> int:
        return self.first + len(self.total) - 1

    def by(self, day: Days | int) -> Days:
        """Items by the end of each day."""
        at = np.asarray(day) - self.first
        found = self.total[np.clip(at, 0, len(self.total) - 1)]
        return np.where(at < 0, 0, found)

    def weeks(self, origin: int, count: int) -> Floats:
        """Items of each of the ``count`` weeks that end with the day ``origin``, oldest first."""
        ends = origin - 7 * np.arange(count, -1, -1)
        return np.diff(self.by(ends)).astype(np.float64)

    def until(self, origin: int, items: int) -> float:
        """Weeks from the end of ``origin`` until so many further items are done; infinity where they never are."""
        at = int(np.searchsorted(self.total, int(self.by(origin)) + items))
        return (self.first + at - origin) / 7 if at < len(self.total) else float("inf")


def counts(days: Days) -> Counts:
    """Of the days on which items were finished, in any order. Raises ValueError where there are none."""
    if len(days) == 0:
        raise ValueError("no item was finished")
    first = int(days.min())
    return Counts(first, np.cumsum(np.bincount(days - first)))
