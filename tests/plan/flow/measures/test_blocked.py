"""Blocks by hand."""

import datetime as dt

from pilotage.plan.flow.measures import flow
from pilotage.plan.flow.measures.blocked import Blocked
from pilotage.plan.flow.measures.findings import findings
from pilotage.plan.vocabulary.work_items import Period, StatusCategory, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at


def item(key: str, begun: int, ended: int | None, *blocks: tuple[int, int | None], logged: bool = True) -> WorkItem:
    """By days before today."""
    return WorkItem(
        key=key,
        title=key,
        status_category=StatusCategory.DOING if ended is None else StatusCategory.DONE,
        created=at(ago(begun)),
        started=at(ago(begun)),
        resolved=None if ended is None else at(ago(ended)),
        blocks=tuple(Period(at(ago(start)), None if stop is None else at(ago(stop))) for start, stop in blocks),
        logged=logged,
    )


def blocked(*items: WorkItem, as_of: dt.date = TODAY) -> Blocked | None:
    return flow("", items, as_of=as_of, weeks=4).blocked


def test_the_share_of_time_of_all_finished_items() -> None:
    """Ten days with two and one of them blocked; ten days without."""
    found = blocked(item("A", 12, 3, (11, 9), (6, 5)), item("B", 12, 3))
    assert found == Blocked((), of=2, items=1, days=3.0, share=0.15)


def test_blocks_that_overlap_count_once_and_only_while_it_was_in_progress() -> None:
    """Blocked before its start, and after its finish."""
    found = blocked(item("A", 12, 3, (30, 9), (11, 8), (4, None)))
    assert found is not None
    assert found.days == 4.5 + 1.5  # from midnight of its first day, to that after its last


def test_what_is_blocked_now_the_longest_first() -> None:
    made = (item("A", 12, None, (3, None)), item("B", 12, None, (8, None)), item("C", 12, None, (8, 2)))
    found = blocked(*made)
    assert found is not None
    assert [(each.key, each.days) for each in found.now] == [("B", 8.5), ("A", 3.5)]
    assert "2 items are blocked, B the longest, for 8.5 days." in findings(flow("", made, as_of=TODAY, weeks=4))


def test_a_block_of_later_is_unknown() -> None:
    later = item("A", 12, None, (3, None))
    assert blocked(later, as_of=ago(5)) is None
    found = blocked(later, item("B", 20, None, (18, 17)), as_of=ago(5))
    assert found is not None
    assert found.now == ()


def test_of_items_without_a_log_nothing_is_known() -> None:
    found = blocked(item("A", 12, 3, (11, 9)), item("B", 12, 3, logged=False))
    assert found is not None
    assert found.of == 1
    assert blocked(item("B", 12, 3)) is None
