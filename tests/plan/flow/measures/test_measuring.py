import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.engine.flow.control_charts import Rule
from pilotage.plan.flow.measures import Basis, Flow, flow
from pilotage.plan.flow.measures.findings import efficiency, findings
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem

TODAY = dt.date(2026, 6, 28)


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days)


def item(key: int, came: int, began: int | None = None, ended: int | None = None, status: str = "Open") -> WorkItem:
    """By days before today."""
    return WorkItem(
        key=f"P-{key}",
        title=f"Item {key}",
        status="Done" if ended is not None else status,
        status_category=StatusCategory.DONE if ended is not None else StatusCategory.TODO,
        created=at(ago(came)),
        started=None if began is None else at(ago(began)),
        resolved=None if ended is None else at(ago(ended), 18),
    )


def weekly(counts: Sequence[int]) -> list[WorkItem]:
    """So many items finished in each week, the last one ending today; each took three days."""
    made: list[WorkItem] = []
    for week, count in enumerate(reversed(counts)):
        made += [item(len(made) + n, 7 * week + 5, 7 * week + 4, 7 * week + 2) for n in range(count)]
    return made


def measured(items: Sequence[WorkItem], weeks: int = 8) -> Flow:
    return flow("Team", items, as_of=TODAY, weeks=weeks)


def test_a_week_ends_with_today() -> None:
    found = measured([item(1, 9, 8, 7), item(2, 9, 8, 6), item(3, 9, 8, 0), item(4, 3)], weeks=2)
    assert [(week.last, week.arrived, week.finished) for week in found.weeks] == [(ago(7), 3, 1), (TODAY, 1, 2)]
    assert [week.wip for week in found.weeks] == [3, 1]  # on its last day an item is still there
    assert (found.items, found.open) == (4, 1)


def test_a_day_begun_is_a_day_taken() -> None:
    found = measured([item(n, 10, 5, 5) for n in range(5)])
    assert found.cycle_time.percentiles == {50: 1, 70: 1, 85: 1, 95: 1}
    assert found.lead_time.percentiles[50] == 6
    assert found.basis is Basis.STARTED


@given(st.lists(st.integers(0, 40), min_size=5, max_size=30))
def test_percentiles_are_those_of_finished_items(days: list[int]) -> None:
    found = measured([item(n, 60, took + 3, 3) for n, took in enumerate(days)])
    taken = sorted(each + 1 for each in days)
    assert found.expected == taken[int(np.ceil(0.85 * len(taken) - 1e-9)) - 1]


def test_without_starts_everything_counts_from_creation() -> None:
    found = measured([item(n, 12, None, 3) for n in range(6)] + [item(9, 30)])
    assert found.basis is Basis.CREATED
    assert found.cycle_time.percentiles == {}
    assert found.expected == 10
    assert any("does not tell when work began" in sentence for sentence in findings(found))
    assert [(each.key, each.age, each.passed, each.late) for each in found.ageing] == [("P-9", 31, 95, 1.0)]


def test_five_finished_items_are_the_fewest_that_tell_how_long_one_takes() -> None:
    found = measured([item(n, 12, 9, 3) for n in range(4)] + [item(9, 30, 20)])
    assert (found.expected, found.cycle_time.items) == (None, 4)
    assert found.ageing[0].late is None
    assert "Too few items were finished to say how long one takes: 4." in findings(found)


def test_the_chance_to_be_late_grows_with_age() -> None:
    done = [item(n, 30, n + 3, 3) for n in range(1, 21)]
    found = measured([*done, item(30, 40, 1), item(31, 40, 12), item(32, 40, 19)])
    chances = [each.late or 0.0 for each in reversed(found.ageing)]
    assert [each.key for each in found.ageing] == ["P-32", "P-31", "P-30"]
    assert chances == sorted(chances)
    assert chances[-1] == 1.0


def test_a_change_of_pace_is_told_with_its_date() -> None:
    found = measured(weekly([9, 11, 10, 9, 11, 10, 9, 11, 4, 3, 4, 5, 3, 4, 3, 4]), weeks=16)
    assert found.control is not None
    assert {signal.rule for signal in found.control.signals} == {Rule.EIGHT_ON_ONE_SIDE}
    told = [sentence for sentence in findings(found) if "the process changed" in sentence]
    assert told == [
        "8 weeks below the mean of 6.9: the process changed around 4 May.",
        "8 weeks above the mean of 6.9: the process changed around 9 Mar.",
    ]


def test_a_week_beyond_the_limits_is_told_alone() -> None:
    found = measured(weekly([5, 6, 5, 6, 5, 30, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]), weeks=16)
    assert any(sentence.startswith("30 items in the week to 19 Apr, where chance") for sentence in findings(found))


def test_steady_work_is_called_stable() -> None:
    found = measured(weekly([4] * 12), weeks=12)
    assert found.control is not None
    assert found.control.signals == ()
    assert not any("Little" in sentence for sentence in findings(found))


def test_work_that_piles_up_is_called_unstable_with_its_reasons() -> None:
    items = weekly([4] * 12) + [item(100 + n, n * 2 + 1, n * 2) for n in range(40)]
    told = " ".join(findings(measured(items, weeks=12)))
    assert "the process is not stable" in told
    assert "88 began, 48 ended." in told
    assert "0 were in progress before, 40 after. These were 0 days old" in told
    assert "more are open than 12 weeks ago" in told


def test_efficiency_is_the_share_of_time_in_a_state_of_work() -> None:
    changes = (
        Transition(at(ago(10)), "Open", "Doing"),
        Transition(at(ago(8)), "Doing", "Parked"),
        Transition(at(ago(4)), "Parked", "Doing"),
        Transition(at(ago(2)), "Doing", "Done"),
    )
    done = WorkItem(
        key="P-1",
        title="Item",
        status="Done",
        status_category=StatusCategory.DONE,
        created=at(ago(12)),
        started=at(ago(10)),
        resolved=at(ago(2)),
        transitions=changes,
    )
    states = [
        WorkItem(key="S-1", title="", status="Doing", status_category=StatusCategory.DOING, created=at(ago(1))),
        WorkItem(key="S-2", title="", status="Parked", status_category=StatusCategory.TODO, created=at(ago(1))),
    ]
    found = measured([done, *states])
    assert found.efficiency == pytest.approx(0.5)
    assert found.efficiency_items == 1
    assert efficiency(found).startswith("Items were worked on in 50 % of the time")
    unknown = measured([done, states[0]])  # nobody knows what "Parked" is
    assert (unknown.efficiency, efficiency(unknown)) == (None, "")


def test_the_state_is_that_of_the_day() -> None:
    moved = WorkItem(
        key="P-1",
        title="Item",
        status="Review",
        created=at(ago(9)),
        started=at(ago(8)),
        transitions=(Transition(at(ago(8)), "Open", "Doing"), Transition(at(ago(1)), "Doing", "Review")),
    )
    done = [item(n, 12, 9, 6) for n in range(6)]
    past = flow("Team", [*done, moved], as_of=ago(3), weeks=4)
    assert [each.status for each in past.ageing] == ["Doing"]
    moving = flow("Team", [*done, moved], as_of=ago(1), weeks=4)
    assert [each.status for each in moving.ageing] == ["Review"]
    assert [each.status for each in measured([*done, moved]).ageing] == ["Review"]


def test_an_item_passes_a_percentile_on_the_day_after() -> None:
    found = measured([*(item(n, 12, 9, 6) for n in range(6)), item(8, 12, 3), item(9, 12, 4)])
    assert found.expected == 4
    assert [(each.age, each.passed) for each in found.ageing] == [(5, 95), (4, 0)]


def test_a_start_that_has_not_come_is_unknown() -> None:
    done = [item(n, 30, 25, 20) for n in range(6)]
    assert flow("Team", [*done, item(9, 12, 2)], as_of=ago(10), weeks=4).ageing == ()


def test_no_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        measured([], weeks=0)


def test_what_is_closed_in_bulk_is_gone_but_is_no_throughput() -> None:
    items = [*weekly([4] * 8), *(item(100 + n, 200, 190, 1) for n in range(40))]
    bulk = {f"P-{100 + n}" for n in range(40)}
    found = flow("", items, as_of=TODAY, weeks=8, bulk=bulk)
    assert [(week.finished, week.swept) for week in found.weeks] == [(4, 0)] * 7 + [(4, 40)]
    assert found.cycle_time.items == found.points.items == 32
    assert found.control is not None
    assert found.control.signals == ()
    assert found.cumulative.done[-1] == 72
    assert found.weeks[-1].wip == 0
    told = findings(found)
    assert "40 more items were closed in bulk, which is no throughput." in told
    assert any("40 fewer are open than 8 weeks ago" in sentence for sentence in told)


def test_of_many_signals_the_newest_are_told() -> None:
    steady = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6]
    counts = [*steady, 90, *steady, 95, *steady, 99, *steady, 97, *steady, 98, *steady]
    found = measured(weekly(counts), weeks=len(counts))
    assert found.control is not None
    assert len(found.control.signals) == 5 + 6  # six runs of eight or more below the mean
    told = [sentence for sentence in findings(found) if "chance alone" in sentence]
    assert [sentence.split()[0] for sentence in told] == ["98"]
    assert "8 earlier signals are in the chart." in findings(found)
