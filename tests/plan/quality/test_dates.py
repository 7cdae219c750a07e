import datetime as dt

import pytest

from pilotage.plan.quality.model import Verdict
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from tests.plan.quality.plans import at, faulted, judged, link, program, result
from tests.plan.stories import after, milestone, task


@pytest.mark.parametrize(
    ("kind", "hard"),
    [
        (ConstraintKind.MUST_START_ON, True),
        (ConstraintKind.MUST_FINISH_ON, True),
        (ConstraintKind.START_NO_LATER_THAN, True),
        (ConstraintKind.FINISH_NO_LATER_THAN, True),
        (ConstraintKind.START_ON, True),
        (ConstraintKind.FIXED_START, True),
        (ConstraintKind.START_NO_EARLIER_THAN, False),
        (ConstraintKind.FINISH_NO_EARLIER_THAN, False),
        (ConstraintKind.ALAP, False),
    ],
)
def test_hard_constraints(kind: ConstraintKind, hard: bool) -> None:
    value = program(task("a", 2, constraint=Constraint(kind, at(21))), task("b", 20))
    assert faulted(value, "hard-constraints") == (["a"] if hard else [])
    assert result(value, "hard-constraints").measure == (0.5 if hard else 0)


def test_float_and_duration_over_44_working_days() -> None:
    value = program(task("short", 1), task("edge", 44), task("long", 45), task("end", 1), links=after("long", "end"))
    assert faulted(value, "high-duration") == ["long"]
    assert faulted(value, "high-float") == ["short"]  # 45; edge has 2
    (found,) = judged(value).findings("high-float")
    assert (found.detail, found.measure) == ("float 45 d", 45.0)
    assert "slip 45 working days unnoticed" in found.fix


def test_elapsed_durations_count_in_working_days() -> None:
    week = Span(60 * 1440, Unit.ELAPSED_DAY)  # sixty days on the clock are some 43 working days
    value = program(task("other", 50), task("cure", 1))
    clock = program(value.activities[0], value.activities[1].__class__(id="cure", title="Cure", duration=week))
    assert faulted(clock, "high-duration") == ["other"]


def test_negative_float_is_told_with_its_days() -> None:
    value = program(task("a", 5), task("b", 5, deadline=at(16)), links=after("a", "b"))
    assert faulted(value, "negative-float") == ["a", "b"]
    assert {each.detail for each in judged(value).findings("negative-float")} == {"2 d too late"}
    assert result(value, "negative-float").earned is None


def test_dates_on_the_wrong_side_of_the_status_date() -> None:
    value = program(
        task("future", 5, progress=0.5, actual_start=at(21, hour=9)),
        task("done", 5, actual_start=at(7, hour=9), actual_finish=at(22), progress=1.0),
        task("pinned", 2, constraint=Constraint(ConstraintKind.MUST_START_ON, at(8, hour=9))),
        task("fine", 2),
        status_date=dt.date(2026, 9, 18),
    )
    assert set(faulted(value, "invalid-dates")) == {"future", "done", "pinned"}
    told = {each.id: each.detail for each in judged(value).findings("invalid-dates")}
    assert told["done"] == "actual finish 22 Sep"
    assert told["future"] == "actual start 21 Sep"
    assert told["pinned"] == "planned to start 8 Sep"


def test_a_second_constraint_is_hard_too() -> None:
    begin, end = ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_LATER_THAN
    held = task("a", 2, constraint=Constraint(begin, at(9)), second_constraint=Constraint(end, at(21)))
    value = program(held, task("b", 20))
    assert faulted(value, "hard-constraints") == ["a"]
    (found,) = judged(value).findings("hard-constraints")
    assert found.detail == "not to start before 9 Sep and to finish by 21 Sep"


def test_without_a_status_date_nothing_is_valid_or_invalid() -> None:
    found = result(program(task("a", 5)), "invalid-dates")
    assert (found.verdict, found.measure, found.earned) == (Verdict.NOT_APPLICABLE, None, 0.0)
    assert "status date" in found.reason


def test_work_held_by_a_date() -> None:
    value = program(
        task("a", 2), task("held", 2, constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, at(21, hour=9))),
        task("free", 2, constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, at(7, hour=9))),
        milestone("gate", constraint=Constraint(ConstraintKind.MUST_FINISH_ON, at(25))),
        links=(*after("a", "held"), *after("a", "free"), link("a", "gate")),
    )  # fmt: skip
    assert set(faulted(value, "held-by-date")) == {"held", "gate"}
    assert "not to start before 21 Sep" in {each.detail for each in judged(value).findings("held-by-date")}
