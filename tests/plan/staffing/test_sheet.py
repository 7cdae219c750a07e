"""The staffing sheet against its definition, and what must hold of any."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan import schedule
from pilotage.plan.staffing.cells import cell
from pilotage.plan.staffing.days import staff_days
from pilotage.plan.staffing.groups import RowKind
from pilotage.plan.staffing.nobody import AbsenceReason, absent
from pilotage.plan.staffing.periods import PeriodKind, periods
from pilotage.plan.staffing.sheet import StaffingSheet, sheet
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from tests.plan.staffing.programs import MONDAY, program, staffed_programs, task

QUICK = settings(max_examples=25, deadline=None)


def made(of: Program, by: RowKind = RowKind.PERSON, every: PeriodKind = PeriodKind.WEEK) -> StaffingSheet:
    return sheet(staff_days(schedule(of)), by, every)


def total(of: StaffingSheet) -> float:
    return sum(sum(row.named) + sum(row.unnamed) for row in of.rows)


@QUICK
@given(staffed_programs(), st.sampled_from(RowKind), st.sampled_from(PeriodKind))
def test_demand_is_the_assigned_work_however_it_is_split(of: Program, by: RowKind, every: PeriodKind) -> None:
    """Work of activities without anybody counts for one person."""
    known = {each.id for each in of.people}
    asked = sum(
        (activity.duration.minutes if activity.duration else 0) * units / 60
        for activity in of.activities
        for units in ([each.units for each in activity.assignments] or [1.0])
    )
    assert known
    assert total(made(of, by, every)) == pytest.approx(asked, abs=0.3)


@QUICK
@given(staffed_programs(), st.dates(MONDAY, MONDAY + dt.timedelta(40)), st.integers(1, 9))
def test_days_off_never_give_more_capacity(of: Program, first: dt.date, size: int) -> None:
    away = CalendarException(first, first + dt.timedelta(size))
    less = replace(of, people=tuple(replace(each, off=(*each.off, away)) for each in of.people))
    until = MONDAY + dt.timedelta(120)
    before, after = (
        sheet(staff_days(schedule(each)), RowKind.TEAM, PeriodKind.WEEK, until=until) for each in (of, less)
    )
    was = {row.id: row.capacity for row in before.rows}
    assert all(now <= then for row in after.rows for now, then in zip(row.capacity, was[row.id], strict=True))


@QUICK
@given(staffed_programs())
def test_it_is_the_plan_hour_by_hour(of: Program) -> None:
    """A slow twin: every hour of the plan, who works and who is asked, by the definition."""
    found = schedule(of)
    by_person = {row.id: row for row in made(of).rows}
    weeks = made(of).periods
    asked: dict[tuple[str, int], float] = {}
    quarter = dt.timedelta(minutes=15)
    for activity in of.activities:
        row = found.at(activity.id)
        at = row.start
        while at < row.finish:
            if at.weekday() < 5 and 9 <= at.hour < 17:
                week = next(n for n, each in enumerate(weeks) if each.start <= at.date() < each.finish)
                for each in activity.assignments:
                    key = each.person or f"skill:{each.skill}"
                    asked[key, week] = asked.get((key, week), 0.0) + each.units / 4
                if not activity.assignments:
                    asked["team:", week] = asked.get(("team:", week), 0.0) + 0.25
            at += quarter
    for name, shown in by_person.items():
        for week in range(len(weeks)):
            assert shown.named[week] + shown.unnamed[week] == pytest.approx(asked.get((name, week), 0.0), abs=0.02)


def test_a_free_day_does_not_hide_a_double_one() -> None:
    ada = Person(id="ada", name="Ada")
    of = program(task("a", 1, Assignment("ada")), task("b", 1, Assignment("ada")), people=(ada,))
    (row,) = made(of).rows
    assert (row.capacity[0], row.named[0], row.over[0]) == (40.0, 16.0, 8.0)


def test_a_week_of_the_clock_change_has_its_hours() -> None:
    """Berlin's night shift of 29 March 2026, midnight to eight, lasts seven hours."""
    nights = Calendar(id="night", zone="Europe/Berlin", week=((Shift(0, 480),),) * 7)
    ada = Person(id="ada", name="Ada", calendar="night")
    start = dt.datetime(2026, 3, 23, tzinfo=ZoneInfo("Europe/Berlin"))
    of = program(
        task("a", 15, Assignment("ada"), calendar="night"),
        people=(ada,),
        calendars=(nights,),
        default_calendar="night",
        start=start,
        zone="Europe/Berlin",
        status_date=dt.date(2026, 3, 22),
    )
    (row,) = made(of).rows
    assert row.capacity[:2] == (7 * 8 - 1, 7 * 8)


def test_the_receipt_adds_up_to_the_cell() -> None:
    ada = Person(id="ada", name="Ada", capacity=0.5, off=(CalendarException(MONDAY, MONDAY + dt.timedelta(1)),))
    of = program(task("a", 3, Assignment("ada", 0.5)), task("b", 2, Assignment("ada")), people=(ada,))
    days = staff_days(schedule(of))
    shown = cell(
        days, RowKind.PERSON, "ada", PeriodKind.WEEK, sheet(days, RowKind.PERSON, PeriodKind.WEEK).periods[0].start
    )
    assert [(each.id, each.hours) for each in shown.activities] == [("b", 16.0), ("a", 12.0)]
    (person,) = shown.people
    assert (person.worked, person.capacity, person.asked) == (32.0, 16.0, 28.0)
    assert [each.date for each in person.off] == [MONDAY]
    assert len(person.notes) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"leaves": MONDAY}, AbsenceReason.LEFT),
        ({"joins": MONDAY + dt.timedelta(2)}, AbsenceReason.NOT_JOINED),
        ({"capacity": 0.0}, AbsenceReason.NO_SHARE),
        ({"off": (CalendarException(MONDAY, MONDAY + dt.timedelta(9)),)}, AbsenceReason.OFF),
    ],
)
def test_who_has_no_time_is_named_with_the_reason(changes: dict[str, object], reason: AbsenceReason) -> None:
    ada = replace(Person(id="ada", name="Ada"), **changes)
    of = program(task("a", 3, Assignment("ada")), people=(ada,))
    (found,) = absent(staff_days(schedule(of)))
    assert (found.person, found.reason, found.activities) == ("ada", reason, ("a",))


def test_months_and_quarters_begin_where_they_begin() -> None:
    found = periods(dt.date(2026, 11, 17), 100, PeriodKind.QUARTER)
    assert [each.start for each in found] == [dt.date(2026, 11, 17), dt.date(2027, 1, 1)]
    assert found[-1].finish == dt.date(2027, 4, 1)
