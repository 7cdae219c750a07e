"""Milestones whose scope grows."""

import numpy as np
import pytest

from pilotage.engine.throughput.backtest import OURS
from pilotage.engine.throughput.counts import counts
from pilotage.engine.throughput.growing import HORIZON, Milestone, State, replay_growing, replay_scope, state
from pilotage.engine.throughput.milestones import FROZEN, Tracked, end_of, walk_milestones
from pilotage.engine.throughput.resampling import replayed
from pilotage.engine.throughput.scores import crps, held
from tests.engine.throughput.made import START


def drawn(seed: int, start: int) -> Tracked:
    """A milestone that opens with 30 items, to which about as many come while it is worked on."""
    draw = np.random.default_rng(seed)
    came = [start + int(day) for day in draw.integers(0, 7, 30)]
    came += [start + int(day) for day in draw.integers(7, 120, int(draw.integers(15, 50)))]
    free, done = start, []
    for day in sorted(came):
        free = max(free, day) + int(draw.integers(0, 5))
        done.append(free)
    work = counts(np.array(done, np.int64))
    return Tracked(Milestone(counts(np.array(came, np.int64)), work), work)


ALL = [drawn(seed, START + 40 * seed) for seed in range(60)]


def test_frozen_scope_is_the_plain_replay_and_growth_takes_longer() -> None:
    now = State(40, 20, np.full(4, 2.0), np.full(4, 5.0), 8.0)
    assert replay_growing(now, 0.0, 50, 1) == pytest.approx(3.6)  # 0.95 * 40 - 20 = 18 at 5 a week
    assert replay_growing(now, 1.0, 50, 1).min() > 3.6


def test_work_that_never_comes_to_an_end_reaches_the_horizon() -> None:
    now = State(40, 20, np.zeros(4), np.zeros(4), 8.0)
    assert set(replay_growing(now, 1.0, 20, 1)) == {float(HORIZON)}


def test_a_milestone_ends_with_95_percent_of_its_items() -> None:
    came, done = counts(np.zeros(40, np.int64)), counts(np.arange(38))
    assert end_of(Milestone(came, done)) == 37
    assert end_of(Milestone(came, counts(np.arange(37)))) is None


def test_too_little_is_no_state() -> None:
    few = Milestone(counts(np.zeros(9, np.int64)), counts(np.arange(7, 13)))
    assert state(few, 14) is None


def test_growing_milestones_hold_better_than_frozen_ones() -> None:
    found = walk_milestones(ALL, seed=1)
    outcome = found.asked.outcome
    ours, frozen = (held(found.answers[name], outcome)[:, 84].mean() for name in (OURS, FROZEN))
    assert abs(ours - 0.85) < abs(frozen - 0.85)
    assert ours > 0.75
    assert crps(found.answers[OURS], outcome).mean() < crps(found.answers[FROZEN], outcome).mean()


def test_milestones_that_end_later_teach_nothing_now() -> None:
    """Leave out the last ten milestones: forecasts before they began do not change."""
    whole, cut = walk_milestones(ALL, seed=1), walk_milestones(ALL[:50], seed=1)
    began = ALL[50].milestone.arrived.first
    early, same = whole.asked.origin < began, cut.asked.origin < began
    assert early.sum() > 50
    assert whole.answers[OURS][early].tolist() == cut.answers[OURS][same].tolist()


def test_a_fixed_count_grows_by_what_comes_in() -> None:
    pool = np.array([3.0, 5, 0, 7, 8, 2, 4, 5, 6, 1, 0, 9])
    rows = np.arange(12)
    plain = replayed(pool, rows, 1, 40, 60, 500, 3)
    assert replay_scope(pool, np.zeros(12), rows, 1, 40, 60, 500, 3).tolist() == plain.tolist()
    grown = replay_scope(pool, np.full(12, 2.0), rows, 1, 40, 60, 500, 3)
    assert (grown > plain).all()
    # 5 a week, 1 a week comes in and falls by half in 6 weeks: 40 become 46.5 within 9.3 weeks
    even = replay_scope(np.full(12, 5.0), np.full(12, 1.0), rows, 1, 40, 60, 5, 1)
    came = sum(0.5 ** (week / 6) for week in range(10))
    assert even == pytest.approx((40 + came) / 5, abs=0.01)
