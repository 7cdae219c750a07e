"""What holds of every flow, whatever the items."""

import datetime as dt
import random
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.flow.items.cleaning import arrived, finished
from pilotage.plan.flow.items.history import known_then
from pilotage.plan.flow.measures import Flow, flow
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at, tracked

DAYS = st.integers(0, 90)


@st.composite
def items(draw: st.DrawFn) -> list[WorkItem]:
    """Items by days before today: some are open, of some the start or the arrival is unknown or out of order."""
    made = []
    for number in range(draw(st.integers(1, 25))):
        came, begun, ended = draw(DAYS), draw(DAYS), draw(DAYS)
        done, starts = draw(st.booleans()), draw(st.booleans())
        made.append(
            WorkItem(
                key=f"P-{number}",
                title=f"Item {number}",
                status="Done" if done else "Open",
                status_category=StatusCategory.DONE if done else StatusCategory.TODO,
                created=at(ago(came)) if draw(st.integers(0, 9)) else None,
                started=at(ago(begun)) if starts else None,
                resolved=at(ago(ended), 18) if done else None,
            )
        )
    return made


def measured(made: Sequence[WorkItem], weeks: int = 8, as_of: dt.date = TODAY) -> Flow:
    return flow("Team", made, as_of=as_of, weeks=weeks)


@given(items(), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_cumulative_flow_conserves_items(made: list[WorkItem], weeks: int) -> None:
    found = measured(made, weeks).cumulative
    known = sum(each.created is not None or each.resolved is not None for each in made)
    assert min((*found.todo, *found.doing, *found.done)) >= 0
    assert list(found.done) == sorted(found.done)
    whole = [sum(day) + found.done_before for day in zip(found.todo, found.doing, found.done, strict=True)]
    assert whole == sorted(whole)
    starts = sum(each.created is None and each.resolved is None and each.started is not None for each in made)
    assert whole[-1] in (known, known + starts)


@given(items(), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_arrivals_less_departures_is_the_change_of_open_work(made: list[WorkItem], weeks: int) -> None:
    dated = [each for each in made if each.created is not None]
    found = measured(dated, weeks)
    came, gone = sum(week.arrived for week in found.weeks), sum(week.finished for week in found.weeks)
    edge = ago(7 * weeks)
    before = [each for each in dated if (came_in := arrived(each)) is not None and came_in <= edge]
    open_before = sum((gone_out := finished(each)) is None or gone_out > edge for each in before)
    assert found.cumulative.todo[-1] + found.cumulative.doing[-1] == open_before + came - gone == found.open


@given(items())
@settings(max_examples=60, deadline=None)
def test_percentiles_grow_with_their_level(made: list[WorkItem]) -> None:
    found = measured(made, 13)
    for durations in (found.cycle_time, found.lead_time):
        days = list(durations.percentiles.values())
        assert days == sorted(days)
    for pace in found.paces:
        assert list(pace.percentiles.values()) == sorted(pace.percentiles.values())


@given(items(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_items_says_nothing(made: list[WorkItem], shuffle: random.Random) -> None:
    other = list(made)
    shuffle.shuffle(other)
    assert measured(made) == measured(other)


def test_the_order_of_tracked_items_says_nothing() -> None:
    made = tracked()
    assert measured(made, 26) == measured(made[::-1], 26)


@pytest.mark.parametrize("back", [3, 40, 111])
def test_what_comes_later_is_unknown(back: int) -> None:
    """Everything after a day is made otherwise; what is said of that day stays."""
    day = ago(back)
    made = tracked()
    otherwise = [_otherwise(each, day) for each in made]
    assert otherwise != made
    one, other = (measured(list(known_then(each, day)), 13, day) for each in (made, otherwise))
    assert one.sprints is not None
    assert one.blocked is not None
    assert one.efficiency is not None
    assert one == other


def _otherwise(item: WorkItem, day: dt.date) -> WorkItem:
    edge = at(day + dt.timedelta(1), 0)
    resolved = item.resolved
    if resolved is not None and resolved >= edge:
        resolved += dt.timedelta(days=9)
    started = item.started if item.started is None or item.started < edge else item.started + dt.timedelta(days=1)
    blocks = tuple(
        msgspec.structs.replace(each, finish=None if each.finish is None or each.finish >= edge else each.finish)
        for each in item.blocks
        if each.start < edge
    )
    sprints = tuple(
        msgspec.structs.replace(each, closed=each.closed + dt.timedelta(days=5))
        if each.closed is not None and each.closed >= edge
        else each
        for each in item.sprint_dates
    )
    return msgspec.structs.replace(
        item,
        sprint_dates=sprints,
        resolved=resolved,
        started=started,
        transitions=tuple(each for each in item.transitions if each.at < edge) or item.transitions[:1],
        blocks=blocks,
        sprint_moves=tuple(each for each in item.sprint_moves if each.at < edge),
    )
