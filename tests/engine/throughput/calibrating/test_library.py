"""Errors of young histories, for those that have none of their own."""

import numpy as np
import pytest

from pilotage.engine.throughput.calibrating.calibration import LEARNED
from pilotage.engine.throughput.calibrating.library import YOUNG, answered, summarized
from pilotage.engine.throughput.looking import TUNED, Asked
from pilotage.engine.throughput.scores import LEVELS, crps, held
from pilotage.engine.throughput.walking import questions
from tests.engine.throughput.made import histories

# teams whose pace drifts far: a replay of their first months is too sure of itself
TEACHERS = histories(40, weeks=130, swing=0.7)
YOUNG_ONES = histories(70, weeks=130, swing=0.7)[40:]
LIBRARY = summarized(TEACHERS, LEARNED, seed=1)


def test_it_is_small_and_counts_what_it_is_made_of() -> None:
    asked = questions(TEACHERS, seed=1, tuning=TUNED)
    assert LIBRARY.forecasts == (asked.origin - TEACHERS[0].done.first <= 7 * YOUNG).sum()
    assert LIBRARY.histories == 40
    assert LIBRARY.residuals.shape == (3, 99)
    assert np.exp(LIBRARY.lengths) == pytest.approx([4, 8, 13])
    assert LIBRARY.weights.sum() == pytest.approx(1.0)


def test_young_histories_that_it_does_not_know_hold_what_they_say() -> None:
    asked = questions(YOUNG_ONES, seed=1, tuning=TUNED)
    asked = asked.where(asked.origin - YOUNG_ONES[0].done.first <= 7 * 78)
    lent, bare = [], []
    for row in range(len(asked.origin)):
        one = Asked(float(asked.median[row]), float(asked.spread[row]), asked.features[row])
        lent.append(np.minimum(answered(LIBRARY, one, float(asked.weeks[row]), LEARNED), asked.cap[row]))
        normal = np.log(asked.median[row]) + asked.spread[row] * np.array([-1.036, 0.0, 1.036])
        bare.append(np.minimum(np.exp(np.interp(LEVELS, [0.15, 0.5, 0.85], normal)), asked.cap[row]))
    shares = [held(np.array(each), asked.outcome)[:, 84].mean() for each in (lent, bare)]
    assert shares[0] == pytest.approx(0.85, abs=0.05)
    assert shares[1] < 0.8
    assert np.isfinite(crps(np.array(lent), asked.outcome)).all()


def test_nothing_is_made_of_nothing() -> None:
    with pytest.raises(ValueError, match="long enough"):
        summarized(histories(1, weeks=20), LEARNED, seed=1)
