"""The replay of weeks against its definition, in plain Python."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine.throughput.counts import Floats, counts
from pilotage.engine.throughput.resampling import finish_weeks, recent_ends, replayed


@settings(max_examples=40)
@given(
    pool=st.lists(st.integers(0, 9), min_size=4, max_size=30),
    block=st.integers(1, 4),
    need=st.integers(1, 60),
    seed=st.integers(0, 99),
)
def test_compiled_and_interpreted_agree(pool: list[int], block: int, need: int, seed: int) -> None:
    weeks, ends = np.array(pool, float), recent_ends(len(pool), 13.0, block)
    slow = np.empty(50)
    from pilotage.engine.throughput.resampling import words

    finish_weeks(weeks.tolist(), ends.tolist(), block, float(need), 30, *words(seed), slow)
    assert replayed(weeks, ends, block, need, 30, 50, seed).tolist() == slow.tolist()


def test_single_weeks_are_the_plain_bootstrap() -> None:
    pool = np.array([3, 5, 0, 7, 8, 2, 4, 5, 6, 1, 0, 9.0])
    drawn = np.random.default_rng(0).choice(pool, (40_000, 60)).cumsum(axis=1)
    week = (drawn >= 40).argmax(axis=1)
    rows = np.arange(len(drawn))
    before = np.where(week > 0, drawn[rows, week - 1], 0)
    naive = week + (40 - before) / (drawn[rows, week] - before)
    ours = replayed(pool, np.arange(12), 1, 40, 60, 40_000, 3)
    assert ours.mean() == pytest.approx(naive.mean(), rel=0.01)
    assert np.quantile(ours, [0.05, 0.5, 0.95]) == pytest.approx(np.quantile(naive, [0.05, 0.5, 0.95]), rel=0.03)


def test_a_seed_has_one_answer_and_another_seed_another() -> None:
    pool: Floats = np.arange(26.0)
    ends = recent_ends(26, 13.0, 4)
    assert (replayed(pool, ends, 4, 99, 60, 500, 7) == replayed(pool, ends, 4, 99, 60, 500, 7)).all()
    assert (replayed(pool, ends, 4, 99, 60, 500, 7) != replayed(pool, ends, 4, 99, 60, 500, 8)).any()


def test_newer_weeks_come_more_often() -> None:
    ends = recent_ends(52, 13.0, 4)
    assert ends.min() >= 3
    assert np.mean(ends >= 39) == pytest.approx(0.5, abs=0.07)


def test_nothing_done_reaches_the_horizon() -> None:
    assert set(replayed(np.zeros(12), np.arange(12), 1, 5, 30, 20, 1)) == {30.0}


def test_weeks_end_with_the_origin_and_see_nothing_after_it() -> None:
    done = counts(np.array([10, 16, 17, 23, 24, 40]))
    assert done.weeks(23, 2).tolist() == [2, 2]  # (9, 16] and (16, 23]
    assert done.weeks(24, 1).tolist() == [2]  # days 18 to 24
    assert done.until(23, 2) == pytest.approx(17 / 7)
    assert done.until(23, 3) == float("inf")
