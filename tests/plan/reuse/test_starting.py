"""A plan that begins on another day: the same working days apart."""

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.reuse.starting import started
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import Calendar, standard_week
from pilotage.plan.vocabulary.program import Ask, Program

MONDAY = dt.date(2026, 1, 5)


def at(day: dt.date, hour: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def plan(target: dt.date, deadline: dt.date, not_before: dt.date) -> Program:
    return Program(
        id="p",
        title="P",
        start=at(MONDAY, 9),
        status_date=MONDAY - dt.timedelta(1),
        activities=(
            Activity(
                id="a",
                title="A",
                duration=Span(5 * 480),
                constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, at(not_before)),
                deadline=at(deadline + dt.timedelta(1)),
            ),
            Activity(id="end", title="End", kind=ActivityKind.MILESTONE, target=target),
        ),
        dependencies=(Dependency(predecessor="a", successor="end"),),
        asks=(Ask(text="Decide", by=target),),
    )


def working_days(first: dt.date, last: dt.date) -> int:
    return int(np.busday_count(first, last))


working = st.dates(MONDAY, dt.date(2027, 12, 31)).filter(lambda day: day.weekday() < 5)


@settings(max_examples=60, deadline=None)
@given(working, working, working, st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)).filter(lambda d: d.weekday() < 5))
def test_every_date_keeps_its_working_days_from_the_start(
    target: dt.date, deadline: dt.date, not_before: dt.date, start: dt.date
) -> None:
    before = plan(target, deadline, not_before)
    after = started(before, start)
    task, end = after.activities
    assert after.start == at(start, 9)
    assert after.status_date == start - dt.timedelta(1)
    assert end.target is not None
    assert working_days(start, end.target) == working_days(MONDAY, target)
    assert after.asks[0].by == end.target
    assert task.constraint is not None
    assert task.constraint.at is not None
    assert working_days(start, task.constraint.at.date()) == working_days(MONDAY, not_before)
    assert task.deadline is not None
    last = task.deadline.date() - dt.timedelta(1)
    assert working_days(start, last) == working_days(MONDAY, deadline)
    assert [each.weekday() < 5 for each in (end.target, last)] == [True, True]
    assert schedule(before).at("end").finish - at(MONDAY) >= dt.timedelta(0)
    assert started(after, MONDAY) == before


def test_holidays_of_the_calendar_are_no_working_days() -> None:
    germany = Calendar(id="de", zone="Europe/Berlin", week=standard_week(), holidays=("DE",))
    program = replace(plan(MONDAY + dt.timedelta(1), MONDAY, MONDAY), calendars=(germany,), default_calendar="de")
    moved = started(program, dt.date(2026, 4, 2))
    assert moved.activities[1].target == dt.date(2026, 4, 7)  # after Good Friday, the weekend and Easter Monday


def test_in_another_zone_the_clock_shows_the_same() -> None:
    moved = started(plan(MONDAY, MONDAY, MONDAY), MONDAY, "America/New_York")
    assert moved.zone == "America/New_York"
    assert moved.start is not None
    assert (moved.start.hour, moved.start.utcoffset()) == (9, dt.timedelta(hours=-5))
    assert moved.activities[0].deadline == dt.datetime(2026, 1, 6, 5, tzinfo=dt.UTC)
