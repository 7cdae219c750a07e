"""Ways out of over-allocation, which share what they start from, are those that are found one by one."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.leveling.applying import apply_moves
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.staffing.days import staff_days
from pilotage.plan.staffing.proposals import WayKind, ways
from pilotage.plan.vocabulary.people import Availability
from pilotage.plan.vocabulary.program import Program
from tests.plan.leveling.naive import level
from tests.plan.leveling.test_interference import skilled_programs
from tests.plan.staffing import naive
from tests.plan.staffing.programs import staffed_programs
from tests.plan.stories import milestone


@given(st.one_of(skilled_programs(), staffed_programs()), st.booleans())
@settings(max_examples=30, deadline=None)
def test_the_same_ways_as_one_by_one(value: Program, again: bool) -> None:
    value = replace(value, activities=(*value.activities, milestone("over")))
    if again:  # a plan that has leveling dates
        value = apply_moves(value, level(value, schedules=20).moves)
    days = staff_days(schedule(value))
    assert ways(days) == naive.ways(days)


@given(skilled_programs())
@settings(max_examples=20, deadline=None)
def test_more_time_moves_no_date(value: Program) -> None:
    """What `hours_over` rests on."""
    more = Availability(dt.date(2026, 9, 7), dt.date(2026, 9, 30), 1.5)
    people = tuple(replace(each, availability=(*each.availability, more)) for each in value.people)
    before, after = schedule(value), schedule(replace(value, people=people))
    assert before.start.tolist() == after.start.tolist()
    assert before.finish.tolist() == after.finish.tolist()
    found = {each.kind: each for each in ways(staff_days(before))}
    assert found[WayKind.AVAILABILITY].over_before >= found[WayKind.AVAILABILITY].over_after
