from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.calendars import DAY, finish_at, start_at, work
from tests.engine.drawn import DAYS, ORIGIN, both, working_time

around = st.integers(-2 * DAY, (DAYS + 2) * DAY)


@given(working_time(), around)
def test_counts_like_its_naive_twin(intervals: list[tuple[int, int]], at: int) -> None:
    calendars, (naive,) = both([intervals])
    assert work(calendars, 0, ORIGIN + at) == naive.work(ORIGIN + at)


@given(working_time(), st.integers(-500, 3 * DAY))
def test_inverts_like_its_naive_twin(intervals: list[tuple[int, int]], w: int) -> None:
    calendars, (naive,) = both([intervals])
    assert start_at(calendars, 0, w) == naive.start_at(w)
    assert finish_at(calendars, 0, w) == naive.finish_at(w)


@given(st.lists(working_time(), min_size=1, max_size=3), st.integers(-500, 3 * DAY))
def test_both_inverses_come_back(times: list[list[tuple[int, int]]], w: int) -> None:
    calendars, naive = both(times)
    for c in range(len(naive)):
        assert work(calendars, c, finish_at(calendars, c, w)) == w
        assert work(calendars, c, start_at(calendars, c, w)) == w
        assert finish_at(calendars, c, w) <= start_at(calendars, c, w)


@given(working_time(), around)
def test_lists_and_arrays_agree(intervals: list[tuple[int, int]], at: int) -> None:
    calendars, _naive = both([intervals])
    listed = calendars.listed()
    assert work(listed, 0, ORIGIN + at) == work(calendars, 0, ORIGIN + at)
    assert start_at(listed, 0, at) == start_at(calendars, 0, at)
