"""What a program costs, and whether date and cost are kept together.

Joint confidence level (NASA Cost Estimating Handbook, appendix J): the share of iterations that cost at most C and
finish by D. It is less than either share alone, and more than their product where lateness costs money.
"""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import quantile_ranks, rank
from pilotage.plan.working_time.calendar_tables import midnight, moment

_FRONTIER = 40  # dates for which a frontier is given at most
_DOTS = 500


@dataclass(frozen=True, slots=True)
class JointConfidence:
    """Share of iterations within both limits, and within each."""

    cost: float
    by: dt.date
    both: float
    within_cost: float
    on_time: float


@dataclass(frozen=True, eq=False, slots=True)
class CostForecast:
    """Cost of each iteration in ``currency``, and the finish of the final milestone in the same iteration (minutes
    UTC): a dot of the scatter.
    """

    costs: NDArray[np.float64] = field(repr=False)
    finishes: NDArray[np.int64] = field(repr=False)
    currency: str
    zone: str = "UTC"

    def quantile(self, p: float) -> float:
        """The cost that a share ``p`` of iterations does not exceed."""
        place = rank(p, len(self.costs))
        return float(np.partition(self.costs, place)[place])

    def quantile_interval(self, p: float) -> tuple[float, float]:
        """95 % interval of that quantile: order statistics at the binomial ranks."""
        places = quantile_ranks(p, len(self.costs))
        ordered = np.partition(self.costs, sorted(set(places)))
        return float(ordered[places[0]]), float(ordered[places[1]])

    @property
    def mean(self) -> float:
        return float(self.costs.mean())

    def joint(self, cost: float, by: dt.date) -> JointConfidence:
        """Confidence in spending at most ``cost`` and finishing by the end of the day ``by``."""
        cheap = self.costs <= cost
        early = self.finishes <= midnight(by + dt.timedelta(1), ZoneInfo(self.zone))
        return JointConfidence(cost, by, float((cheap & early).mean()), float(cheap.mean()), float(early.mean()))

    def frontier(self, p: float) -> list[tuple[dt.datetime, float]]:
        """Pairs of finish and least cost that are kept together with probability ``p``, from the earliest possible
        finish on: money buys nothing to the left of it.
        """
        count = len(self.costs)
        need = rank(p, count) + 1
        order = np.argsort(self.finishes, kind="stable")
        finishes, costs = self.finishes[order], self.costs[order]
        sizes = np.unique(np.linspace(need, count, _FRONTIER).astype(int))
        zone = ZoneInfo(self.zone)
        return [
            (moment(int(finishes[size - 1]), zone), float(np.partition(costs[:size], need - 1)[need - 1]))
            for size in sizes
        ]

    def scatter(self, dots: int = _DOTS) -> list[tuple[dt.datetime, float]]:
        """The first iterations, which are as good a sample as any."""
        zone = ZoneInfo(self.zone)
        chosen = zip(self.finishes[:dots].tolist(), self.costs[:dots].tolist(), strict=True)
        return [(moment(finish, zone), cost) for finish, cost in chosen]
