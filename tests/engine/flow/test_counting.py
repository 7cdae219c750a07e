import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.flow.counting import OPEN, cumulative, in_progress, littles_law, throughput

ITEMS = st.lists(st.tuples(st.integers(0, 80), st.one_of(st.none(), st.integers(0, 40))), max_size=40)


def columns(items: list[tuple[int, int | None]]) -> tuple[np.ndarray, np.ndarray]:
    starts = np.array([start for start, _ in items], np.int64)
    finishes = np.array([OPEN if days is None else start + days for start, days in items], np.int64)
    return starts, finishes


@given(ITEMS)
def test_work_in_progress_is_who_is_there_on_the_day(items: list[tuple[int, int | None]]) -> None:
    starts, finishes = columns(items)
    shown = in_progress(starts, finishes, 10, 90)
    for at, day in enumerate(range(10, 91)):
        assert shown[at] == sum(1 for s, f in zip(starts, finishes, strict=True) if s <= day <= f)


@given(ITEMS)
def test_the_sum_of_daily_work_in_progress_is_the_sum_of_cycle_times(items: list[tuple[int, int | None]]) -> None:
    starts, finishes = columns([(start, days) for start, days in items if days is not None])
    assert in_progress(starts, finishes, 0, 200).sum() == (finishes - starts + 1).sum()


@given(ITEMS.filter(lambda items: any(days is not None for _, days in items)))
def test_littles_law_holds_exactly_over_a_period_that_begins_and_ends_empty(
    items: list[tuple[int, int | None]],
) -> None:
    law = littles_law(*columns([(start, days) for start, days in items if days is not None]), -1, 200)
    assert law.residual == pytest.approx(0.0, abs=1e-9)
    assert (law.wip_before, law.wip_after, law.started) == (0, 0, law.finished)


@given(ITEMS, st.integers(0, 60), st.integers(0, 60))
def test_what_is_open_before_and_after_a_period_is_counted(
    items: list[tuple[int, int | None]], first: int, days: int
) -> None:
    starts, finishes = columns(items)
    law = littles_law(starts, finishes, first, first + days)
    pairs = list(zip(starts, finishes, strict=True))
    assert law.wip_before == sum(1 for s, f in pairs if s < first <= f)
    assert law.wip_after == sum(1 for s, f in pairs if s <= first + days < f)
    assert law.wip_after == law.wip_before + law.started - law.finished


def test_littles_law_tells_of_a_process_that_fills_up() -> None:
    starts = np.arange(0, 100, dtype=np.int64)
    finishes = np.where(starts % 2 == 0, starts + 4, OPEN)
    law = littles_law(starts, finishes, 20, 99)
    assert law.started == 2 * law.finished
    assert law.wip_after > law.wip_before
    assert law.age_after > law.age_before
    assert law.residual is not None
    assert law.residual < -0.5


def test_nothing_finished_has_no_cycle_time() -> None:
    law = littles_law(np.array([1, 2]), np.array([OPEN, OPEN]), 0, 9)
    assert (law.cycle_time, law.expected, law.residual) == (None, None, None)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        littles_law(np.array([1]), np.array([2]), 5, 4)


def test_weeks_end_with_their_last_day() -> None:
    finishes = np.array([1, 7, 8, 14, 15, 21, 22], np.int64)
    assert throughput(finishes, 21, 3).tolist() == [2, 2, 2]
    assert throughput(finishes, 22, 3).tolist() == [2, 2, 2]
    assert cumulative(finishes, 6, 9).tolist() == [1, 2, 3, 3]
