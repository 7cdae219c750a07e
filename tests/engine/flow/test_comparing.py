import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from pilotage.engine.flow.comparing import FEWEST, by_chance

COUNTS = st.lists(st.integers(0, 12), min_size=FEWEST, max_size=30)


def column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, np.int64)


@given(COUNTS, COUNTS)
@settings(max_examples=60, deadline=None)
def test_it_is_the_test_of_mann_and_whitney(one: list[int], other: list[int]) -> None:
    found = by_chance(column(one), column(other))
    if len({*one, *other}) == 1:
        assert found == 1.0
        return
    known = mannwhitneyu(one, other, alternative="two-sided", method="asymptotic", use_continuity=True).pvalue
    assert found == pytest.approx(float(known), abs=1e-9)


def test_the_hares_and_the_tortoises() -> None:
    """Order of arrival T H H H H H T T T T T H: U = 25 and 11, so z = (25 - 18 - 0.5) / 6.245 (Wikipedia, Mann-Whitney
    U test, by hand).
    """
    tortoises, hares = [1, 7, 8, 9, 10, 11], [2, 3, 4, 5, 6, 12]
    assert by_chance(column(tortoises), column(hares)) == pytest.approx(0.298, abs=0.001)


def test_few_values_tell_nothing() -> None:
    assert by_chance(column([1] * 5), column([9] * 30)) is None
