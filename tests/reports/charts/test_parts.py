import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.reports.charts.parts import amount, apart, days, fitting, share

SHARES = st.lists(st.floats(0, 1), max_size=8)


@given(SHARES)
def test_labels_stand_a_line_apart_in_their_order(shares: list[float]) -> None:
    places = apart(shares, height=260)
    order = sorted(range(len(shares)), key=lambda at: shares[at])
    stacked = [places[at] for at in order]
    assert all(after - before >= 13 / 260 - 1e-9 for before, after in pairwise(stacked))
    assert all(place <= 1 for place in places)


def test_labels_with_room_stay_where_they_belong() -> None:
    assert apart([0.1, 0.9, 0.5], height=200) == [0.1, 0.9, 0.5]


def test_durations_are_logarithmic_only_where_they_are_skewed() -> None:
    assert "type" not in days("days", 40, 10)["scale"]
    skewed = days("days", 1000, 10)
    assert skewed["scale"]["type"] == "log"
    assert share(skewed, 1) == 0
    assert share(skewed, 1000) == pytest.approx(1)
    assert share(amount("n", 50), 10) == 0.2


def test_a_label_that_would_cover_another_is_left_out() -> None:
    first, last = dt.date(2026, 1, 1), dt.date(2026, 7, 1)
    y = amount("n", 10)
    near = [(dt.date(2026, 3, 1), 5.0, "the first"), (dt.date(2026, 3, 3), 5.0, "the second"), (last, 5.0, "apart")]
    assert [text for _day, _value, text in fitting(near, first, last, y)] == ["the first", "apart"]
