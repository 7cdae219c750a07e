"""The walk forward: it must not see the future, and must mend a replay that is wrong."""

import numpy as np
import pytest

from pilotage.engine.throughput.backtest import OURS, PLAIN, walk
from pilotage.engine.throughput.calibrating.calibration import LEARNED, weighted_quantiles
from pilotage.engine.throughput.counts import Counts, counts
from pilotage.engine.throughput.looking import History
from pilotage.engine.throughput.scores import crps, held
from tests.engine.throughput.made import histories


def shuffled(history: History, origin: int, seed: int) -> History:
    """What happened after the origin happens on other days; the last day stays, since the walk ends with it."""
    days = np.repeat(np.arange(len(history.done.total)), np.diff(history.done.total, prepend=0)) + history.done.first
    later = days > origin
    days[later] = np.random.default_rng(seed).integers(origin + 1, days[-1] + 1, int(later.sum()))
    days[-1] = history.done.last
    return History(counts(days), history.arrived)


def test_shuffling_the_future_changes_no_forecast() -> None:
    before = histories(4)
    origin = before[0].done.first + 7 * 150
    after = [shuffled(each, origin, seed) for seed, each in enumerate(before)]
    one, other = walk(before), walk(after)
    seen, again = one.asked.origin <= origin, other.asked.origin <= origin
    assert seen.sum() > 50
    for method in one.answers:
        assert one.answers[method][seen].tolist() == other.answers[method][again].tolist(), method
    assert one.answers[OURS][~seen].sum() != other.answers[OURS][~again].sum()  # the shuffle did change something


def test_a_world_that_ends_earlier_gives_the_same_forecasts() -> None:
    made = histories(3)
    end = made[0].done.first + 7 * 200
    whole, cut = walk(made), walk(made, until=end)
    keys = [(int(h), int(o), float(w)) for h, o, w in zip(*cut.asked[:3], strict=True)]
    rows = {(int(h), int(o), float(w)): row for row, (h, o, w) in enumerate(zip(*whole.asked[:3], strict=True))}
    assert len(keys) > 30
    same = whole.answers[OURS][[rows[key] for key in keys]]
    assert same.tolist() == cut.answers[OURS].tolist()


def test_spells_are_forecast_better_than_by_the_plain_bootstrap() -> None:
    found = walk(histories(8, swing=0.7))
    outcome, weeks = found.asked.outcome, found.asked.weeks
    ours, plain = ((crps(found.answers[name], outcome) / weeks).mean() for name in (OURS, PLAIN))
    assert ours < 0.9 * plain
    assert held(found.answers[OURS], outcome)[:, 84].mean() == pytest.approx(0.85, abs=0.05)
    assert held(found.answers[PLAIN], outcome)[:, 84].mean() < 0.8


def test_a_short_history_has_no_forecast() -> None:
    found = walk(histories(1, weeks=30))
    assert len(found.asked.origin) == 0
    assert found.answers[OURS].shape == (0, 99)


def test_arrivals_teach_without_being_required() -> None:
    made = histories(3)
    with_arrivals = [History(each.done, Counts(each.done.first - 70, each.done.total)) for each in made]
    assert len(walk(with_arrivals).asked.origin) == len(walk(made).asked.origin) > 0


def test_weighted_quantiles_of_equal_weights_are_the_ordinary_ones() -> None:
    values = np.sort(np.random.default_rng(1).normal(size=4_000))
    assert weighted_quantiles(values, np.ones(4_000))[[14, 49, 84]] == pytest.approx(
        np.quantile(values, [0.15, 0.5, 0.85]), abs=0.01
    )
    assert LEARNED.least > 0
