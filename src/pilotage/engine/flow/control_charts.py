"""XmR charts: individual values with natural process limits, and the rules that tell signal from noise.

Limits are the mean plus and minus 2.66 mean moving ranges, that is three times sigma = mR / 1.128 (Shewhart 1931;
Wheeler 1993); with the median moving range, which a few wild values do not stretch, 3.145 of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST = 6
"""Values from which limits mean anything; fewer leave a chart without them."""


class Spread(Enum):
    """How the moving ranges are summed up: factors for the limits of values and of moving ranges."""

    MEAN = (2.660, 3.268)
    MEDIAN = (3.145, 3.865)


class Rule(Enum):
    """When values are a signal. Nelson's numbers (1984) in their order, then the runs of the Western Electric handbook
    (1956), whose other rules are Nelson's first, fifth and sixth.
    """

    BEYOND_LIMITS = "beyond_limits"
    NINE_ON_ONE_SIDE = "nine_on_one_side"
    SIX_RISING_OR_FALLING = "six_rising_or_falling"
    FOURTEEN_ALTERNATING = "fourteen_alternating"
    TWO_OF_THREE_FAR = "two_of_three_far"
    FOUR_OF_FIVE_APART = "four_of_five_apart"
    FIFTEEN_CLOSE = "fifteen_close"
    EIGHT_APART_ON_BOTH_SIDES = "eight_apart_on_both_sides"
    EIGHT_ON_ONE_SIDE = "eight_on_one_side"


NELSON = tuple(rule for rule in Rule if rule is not Rule.EIGHT_ON_ONE_SIDE)
WESTERN_ELECTRIC = (Rule.BEYOND_LIMITS, Rule.TWO_OF_THREE_FAR, Rule.FOUR_OF_FIVE_APART, Rule.EIGHT_ON_ONE_SIDE)
DEFAULT = (Rule.BEYOND_LIMITS, Rule.EIGHT_ON_ONE_SIDE)
"""Each further rule finds more and cries wolf more often."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Values ``first`` to ``last`` (both included) break ``rule``. ``side``: 1 above the mean or rising, -1 below it or
    falling, 0 neither.
    """

    rule: Rule
    first: int
    last: int
    side: int


@dataclass(frozen=True, eq=False, slots=True)
class Chart:
    """``ranges`` are moving ranges, one fewer than values. ``lower`` is not below zero where values are counts."""

    values: Numbers
    ranges: Numbers
    center: float
    sigma: float
    upper: float
    lower: float
    range_upper: float
    signals: tuple[Signal, ...]


def xmr(
    values: Sequence[float] | Numbers,
    *,
    rules: Sequence[Rule] = DEFAULT,
    spread: Spread = Spread.MEAN,
    counts: bool = True,
    limits_from: slice = slice(None),
) -> Chart | None:
    """The chart of ``values`` in order of time; None where fewer than `FEWEST` are there to set limits.

    ``limits_from`` are the values that limits are computed from: a past that was stable, say. ``counts`` clips the
    lower limit at zero. Raises ValueError where a value is not finite.
    """
    x = np.asarray(values, np.float64)
    if not np.isfinite(x).all():
        raise ValueError("a control chart needs finite values")
    base = x[limits_from]
    if len(base) < FEWEST:
        return None
    center = float(base.mean())
    of_values, of_ranges = spread.value
    moving = np.abs(np.diff(base))
    typical = float(moving.mean() if spread is Spread.MEAN else np.median(moving))
    reach = of_values * typical
    lower = center - reach
    sigma = reach / 3
    return Chart(
        values=x,
        ranges=np.abs(np.diff(x)),
        center=center,
        sigma=sigma,
        upper=center + reach,
        lower=max(lower, 0.0) if counts else lower,
        range_upper=of_ranges * typical,
        signals=tuple(signal for rule in rules for signal in _SIGNALS[rule](x - center, sigma, rule)),
    )


Finder = Callable[[Numbers, float, Rule], list[Signal]]


def _beyond(x: Numbers, sigma: float, rule: Rule) -> list[Signal]:
    return [Signal(rule, int(at), int(at), 1 if x[at] > 0 else -1) for at in np.flatnonzero(np.abs(x) > 3 * sigma)]


def _on_one_side(length: int) -> Finder:
    def find(x: Numbers, _sigma: float, rule: Rule) -> list[Signal]:
        return [signal for side in (1, -1) for signal in _runs(x * side > 0, length, rule, side)]

    return find


def _trend(x: Numbers, _sigma: float, rule: Rule) -> list[Signal]:
    steps = np.diff(x)
    return [
        Signal(rule, run.first, run.last + 1, side)
        for side in (1, -1)
        for run in _runs(steps * side > 0, 5, rule, side)
    ]


def _alternating(x: Numbers, _sigma: float, rule: Rule) -> list[Signal]:
    steps = np.sign(np.diff(x))
    turns = (steps[:-1] * steps[1:]) < 0
    return [Signal(rule, run.first, run.last + 2, 0) for run in _runs(turns, 12, rule, 0)]


def _most_of(needed: int, window: int, far: float) -> Finder:
    """``needed`` of ``window`` values in a row lie beyond ``far`` sigma on one side."""

    def find(x: Numbers, sigma: float, rule: Rule) -> list[Signal]:
        found = []
        for side in (1, -1):
            out = x * side > far * sigma
            if len(x) >= window:
                full = sliding_window_view(out, window).sum(axis=1) >= needed
                for run in _runs(full, 1, rule, side):
                    inside = np.flatnonzero(out[run.first : run.last + window]) + run.first
                    found.append(Signal(rule, int(inside[0]), int(inside[-1]), side))
        return found

    return find


def _close(x: Numbers, sigma: float, rule: Rule) -> list[Signal]:
    return _runs(np.abs(x) < sigma, 15, rule, 0)


def _apart(x: Numbers, sigma: float, rule: Rule) -> list[Signal]:
    runs = _runs(np.abs(x) > sigma, 8, rule, 0)
    return [run for run in runs if x[run.first : run.last + 1].min() < 0 < x[run.first : run.last + 1].max()]


def _runs(flags: Flags, length: int, rule: Rule, side: int) -> list[Signal]:
    """Longest runs of true values, of at least ``length``."""
    edges = np.diff(np.concatenate(([False], flags, [False])).astype(np.int8))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [
        Signal(rule, int(first), int(stop) - 1, side)
        for first, stop in zip(starts, stops, strict=True)
        if stop - first >= length
    ]


_SIGNALS: dict[Rule, Finder] = {
    Rule.BEYOND_LIMITS: _beyond,
    Rule.NINE_ON_ONE_SIDE: _on_one_side(9),
    Rule.SIX_RISING_OR_FALLING: _trend,
    Rule.FOURTEEN_ALTERNATING: _alternating,
    Rule.TWO_OF_THREE_FAR: _most_of(2, 3, 2.0),
    Rule.FOUR_OF_FIVE_APART: _most_of(4, 5, 1.0),
    Rule.FIFTEEN_CLOSE: _close,
    Rule.EIGHT_APART_ON_BOTH_SIDES: _apart,
    Rule.EIGHT_ON_ONE_SIDE: _on_one_side(8),
}
