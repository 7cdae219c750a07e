"""A sprint by hand: ten days that began 12 days ago."""

import datetime as dt

from pilotage.plan.flow.measures import flow
from pilotage.plan.flow.measures.sprints import Sprints
from pilotage.plan.vocabulary.work_items import SprintChange, SprintDates, StatusCategory, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at

ONE = SprintDates("One", at(ago(12)), at(ago(3)), at(ago(2)))


def item(key: str, done: int | None = None, *moves: tuple[int, bool], dates: SprintDates = ONE) -> WorkItem:
    return WorkItem(
        key=key,
        title=key,
        status_category=StatusCategory.TODO if done is None else StatusCategory.DONE,
        created=at(ago(20)),
        resolved=None if done is None else at(ago(done)),
        sprints=(dates.name,),
        sprint_moves=tuple(SprintChange(at(ago(day)), dates.name, added) for day, added in moves),
        sprint_dates=(dates,),
    )


def sprints(*items: WorkItem, as_of: dt.date = TODAY) -> Sprints:
    found = flow("", items, as_of=as_of, weeks=4).sprints
    assert found is not None
    return found


def test_what_was_committed_added_removed_done_and_carried() -> None:
    found = sprints(
        item("done", 5, (15, True)),
        item("left over", None, (15, True)),
        item("added and done", 4, (8, True)),
        item("taken out", None, (15, True), (7, False)),
        item("done after it was closed", 1, (12, True)),
        item("done before it began", 14, (15, True)),
        item("taken out on the day it began", None, (15, True), (12, False)),
    )
    (one,) = found.sprints
    assert (one.committed, one.added, one.removed, one.done, one.carried) == (4, 1, 1, 2, 2)
    assert (one.start, one.finish, one.closed, one.dated) == (ago(12), ago(3), ago(2), True)


def test_what_was_put_back_later_was_taken_out_then() -> None:
    back = item("taken out, put back", None, (15, True), (7, False), (1, True))
    (then,) = sprints(back, item("other", None, (15, True)), as_of=ago(2)).sprints
    assert (then.removed, then.carried) == (1, 1)


def test_the_last_sprint_burns_up() -> None:
    found = sprints(item("a", 5, (15, True)), item("b", None, (8, True)), item("c", 4, (15, True), (6, False)))
    assert found.burn is not None
    assert found.burn.days == tuple(ago(back) for back in range(12, 1, -1))
    assert found.burn.scope == (2, 2, 2, 2, 3, 3, 2, 2, 2, 2, 2)
    assert found.burn.done == (0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1)


def test_without_moves_what_was_there_at_the_start_was_committed() -> None:
    late = WorkItem(key="late", title="", created=at(ago(8)), sprints=("One",), sprint_dates=(ONE,))
    (one,) = sprints(item("early"), late).sprints
    assert (one.committed, one.added, one.carried, one.dated) == (1, 1, 2, False)


def test_what_was_carried_over_comes_in_carried() -> None:
    two = SprintDates("Two", at(ago(2)), at(ago(-8)))
    both = WorkItem(
        key="B",
        title="",
        created=at(ago(20)),
        sprints=("One", "Two"),
        sprint_moves=(SprintChange(at(ago(15)), "One"), SprintChange(at(ago(2)), "Two")),
        sprint_dates=(ONE, two),
    )
    first, second = sprints(both, item("new", None, (3, True), dates=two)).sprints
    assert (first.carried, second.carried_in, second.committed, second.closed) == (1, 1, 2, None)


def test_sprints_without_usable_dates_are_counted() -> None:
    shelf = SprintDates("Shelf", at(ago(900)), at(ago(-900)))
    found = sprints(
        item("a", None, (15, True), dates=shelf), WorkItem(key="b", title="", created=at(ago(3)), sprints=("X",))
    )
    assert (found.sprints, found.undated, found.burn) == ((), 2, None)


def test_no_sprints_no_chart() -> None:
    assert flow("", [WorkItem(key="b", title="", created=at(ago(3)))], as_of=TODAY, weeks=4).sprints is None
