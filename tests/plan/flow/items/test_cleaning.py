"""Dirty dates: each mistake is told with its count, and nothing is dropped in silence."""

import datetime as dt
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.flow.items.cleaning import arrived, clean, finished
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem
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


def test_an_unknown_state_is_told_by_its_name() -> None:
    guessed = [item(f"A-{n}", 0, None, status="Tasting", category_guessed=True) for n in range(5)]
    message = clean([*guessed, item("A-9", 0, 3, status="Eaten", category_guessed=True)]).problems[0].message
    assert "the states: Tasting (5), Eaten (1)" in message


def test_items_that_jumped_between_projects_are_told_and_count_once() -> None:
    moved, old = item("NEW-1", 0, 9, former_keys=("OLD-7",)), item("OLD-7", 0, None)
    found = clean([old, moved, item("A-1", 0, 3)])
    assert [each.key for each in found.items] == ["NEW-1", "A-1"]
    assert [each.id for each in found.problems] == ["moved-item-twice", "moved-item"]
    alone = clean([moved, item("A-1", 0, 3)])
    assert [(each.id, each.severity) for each in alone.problems] == [("moved-item", Severity.INFO)]
    assert alone.score == 100


def test_items_that_were_each_other_once_are_both_gone_never() -> None:
    """A and B that each claim the other's key: one of them stays."""
    found = clean([item("A-1", 0, 9, former_keys=("B-1",)), item("B-1", 0, 9, former_keys=("A-1",))])
    assert [each.key for each in found.items] == ["A-1"]


def test_parents_in_a_circle_are_left_out() -> None:
    ring = [item("A-1", 0, 3, parent="A-2"), item("A-2", 0, 3, epic="A-3"), item("A-3", 0, 3, parent="A-1", epic="A-9")]
    tail = item("A-4", 0, 3, parent="A-1")  # leads into the circle, and is no part of it
    found = clean([tail, *ring, item("A-9", 0, 3), item("A-8", 0, 3, parent="A-8")])
    assert [each.id for each in found.problems] == ["cyclic-parent"]
    assert "4 (A-1, A-2, A-3, …)" in found.problems[0].message
    told = {each.key: (each.parent, each.epic) for each in found.items}
    assert told["A-1"] == told["A-2"] == told["A-8"] == (None, None)
    assert told["A-3"] == (None, "A-9")
    assert told["A-4"] == ("A-1", None)


@given(parents=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=7))
def test_no_circle_is_left_and_none_is_seen_where_there_is_none(parents: list[tuple[int, int]]) -> None:
    items = [item(f"A-{n}", 0, 3, parent=f"A-{parent}", epic=f"A-{epic}") for n, (parent, epic) in enumerate(parents)]
    found = clean(items)
    above = {each.key: {each.parent, each.epic} - {None} for each in found.items}
    for _round in range(8):  # leaves fall off until nothing is left
        above = {key: higher & above.keys() for key, higher in above.items() if higher & above.keys()}
    assert above == {}
    told = next((each for each in found.problems if each.id == "cyclic-parent"), None)
    assert (told is None) == (list(found.items) == items)


def test_a_long_chain_of_parents_is_no_trouble() -> None:
    chain = [item(f"A-{n}", 0, 3, parent=f"A-{n + 1}") for n in range(5_000)]
    assert "cyclic-parent" not in ids(*chain)


def test_items_that_were_reopened_are_told_and_are_no_mistake() -> None:
    names = ("Open", "Closed", "Open", "Closed")
    moves = tuple(
        Transition(START + dt.timedelta(days=day), before, after) for day, (before, after) in enumerate(pairwise(names))
    )
    found = clean([item("A-1", 0, 3, status="Closed", transitions=moves), item("A-2", 0, 3)])
    assert [(each.id, each.severity) for each in found.problems] == [("reopened-before", Severity.INFO)]
    assert found.score == 100


def test_a_tracker_closed_in_one_week() -> None:
    old = [item(f"{'x' * (n % 7)}A-{n}", n, 400 + n % 6) for n in range(0, 300, 5)]
    assert "closed-in-one-week" in ids(*old)
    assert "closed-in-one-week" in ids(*old, item("A-b", 0, 100), item("A-c", 0, 200))
    assert "closed-in-one-week" not in ids(*old, *(item(f"A-{n}b", 0, n) for n in range(100, 200, 10)))
    young = [item(f"{'x' * (n % 7)}A-{n}", n % 9, 10 + n % 6) for n in range(60)]
    assert "closed-in-one-week" not in ids(*young)


MESS = st.lists(
    st.builds(
        lambda key, created, done, category, former, parent: item(
            f"A-{key}",
            created,
            done,
            status_category=category,
            former_keys=tuple(f"A-{one}" for one in former),
            parent=None if parent is None else f"A-{parent}",
        ),
        st.integers(0, 9),
        st.none() | st.integers(-50, 50),
        st.none() | st.integers(-50, 50),
        st.sampled_from(StatusCategory),
        st.lists(st.integers(0, 9), max_size=2),
        st.none() | st.integers(0, 9),
    ),
    max_size=12,
)


@given(items=MESS)
def test_nothing_is_dropped_without_a_word(items: list[WorkItem]) -> None:
    found = clean(items)
    kept = [each.key for each in found.items]
    assert len(kept) == len(set(kept))
    told = {each.id for each in found.problems}
    if len(kept) < len(items):
        assert told & {"duplicate-item", "moved-item-twice"}
    assert all(each.message and each.hint for each in found.problems)
    if any(finished(each) is None and each.status_category is StatusCategory.DONE for each in found.items):
        assert "done-without-date" in told
    if items:
        assert kept
    assert clean(found.items).items == found.items
