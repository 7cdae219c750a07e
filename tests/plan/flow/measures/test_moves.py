"""Stays in states: time, pace, re-openings, of items drawn by hand."""

from pilotage.plan.flow.measures import Flow, flow
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem
from tests.plan.flow.measures.tracked import TODAY, ago, at

DOING = {"Build", "Check"}
MEANT = {"Open": StatusCategory.TODO, "Done": StatusCategory.DONE}


def moved(key: str, *path: tuple[int, str]) -> WorkItem:
    """Moved so many days before today into these states."""
    names = ["", *(name for _day, name in path)]
    moves = [Transition(at(ago(day)), before, after) for (day, after), before in zip(path, names, strict=False)]
    ended = path[-1][0] if path[-1][1] == "Done" else None
    begun = next((day for day, name in path if name in DOING), None)
    return WorkItem(
        key=key,
        title=key,
        status=path[-1][1],
        status_category=MEANT.get(path[-1][1], StatusCategory.DOING),
        created=at(ago(path[0][0])),
        started=None if begun is None else at(ago(begun)),
        resolved=None if ended is None else at(ago(ended)),
        transitions=tuple(moves),
    )


def measured(items: list[WorkItem]) -> Flow:
    return flow("", items, as_of=TODAY, weeks=4)


KNOWN = [moved("K-1", (3, "Build")), moved("K-2", (3, "Check")), moved("K-3", (3, "Open"))]


def test_the_pace_of_a_state_is_the_age_on_leaving_it() -> None:
    """Five items begun 20 days ago; they left Build at the ages 3 to 7 and were done five days later."""
    done = [moved(f"D-{n}", (21, "Open"), (20, "Build"), (18 - n, "Check"), (13 - n, "Done")) for n in range(5)]
    found = measured([*done, *KNOWN])
    assert [(pace.state, pace.items, pace.now) for pace in found.paces] == [("Build", 5, 1), ("Check", 5, 1)]
    assert found.paces[0].percentiles == {50: 5, 70: 6, 85: 7, 95: 7}
    assert found.paces[1].percentiles == {50: 10, 70: 11, 85: 12, 95: 12}
    assert found.paces[1].percentiles == found.cycle_time.percentiles


def test_a_state_left_twice_counts_when_it_was_left_for_good() -> None:
    back = [(20, "Build"), (18, "Check"), (16, "Build"), (12, "Check"), (10, "Done")]
    found = measured([*(moved(f"D-{n}", (21, "Open"), *back) for n in range(5)), *KNOWN])
    assert found.paces[0].percentiles[50] == 9


def test_time_in_states_by_hand() -> None:
    """Two days in Build and six in Check."""
    found = measured([moved("D-1", (12, "Open"), (10, "Build"), (8, "Check"), (2, "Done")), *KNOWN])
    assert [(each.name, each.items, each.days, each.share) for each in found.in_states] == [
        ("Build", 1, 2.0, 0.25),
        ("Check", 1, 6.0, 0.75),
    ]
    assert found.efficiency == 1.0


def test_work_that_comes_back_is_counted() -> None:
    again = moved("R-1", (20, "Open"), (19, "Build"), (15, "Done"), (10, "Build"))
    twice = moved("R-2", (20, "Build"), (15, "Done"), (12, "Open"), (11, "Done"), (9, "Build"), (8, "Done"))
    long_ago = moved("R-3", (90, "Build"), (80, "Done"), (70, "Build"), (60, "Done"))
    found = measured([again, twice, long_ago, *KNOWN]).reopened
    assert found is not None
    assert (found.times, found.items, found.still) == (3, 2, 1)


def test_without_changes_of_state_nothing_is_claimed() -> None:
    bare = WorkItem(key="B", title="", status="Build", status_category=StatusCategory.DOING, created=at(ago(9)))
    found = measured([bare])
    assert (found.paces, found.in_states, found.reopened, found.efficiency) == ((), (), None, None)
