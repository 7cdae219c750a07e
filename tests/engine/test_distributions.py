"""Every distribution against SciPy's of the same name: quantiles, mean, variance."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from pilotage.engine import sampling
from pilotage.engine.sampling import DISCRETE, LOGNORMAL, PERT, QUANTILES, SLICES, TRIANGULAR, UNIFORM, Shape

MIDDLES = (np.arange(SLICES) + 0.5) / SLICES
LOW, HIGH = 3.0, 23.0
SPAN = HIGH - LOW


def drawn(shape: Shape) -> np.ndarray:
    """The equally likely values that a shape is drawn from."""
    tables, row = sampling.tables([shape])
    return np.asarray(shape.low + (shape.high - shape.low) * tables[row[0]].astype(np.float64))


def pert(place: float) -> Any:
    return stats.beta(1 + 4 * place, 5 - 4 * place, loc=LOW, scale=SPAN)


def triangular(place: float) -> Any:
    return stats.triang(place, loc=LOW, scale=SPAN)


@pytest.mark.parametrize("place", [0.0, 0.1, 0.25, 0.5, 0.8, 1.0])
@pytest.mark.parametrize(("kind", "peer"), [(PERT, pert), (TRIANGULAR, triangular), (UNIFORM, None)])
def test_bounded_estimates_are_scipys(kind: int, peer: Any, place: float) -> None:
    expected = stats.uniform(LOW, SPAN) if peer is None else peer(place)
    found = drawn(Shape(kind, LOW, LOW + place * SPAN, HIGH))
    assert found[8:-8] == pytest.approx(expected.ppf(MIDDLES[8:-8]), abs=SPAN / 400)
    assert found.mean() == pytest.approx(expected.mean(), abs=SPAN / 1500)  # the mode is at one of 512 places
    assert found.var() == pytest.approx(expected.var(), rel=0.005)


@pytest.mark.parametrize("tail", [0.05, 0.1, 0.2])
@pytest.mark.parametrize(("kind", "peer"), [(PERT, pert), (TRIANGULAR, triangular)])
def test_where_low_and_high_are_percentiles_scipy_has_them_there(kind: int, peer: Any, tail: float) -> None:
    """A stretched distribution is the family's own with other bounds: SciPy's, through the same two quantiles."""
    found = drawn(Shape(kind, LOW, LOW + 0.3 * SPAN, HIGH, tail))
    places = np.linspace(0.001, 0.999, 999)
    inner = [(peer(place).ppf(tail), peer(place).ppf(1 - tail), place) for place in places]
    modes = np.array([(LOW + place * SPAN - low) / (high - low) for low, high, place in inner])
    low, high, place = inner[int(np.abs(modes - 0.3).argmin())]
    expected = LOW + (peer(place).ppf(MIDDLES) - low) / (high - low) * SPAN
    assert found[8:-8] == pytest.approx(expected[8:-8], abs=SPAN / 200)


@pytest.mark.parametrize("sigma", [0.2, 0.5, 1.0])
def test_a_lognormal_is_scipys_of_the_same_three_percentiles(sigma: float) -> None:
    expected = stats.lognorm(sigma, loc=2.0, scale=10.0)
    low, likely, high = expected.ppf([0.1, 0.5, 0.9])
    found = drawn(Shape(LOGNORMAL, low, likely, high))
    inside = slice(20, -20)
    assert found[inside] == pytest.approx(expected.ppf(MIDDLES[inside]), rel=0.02)
    assert found.mean() == pytest.approx(expected.mean(), rel=0.01)
    assert found.var() == pytest.approx(expected.var(), rel=0.03 if sigma < 1 else 0.1)


def test_a_symmetric_lognormal_is_scipys_normal() -> None:
    expected = stats.norm(13.0, 10.0 / stats.norm.ppf(0.9))
    found = drawn(Shape(LOGNORMAL, LOW, 13.0, HIGH))
    assert found[8:-8] == pytest.approx(expected.ppf(MIDDLES[8:-8]), abs=0.05)
    assert (found.mean(), found.var()) == pytest.approx((expected.mean(), expected.var()), rel=0.005)


def test_discrete_durations_are_scipys() -> None:
    chances, values = (0.05, 0.55, 0.3, 0.1), (3.0, 8.0, 13.0, 40.0)
    expected = stats.rv_discrete(values=(range(4), chances))
    found = drawn(Shape(DISCRETE, 3.0, 8.0, 40.0, 0.0, tuple(zip(chances, values, strict=True))))
    assert found == pytest.approx(np.array(values)[expected.ppf(MIDDLES).astype(int)])
    mean = float(np.dot(chances, values))
    assert found.mean() == pytest.approx(mean, rel=0.002)
    assert found.var() == pytest.approx(float(np.dot(chances, (np.array(values) - mean) ** 2)), rel=0.005)


def test_custom_quantiles_are_scipys_histogram() -> None:
    """From P0 to P100 the density is a histogram with one bin between each two quantiles."""
    shares, values = (0.0, 0.2, 0.5, 0.9, 1.0), (3.0, 5.0, 8.0, 20.0, 23.0)
    expected = stats.rv_histogram((np.diff(shares), np.array(values)), density=False)
    found = drawn(Shape(QUANTILES, 3.0, 8.0, 23.0, 0.0, tuple(zip(shares, values, strict=True))))
    assert found == pytest.approx(expected.ppf(MIDDLES), abs=0.02)
    assert (found.mean(), found.var()) == pytest.approx((expected.mean(), expected.var()), rel=0.002)
