"""Days off merged for the chart, against a twin that asks about each day."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pilotage.api.shapes.nonworking import Interval, nonworking
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift
from pilotage.plan.working_time.calendar_tables import WorkingTime, midnight, public_holidays

FIRST = dt.date(2026, 12, 1)
DAYS = 45
WORK = (Shift(540, 1020),)


@st.composite
def times(draw: st.DrawFn) -> WorkingTime:
    exceptions = st.builds(
        lambda at, size, shifts, kind: CalendarException(
            FIRST + dt.timedelta(at), FIRST + dt.timedelta(at + size), shifts, f"why {at % 2}", kind
        ),
        st.integers(-9, DAYS),
        st.integers(1, 9),
        st.sampled_from([(), WORK]),
        st.sampled_from(ExceptionKind),
    )
    layer = st.tuples(st.sampled_from([(), ("DE",), ("US", "DE")]), st.lists(exceptions, max_size=4).map(tuple))
    return WorkingTime(
        zone=draw(st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"])),
        week=tuple(draw(st.lists(st.sampled_from([(), WORK]), min_size=7, max_size=7))),
        layers=tuple(draw(st.lists(layer, max_size=2))),
    )


def reason(time: WorkingTime, day: dt.date) -> tuple[str, str] | None:
    found = weekend = None if time.week[day.weekday()] else ("weekend", "")
    for regions, exceptions in time.layers:
        for region in regions:
            if day in set(public_holidays(region, day.year, day.year)):
                found = "holiday", f"Public holiday {region}"
        for each in exceptions:
            if each.start <= day < each.end:
                found = None if each.shifts else (each.kind.value, each.title)
    return weekend if weekend and found is not None and found[0] != "freeze" else found


@given(times())
def test_days_off_are_those_of_the_naive_twin(time: WorkingTime) -> None:
    zone = ZoneInfo(time.zone)
    expected: list[Interval] = []
    for offset in range(DAYS):
        day = FIRST + dt.timedelta(offset)
        why, begin, end = reason(time, day), midnight(day, zone), midnight(day + dt.timedelta(1), zone)
        if why is not None and expected and expected[-1][1] == begin and expected[-1][2:] == why:
            expected[-1] = (expected[-1][0], end, *why)
        elif why is not None:
            expected.append((begin, end, *why))
    assert nonworking(time, FIRST, FIRST + dt.timedelta(DAYS)) == tuple(expected)
