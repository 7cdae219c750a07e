import pytest

from pilotage.plan.flow.measures import Flow, compare, flow
from pilotage.plan.flow.measures.comparing import Compared, periods
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.measures.tracked import ago, at


def finished(per_week: list[int]) -> list[WorkItem]:
    """So many items finished in each week, the last one ending today; each took three days."""
    return [
        WorkItem(
            key=f"P-{week}-{n}",
            title="",
            status="Done",
            status_category=StatusCategory.DONE,
            created=at(ago(7 * week + 5)),
            started=at(ago(7 * week + 4)),
            resolved=at(ago(7 * week + 2)),
        )
        for week, count in enumerate(reversed(per_week))
        for n in range(count)
    ]


SLOW_THEN_FAST = finished([2, 3, 2, 3, 2, 3, 2, 3, 6, 7, 6, 7, 6, 7, 6, 7])


def measured(weeks: int, back: int = 0) -> Flow:
    return flow("", SLOW_THEN_FAST, as_of=ago(7 * back), weeks=weeks)


def test_more_than_chance_is_told_apart_from_chance() -> None:
    found = {change.compared: change for change in compare(measured(8, 8), measured(8))}
    throughput = found[Compared.THROUGHPUT]
    assert (throughput.before, throughput.now) == (2.5, 6.5)
    assert throughput.text == "6.5 items are finished a week, 2.5 before: more than chance makes (p < 0.001)."
    assert found[Compared.DURATION].text == (
        "85 % of items took 3 days or less, 3 before: no more than chance makes (p = 1.00)."
    )
    assert found[Compared.WORK].chance is None


def test_weeks_of_both_periods_count_once() -> None:
    before, now = measured(10, 6), measured(16)
    (throughput, *_others) = compare(before, now)
    assert throughput.before == pytest.approx((2 + 3) * 4 / 10 + (6 + 7) / 10)
    assert throughput.now == 6.5
    assert periods(before, now) == "6 weeks to 18 Sep against 10 weeks to 7 Aug"


def test_few_weeks_say_so() -> None:
    (throughput, *_others) = compare(measured(8, 3), measured(3))
    assert throughput.chance is None
    assert throughput.text.endswith("too little to tell from chance.")


def test_periods_must_differ_by_a_week() -> None:
    with pytest.raises(ValueError, match="no whole week"):
        compare(measured(8), measured(8))
