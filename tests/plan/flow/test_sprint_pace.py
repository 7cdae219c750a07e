"""What a team's past says of a sprint, counted against runs that are counted here one by one."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.flow.forecasts.capacity import capacity
from pilotage.plan.flow.forecasts.sprints import LEAST_APART, kept, kept_fact, pace, record, record_fact
from pilotage.plan.flow.measures.sprints import Sprint
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

TODAY = dt.date(2026, 3, 2)


def finished(*ago: int) -> list[WorkItem]:
    """Items that were finished so many days before today."""
    at = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    return [
        WorkItem(
            key=f"K-{n}",
            title="x",
            status_category=StatusCategory.DONE,
            created=at - dt.timedelta(days=400),
            resolved=at - dt.timedelta(days=days),
        )
        for n, days in enumerate(ago)
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=60), st.integers(1, 14), st.integers(0, 12))
def test_a_chance_is_the_share_of_runs_that_finished_as_much(ago: list[int], length: int, needed: int) -> None:
    known = [days for days in ago if days >= 1]
    first = min(max(known, default=0), 182)
    runs = [
        sum(start >= days > start - length for days in known) for start in range(first, length - 1, -1)
    ]  # a run that begins ``start`` days ago ends before today
    found = kept(finished(*ago), TODAY, length, needed)
    if first < LEAST_APART * length:
        assert found is None
    else:
        assert found is not None
        assert (found.met, found.runs) == (sum(run >= needed for run in runs), len(runs))
        best = pace(finished(*ago), TODAY, length)
        assert best is not None
        for level, least in best.at_least.items():
            assert sum(run >= least for run in runs) >= level / 100 * len(runs)


def test_too_little_history_says_nothing() -> None:
    assert kept([], TODAY, 5, 1) is None
    assert pace(finished(3, 20), TODAY, 14) is None
    assert kept(finished(*range(100)), TODAY, 0, 1) is None


def test_the_interval_is_that_of_runs_that_do_not_overlap() -> None:
    found = kept(finished(*range(1, 141)), TODAY, 14, 14)
    assert found is not None
    assert (found.share, found.apart) == (1.0, 10)
    fact = kept_fact(found, "S")
    assert fact.interval is not None
    assert fact.interval[0] == pytest.approx(0.722, abs=0.001)  # Wilson, 10 of 10


def sprint(committed: int, done: int, carried: int, finish: dt.date = TODAY - dt.timedelta(1)) -> Sprint:
    return Sprint(
        name=f"{finish}",
        start=finish - dt.timedelta(13),
        finish=finish,
        closed=None,
        committed=committed,
        added=0,
        removed=0,
        done=done,
        carried=carried,
        carried_in=0,
        dated=True,
    )


def test_the_record_counts_sprints_that_are_over() -> None:
    over = [sprint(10, 8, 2), sprint(6, 6, 0), sprint(5, 7, 1)]
    assert record(over[:2], TODAY) is None
    found = record([*over, sprint(9, 1, 8, TODAY)], TODAY)
    assert found is not None
    assert (found.sprints, found.kept, found.carried, found.items, found.done) == (3, 2, 3, 24, (8, 6, 7))
    assert record_fact(found, "w").value == pytest.approx(3 / 24)


def test_capacity_counts_days_off_shares_and_focus() -> None:
    off = CalendarException(dt.date(2026, 3, 4), dt.date(2026, 3, 6))
    program = Program(
        id="p",
        title="P",
        teams=(Team(id="t", title="T"),),
        people=(
            Person(id="a", name="A", team="t", off=(off,)),
            Person(id="b", name="B", team="t", capacity=0.5),
            Person(id="c", name="C", team="other"),
        ),
    )
    stream = Workstream(id="w", title="W", team="t", focus=0.5)
    found = capacity(program, stream, dt.date(2026, 3, 2), dt.date(2026, 3, 8))
    assert [(each.id, each.days) for each in found.people] == [("a", 3.0), ("b", 2.5)]
    assert found.days == 2.8  # 5.5 x 0.5, to a tenth
    assert capacity(program, Workstream(id="x", title="X"), TODAY, TODAY).people == ()
