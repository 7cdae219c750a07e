"""A second constraint, and a finish that is expected, drawn as charts (see `charts`)."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.vocabulary.activities import SECONDS, Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, SchedulingRules
from tests.plan.scheduling.charts import DAY, at, chart, drawn, program

PRIMAVERA = SchedulingRules(behavior=Behavior.PRIMAVERA)


def made(text: str, status: dt.date | None = None, **changes: Any) -> Program:
    return msgspec.structs.replace(program(text, **changes), status_date=status, rules=PRIMAVERA)


def with_expected(text: str, lasting: int, expected: str, **more: Any) -> dict[str, Any]:
    """B of ``lasting`` days, expected to be over at a date."""
    return {"B": {"duration": Span(lasting * DAY), "expected_finish": at(expected), **more}}


STRETCHED = """
      MTWTFSSMTWTFSS
    A XX
    B   XXX..XX
    C          XX
    A > B
    B > C
    """


@pytest.mark.parametrize("lasting", [1, 5, 9])
def test_work_lasts_until_the_finish_that_is_expected(lasting: int) -> None:
    """Longer or shorter, and what follows moves with it."""
    schedule = plan.schedule(made(STRETCHED, **with_expected(STRETCHED, lasting, "w2 Tue 17:00")))
    assert drawn(schedule) == chart(STRETCHED).bars
    assert (schedule.at("B").duration, schedule.at("B").total_float) == (5 * DAY, 0)


def test_what_is_expected_to_be_over_then_has_no_free_float() -> None:
    """If it began later it would last less long: nothing is free to slip."""
    text = """
          MTWTFSSMTWTFSS
        A XXXXX..XX
        B XX
        """
    schedule = plan.schedule(made(text, **with_expected(text, 1, "w1 Tue 17:00")))
    assert drawn(schedule) == chart(text).bars
    assert (schedule.at("B").total_float_days, schedule.at("B").free_float) == (5, 0)


def test_started_work_lasts_from_where_its_rest_begins() -> None:
    text = """
          MTWTFSSMTWTFSS
        B XXXXX..X
        """
    started = {"actual_start": at("w1 Mon 09:00"), "progress": 0.5, "remaining": Span(9 * DAY)}
    schedule = plan.schedule(made(text, dt.date(2026, 1, 6), **with_expected(text, 4, "w2 Mon 17:00", **started)))
    assert schedule.at("B").finish == at("w2 Mon 17:00")
    assert schedule.remaining_start[0] * 60 == at("w1 Wed 09:00").timestamp()


@pytest.mark.parametrize("expected", ["w1 Mon 17:00", "w1 Tue 12:00"])
def test_a_finish_expected_before_the_work_begins_counts_for_nothing(expected: str) -> None:
    text = """
          MTWTFSSMTWTFSS
        A XX
        B   XX
        A > B
        """
    schedule = plan.schedule(made(text, **with_expected(text, 2, expected)))
    assert drawn(schedule) == chart(text).bars


def test_a_dependency_on_its_finish_outweighs_what_is_expected() -> None:
    text = """
          MTWTFSSMTWTFSS
        A XXXXX
        B    XX
        A > B FF
        """
    schedule = plan.schedule(made(text, **with_expected(text, 2, "w2 Tue 17:00")))
    assert drawn(schedule) == chart(text).bars


def test_two_constraints_hold_an_activity_from_both_sides() -> None:
    text = """
          MTWTFSSMTWTFSS
        A   XX
        B     X..X
        A > B
        """
    not_before = Constraint(ConstraintKind.START_NO_EARLIER_THAN, at("w1 Wed 09:00"))
    not_after = Constraint(ConstraintKind.FINISH_NO_LATER_THAN, at("w1 Wed 17:00"))
    for first, second in ((not_before, not_after), (not_after, not_before)):
        schedule = plan.schedule(made(text, A={"constraint": first, "second_constraint": second}))
        assert drawn(schedule) == chart(text).bars
        assert schedule.at("A").total_float_days == -1
        assert schedule.at("A").driven_by is plan.Driven.CONSTRAINT


DAYS = st.integers(0, 11).map(lambda day: at("w1 Mon 09:00") + dt.timedelta(day))


@given(kinds=st.tuples(st.sampled_from(SECONDS), st.sampled_from(SECONDS)), days=st.tuples(DAYS, DAYS))
def test_two_constraints_limit_what_each_limits_alone(
    kinds: tuple[ConstraintKind, ConstraintKind], days: tuple[dt.datetime, dt.datetime]
) -> None:
    """The start of one activity is the later, its late finish the earlier of what the two constraints give alone."""
    first, second = (Constraint(kind, day) for kind, day in zip(kinds, days, strict=True))
    text = """
          MTWTFSSMTWTF
        A XXXXX..XXXXX
        B XX
        """
    held = ({"constraint": first, "second_constraint": second}, {"constraint": first}, {"constraint": second})
    both, one, other = (plan.schedule(made(text, B=fields)).at("B") for fields in held)
    assert both.early_start == max(one.early_start, other.early_start)
    caps = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.FINISH_NO_LATER_THAN)
    if kinds[0] in caps and kinds[1] in caps:
        assert both.late_finish == min(one.late_finish, other.late_finish)


def test_an_edit_of_a_plan_with_expected_finishes_is_what_a_fresh_schedule_gives() -> None:
    text = STRETCHED.replace("    A > B", "".join(f"    {name} X\n  " for name in "DEFGH") + "    A > B")
    plain = plan.schedule(made(text))
    before = plan.schedule(made(text, **with_expected(text, 1, "w2 Tue 17:00")))
    _same_after_an_edit(plain, "B", expected_finish=at("w2 Fri 17:00"))
    _same_after_an_edit(before, "A", duration=Span(3 * DAY))
    _same_after_an_edit(before, "C", duration=Span(3 * DAY))
    _same_after_an_edit(before, "B", expected_finish=None)


def _same_after_an_edit(before: plan.Schedule, name: str, **fields: Any) -> None:
    rows = tuple(msgspec.structs.replace(a, **fields) if a.id == name else a for a in before.program.activities)
    edited = msgspec.structs.replace(before.program, activities=rows)
    found, fresh = reschedule(before, edited), plan.schedule(edited)
    for column in ("start", "finish", "late_start", "late_finish", "total_float", "free_float", "duration"):
        assert getattr(found, column).tolist() == getattr(fresh, column).tolist(), column
