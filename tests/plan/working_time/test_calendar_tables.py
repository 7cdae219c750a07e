import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import (
    STANDARD,
    Calendar,
    CalendarException,
    ExceptionKind,
    Shift,
    standard_week,
)
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import WorkingTime, intervals, moment, resolve

BERLIN = "Europe/Berlin"


def days(time: WorkingTime, first: dt.date, last: dt.date) -> list[tuple[str, str]]:
    zone = ZoneInfo(time.zone)
    starts, ends = intervals(time, first, last)
    return [
        (f"{moment(int(a), zone):%d %H:%M}", f"{moment(int(b), zone):%d %H:%M}")
        for a, b in zip(starts, ends, strict=True)
    ]


def test_a_working_day_starts_by_the_local_clock_on_both_sides_of_the_clock_change() -> None:
    time = WorkingTime(zone=BERLIN, week=standard_week())
    assert days(time, dt.date(2026, 3, 27), dt.date(2026, 3, 31)) == [
        ("27 09:00", "27 17:00"),
        ("30 09:00", "30 17:00"),
    ]


def test_a_night_shift_loses_the_hour_that_the_clock_skips() -> None:
    time = WorkingTime(zone=BERLIN, week=((Shift(0, 480),),) * 7)
    starts, ends = intervals(time, dt.date(2026, 3, 28), dt.date(2026, 3, 31))
    assert [int(length) for length in ends - starts][1:3] == [420, 480]  # the 29th and the 30th


def test_around_the_clock_is_one_interval() -> None:
    time = WorkingTime(zone=BERLIN, week=((Shift(0, 1440),),) * 7)
    starts, ends = intervals(time, dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    assert (ends - starts).tolist() == [365 * 1440]


def test_own_exceptions_win_over_those_of_the_base_and_over_holidays() -> None:
    base = Calendar(
        id="base",
        week=standard_week(),
        zone=BERLIN,
        holidays=("DE",),
        exceptions=(CalendarException(dt.date(2026, 5, 4), dt.date(2026, 5, 6)),),
    )
    extra = CalendarException(dt.date(2026, 5, 1), dt.date(2026, 5, 2), (Shift(600, 720),), kind=ExceptionKind.WORKING)
    own = Calendar(id="own", base="base", exceptions=(extra,))
    time = resolve(own, {each.id: each for each in (base, own)}, "UTC")
    assert days(time, dt.date(2026, 4, 30), dt.date(2026, 5, 7)) == [
        ("30 09:00", "30 17:00"),
        ("01 10:00", "01 12:00"),
        ("06 09:00", "06 17:00"),
    ]


def test_an_activity_waits_for_its_owner_to_be_back() -> None:
    away = CalendarException(dt.date(2026, 1, 6), dt.date(2026, 1, 8), kind=ExceptionKind.TIME_OFF)
    made = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        calendars=(STANDARD, Calendar(id="pune", week=standard_week(), zone="Asia/Kolkata")),
        teams=(Team(id="edge", title="Edge", calendar="pune"),),
        people=(Person(id="priya", name="Priya", team="edge", off=(away,)),),
        activities=(
            Activity(id="hers", title="", owner="priya", duration=Span(960)),
            Activity(id="team", title="", team="edge", duration=Span(960)),
            Activity(id="own", title="", owner="priya", calendar="standard", duration=Span(960)),
        ),
    )
    schedule = plan.schedule(made)
    finishes = [f"{schedule.at(name).finish:%a %H:%M}" for name in ("hers", "team", "own")]
    assert finishes == ["Thu 11:30", "Tue 11:30", "Tue 17:00"]
    inherited = msgspec.structs.replace(made, default_calendar="pune", teams=(Team(id="edge", title="Edge"),))
    assert f"{plan.schedule(inherited).at('hers').finish:%a %H:%M}" == "Thu 11:30"
