"""Errors of milestones: each judged by the others, percentiles no surer than so few milestones allow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.throughput.calibrating.calibration import LEARNED, Errors, learn, ridge
from pilotage.engine.throughput.calibrating.leaving_out import cautious, effective_groups, learn_by_group, left_out
from pilotage.engine.throughput.scores import LEVELS

ORIGIN = 1_000


def past(groups: int, each: int, seed: int, noise: float = 0.3) -> Errors:
    """Questions of so many milestones; all of one milestone share most of their error."""
    draw = np.random.default_rng(seed)
    count = groups * each
    history = np.repeat(np.arange(groups), each)
    features = np.column_stack([np.ones(count), draw.normal(size=(count, 4))])
    shared = draw.normal(size=groups)[history]
    miss = features @ np.array([0.2, 0.3, -0.1, 0.0, 0.1]) + shared + noise * draw.normal(size=count)
    sizes = np.column_stack([np.ones(count), np.zeros(count), np.zeros(count)])
    days = np.sort(draw.integers(0, ORIGIN, count))
    return Errors(days, history, days, np.zeros(count), miss, features, sizes)


@given(seed=st.integers(0, 99), groups=st.integers(2, 8))
def test_leaving_out_is_fitting_to_the_others(seed: int, groups: int) -> None:
    """The quick way gives what fitting again and again gives."""
    given_ = past(groups, 7, seed)
    weights = np.random.default_rng(seed).uniform(0.1, 1, len(given_.miss))
    weights /= weights.sum()
    quick = left_out(given_.features, given_.miss, weights, given_.history, 0.1)
    for group in range(groups):
        mine = given_.history == group
        rest = weights[~mine] / weights[~mine].sum()
        fitted = ridge(given_.features[~mine], given_.miss[~mine], rest, 0.1)
        assert quick[mine] == pytest.approx(given_.miss[mine] - given_.features[mine] @ fitted, abs=1e-8)


def test_residuals_of_others_are_larger_and_tell_the_truth() -> None:
    """Of few milestones the fit to all of them hides much of their error."""
    spread: dict[str, list[float]] = {"own": [], "others": []}
    for seed in range(30):
        given_ = past(8, 10, seed)
        own, others = learn(given_, -1, ORIGIN, LEARNED), learn_by_group(given_, ORIGIN, LEARNED)
        assert own is not None
        assert others is not None
        weights = np.full(80, 1 / 80)
        spread["own"].append((given_.miss - given_.features @ own.location).std())
        spread["others"].append(left_out(given_.features, given_.miss, weights, given_.history, 0.1).std())
    assert np.mean(spread["others"]) > 1.1 * np.mean(spread["own"])


def test_many_questions_about_one_milestone_are_one_milestone() -> None:
    even = past(10, 10, 1)._replace(origin=np.zeros(100, np.int64))
    assert effective_groups(even, ORIGIN, LEARNED) == pytest.approx(10)
    lonely = even._replace(history=np.where(even.history < 9, 0, 1))
    assert effective_groups(lonely, ORIGIN, LEARNED) == pytest.approx(1 / (0.81 + 0.01))


def test_few_milestones_allow_no_certainty() -> None:
    assert cautious(1e9) == pytest.approx(LEVELS)
    few = cautious(6.0)
    assert few[84] == pytest.approx(0.85 * 7 / 6)
    assert few[94] == 1
    assert few[14] == pytest.approx(1 - 0.85 * 7 / 6)
    assert (np.diff(few) >= 0).all()


def test_later_errors_teach_nothing() -> None:
    given_ = past(9, 10, 3)
    end = 700
    early = given_.upto(end)
    one, other = learn_by_group(given_, end, LEARNED), learn_by_group(early, end, LEARNED)
    assert one is not None
    assert other is not None
    assert all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(one, other, strict=True))
    assert effective_groups(given_, end, LEARNED) == effective_groups(early, end, LEARNED)
    assert learn_by_group(given_, int(given_.known[20]), LEARNED) is None
