"""The project's own fields, calendars, resources and assignments."""

import datetime as dt

from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.calendars import STANDARD, CalendarException, ExceptionKind, Shift
from tests.exchange.mspdi.documents import elements, ids, only, program, read, task


def times(*shifts: tuple[str, str]) -> str:
    each = (f"<WorkingTime>{elements(FromTime=a, ToTime=b)}</WorkingTime>" for a, b in shifts)
    return f"<WorkingTimes>{''.join(each)}</WorkingTimes>"


def weekday(number: int, *shifts: tuple[str, str]) -> str:
    inner = times(*shifts) if shifts else ""
    return f"<WeekDay>{elements(DayType=number, DayWorking=int(bool(shifts)))}{inner}</WeekDay>"


def calendar(uid: int, name: str, *days: str, base: int = -1, more: str = "") -> str:
    head = elements(UID=uid, Name=name, IsBaseCalendar=int(base < 0), BaseCalendarUID=base)
    return f"<Calendar>{head}<WeekDays>{''.join(days)}</WeekDays>{more}</Calendar>"


DAY = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
WEEK = tuple(weekday(number, *(DAY if 1 < number < 7 else ())) for number in range(1, 8))


def resources(*all_of_them: str) -> str:
    return f"<Resources>{''.join(all_of_them)}</Resources>"


def resource(uid: int, name: str, **values: object) -> str:
    return f"<Resource>{elements(UID=uid, Name=name, Type=1, **values)}</Resource>"


def assigned(task_: int, person: int, units: object = 1) -> str:
    return f"<Assignment>{elements(UID=1, TaskUID=task_, ResourceUID=person, Units=units)}</Assignment>"


def test_header() -> None:
    head = elements(
        Name="atlas.xml",
        Title="Payments in three regions",
        Subject="Why",
        StartDate="2026-03-02T08:00:00",
        StatusDate="2026-03-13T17:00:00",
        CurrencySymbol="£",
        CalendarUID=1,
        MinutesPerDay=450,
        MinutesPerWeek=2250,
    )
    plan = program(task(1), head=head, calendars=calendar(1, "Standard", *WEEK))
    assert (plan.id, plan.title, plan.summary) == ("atlas", "Payments in three regions", "Why")
    assert plan.start == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert plan.status_date == dt.date(2026, 3, 13)
    assert (plan.currency, plan.hours_per_day, plan.days_per_week) == ("GBP", 7.5, 5.0)
    assert plan.default_calendar == "standard"


def test_a_file_without_calendars_gets_the_standard_one() -> None:
    assert program(task(1)).calendars == (STANDARD,)


def test_backward_scheduling_is_told() -> None:
    assert ids(read(task(1), head=elements(ScheduleFromStart=0))) == ["scheduled-from-finish"]


def test_week_and_both_forms_of_exceptions() -> None:
    period = f"<TimePeriod>{elements(FromDate='2026-05-01T00:00:00', ToDate='2026-05-02T23:59:00')}</TimePeriod>"
    old = f"<WeekDay>{elements(DayType=0, DayWorking=0)}{period}</WeekDay>"
    new = f"<Exceptions><Exception>{period}{elements(Name='Off', Type=1, DayWorking=0)}</Exception></Exceptions>"
    night = weekday(2, ("22:00:00", "00:00:00"))
    first = program(task(1), calendars=calendar(1, "Night Shift", night, old)).calendars[0]
    assert first.id == "night-shift"
    assert first.week == ((Shift(1320, 1440),), (), (), (), (), (), ())
    assert [(e.start, e.end, e.title) for e in first.exceptions] == [(dt.date(2026, 5, 1), dt.date(2026, 5, 3), "")]
    both = program(task(1), calendars=calendar(1, "Both", night, old, more=new)).calendars[0]
    assert [(e.start, e.end, e.title) for e in both.exceptions] == [(dt.date(2026, 5, 1), dt.date(2026, 5, 3), "Off")]


def test_a_work_week_changes_the_days_it_names() -> None:
    period = f"<TimePeriod>{elements(FromDate='2026-07-06T00:00:00', ToDate='2026-07-19T23:59:00')}</TimePeriod>"
    week = (
        f"<WorkWeek>{period}<Name>Summer</Name><WeekDays>{weekday(6, ('08:00:00', '13:00:00'))}</WeekDays></WorkWeek>"
    )
    found = program(task(1), calendars=calendar(1, "S", *WEEK, more=f"<WorkWeeks>{week}</WorkWeeks>")).calendars[0]
    assert [(e.start, e.shifts) for e in found.exceptions] == [
        (dt.date(2026, 7, 10), (Shift(480, 780),)),
        (dt.date(2026, 7, 17), (Shift(480, 780),)),
    ]


def test_an_empty_calendar_of_a_person_becomes_days_off() -> None:
    period = f"<TimePeriod>{elements(FromDate='2026-06-01T00:00:00', ToDate='2026-06-05T23:59:00')}</TimePeriod>"
    off = f"<Exceptions><Exception>{period}{elements(Name='Leave', Type=1, DayWorking=0)}</Exception></Exceptions>"
    own = calendar(3, "Ana", base=1, more=off)
    plan = program(
        task(1),
        head=elements(CalendarUID=1),
        calendars=calendar(1, "Standard", *WEEK) + own,
        rest=resources(resource(1, "Ana", Group="Core Team", MaxUnits=0.5, CalendarUID=3)),
    )
    (ana,) = plan.people
    assert [c.id for c in plan.calendars] == ["standard"]
    assert (ana.id, ana.calendar, ana.capacity, ana.team) == ("r1", None, 0.5, "core-team")
    leave = CalendarException(dt.date(2026, 6, 1), dt.date(2026, 6, 6), (), "Leave", ExceptionKind.TIME_OFF)
    assert ana.off == (leave,)


def test_a_week_that_differs_from_its_base_in_one_day_takes_the_others_over() -> None:
    part_time = calendar(3, "Ben", weekday(6), base=1)
    plan = program(task(1), calendars=calendar(1, "Standard", *WEEK) + part_time, head=elements(CalendarUID=1))
    ben = plan.calendars[1]
    assert ben.base == "standard"
    assert ben.week is not None
    assert [bool(day) for day in ben.week] == [True, True, True, True, False, False, False]


def test_the_only_one_assigned_is_the_owner() -> None:
    people = resources(resource(1, "Ana"), resource(2, "Ben"))
    activity = only(task(1), rest=people + f"<Assignments>{assigned(1, 2, 0.5)}</Assignments>")
    assert (activity.owner, activity.assignments) == ("r2", (Assignment("r2", 0.5),))


def test_several_people_work_whenever_one_of_them_does() -> None:
    night = calendar(2, "Night", *(weekday(number, ("00:00:00", "08:00:00")) for number in range(2, 7)))
    people = resources(resource(1, "Ana", CalendarUID=1), resource(2, "Ben", CalendarUID=2))
    both = f"<Assignments>{assigned(1, 1)}{assigned(1, 2)}</Assignments>"
    plan = program(
        task(1), head=elements(CalendarUID=1), calendars=calendar(1, "Day", *WEEK) + night, rest=people + both
    )
    assert plan.activities[0].calendar == "day-night"
    together = plan.calendars[-1]
    assert together.week is not None
    assert together.week[0] == (Shift(0, 720), Shift(780, 1020))


def test_materials_costs_and_strangers() -> None:
    things = resources(
        f"<Resource>{elements(UID=1, Name='Concrete', Type=0)}</Resource>",
        f"<Resource>{elements(UID=2, Name='Travel', Type=0, IsCostResource=1)}</Resource>",
    )
    result = read(
        task(1), rest=things + f"<Assignments>{assigned(1, 1)}{assigned(1, 9)}{assigned(1, -65535)}</Assignments>"
    )
    assert result.program is not None
    assert result.program.people == ()
    assert ids(result) == ["resource-not-a-person", "resource-not-a-person", "missing-resource"]
