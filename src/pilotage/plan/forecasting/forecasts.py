"""What a simulation says of a program: when each milestone lands, and how sure that is."""

import datetime as dt
import math
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import quantile_ranks, rank
from pilotage.engine.simulation.running import Z95
from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight, moment


@dataclass(frozen=True, eq=False, slots=True)
class MilestoneForecast:
    """The finish of one milestone in all iterations; datetimes are in the program's zone.

    A percentile is an order statistic: the earliest simulated finish that at least that share of iterations does not
    exceed. ``on_time`` and ``kept`` are the shares that finish by the end of ``target`` and ``commitment``, with a 95
    % Wilson interval for the former. ``p85_interval`` is a 95 % interval from order statistics.
    """

    id: str
    title: str
    plan_finish: dt.datetime
    p10: dt.datetime
    p50: dt.datetime
    p85: dt.datetime
    p90: dt.datetime
    target: dt.date | None
    on_time: float | None
    on_time_interval: tuple[float, float] | None
    commitment: dt.date | None
    kept: float | None
    p85_interval: tuple[dt.datetime, dt.datetime] | None
    finishes: NDArray[np.int64] = field(repr=False)
    """Sorted finishes of all iterations, minutes UTC."""
    zone: str = "UTC"

    def quantile(self, p: float) -> dt.datetime:
        """The finish that a share ``p`` (0..1) of iterations does not exceed."""
        return moment(int(self.finishes[rank(p, len(self.finishes))]), ZoneInfo(self.zone))

    def quantile_interval(self, p: float) -> tuple[dt.datetime, dt.datetime]:
        """95 % interval of that quantile: order statistics at the binomial ranks, normal approximation."""
        low, high = quantile_ranks(p, len(self.finishes))
        zone = ZoneInfo(self.zone)
        return moment(int(self.finishes[low]), zone), moment(int(self.finishes[high]), zone)

    def probability(self, by: dt.date) -> float:
        """Share of iterations that finish by the end of the day ``by``."""
        return self.count(by) / len(self.finishes)

    def count(self, by: dt.date) -> int:
        """Number of iterations that finish by the end of the day ``by``."""
        limit = midnight(by + dt.timedelta(1), ZoneInfo(self.zone))
        return int(np.searchsorted(self.finishes, limit, side="right"))


@dataclass(frozen=True, eq=False, slots=True)
class Sensitivity:
    """How much the final finish hangs on each activity's duration, a number for each row. ``spread``: standard
    deviation of the duration, minutes. ``index`` (schedule sensitivity index): criticality times spread over the
    standard deviation of the finish, in working minutes of the program's calendar (Vanhoucke 2010). ``cruciality``:
    correlation of the duration with the finish (Williams 1992); of an activity that is seldom critical it may still be
    high where it shares a driver with one that is.
    """

    spread: NDArray[np.float64]
    index: NDArray[np.float64]
    cruciality: NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Forecast:
    """A simulated schedule. ``milestones`` in program order; ``criticality`` is each activity's share of iterations
    on the driving path to the final milestone (to the last finish where there is none); ``finish_p50``/``finish_p85``
    are each activity's percentiles in minutes UTC, from as many iterations as memory allows (all, up to some 400
    activities; at least 500). ``inputs`` is the hash of the plan.
    ``iterations`` were made; fewer than asked for where they stopped at ``tolerance``. ``cost`` is None where no
    activity has a cost. ``problems`` say what the plan keeps the runs from showing.
    """

    program: Program
    schedule: Schedule
    iterations: int
    seed: int
    model: str
    inputs: str
    milestones: dict[str, MilestoneForecast]
    criticality: NDArray[np.float64]
    finish_p50: NDArray[np.int64]
    finish_p85: NDArray[np.int64]
    sensitivity: Sensitivity | None = None
    cost: CostForecast | None = None
    tolerance: float | None = None
    problems: tuple[Problem, ...] = ()

    def percentiles_of(self, activity: str) -> tuple[dt.datetime, dt.datetime]:
        """P50 and P85 finish of any activity, in the program's zone. Raises KeyError for an unknown one."""
        milestone = self.milestones.get(activity)
        if milestone is not None:
            return milestone.p50, milestone.p85
        row, zone = self.schedule.index[activity], ZoneInfo(self.program.zone)
        return moment(int(self.finish_p50[row]), zone), moment(int(self.finish_p85[row]), zone)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    share, z2 = successes / trials, Z95 * Z95
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 / (1 + z2 / trials) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    return max(0.0, middle - half), min(1.0, middle + half)
