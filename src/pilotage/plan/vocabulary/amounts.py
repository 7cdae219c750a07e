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
        return self.value.startswith("e")


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


class ThreePointEstimate(msgspec.Struct, frozen=True, gc=False):
    """Low, likely and high duration; ``low <= likely <= high``. PERT-beta unless another distribution is named."""

    low: Span
    likely: Span
    high: Span
    distribution: Distribution = Distribution.PERT


class DayImpact(msgspec.Struct, frozen=True, gc=False):
    """Three-point effect of a risk in working days; negative for an opportunity. ``low <= likely <= high``."""

    low: float
    likely: float
    high: float


class MoneyImpact(msgspec.Struct, frozen=True):
    """Three-point effect of a risk in money; negative is a saving."""

    low: Decimal
    likely: Decimal
    high: Decimal
    currency: str
