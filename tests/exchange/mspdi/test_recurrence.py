"""Recurring exceptions, against patterns written from the definition."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pilotage.exchange.mspdi.reading.recurrence import MOST_OCCURRENCES, Pattern, dates

YEAR = Pattern(kind=1, start=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31))


def on(*days: str) -> list[dt.date]:
    return [dt.date.fromisoformat(day) for day in days]


def pattern(kind: int, start: str, until: str, **more: int) -> list[dt.date]:
    return dates(Pattern(kind=kind, start=dt.date.fromisoformat(start), until=dt.date.fromisoformat(until), **more))


def test_every_third_day() -> None:
    assert pattern(7, "2026-09-01", "2026-09-08", period=3) == on("2026-09-01", "2026-09-04", "2026-09-07")


def test_every_second_weekday() -> None:
    assert pattern(8, "2026-09-03", "2026-09-09", period=2) == on("2026-09-03", "2026-09-07", "2026-09-09")


def test_every_other_saturday_three_times() -> None:
    found = pattern(6, "2026-01-03", "2026-12-31", period=2, days=64, occurrences=3)
    assert found == on("2026-01-03", "2026-01-17", "2026-01-31")


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = pattern(4, "2026-01-31", "2026-04-30", day=31)
    assert found == on("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30")


def test_first_monday_and_last_weekday_of_a_month() -> None:
    assert pattern(5, "2026-01-01", "2026-02-28", item=4, position=0) == on("2026-01-05", "2026-02-02")
    assert pattern(5, "2026-01-01", "2026-02-28", item=1, position=4) == on("2026-01-30", "2026-02-27")


def test_christmas_and_thanksgiving() -> None:
    assert pattern(2, "2025-12-25", "2026-12-31", month=12, day=25) == on("2025-12-25", "2026-12-25")
    found = pattern(3, "2025-11-01", "2026-11-30", month=11, item=7, position=3)
    assert found == on("2025-11-27", "2026-11-26")


@given(
    kind=st.integers(1, 8),
    start=st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
    length=st.integers(0, 4000),
    occurrences=st.none() | st.integers(1, 50),
    period=st.integers(1, 9999),
    days=st.integers(0, 127),
    item=st.integers(0, 9),
    position=st.integers(0, 4),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
)
def test_any_pattern_gives_ascending_days_within_its_range(
    kind: int, start: dt.date, length: int, occurrences: int | None, **more: int
) -> None:
    until = start + dt.timedelta(days=length)
    found = dates(Pattern(kind=kind, start=start, until=until, occurrences=occurrences, **more))
    assert all(a < b for a, b in pairwise(found))
    assert all(start <= day <= until for day in found)
    assert len(found) <= (MOST_OCCURRENCES if occurrences is None else occurrences)
