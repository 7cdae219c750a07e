import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.flow.control_charts import DEFAULT, NELSON, WESTERN_ELECTRIC, Chart, Rule, Spread, xmr

FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_limits_of_the_individuals_chart_in_the_nist_handbook() -> None:
    chart = xmr(FLOW_RATES, counts=False)
    assert chart is not None
    assert chart.center == pytest.approx(50.81)
    assert (chart.upper, chart.lower) == pytest.approx((55.8041, 45.8159), abs=0.002)
    assert chart.sigma == pytest.approx(1.8778 / 1.128, abs=0.001)
    assert chart.range_upper == pytest.approx(3.268 * 1.8778, abs=0.001)
    assert chart.signals == ()


def test_the_median_range_gives_limits_that_one_wild_value_leaves_alone() -> None:
    calm = xmr([*FLOW_RATES, 51.0], spread=Spread.MEDIAN, counts=False)
    wild = xmr([*FLOW_RATES, 551.0], spread=Spread.MEDIAN, counts=False)
    assert calm is not None
    assert wild is not None
    assert wild.sigma < 1.3 * calm.sigma
    assert [signal.first for signal in wild.signals if signal.rule is Rule.BEYOND_LIMITS][-1] == 10


def test_counts_have_no_limit_below_zero() -> None:
    chart = xmr([1, 5, 0, 4, 1, 6, 0])
    assert chart is not None
    assert chart.lower == 0.0


def test_too_few_values_have_no_limits() -> None:
    assert xmr([1, 2, 3, 4, 5]) is None


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        xmr([1, 2, 3, 4, 5, float("nan")])


def test_a_shift_is_one_signal_that_says_when_it_began() -> None:
    chart = xmr([10, 12, 9, 11, 10, 12, 11, 9, 14, 15, 14, 16, 14, 15, 16, 14], limits_from=slice(8))
    assert chart is not None
    runs = [signal for signal in chart.signals if signal.rule is Rule.EIGHT_ON_ONE_SIDE]
    assert [(run.first, run.last, run.side) for run in runs] == [(8, 15, 1)]


Holds = Callable[[list[float], float], bool]

WINDOWS: dict[Rule, tuple[int, Holds]] = {
    Rule.BEYOND_LIMITS: (1, lambda w, s: abs(w[0]) > 3 * s),
    Rule.NINE_ON_ONE_SIDE: (9, lambda w, _s: all(v > 0 for v in w) or all(v < 0 for v in w)),
    Rule.SIX_RISING_OR_FALLING: (
        6,
        lambda w, _s: all(a < b for a, b in pairwise(w)) or all(a > b for a, b in pairwise(w)),
    ),
    Rule.FOURTEEN_ALTERNATING: (
        14,
        lambda w, _s: all((b - a) * (c - b) < 0 for a, b, c in zip(w, w[1:], w[2:], strict=False)),
    ),
    Rule.FIFTEEN_CLOSE: (15, lambda w, s: all(abs(v) < s for v in w)),
    Rule.EIGHT_ON_ONE_SIDE: (8, lambda w, _s: all(v > 0 for v in w) or all(v < 0 for v in w)),
}
"""Rules over all values of a window, as they are defined."""

MOST: dict[Rule, tuple[int, int, float]] = {
    Rule.TWO_OF_THREE_FAR: (2, 3, 2.0),
    Rule.FOUR_OF_FIVE_APART: (4, 5, 1.0),
}


def defined(x: list[float], sigma: float, rule: Rule) -> set[int]:
    """The values that belong to a window of which the definition holds."""
    found: set[int] = set()
    if rule in WINDOWS:
        size, holds = WINDOWS[rule]
        for first in range(len(x) - size + 1):
            if holds(x[first : first + size], sigma):
                found |= set(range(first, first + size))
        return found
    needed, size, far = MOST[rule]
    for first in range(len(x) - size + 1):
        for side in (1, -1):
            out = [at for at in range(first, first + size) if x[at] * side > far * sigma]
            if len(out) >= needed:
                found |= set(out)
    return found


def marked(chart: Chart, rule: Rule) -> set[int]:
    """The values that the signals name; of rules over a part of a window, those far out on the signal's side."""
    far = MOST[rule][2] * chart.sigma if rule in MOST else -math.inf
    return {
        at
        for signal in chart.signals
        for at in range(signal.first, signal.last + 1)
        if (chart.values[at] - chart.center) * (signal.side or 1) > far
    }


@pytest.mark.parametrize("rule", [*WINDOWS, *MOST])
@given(st.data())
def test_every_rule_marks_what_its_definition_marks(rule: Rule, data: st.DataObject) -> None:
    steps = data.draw(st.lists(st.integers(-4, 4), min_size=8, max_size=60))
    wild = data.draw(st.booleans())
    values = [float(v) for v in (steps if wild else np.cumsum(steps))]
    chart = xmr(values, rules=[rule], counts=False)
    assert chart is not None
    assert marked(chart, rule) == defined([value - chart.center for value in values], chart.sigma, rule)


def test_eight_apart_are_found_where_two_processes_are_mixed() -> None:
    chart = xmr([4, 5, 4, 5, 4, 15, 16, 15, 16], rules=[Rule.EIGHT_APART_ON_BOTH_SIDES], counts=False)
    assert chart is not None
    assert [(run.first, run.last, run.side) for run in chart.signals] == [(0, 8, 0)]


@given(st.lists(st.integers(-3, 3).map(float), min_size=8, max_size=40))
def test_eight_apart_lie_on_both_sides(values: list[float]) -> None:
    chart = xmr(values, rules=[Rule.EIGHT_APART_ON_BOTH_SIDES], counts=False)
    assert chart is not None
    for signal in chart.signals:
        run = chart.values[signal.first : signal.last + 1] - chart.center
        assert len(run) >= 8
        assert (np.abs(run) > chart.sigma).all()
        assert run.min() < 0 < run.max()


def test_the_sets_of_rules_are_what_their_authors_have() -> None:
    assert len(NELSON) == 8
    assert len(WESTERN_ELECTRIC) == 4
    assert set(DEFAULT) < set(WESTERN_ELECTRIC)
