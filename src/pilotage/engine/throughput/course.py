"""A pace other than that of the past: from when on, how much faster, and how soon it is reached.

A course turns weeks of work at the pace of the past into weeks of the calendar. It rises with them, so calibrated
percentiles of the one become percentiles of the other.
"""

from typing import NamedTuple

import numpy as np

from pilotage.engine.throughput.counts import Floats


class Course(NamedTuple):
    """Nothing happens for ``wait`` weeks; then the pace is that of the past, and rises evenly by the share ``gain``
    (above −1) within ``ramp`` weeks.
    """

    wait: float = 0.0
    gain: float = 0.0
    ramp: float = 0.0

    def weeks(self, work: Floats | float) -> Floats:
        """Weeks of the calendar for weeks of work: the inverse of `work`."""
        work = np.asarray(work, np.float64)
        late = (work + self.gain * self.ramp / 2) / (1 + self.gain)
        if self.ramp > 0 and self.gain:
            under = np.maximum(1 + 2 * self.gain * work / self.ramp, 0.0)
            late = np.where(late <= self.ramp, 2 * work / (np.sqrt(under) + 1), late)
        return np.asarray(self.wait + late, np.float64)

    def work(self, weeks: float) -> float:
        """Weeks of work that so many weeks of the calendar hold."""
        passed = max(0.0, weeks - self.wait)
        rising = min(passed, self.ramp)
        more = self.gain * (rising * rising / (2 * self.ramp) if self.ramp > 0 else 0.0)
        return passed + more + self.gain * (passed - rising)


AS_BEFORE = Course()
