"""Which milestone's date is the program's date."""

import datetime as dt

import msgspec

from pilotage.plan.scheduling.schedule import final_milestone
from tests.plan.stories import milestone, shop, task


def with_rows(*activities: object, **fields: object):  # type: ignore[no-untyped-def]
    return msgspec.structs.replace(shop(), activities=activities, dependencies=(), **fields)


def test_the_one_named_final_wins() -> None:
    rows = (milestone("a", target=dt.date(2027, 1, 1)), milestone("b"))
    assert final_milestone(with_rows(*rows, final="b")) == "b"


def test_else_the_milestone_with_the_last_target_even_before_a_later_task() -> None:
    early, late = milestone("early", target=dt.date(2026, 10, 1)), milestone("late", target=dt.date(2026, 12, 1))
    assert final_milestone(with_rows(late, early, task("t", 1, target=dt.date(2027, 1, 1)))) == "late"


def test_else_the_last_milestone_else_none() -> None:
    assert final_milestone(with_rows(milestone("a"), milestone("b"), task("t", 1))) == "b"
    assert final_milestone(with_rows(task("t", 1))) is None
