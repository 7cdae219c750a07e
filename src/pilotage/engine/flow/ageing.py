"""How long work takes, with work that is still open: survival by Kaplan and Meier (1958), and what an age foretells.

Open items count as "longer than their age": leaving them out would call a slow process quick.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Survival:
    """``left[i]`` is the share of items that take longer than ``days[i]``; before ``days[0]`` it is all of them."""

    days: NDArray[np.int64]
    left: Numbers
    finished: int

    def beyond(self, days: float) -> float:
        """Share of items that take longer than ``days``."""
        at = int(np.searchsorted(self.days, days, side="right"))
        return 1.0 if at == 0 else float(self.left[at - 1])

    def percentile(self, p: float) -> int | None:
        """The fewest days within which a share ``p`` (0..1) of items finishes; None where so few have finished that it
        is not known.
        """
        reached = np.flatnonzero(1 - self.left >= p - 1e-12)
        return int(self.days[reached[0]]) if len(reached) else None

    def late(self, age: float, days: float) -> float | None:
        """Chance that an item which is ``age`` days old takes longer than ``days``. None where nothing that old has
        ever finished later, so that nothing is known.
        """
        if age > days:
            return 1.0
        alive = self.beyond(age - 1)
        return self.beyond(days) / alive if alive > 0 else None


def survival(finished: NDArray[np.int64], still_open: NDArray[np.int64]) -> Survival:
    """From cycle times of finished items and ages of open ones, both in days. An open item has lasted for its whole
    age, today included. Raises ValueError for a duration below one day.
    """
    if (len(finished) and finished.min() < 1) or (len(still_open) and still_open.min() < 1):
        raise ValueError("a duration is at least one day")
    days, ends = np.unique(finished, return_counts=True)
    all_durations = np.sort(np.concatenate([finished, still_open]))
    at_risk = len(all_durations) - np.searchsorted(all_durations, days, side="left")
    left: Numbers = np.cumprod(1 - ends / np.maximum(at_risk, 1), dtype=np.float64)
    return Survival(days=days.astype(np.int64), left=left, finished=len(finished))
