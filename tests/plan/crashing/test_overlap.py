import datetime as dt

import msgspec
import pytest

from pilotage.plan.crashing import fast_track
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import after, days, milestone, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)


def program(activities: tuple[Activity, ...], dependencies: tuple[Dependency, ...]) -> Program:
    return Program(id="p", title="P", start=MONDAY, activities=activities, dependencies=dependencies)


def line() -> Program:
    """8 d, then 4 d, then the end."""
    return program((task("build", 8), task("test", 4), milestone("end")), after("build", "test", "end"))


def test_a_quarter_of_the_predecessor_is_won_and_as_much_is_at_risk() -> None:
    found = fast_track(line(), "end", 5)
    (only,) = found.single
    assert (only.dependency, only.won, only.at_risk, only.at_risk_share) == ("build>test:FS", 2, 2, 0.5)
    assert found.steps == found.single  # the link into the milestone is none to overlap
    assert (found.won, schedule(found.program).at("end").finish) == (2, found.finish)


def test_no_more_is_at_risk_than_the_successor_does() -> None:
    made = program((task("build", 20), task("sign", 1), milestone("end")), after("build", "sign", "end"))
    (only,) = fast_track(made, "end", 5, share=0.5).single
    assert (only.at_risk, only.at_risk_share) == (1, 1)
    assert only.won == 1  # nobody signs what is not built


def test_a_parallel_path_leaves_nothing_to_win_alone() -> None:
    made = program(
        (task("a", 4), task("b", 4), task("x", 4), task("y", 4), milestone("end")),
        (*after("a", "b", "end"), *after("x", "y", "end")),
    )
    found = fast_track(made, "end", 1)
    assert [each.won for each in found.single] == [0, 0]
    assert (found.steps, found.won) == ((), 0)


def test_steps_add_up_until_enough_is_won() -> None:
    made = program(
        (task("a", 8), task("b", 4), task("c", 12), milestone("end")),
        after("a", "b", "c", "end"),
    )
    found = fast_track(made, "end", 3)
    assert [each.dependency for each in found.single] == ["a>b:FS", "b>c:FS"]
    assert [each.won for each in found.steps] == [2, 1]
    assert found.won == 3
    assert len(fast_track(made, "end", 2).steps) == 1


def test_a_lag_is_shortened_first_and_an_elapsed_one_left_alone() -> None:
    lagged = msgspec.structs.replace(line().dependencies[0], lag=days(3))
    made = msgspec.structs.replace(line(), dependencies=(lagged, line().dependencies[1]))
    found = fast_track(made, "end", 9)
    assert found.program.dependencies[0].lag == days(1)
    assert (found.single[0].won, found.single[0].at_risk) == (2, 0)
    hardening = msgspec.structs.replace(lagged, lag=Span(2880, Unit.ELAPSED_DAY))
    assert (
        fast_track(msgspec.structs.replace(made, dependencies=(hardening, made.dependencies[1])), "end", 9).single == ()
    )


def test_only_finish_to_start_between_work_that_waits() -> None:
    begun = dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC)
    overlapped = Dependency(predecessor="build", successor="test", kind=DependencyKind.SS)
    made = msgspec.structs.replace(line(), dependencies=(overlapped, *after("test", "end")))
    assert fast_track(made, "end", 1).single == ()
    running = msgspec.structs.replace(line().activities[1], actual_start=begun, progress=0.2)
    started = msgspec.structs.replace(
        line(), activities=(line().activities[0], running, line().activities[2]), status_date=dt.date(2026, 9, 8)
    )
    assert fast_track(started, "end", 1).single == ()


def test_a_share_is_a_share() -> None:
    with pytest.raises(ValueError, match="share"):
        fast_track(line(), "end", 1, share=1.5)
