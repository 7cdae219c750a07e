import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine import sampling
from pilotage.engine.sampling import BLOCK, DISCRETE, LOGNORMAL, PERT, QUANTILES, SLICES, TRIANGULAR, UNIFORM, Shape

EDGES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]


def values(shape: Shape) -> np.ndarray:
    tables, row = sampling.tables([shape])
    return np.asarray(shape.low + (shape.high - shape.low) * tables[row[0]].astype(np.float64))


def quantiles(shape: Shape) -> np.ndarray:
    return np.asarray(np.interp(EDGES, (np.arange(SLICES) + 0.5) / SLICES, values(shape)))


def beta_cdf(x: float, a: float, b: float) -> float:
    """By Simpson's rule, from the definition."""
    grid = np.linspace(0, x, 20_001)
    density = grid ** (a - 1) * (1 - grid) ** (b - 1) * math.gamma(a + b) / math.gamma(a) / math.gamma(b)
    weights = np.where(np.arange(20_001) % 2, 4, 2).astype(float)
    weights[[0, -1]] = 1
    return float((density * weights).sum() * x / 20_000 / 3)


@pytest.mark.parametrize("likely", [0.0, 2.0, 5.0, 9.0, 10.0])
def test_pert_is_the_beta_distribution_of_the_definition(likely: float) -> None:
    a, b = 1 + 4 * likely / 10, 5 - 4 * likely / 10
    found = quantiles(Shape(PERT, 0.0, likely, 10.0))
    for q, x in zip(EDGES, found, strict=True):
        assert beta_cdf(x / 10, a, b) == pytest.approx(q, abs=2e-3)
    assert values(Shape(PERT, 0.0, likely, 10.0)).mean() == pytest.approx((0 + 4 * likely + 10) / 6, abs=0.01)


@pytest.mark.parametrize("likely", [0.0, 3.0, 10.0])
def test_triangular_and_uniform_have_their_closed_forms(likely: float) -> None:
    found = quantiles(Shape(TRIANGULAR, 0.0, likely, 10.0))
    for q, x in zip(EDGES, found, strict=True):
        below = x * x / (10 * likely) if x <= likely and likely else 1 - (10 - x) ** 2 / (10 * (10 - likely))
        assert below == pytest.approx(q, abs=2e-3)
    assert quantiles(Shape(UNIFORM, 0.0, likely, 10.0)) == pytest.approx(np.array(EDGES) * 10, abs=0.01)


@given(st.floats(2, 98))
@settings(max_examples=30, deadline=None)
def test_a_lognormal_passes_through_its_three_quantiles(median: float) -> None:
    shape = Shape(LOGNORMAL, 0.0, median, 100.0)
    found = dict(zip(EDGES, quantiles(shape), strict=True))
    assert (found[0.1], found[0.5], found[0.9]) == pytest.approx((0, median, 100), abs=0.6)


def test_a_lognormal_is_the_exponential_of_a_normal() -> None:
    """With P10, P50, P90 of exp(N(0, 1)) it is that distribution, not shifted."""
    z = NormalDist()
    low, median, high = (math.exp(z.inv_cdf(p)) for p in (0.1, 0.5, 0.9))
    found = quantiles(Shape(LOGNORMAL, low, median, high))
    assert found == pytest.approx([math.exp(z.inv_cdf(q)) for q in EDGES], rel=0.02)


@pytest.mark.parametrize("kind", [PERT, TRIANGULAR, UNIFORM])
@pytest.mark.parametrize("tail", [0.05, 0.1])
def test_low_and_high_may_be_percentiles(kind: int, tail: float) -> None:
    found = values(Shape(kind, 10.0, 14.0, 30.0, tail))
    low, high = np.interp([tail, 1 - tail], (np.arange(SLICES) + 0.5) / SLICES, found)
    assert (low, high) == pytest.approx((10, 30), abs=0.1)
    assert found[0] < 10 < 30 < found[-1]


def test_discrete_values_come_as_often_as_they_say() -> None:
    shape = Shape(DISCRETE, 5.0, 5.0, 20.0, 0.0, ((0.1, 20.0), (0.6, 5.0), (0.3, 8.0)))
    found, counts = np.unique(np.round(values(shape), 3), return_counts=True)
    shares = dict(zip(found.tolist(), (counts / SLICES).tolist(), strict=True))
    assert (shares[5.0], shares[8.0], shares[20.0]) == pytest.approx((0.6, 0.3, 0.1), abs=1e-3)


def test_quantiles_are_met_and_their_slopes_go_on_outside() -> None:
    shape = Shape(QUANTILES, 3.0, 8.0, 20.0, 0.0, ((0.1, 3.0), (0.5, 8.0), (0.9, 20.0)))
    found = dict(zip(EDGES, quantiles(shape), strict=True))
    assert (found[0.1], found[0.5], found[0.9]) == pytest.approx((3, 8, 20), abs=0.02)
    assert found[0.05] == pytest.approx(3 - 0.05 * 12.5, abs=0.02)
    assert found[0.95] == pytest.approx(20 + 0.05 * 30, abs=0.02)


def test_layered_numbers_hit_every_layer_of_a_block_once() -> None:
    increment, origin = sampling.streams(["a", "b"], 5)
    found = sampling.layered(increment[:, None], origin[:, None], np.arange(3 * BLOCK, dtype=np.uint32)[None, :])
    for row in found:
        for block in row.reshape(3, BLOCK):
            assert sorted((block >> 22).tolist()) == list(range(BLOCK))
    assert (found[0, :BLOCK] != found[0, BLOCK : 2 * BLOCK]).mean() > 0.9


def test_layered_numbers_of_different_names_are_not_correlated() -> None:
    increment, origin = sampling.streams([f"risk-{number}" for number in range(60)], 1)
    u = sampling.layered(increment[:, None], origin[:, None], np.arange(4 * BLOCK, dtype=np.uint32)[None, :])
    found = np.asarray(np.corrcoef(u))[np.triu_indices(60, 1)]
    assert found.std() == pytest.approx(1 / math.sqrt(4 * BLOCK), rel=0.1)
    assert np.abs(found).max() < 5 / math.sqrt(4 * BLOCK)
