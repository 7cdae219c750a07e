"""Days of rest in a cell."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.exchange.tabular.values.rests import parse_rest, rest_text
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift

_DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 1))
_MINUTES = st.sets(st.integers(0, 1440), max_size=4).map(sorted)


@settings(max_examples=60, deadline=None)
@given(first=_DAYS, length=st.integers(1, 20), minutes=_MINUTES, title=st.text("ab0;: -9()\n", max_size=12))
def test_days_and_times_come_back_whatever_the_title(
    first: dt.date, length: int, minutes: list[int], title: str
) -> None:
    shifts = tuple(Shift(start, finish) for start, finish in zip(minutes[::2], minutes[1::2], strict=False))
    rest = CalendarException(first, first + dt.timedelta(length), shifts, title, ExceptionKind.TIME_OFF)
    found = parse_rest(rest_text(rest))
    assert found is not None
    assert (found.start, found.end, found.shifts) == (rest.start, rest.end, rest.shifts)
    assert found.title.strip("()") == " ".join(title.replace(";", ",").split()).strip("()")


@pytest.mark.parametrize(
    "text",
    [
        "Easter",
        "2026-02-30",
        "2026-03-02..2026-03-01",
        "2026-03-02 12:00-09:00",
        "2026-03-02 09:00-25:00",
        "9999-12-31",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert parse_rest(text) is None
