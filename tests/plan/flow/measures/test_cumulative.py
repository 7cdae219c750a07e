"""Cumulative flow of items drawn by hand."""

import datetime as dt
from itertools import pairwise

import msgspec

from pilotage.plan.flow.measures import flow
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at, tracked


def item(key: str, came: int, begun: int | None, ended: int | None, states: str = "") -> WorkItem:
    """By days before today; a letter of ``states`` is the state from each of these days on."""
    days = [day for day in (came, begun, ended) if day is not None]
    moves = [
        Transition(at(ago(day)), before, after) for day, before, after in zip(days, " " + states, states, strict=False)
    ]
    return WorkItem(
        key=key,
        title=key,
        status=states[-1:],
        status_category=StatusCategory.DONE if ended is not None else StatusCategory.TODO,
        created=at(ago(came)),
        started=None if begun is None else at(ago(begun)),
        resolved=None if ended is None else at(ago(ended)),
        transitions=tuple(moves),
    )


def test_a_week_by_hand() -> None:
    """A: in on day 1, begun on 3, done on 5. B: in on 2, begun on 4. C: in on 3. D: done before the week."""
    made = [item("A", 6, 4, 2), item("B", 5, 3, None), item("C", 4, None, None), item("D", 20, 15, 9)]
    found = flow("", made, as_of=TODAY, weeks=1).cumulative
    assert found.days == tuple(ago(back) for back in range(6, -1, -1))
    assert found.todo == (1, 2, 2, 1, 1, 1, 1)
    assert found.doing == (0, 0, 1, 2, 1, 1, 1)
    assert found.done == (0, 0, 0, 0, 1, 1, 1)
    assert found.done_before == 1


def test_longer_periods_are_told_by_week() -> None:
    days = flow("", [item("A", 6, 4, 2)], as_of=TODAY, weeks=27).cumulative.days
    assert len(days) == 27
    assert {after - before for before, after in pairwise(days)} == {dt.timedelta(days=7)}
    assert days[-1] == TODAY


def test_states_share_out_the_open_items() -> None:
    found = flow("", tracked(), as_of=TODAY, weeks=26).cumulative
    assert [state.name for state in found.states][:2] == ["Backlog", "Selected"]
    for at_, (todo, doing) in enumerate(zip(found.todo, found.doing, strict=True)):
        assert sum(state.counts[at_] for state in found.states) == todo + doing
        waiting = sum(s.counts[at_] for s in found.states if s.category is StatusCategory.TODO)
        assert waiting == todo


def test_items_that_nobody_moved_are_in_the_state_in_which_they_are() -> None:
    moved = [item(f"M-{n}", 6, 4, 2, "TWD") for n in range(4)]
    new = WorkItem(key="N", title="", status="T", created=at(ago(3)))
    odd = WorkItem(key="O", title="", status="Odd", created=at(ago(1)))
    done = WorkItem(
        key="D", title="", status="D", status_category=StatusCategory.DONE, created=at(ago(5)), resolved=at(ago(1))
    )
    found = flow("", [*moved, new, odd, done], as_of=TODAY, weeks=1).cumulative
    assert {state.name: state.counts for state in found.states} == {
        "T": (4, 4, 0, 1, 1, 1, 1),
        "W": (0, 0, 4, 4, 0, 0, 0),
        "": (0, 1, 1, 1, 1, 0, 0),
        "Odd": (0, 0, 0, 0, 0, 1, 1),
    }


def test_moves_after_the_finish_are_no_stay_of_open_work() -> None:
    """A tracker's date of resolution may lie before the move that closed it."""
    closed_late = item("A", 6, 4, 2, "TWD")
    late = msgspec.structs.replace(closed_late, resolved=at(ago(5)))
    found = flow("", [late, item("B", 6, 4, None, "TW")], as_of=TODAY, weeks=1).cumulative
    assert {state.name: state.counts for state in found.states} == {
        "T": (2, 1, 0, 0, 0, 0, 0),
        "W": (0, 0, 1, 1, 1, 1, 1),
    }


def test_done_items_without_a_date_are_left_out() -> None:
    undated = WorkItem(key="U", title="", status_category=StatusCategory.DONE, created=at(ago(3)))
    found = flow("", [undated, item("B", 6, 4, None)], as_of=TODAY, weeks=1)
    assert found.ageing == flow("", [item("B", 6, 4, None)], as_of=TODAY, weeks=1).ageing
    assert (found.cumulative.todo[-1] + found.cumulative.doing[-1], found.open) == (1, 1)


def test_states_are_unknown_where_most_changes_are() -> None:
    bare = [WorkItem(key=f"B-{n}", title="", created=at(ago(9))) for n in range(30)]
    assert flow("", [item("A", 6, 4, 2, "TWD"), *bare], as_of=TODAY, weeks=2).cumulative.states == ()
