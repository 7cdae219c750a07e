"""Dirty dates: each mistake is told with its count, and nothing is dropped in silence."""

import datetime as dt

import msgspec
import pytest

from pilotage.plan.flow.cleaning import arrived, clean, finished
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.made import START, item


def ids(*items: WorkItem) -> list[str]:
    return [problem.id for problem in clean(items).problems]


def test_clean_items_have_no_problem() -> None:
    found = clean([item("A-1", 0, 3), item("A-2", 1, None)])
    assert (found.problems, found.score) == ((), 100.0)


@pytest.mark.parametrize(
    ("dirty", "problem"),
    [
        ([item("A-1", 5, 3)], "done-before-created"),
        ([item("A-1", 0, 3, started=START + dt.timedelta(days=8))], "negative-cycle-time"),
        ([item("A-1", 5, 9, started=START)], "started-before-created"),
        ([item("A-1", 0, None, status_category=StatusCategory.DONE)], "done-without-date"),
        ([item("A-1", 0, 3, status_category=StatusCategory.DOING)], "reopened"),
        ([item("A-1", 0, 3), item("A-1", 0, 4)], "duplicate-item"),
        ([item("A-1", 0, 3, status="Warten"), item("A-2", 0, None, status="Warten")], "unclear-state"),
    ],
)
def test_each_mistake_is_told_with_examples(dirty: list[WorkItem], problem: str) -> None:
    found = clean([*dirty, item("B-1", 0, 1), item("B-2", 0, 1)])
    assert [each.id for each in found.problems] == [problem]
    assert "A-1" in found.problems[0].message
    assert found.problems[0].hint
    assert found.score is not None
    assert found.score < 100


def test_examples_are_few_and_the_count_is_whole() -> None:
    message = clean([item(f"A-{n}", 5, 3) for n in range(1200)]).problems[0].message
    assert "1,200" in message
    assert message.count("A-") == 3


def test_what_was_done_before_it_was_created_arrived_when_it_was_done() -> None:
    dirty = item("A-1", 5, 3)
    assert arrived(dirty) == finished(dirty) == (START + dt.timedelta(days=3)).date()


def test_a_day_is_a_day_in_utc() -> None:
    late = dt.datetime(2024, 3, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert finished(msgspec.structs.replace(item("A-1", 0, 1), resolved=late)) == dt.date(2024, 3, 2)


def daily(days: int) -> list[WorkItem]:
    return [item(f"{'x' * n}A-{day}", 0, day) for day in range(days) for n in range(1, 4)]


def test_a_swept_day_is_no_throughput() -> None:
    sweep = [item(f"{'y' * n}S", 0, 100) for n in range(1, 31)]
    found = clean([*daily(200), *sweep])
    assert found.bulk == {each.key for each in [*sweep, *(one for one in daily(101) if one.key.endswith("A-100"))]}
    assert [each.id for each in found.problems] == ["bulk-close"]


def test_a_swept_minute_is_seen_on_the_first_day_too() -> None:
    sweep = [item(f"S-{n:02}", 0, 0) for n in range(30)]
    assert clean(sweep).bulk == {each.key for each in sweep}


def test_a_busy_habit_is_throughput() -> None:
    habit = [item(f"H{n:03}-{day}", 0, day) for day in range(0, 300, 14) for n in range(40)]
    swept = clean(habit).bulk
    assert {key.split("-")[1] for key in swept} <= {"0"}  # only the first batch, before it was a habit


def test_later_closes_do_not_change_what_counts_as_swept() -> None:
    sweep = [item(f"{'y' * n}S", 0, 100) for n in range(1, 31)]
    earlier = clean([*daily(101), *sweep]).bulk
    assert earlier <= clean([*daily(200), *sweep, *(item(f"{'z' * n}T", 0, 150) for n in range(1, 300))]).bulk
