"""Scores against exact values."""

from math import exp, pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from pilotage.engine.throughput.scores import LEVELS, coverage, crps, effective_number, held, pinball, pit, wilson

NORMAL = NormalDist()


@pytest.mark.parametrize("z", [-1.5, 0.0, 0.3, 2.0])
def test_crps_of_a_normal_is_the_closed_form(z: float) -> None:
    forecast = np.array([[10 + 2 * NORMAL.inv_cdf(level) for level in LEVELS]])
    density = exp(-z * z / 2) / sqrt(2 * pi)
    exact = 2 * (z * (2 * NORMAL.cdf(z) - 1) + 2 * density - 1 / sqrt(pi))
    assert crps(forecast, np.array([10 + 2 * z]))[0] == pytest.approx(exact, rel=0.02)


def test_crps_of_one_date_is_its_distance() -> None:
    assert crps(np.full((1, 99), 4.0), np.array([7.0]))[0] == pytest.approx(3.0)


def test_pinball_is_least_at_the_quantile() -> None:
    outcomes = np.random.default_rng(1).normal(size=20_000)
    at = [pinball(np.full((len(outcomes), 99), x), outcomes)[:, 84].mean() for x in (0.6, NORMAL.inv_cdf(0.85), 1.5)]
    assert at[1] == min(at)


def test_wilson_has_the_published_interval() -> None:
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-4)  # Newcombe 1998, table I
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=5e-4)
    assert coverage(0.85, 545).high - coverage(0.85, 545).low == pytest.approx(0.06, abs=0.002)


def test_forecasts_of_the_same_weeks_count_once() -> None:
    same = effective_number(np.zeros(5, int), np.full(5, 100), np.full(5, 4.0))
    apart = effective_number(np.zeros(5, int), 100 + 28 * np.arange(5), np.full(5, 4.0))
    assert (same, apart) == (1.0, 5.0)
    assert effective_number(np.array([0, 1]), np.array([100, 100]), np.array([4.0, 4.0])) == 2.0


def test_honest_forecasts_hold_as_often_as_they_say_and_have_a_flat_pit() -> None:
    outcomes = np.random.default_rng(2).normal(size=50_000)
    forecasts = np.broadcast_to([NORMAL.inv_cdf(level) for level in LEVELS], (len(outcomes), 99))
    assert held(forecasts, outcomes).mean(axis=0) == pytest.approx(LEVELS, abs=0.01)
    assert pit(forecasts, outcomes) == pytest.approx(np.full(10, 0.1), abs=0.01)
