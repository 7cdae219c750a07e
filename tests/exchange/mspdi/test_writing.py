"""What is written can be read back: by us without loss, by MPXJ with the same meaning, in the order of the schema."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.exchange import mspdi
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
)
from pilotage.plan.vocabulary.amounts import DayImpact, Span
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, Shift
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from tests.exchange.mspdi.strategies import programs

FILES = Path(__file__).parent / "files"
UTC = dt.UTC

# The order of Microsoft's schema (mspdi_pj12.xsd, with the elements of Project 2010), as far as we write it.
ORDER = {
    "Project": "SaveVersion Name Title Subject Manager ScheduleFromStart StartDate FinishDate FYStartDate"
    " CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode CurrencySymbolPosition CalendarUID"
    " DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth DefaultTaskType DurationFormat"
    " WorkFormat HonorConstraints NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks StatusDate"
    " NewTasksAreManual ExtendedAttributes Calendars Tasks Resources Assignments",
    "Task": "UID ID Name Active Manual Type IsNull Contact WBS OutlineNumber OutlineLevel Priority Start Finish"
    " Duration ManualStart ManualDuration DurationFormat Work EffortDriven Recurring Estimated Milestone Summary"
    " Critical EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack FixedCost PercentComplete ActualStart"
    " ActualFinish ActualDuration RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline Hyperlink"
    " HyperlinkAddress IgnoreResourceCalendar Notes PredecessorLink ExtendedAttribute Baseline",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions",
    "WeekDay": "DayType DayWorking WorkingTimes",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking WorkingTimes",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Baseline": "Number Interim Start Finish Duration DurationFormat",
    "Resource": "UID ID Name Type IsNull Group EmailAddress MaxUnits CanLevel CalendarUID ExtendedAttribute",
    "Assignment": "UID TaskUID ResourceUID Units Work",
}


def back(program: Program) -> Program:
    result = mspdi.read(mspdi.write(program))
    assert result.program is not None
    return result.program


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_reading_what_was_written_gives_the_plan_back(program: Program) -> None:
    found = back(program)
    for field in program.__struct_fields__:
        assert getattr(found, field) == getattr(program, field), field


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_elements_come_in_the_order_of_the_schema(program: Program) -> None:
    root = fromstring(mspdi.write(program))
    for element in root.iter():
        order = ORDER.get(_name(element), "").split()
        if order:
            places = [order.index(_name(child)) for child in element]
            assert places == sorted(places), _name(element)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _leaves(element: Element) -> Iterator[Element]:
    return (leaf for leaf in element.iter() if not len(leaf))


def test_every_file_we_read_is_written_back_alike() -> None:
    program = mspdi.read(FILES / "everything.xml").program
    assert program is not None
    once = back(program)
    # The team's people keep their calendars; bases are written out, and a calendar of our own making stays.
    same = [f for f in program.__struct_fields__ if f not in ("calendars", "baselines")]
    assert {f: getattr(once, f) for f in same} == {f: getattr(program, f) for f in same}
    assert back(once) == once


def test_a_schedule_adds_dates_and_floats() -> None:
    first = Activity(id="a", title="A", duration=Span(960))
    program = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 3, 2, 9, tzinfo=UTC),
        activities=(first, Activity(id="b", title="B", duration=Span(480)), Activity(id="c", title="C")),
        dependencies=(Dependency(predecessor="a", successor="b"),),
    )
    root = fromstring(mspdi.write(program, plan.schedule(program)))
    texts = {
        _text(task, "Name"): [_text(task, name) for name in ("Start", "Finish", "Critical", "TotalSlack")]
        for task in root.iter("{http://schemas.microsoft.com/project}Task")
        if _text(task, "UID") != "0"
    }
    assert texts == {
        "A": ["2026-03-02T09:00:00", "2026-03-03T17:00:00", "1", "0"],
        "B": ["2026-03-04T09:00:00", "2026-03-04T17:00:00", "1", "0"],
        "C": ["2026-03-02T09:00:00", "2026-03-02T17:00:00", "0", "9600"],
    }
    assert _text(root, "FinishDate") == "2026-03-04T17:00:00"


def _text(element: Element, name: str) -> str | None:
    return element.findtext(f"{{http://schemas.microsoft.com/project}}{name}")


def test_wall_clock_of_the_programs_zone() -> None:
    start = dt.datetime(2026, 7, 1, 7, tzinfo=UTC)
    content = mspdi.write(Program(id="p", title="P", zone="Europe/Berlin", start=start))
    assert b"<StartDate>2026-07-01T09:00:00</StartDate>" in content
    again = mspdi.read(content, zone="Europe/Berlin").program
    assert again is not None
    assert again.start == start


def test_overlapping_exceptions_are_resolved_as_the_plan_does() -> None:
    week_off = CalendarException(dt.date(2026, 3, 2), dt.date(2026, 3, 7), (), "Closed")
    open_day = CalendarException(dt.date(2026, 3, 4), dt.date(2026, 3, 5), (Shift(600, 720),), "Open")
    calendar = Calendar(id="c", title="C", week=STANDARD.week, exceptions=(week_off, open_day))
    found = back(Program(id="p", title="P", calendars=(calendar,), default_calendar="c")).calendars[0]
    assert [(e.start.day, e.end.day, e.title) for e in found.exceptions] == [
        (2, 4, "Closed"),
        (4, 5, "Open"),
        (5, 7, "Closed"),
    ]


def test_public_holidays_are_written_as_days() -> None:
    calendar = Calendar(id="c", title="C", week=STANDARD.week, holidays=("DE",))
    start = dt.datetime(2026, 3, 2, 9, tzinfo=UTC)
    found = back(Program(id="p", title="P", start=start, calendars=(calendar,), default_calendar="c")).calendars[0]
    days = {exception.start for exception in found.exceptions}
    assert {dt.date(2026, 5, 1), dt.date(2026, 10, 3), dt.date(2027, 1, 1)} <= days


def test_manual_tasks_go_back_by_hand() -> None:
    fixed = Constraint(ConstraintKind.FIXED_START, dt.datetime(2026, 4, 7, 8, tzinfo=UTC))
    activity = Activity(
        id="t1", title="T", duration=Span(480), constraint=fixed, labels=("manually-scheduled",), key="mspdi/1"
    )
    program = Program(id="p", title="P", activities=(activity,))
    assert b"<Manual>1</Manual>" in mspdi.write(program)
    assert back(program).activities == (activity,)


def test_characters_xml_cannot_hold_are_dropped() -> None:
    activity = Activity(id="t1", title="A <b> & \x00\x0b\ud800 c", key="mspdi/1")
    assert back(Program(id="p", title="P", activities=(activity,))).activities[0].title == "A <b> & c"


@given(
    st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(0, 4)), max_size=5, unique_by=lambda pair: pair[0])
)
def test_any_parents_even_in_a_circle_are_written(pairs: list[tuple[int, int | None]]) -> None:
    rows = tuple(Activity(id=f"a{n}", title="T", parent=None if p is None else f"a{p}") for n, p in pairs)
    assert {a.id for a in back(Program(id="p", title="P", activities=rows)).activities} == {a.id for a in rows}


NOON = dt.datetime(2026, 9, 9, 12, tzinfo=dt.UTC)
BEGIN = Constraint(ConstraintKind.START_NO_EARLIER_THAN, NOON)
END = Constraint(ConstraintKind.FINISH_NO_LATER_THAN, NOON + dt.timedelta(days=9))
START_BY = Constraint(ConstraintKind.START_NO_LATER_THAN, NOON)


@pytest.mark.parametrize(
    ("first", "second", "deadline", "constraint", "limit"),
    [
        (BEGIN, END, None, BEGIN, END.at),
        (END, BEGIN, None, BEGIN, END.at),
        (BEGIN, END, NOON, BEGIN, NOON),
        (BEGIN, START_BY, None, BEGIN, None),
        (None, END, None, None, END.at),
    ],
)
def test_of_two_constraints_the_limit_of_the_finish_becomes_the_deadline(
    first: Constraint | None,
    second: Constraint,
    deadline: dt.datetime | None,
    constraint: Constraint | None,
    limit: dt.datetime | None,
) -> None:
    activity = Activity(
        id="a", title="A", duration=Span(480), constraint=first, second_constraint=second, deadline=deadline
    )
    read = mspdi.read(("a.xml", mspdi.write(Program(id="p", title="P", activities=(activity,)))))
    assert read.program is not None
    (back,) = read.program.activities
    assert (back.constraint, back.second_constraint, back.deadline) == (constraint, None, limit)


def test_losses_name_what_stays_behind() -> None:
    program = Program(
        id="p",
        title="P",
        people=(Person(id="ana", name="Ana", external=True),),
        calendars=(msgspec.structs.replace(STANDARD, zone="Asia/Kolkata"),),
        activities=(
            Activity(
                id="a",
                title="A",
                progress=1 / 3,
                assignments=(Assignment("ana", skill="java"),),
                pauses=(CalendarException(dt.date(2026, 9, 9), dt.date(2026, 9, 10)),),
                constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, NOON),
                second_constraint=Constraint(ConstraintKind.FINISH_NO_LATER_THAN, NOON),
                expected_finish=NOON,
            ),
            Activity(id="s", title="S", kind=ActivityKind.SUMMARY),
        ),
        dependencies=(Dependency(predecessor="a", successor="s", calendar="standard"),),
        risks=(Risk(id="lag", title="Lag", probability=0.3, impact_days=DayImpact(1, 2, 3)),),
    )
    assert {problem.id for problem in mspdi.losses(program)} == {
        "risks-not-written",
        "external-not-written",
        "zones-not-written",
        "progress-rounded",
        "summaries-as-tasks",
        "lag-calendars-not-written",
        "pauses-not-written",
        "second-constraints-not-written",
        "expected-finishes-not-written",
        "skills-not-written",
    }
    assert "lag" in next(p.message for p in mspdi.losses(program) if p.id == "risks-not-written")


def test_a_plain_plan_loses_nothing() -> None:
    activity = Activity(id="a", title="A", duration=Span(480))
    assert mspdi.losses(Program(id="p", title="P", activities=(activity,))) == ()
