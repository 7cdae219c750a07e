"""Teams that must all finish, against what can be reckoned by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.throughput.counts import Floats, counts
from pilotage.engine.throughput.joint import coupled, replayed_together
from pilotage.engine.throughput.looking import TUNED, History, Looked, look
from pilotage.engine.throughput.scores import LEVELS
from tests.engine.throughput.made import START, days, histories


def looked(history: History) -> Looked:
    return look(history, START + 7 * 200, TUNED)


def test_two_teams_drawn_by_hand() -> None:
    """Four runs. Team A takes 1 to 4 weeks and team B 2, 4, 6 or 8; B's replay was slowest in the first run and
    fastest in the last, A's the other way round. So A's four percentiles meet B's in opposite order: 1 with 8, 2 with
    6, 3 with 4, 4 with 2, and the last to finish takes 8, 6, 4 and 4 weeks.
    """
    quantiles = np.array(
        [np.interp(LEVELS, [0.125, 0.375, 0.625, 0.875], ends) for ends in ((1, 2, 3, 4), (2, 4, 6, 8))]
    )
    replays = np.array([[10.0, 20.0, 30.0, 40.0], [9.0, 8.0, 7.0, 6.0]])
    runs = coupled(quantiles, replays)
    assert runs[0] == pytest.approx([1, 2, 3, 4], abs=0.05)
    assert runs[1] == pytest.approx([8, 6, 4, 2], abs=0.1)
    assert runs.max(axis=0) == pytest.approx([8, 6, 4, 4], abs=0.1)


@given(seed=st.integers(0, 999), runs=st.integers(100, 400))
def test_each_team_keeps_its_own_percentiles(seed: int, runs: int) -> None:
    draw = np.random.default_rng(seed)
    quantiles: Floats = np.sort(draw.gamma(3.0, 2.0, (3, 99)), axis=1)
    found = coupled(quantiles, draw.normal(size=(3, runs)))
    for row in range(3):
        shares = (found[row][:, None] <= quantiles[row] + 1e-9).mean(axis=0)
        assert np.abs(shares - LEVELS)[:98].max() <= 1 / runs + 1e-9
        assert shares[98] == 1.0  # runs beyond P99 take P99


@given(seed=st.integers(0, 999))
def test_all_is_at_most_the_least_of_them(seed: int) -> None:
    draw = np.random.default_rng(seed)
    quantiles: Floats = np.sort(draw.gamma(3.0, 2.0, (4, 99)), axis=1)
    found = coupled(quantiles, draw.normal(size=(4, 500)))
    for span in (2.0, 6.0, 12.0):
        assert (found.max(axis=0) <= span).mean() <= (found <= span).mean(axis=1).min()


def test_the_same_history_twice_is_that_history() -> None:
    history = looked(histories(1)[0])
    replays = replayed_together([history, history], [40, 40], TUNED, 2000, 1)
    assert (replays[0] == replays[1]).all()
    quantiles = np.array([np.quantile(replays[0], LEVELS)] * 2)
    found = coupled(quantiles, replays)
    assert (found[0] == found[1]).all()
    assert np.quantile(found.max(axis=0), LEVELS) == pytest.approx(quantiles[0], rel=0.02)


def test_independent_histories_come_near_the_product() -> None:
    """Replays of the same weeks of histories that have nothing in common: over many pairs neither more nor less."""
    apart = []
    for seed in range(12):
        one, other = (History(counts(days(260, 6.0, 2 * seed + k, swing=0.3))) for k in (100, 101))
        replays = replayed_together([looked(one), looked(other)], [50, 50], TUNED, 4000, seed)
        quantiles = np.array([np.quantile(each, LEVELS) for each in replays])
        found = coupled(quantiles, replays)
        median = np.median(found, axis=1)
        apart.append((found <= median[:, None]).all(axis=0).mean() - 0.25)
    assert np.mean(apart) == pytest.approx(0.0, abs=0.03)


def test_shared_bad_weeks_bind_teams() -> None:
    draw = np.random.default_rng(3)
    good = np.repeat(draw.random(65) < 0.6, 4)  # the same good and bad months for both
    made = []
    for _team in range(2):
        weeks = np.where(good, draw.poisson(9, 260), draw.poisson(2, 260))
        made.append(History(counts(np.repeat(START + 7 * np.arange(260), weeks))))
    replays = replayed_together([looked(each) for each in made], [40, 40], TUNED, 4000, 1)
    median = np.median(replays, axis=1)
    assert (replays <= median[:, None]).all(axis=0).mean() > 0.35


def test_a_short_history_decides_how_far_back_weeks_are_drawn() -> None:
    whole = histories(2)
    short = History(counts(days(60, 6.0, 5) + 7 * 140))
    replays = replayed_together([looked(whole[0]), looked(short)], [30, 30], TUNED, 500, 1)
    assert replays.shape == (2, 500)
    assert (replays < 4000).all()
