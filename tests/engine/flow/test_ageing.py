import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.flow.ageing import survival

DURATIONS = st.lists(st.integers(1, 60), min_size=1, max_size=60)


def days(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def test_the_remissions_of_freireich_1963() -> None:
    curve = survival(days(6, 6, 6, 7, 10, 13, 16, 22, 23), days(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35))
    assert curve.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.left == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=0.0005)
    assert curve.percentile(0.5) == 23
    assert curve.percentile(0.85) is None


@given(DURATIONS)
def test_without_open_work_it_is_the_plain_share(finished: list[int]) -> None:
    curve = survival(days(*finished), days())
    for limit in range(65):
        assert curve.beyond(limit) == pytest.approx(sum(1 for each in finished if each > limit) / len(finished))


@given(DURATIONS, st.sampled_from([0.5, 0.7, 0.85, 0.95, 1.0]))
def test_a_percentile_is_the_fewest_days_that_enough_items_keep(finished: list[int], p: float) -> None:
    found = survival(days(*finished), days()).percentile(p)
    assert found == min(
        limit for limit in range(61) if sum(each <= limit for each in finished) >= p * len(finished) - 1e-9
    )


@given(DURATIONS, st.lists(st.integers(1, 60), max_size=20), st.integers(1, 60))
def test_the_older_an_item_the_likelier_it_is_late(finished: list[int], still_open: list[int], limit: int) -> None:
    curve = survival(days(*finished), days(*still_open))
    chances = [chance for age in range(1, limit + 1) if (chance := curve.late(age, limit)) is not None]
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)
    assert curve.late(limit + 1, limit) == 1.0


@given(DURATIONS, st.lists(st.integers(1, 60), min_size=1, max_size=20))
def test_open_work_never_makes_a_process_look_quicker(finished: list[int], still_open: list[int]) -> None:
    alone, together = survival(days(*finished), days()), survival(days(*finished), days(*still_open))
    assert all(together.beyond(limit) >= alone.beyond(limit) - 1e-9 for limit in range(61))


def test_the_chance_of_a_new_item_is_the_share_that_was_late() -> None:
    curve = survival(days(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), days())
    assert curve.late(1, 8) == pytest.approx(0.2)
    assert curve.late(8, 8) == pytest.approx(2 / 3)


def test_nothing_is_said_beyond_what_was_ever_seen() -> None:
    assert survival(days(2, 3), days()).late(5, 9) is None


def test_a_duration_below_one_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        survival(days(0), days())
