import numpy as np

from pilotage.plan.flow.measures import flow
from pilotage.plan.flow.measures.durations import MOST_POINTS
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at


def finished(taken: list[int]) -> list[WorkItem]:
    """Items that took so many days, finished one after another."""
    return [
        WorkItem(
            key=f"P-{n}",
            title="",
            status_category=StatusCategory.DONE,
            created=at(ago(n % 28 + days - 1)),
            started=at(ago(n % 28 + days - 1)),
            resolved=at(ago(n % 28)),
        )
        for n, days in enumerate(taken)
    ]


def test_few_are_told_whole() -> None:
    found = flow("", finished([3, 9, 4]), as_of=TODAY, weeks=4).points
    assert [each.days for each in found.points] == [4, 9, 3]
    assert (found.items, found.every, found.whole_above) == (3, 1, 0)


def test_of_many_the_slowest_are_whole_and_the_others_a_regular_sample() -> None:
    taken = np.random.default_rng(7).lognormal(2, 1.2, 9_000).astype(int) + 1
    found = flow("", finished(taken.tolist()), as_of=TODAY, weeks=4).points
    slow = [each for each in found.points if each.days > found.whole_above]
    assert found.items == 9_000
    assert len(slow) == int((taken > found.whole_above).sum()) > 400
    assert len(found.points) - len(slow) == -(-int((taken <= found.whole_above).sum()) // found.every)
    assert len(found.points) <= MOST_POINTS
    assert [each.finished for each in found.points] == sorted(each.finished for each in found.points)
