import datetime as dt
from typing import Any

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
)
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, Shift
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

START = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def program(*activities: Activity, **changes: Any) -> Program:
    made = Program(id="p", title="P", start=START, activities=activities)
    return msgspec.structs.replace(made, **changes)


def task(name: str, **changes: Any) -> Activity:
    return Activity(id=name, title=name, **changes)


def ids(made: Program) -> list[str]:
    return [problem.id for problem in plan.check(made)]


def test_a_sound_program_has_no_problems() -> None:
    links = (Dependency(predecessor="a", successor="b"),)
    assert plan.check(program(task("a"), task("b"), dependencies=links)) == ()


def test_a_cycle_is_named_whole_and_in_order() -> None:
    names = ["backfill", "cutover", "rehearsal"]
    circle = tuple(Dependency(predecessor=a, successor=b) for a, b in zip(names, [*names[1:], names[0]], strict=True))
    made = program(task("before"), *map(task, names), task("after"), dependencies=circle)
    (problem,) = plan.check(made)
    assert problem.id == "dependency-cycle"
    assert problem.severity is Severity.ERROR
    assert "backfill, cutover, rehearsal, backfill" in problem.message
    with pytest.raises(plan.Unschedulable, match="backfill, cutover, rehearsal, backfill"):
        plan.schedule(made)


def test_a_cycle_through_a_summary_names_the_summary() -> None:
    made = program(
        task("phase", kind=ActivityKind.SUMMARY),
        task("a", parent="phase"),
        task("b"),
        dependencies=(
            Dependency(predecessor="phase", successor="b"),
            Dependency(predecessor="b", successor="a"),
        ),
    )
    (problem,) = plan.check(made)
    assert problem.id == "dependency-cycle"
    assert all(name in problem.message for name in ("phase", "a", "b"))


def test_two_cycles_are_two_problems() -> None:
    pairs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("b", "c")]
    links = tuple(Dependency(predecessor=x, successor=y) for x, y in pairs)
    assert ids(program(*map(task, "abcd"), dependencies=links)) == ["dependency-cycle"] * 2


def test_a_missing_predecessor_is_told_and_left_out() -> None:
    made = program(task("a"), dependencies=(Dependency(predecessor="ghost", successor="a"),))
    assert ids(made) == ["missing-predecessor"]
    assert plan.schedule(made).problems == plan.check(made)


ESTIMATE = ThreePointEstimate(Span(960), Span(480), Span(1920))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (program(task("a"), task("a")), "duplicate-id"),
        (program(task("a", owner="nobody")), "missing-reference"),
        (program(task("a", parent="nothing")), "missing-reference"),
        (program(task("a", assignments=(Assignment(""),))), "missing-reference"),
        (program(task("a", assignments=(Assignment("", skill="java"),))), "unknown-skill"),
        (program(task("a", estimate=ESTIMATE)), "estimate-out-of-order"),
        (program(task("a", duration=Span(-1))), "negative-duration"),
        (program(task("a", progress=1.5, actual_start=START)), "progress-out-of-range"),
        (program(task("a", progress=0.5)), "progress-without-start"),
        (program(task("a", kind=ActivityKind.SUMMARY)), "summary-without-activities"),
        (program(task("a"), task("b", parent="a")), "parent-not-summary"),
        (
            program(task("a", actual_start=START, actual_finish=START - dt.timedelta(1))),
            "finish-before-start",
        ),
        (program(task("a"), dependencies=(Dependency(predecessor="a", successor="a"),)), "dependency-on-itself"),
        (program(task("a"), dependencies=(Dependency(predecessor="a", successor="x"),)), "missing-successor"),
        (program(task("a"), zone="Mars/Olympus"), "unknown-zone"),
        (program(task("a"), start=None), "missing-start"),
        (program(calendars=(STANDARD, Calendar(id="empty", week=((),) * 7))), "calendar-without-working-time"),
        (program(calendars=(STANDARD, Calendar(id="x", base="standard", zone="Nowhere/At"))), "unknown-zone"),
        (program(calendars=(STANDARD, Calendar(id="x", base="gone"))), "missing-reference"),
        (program(calendars=(STANDARD, Calendar(id="x", base="standard", holidays=("QQ",)))), "unknown-holidays"),
        (program(calendars=(STANDARD, Calendar(id="x", base="standard", holidays=("DE-QQ",)))), "unknown-holidays"),
        (
            program(calendars=(STANDARD, Calendar(id="x", week=((Shift(600, 500), Shift(0, 60)),) * 7))),
            "impossible-shift",
        ),
        (
            program(task("a"), risks=(Risk(id="r", title="R", probability=2.0, hits=("a",)),)),
            "probability-out-of-range",
        ),
        (program(risks=(Risk(id="r", title="R", probability=0.2, hits=("gone",)),)), "missing-reference"),
        (
            program(risks=(Risk(id="r", title="R", probability=0.2, impact_days=DayImpact(3, 2, 1)),)),
            "impact-out-of-order",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_problem_has_its_id(made: Program, expected: str) -> None:
    assert expected in ids(made)


def test_calendars_based_on_each_other_are_a_cycle() -> None:
    circle = (STANDARD, Calendar(id="x", base="y"), Calendar(id="y", base="x"))
    assert set(ids(program(calendars=circle))) == {"calendar-base-cycle"}


def test_parents_in_a_circle_are_told_of_each_that_lies_on_it() -> None:
    made = program(task("a", parent="b"), task("b", parent="a"))
    assert ids(made).count("parent-cycle") == 2


def test_a_schedule_past_the_last_year_is_impossible() -> None:
    with pytest.raises(plan.Unschedulable, match="2100"):
        plan.schedule(program(task("a", duration=Span(200 * 260 * 480))))


def test_exceptions_that_never_end_leave_no_time() -> None:
    freeze = CalendarException(dt.date(2025, 1, 1), dt.date(2100, 1, 1))
    frozen = msgspec.structs.replace(STANDARD, exceptions=(freeze,))
    with pytest.raises(plan.Unschedulable):
        plan.schedule(program(task("a"), calendars=(frozen,)))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_LATER_THAN, False),
        (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_NO_EARLIER_THAN, True),
        (ConstraintKind.MUST_START_ON, ConstraintKind.FINISH_NO_LATER_THAN, True),
        (None, ConstraintKind.FINISH_NO_LATER_THAN, True),
    ],
)
def test_two_constraints_that_do_not_go_together_are_told(
    first: ConstraintKind | None, second: ConstraintKind, told: bool
) -> None:
    constraint = None if first is None else Constraint(first, START)
    made = program(task("a", constraint=constraint, second_constraint=Constraint(second, START)))
    assert ("constraints-together" in ids(made)) is told
