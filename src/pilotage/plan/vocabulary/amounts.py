"""Amounts of time and money as a planner writes them: ``8d``, ``3ed``, ``5d/10d/20d``, ``40k EUR``.

A working *day* in a duration is a quantity of working time (``Program.hours_per_day``), not a date:
``8d`` on a half-time calendar takes sixteen calendar days.
"""

from decimal import Decimal
from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """Unit in which an amount of time was written. ``e`` units are elapsed (24-hour) time."""

    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    ELAPSED_MINUTE = "em"
    ELAPSED_HOUR = "eh"
    ELAPSED_DAY = "ed"
    ELAPSED_WEEK = "ew"

    @property
    def elapsed(self) -> bool:
        return self[0] == "e"


class Span(msgspec.Struct, frozen=True, gc=False):
    """An amount of time: whole minutes, and the unit its author wrote it in.

    ``minutes`` are working minutes, or clock minutes where ``unit.elapsed``. May be negative in a lag (a lead).
    """

    minutes: int
    unit: Unit = Unit.DAY

    @property
    def elapsed(self) -> bool:
        return self.unit.elapsed


class Distribution(StrEnum):
    PERT = "pert"
    TRIANGULAR = "triangular"
    UNIFORM = "uniform"
    LOGNORMAL = "lognormal"
    DISCRETE = "discrete"
    QUANTILES = "quantiles"


class EstimatePoint(msgspec.Struct, frozen=True, gc=False):
    """One of several possible durations: ``share`` is its probability where the estimate is discrete, and the
    probability of at most this duration where it is given by quantiles.
    """

    share: float
    span: Span


class ThreePointEstimate(msgspec.Struct, frozen=True):
    """Low, likely and high duration; ``low <= likely <= high``. PERT-beta unless another distribution is named.

    Where ``tail`` is not 0, low and high are the quantiles at ``tail`` and ``1 - tail`` (0.1: P10 and P90), else the
    least and the greatest. Of a lognormal estimate low, likely and high are P10, P50 and P90. A discrete one and one
    given by quantiles have ``points``, of which low, likely and high are the least, the most likely (of quantiles: the
    median) and the greatest.
    """

    low: Span
    likely: Span
    high: Span
    distribution: Distribution = Distribution.PERT
    tail: float = 0.0
    points: tuple[EstimatePoint, ...] = ()


class DayImpact(msgspec.Struct, frozen=True, gc=False):
    """Three-point effect of a risk in working days; negative for an opportunity. ``low <= likely <= high``."""

    low: float
    likely: float
    high: float


class MoneyImpact(msgspec.Struct, frozen=True):
    """Three-point amount of money: the effect of a risk (negative is a saving), or what something costs."""

    low: Decimal
    likely: Decimal
    high: Decimal
    currency: str
