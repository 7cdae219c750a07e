"""Work that rests on some days: only its own days count, and everything else of it stays as it was."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage import plan
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import LagCalendar, SchedulingRules
from tests.plan.stories import days, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)


def rest(first: int, last: int) -> CalendarException:
    """From one day to another of September, both included."""
    return CalendarException(dt.date(2026, 9, first), dt.date(2026, 9, last) + dt.timedelta(1))


def program(*activities: Activity, links: tuple[Dependency, ...] = (), **fields: object) -> Program:
    made = Program(id="p", title="P", start=MONDAY, activities=activities, dependencies=links)
    return replace(made, **fields)


def test_work_rests_on_its_pauses_and_goes_on_behind_them() -> None:
    row = plan.schedule(program(task("a", 4, pauses=(rest(9, 10),)))).at("a")
    assert row.start == MONDAY + dt.timedelta(hours=9)
    assert row.finish == dt.datetime(2026, 9, 14, 17, tzinfo=dt.UTC)
    assert row.duration == 4 * 480


def test_a_pause_is_of_one_activity_only() -> None:
    found = plan.schedule(program(task("a", 4, pauses=(rest(9, 10),)), task("b", 4)))
    assert found.at("b").finish == dt.datetime(2026, 9, 10, 17, tzinfo=dt.UTC)


def test_a_duration_on_the_clock_does_not_rest() -> None:
    cure = task("cure", 4, pauses=(rest(8, 9),))
    found = plan.schedule(program(replace(cure, duration=Span(3 * 1440, Unit.ELAPSED_DAY))))
    assert found.at("cure").finish == MONDAY + dt.timedelta(3)


@pytest.mark.parametrize("calendar", [LagCalendar.SUCCESSOR, LagCalendar.PREDECESSOR])
def test_a_lag_does_not_rest_with_the_work(calendar: LagCalendar) -> None:
    link = Dependency(predecessor="a", successor="b", lag=days(2))
    value = program(
        task("a", 1, pauses=(rest(8, 9),)),
        task("b", 1, pauses=(rest(8, 9),)),
        links=(link,),
        rules=SchedulingRules(lag_calendar=calendar),
    )
    assert plan.schedule(value).at("b").start == dt.datetime(2026, 9, 10, 9, tzinfo=dt.UTC)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(8, 20), st.integers(0, 4)), min_size=1, max_size=4))
def test_pauses_set_by_edits_give_the_same_dates_as_from_scratch(edits: list[tuple[int, int, int]]) -> None:
    links = tuple(Dependency(predecessor=f"t{at}", successor=f"t{at + 1}", lag=days(at - 1)) for at in range(3))
    value = program(*(task(f"t{at}", 2 + at) for at in range(4)), links=links)
    found = plan.schedule(value)
    for row, first, length in edits:
        rows = list(found.program.activities)
        rows[row] = replace(rows[row], pauses=(rest(first, first + length),))
        found = reschedule(found, replace(found.program, activities=tuple(rows)))
        again = plan.schedule(found.program)
        assert (found.start.tolist(), found.finish.tolist()) == (again.start.tolist(), again.finish.tolist())
